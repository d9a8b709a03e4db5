"""The forms under which terms stand in running text, and where they stand: longest first, plurals, possessives."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from macros.sources.kinds.term import Term

_WORD = re.compile(r"[^\W_]+(?:[-'’&–][^\W_]+)*")
_RUN = re.compile(r"[^\W_]+")
_GAP = re.compile(r"['’,]?[ \n]")
_PREPOSITIONS = {"of", "in", "for", "and"}


class Mention(NamedTuple):
    """A term in a text: characters `start` to `end`, the term's id, and whether it is its abbreviation."""

    start: int
    end: int
    term: str
    abbreviated: bool


@dataclass(frozen=True)
class _Form:
    words: tuple[str, ...]
    term: str
    abbreviated: bool
    exact: tuple[str, ...]


class Forms:
    """Finds terms in text, in time that grows with the text and not with the number of terms."""

    def __init__(self, terms: Iterable[Term]) -> None:
        by_first: dict[str, list[_Form]] = defaultdict(list)
        by_run: dict[str, list[_Form]] = defaultdict(list)
        for term in terms:
            if term.linking != "never":
                for form in _forms(term):
                    by_first[form.words[0]].append(form)
                    by_run[_RUN.findall(form.words[0])[0]].append(form)
        self._by_first = {word: sorted(forms, key=lambda form: -len(form.words)) for word, forms in by_first.items()}
        self._by_run = {run: tuple(forms) for run, forms in by_run.items()}

    def concerning(self, runs: Set[str]) -> tuple[tuple[_Form, ...], ...]:
        """The forms that may stand in texts with these `runs`: as long as they are the same, `find` finds the same in them."""
        return tuple(self._by_run[run] for run in runs & self._by_run.keys())

    def find(self, text: str) -> Iterator[Mention]:
        """The mentions in a text, from left to right, none within another."""
        words = _words(text)
        at = 0
        while at < len(words):
            form = self._at(words, at, text)
            if form is None:
                at += 1
                continue
            last = words[at + len(form.words) - 1]
            end = last[2] if last[0] == form.words[-1] else last[2] - len("'s")
            yield Mention(words[at][1], end, form.term, form.abbreviated)
            at += len(form.words)

    def _at(self, words: list[tuple[str, int, int]], at: int, text: str) -> _Form | None:
        first = words[at][0]
        forms = self._by_first.get(first, [])
        if first.endswith("'s"):
            forms = [*forms, *self._by_first.get(_unpossessed(first), ())]
        for form in forms:
            size = len(form.words)
            if at + size <= len(words) and _fits(form, words[at : at + size], text):
                return form
        return None


def _fits(form: _Form, words: list[tuple[str, int, int]], text: str) -> bool:
    for wanted, (word, _, _) in zip(form.words, words, strict=True):
        if word != wanted and not (_unpossessed(word) == wanted and wanted == form.words[-1]):
            return False
    if any(not _GAP.fullmatch(text, end, start) for (_, _, end), (_, start, _) in pairwise(words)):
        return False
    return not form.exact or all(
        text[start : start + len(exact)] == exact for exact, (_, start, _) in zip(form.exact, words, strict=True)
    )


def _forms(term: Term) -> Iterator[_Form]:
    for label in term.shown_labels:
        abbreviated = is_abbreviation(label)
        written = tuple(match.group() for match in _WORD.finditer(label))
        if not written:
            continue
        for words in {written, *_plurals(written, abbreviated)}:
            exact = words if abbreviated or term.linking == "as-written" else ()
            yield _Form(tuple(_plain(word) for word in words), term.id, abbreviated, exact)


def is_abbreviation(label: str) -> bool:
    """Whether a label is an abbreviation: one word with two capitals or more (PA, IiC, KS3), no other."""
    return " " not in label and sum(c.isupper() for c in label) >= 2


def _plurals(words: tuple[str, ...], abbreviated: bool) -> Iterator[tuple[str, ...]]:
    head = next((number for number, word in enumerate(words[1:]) if word.lower() in _PREPOSITIONS), len(words) - 1)
    word = words[head]
    if word.lower().endswith("s") and not abbreviated:
        return
    if re.search(r"[^aeiou]y$", word):
        plural = word[:-1] + "ies"
    elif re.search(r"(?:s|x|z|ch|sh)$", word) and not abbreviated:
        plural = word + "es"
    else:
        plural = word + "s"
    yield (*words[:head], plural, *words[head + 1 :])


def plural(title: str) -> str:
    """The plural of a title: careers interviews, Heads of Year."""
    words = title.split(" ")
    return " ".join(next(_plurals(tuple(words), False), tuple(words)))


def runs(texts: Iterable[str]) -> frozenset[str]:
    """The runs of letters and digits in texts, in their plain form: "head's" has two."""
    return frozenset(_RUN.findall(_plain("\n".join(texts))))


def _words(text: str) -> list[tuple[str, int, int]]:
    """Each word in its plain form, with the places where it begins and ends."""
    plain = _plain(text)
    if len(plain) == len(text):  # so the places are the same in both, which saves taking each word by itself
        return [(match.group(), *match.span()) for match in _WORD.finditer(plain)]
    return [(_plain(match.group()), *match.span()) for match in _WORD.finditer(text)]


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'").replace("–", "-")


def _unpossessed(word: str) -> str:
    return word[:-2] if word.endswith("'s") else word
