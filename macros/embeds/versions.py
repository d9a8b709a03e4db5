"""What was given out, in `published.yml`: each entry with a page, and each version of a text, by fingerprints of its words."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import yaml

from macros.embeds.texts import LENGTHS, Embed, embeds, filled
from macros.handbook import Handbook
from macros.sources.problems import Problem
from macros.sources.published import PATH, Published, Version

_WORDS = re.compile(r"[^\W_]+")
_HEAD = "# What was given out: pages, and versions of texts. embeds.py --publish writes this file; nobody types in it.\n"


class _Plain(yaml.SafeDumper):
    """Writes the same value twice, where YAML would point from the one to the other."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def words(text: str) -> str:
    """A text's words alone, in small letters: what stays the same when an editor changes quotes, dashes and spaces."""
    return " ".join(_WORDS.findall(unicodedata.normalize("NFKC", text).casefold()))


def fingerprint(text: str) -> str:
    """The first 16 digits of the SHA-256 of a text's words."""
    return hashlib.sha256(words(text).encode()).hexdigest()[:16]


def fingerprints(embed: Embed) -> dict[str, str]:
    """That of each length, with "our school" in the places for a name."""
    return {length: fingerprint(filled(embed.text(length))) for length in LENGTHS}


def version(embed: Embed, published: Mapping[str, tuple[Version, ...]]) -> int:
    """The text's version: the last that was given out, or the next one if its words have changed since."""
    given = published.get(embed.name, ())
    return given[-1].version + _changed(embed, given) if given else 1


def unpublished(handbook: Handbook) -> list[str]:
    """The names of texts that are new or have changed since `published.yml` was written, and of other entries with a new page."""
    changed = [name for name, embed in embeds(handbook).items() if _changed(embed, handbook.published.get(name, ()))]
    pages = [entry.address for entry in handbook.released("pages") if not entry.KIND.shared_page]
    return [*changed, *(name for name in pages if name not in handbook.published and name not in changed)]


def stale(handbook: Handbook) -> Problem | None:
    """What to tell an editor while `published.yml` is behind the texts; nothing if it isn't."""
    names = unpublished(handbook)
    if not names:
        return None
    some = names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
    return Problem(PATH, 1, 1, f"new or changed since this was written: {some}. Run: python3 scripts/embeds.py --publish", "report")


def publish(handbook: Handbook, today: date, path: Path) -> dict[str, int]:
    """Write to `published.yml` what is new; gives its names, each with the number of its versions (0: a page, no text).

    Raises OSError.
    """
    changed = unpublished(handbook)
    now = embeds(handbook)
    published: Published = dict(handbook.published)
    for name in changed:
        given = published.get(name, ())
        if name in now and not now[name].retired:
            given = (*given, Version(version=version(now[name], published), date=today, **fingerprints(now[name])))
        published[name] = given
    if changed:
        data = {name: [dict(one) for one in versions] for name, versions in sorted(published.items())}
        beside = path.with_name(f".{path.name}.new")
        beside.write_text(_HEAD + yaml.dump(data, Dumper=_Plain, sort_keys=False, width=200), encoding="utf-8", newline="\n")
        beside.replace(path)
    return {name: len(published[name]) for name in changed}


def _changed(embed: Embed, given: tuple[Version, ...]) -> bool:
    """Whether the text isn't the one that was given out last. A retired text is left as it was."""
    if embed.retired:
        return False
    return not given or any(given[-1].fingerprint(length) != mark for length, mark in fingerprints(embed).items())
