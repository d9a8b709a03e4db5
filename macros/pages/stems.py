"""From a text to the words under which the search files it. `docs/assets/search/words.js` does the same by the same rules."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

RULES: dict[str, Any] = json.loads((Path(__file__).parent / "word-rules.json").read_text(encoding="utf-8"))
"""`filed`: patterns and what stands instead, to one of a thing in British spelling; `endings`: what is taken off for the stem, and
how many letters have to be left; `doubled`: two of a letter at the end, of which one is left then."""
LITTLE: list[str] = (Path(__file__).parent / "little-words.txt").read_text(encoding="utf-8").split()
"""Words that say little of what is meant, though they tell a question from another: who asks, and for what sort of answer."""
_FILED = [(re.compile(pattern), instead.replace("$", "\\")) for pattern, instead in RULES["filed"]]
_DOUBLED = re.compile(RULES["doubled"])
_LEFT_OUT = re.compile("[\u0300-\u036f'’‘ʼ]")
_DOTTED = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}[^\W\d_]?(?![^\W_])")
_ASCII_RUN = re.compile(r"[a-z0-9]+")
_RUN = re.compile(r"[^\W_]+")


def stems(text: str) -> Iterator[str]:
    """The stems of the words: referring, referral and refer give "refer"."""
    return map(stem, _RUN.findall(_fold(text)))


@cache
def joined(text: str) -> str:
    """A name as it is compared with what is typed: "Drop-in sessions" is "dropinsession"."""
    return "".join(map(_filed, _RUN.findall(_fold(text))))


def slug(title: str) -> str:
    """A title as it mostly stands in an address: "Parents' evening" is "parents-evening"."""
    return "-".join(_ASCII_RUN.findall(title.lower().replace("'", "").replace("’", "")))


@cache
def stem(word: str) -> str:
    """What a folded word has in common with others of its family."""
    word = _filed(word)
    for ending, least in RULES["endings"]:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return _DOUBLED.sub(r"\1", word[: -len(ending)])
    return word


@cache
def _filed(word: str) -> str:
    """One of a thing, in British spelling."""
    for pattern, instead in _FILED:
        word = pattern.sub(instead, word, count=1)
    return word


def _fold(text: str) -> str:
    """Small letters without accents and apostrophes; abbreviations without their dots."""
    plain = _LEFT_OUT.sub("", text if text.isascii() else unicodedata.normalize("NFKD", text)).lower()
    return _DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), plain) if "." in plain else plain
