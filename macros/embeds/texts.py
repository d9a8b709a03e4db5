"""What can be put on others' pages: every snippet, term, role and service as one thing, in three lengths.

Two signs of the private use area stand in the texts for what a school fills in; see `filled`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from macros.handbook import Handbook
from macros.sources.entry import Entry
from macros.sources.kinds.role import Role
from macros.sources.kinds.service import Service
from macros.sources.kinds.snippet import SCHOOL, Retired, Snippet
from macros.sources.kinds.term import Term

LENGTHS = ("line", "paragraph", "page")
SCHOOL_MARK, SCHOOL_FIRST_MARK, LEVEL_MARK, HASHES_MARK, NAME_MARK = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
"""The school's name within a sentence, and at its start; a heading's level, as a figure and as #; the attribute with the name."""

_RIGHT_TO_LEFT = {"ar", "fa", "he", "ps", "ckb", "sd", "ug", "ur", "yi", "dv"}
_MOST_ITEMS, _MOST_WAYS = 5, 3
_LINE_END = re.compile(r"(?<!\n)\n(?!\s*(?:\n|[-*+] |\d+[.)] ))[ \t]*")
_SECTIONS = re.compile(r" \(\d+(?:\.\d+)?(?:, \d+(?:\.\d+)?)*\)")
"""Sections of the study, which say nothing on a school's page: (5.1, 6.2)."""


class Lengths(NamedTuple):
    """The three lengths, as Markdown."""

    line: str
    paragraph: str
    page: str


@dataclass(frozen=True)
class Embed:
    """One text in one language. `name`: the entry's address, and the language after it for a translation."""

    name: str
    entry: Entry
    title: str
    language: str
    lengths: Lengths

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return "rtl" if self.language.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"

    @property
    def retired(self) -> Retired | None:
        """Since when and why it isn't kept any longer, if it isn't."""
        return self.entry.retired if isinstance(self.entry, Snippet) else None

    def text(self, length: str) -> str:
        """That length as Markdown. Raises AttributeError if there is no such length."""
        return str(getattr(self.lengths, length))


def embeds(handbook: Handbook) -> dict[str, Embed]:
    """Everything that can be put on others' pages, by name: snippets first, in their order."""
    return {embed.name: embed for embed in _all(handbook)}


def kept(handbook: Handbook, texts: Mapping[str, Embed], name: str) -> Embed | None:
    """The text of this name, or what has become of it; None if there is none that is kept. `texts`: those that are let out."""
    embed = texts.get(handbook.aliases.get(name, name))
    return texts.get(embed.retired.instead or "") if embed and embed.retired else embed


def filled(text: str, school: str = "") -> str:
    """A text with the school's name, or "our school", in its places, and headings at level 2, which fits below a page's title."""
    return (
        text.replace(SCHOOL_MARK, school or "our school")
        .replace(SCHOOL_FIRST_MARK, school or "Our school")
        .replace(LEVEL_MARK, "2")
        .replace(HASHES_MARK, "##")
        .replace(NAME_MARK, "")
    )


def _all(handbook: Handbook) -> Iterator[Embed]:
    for snippet in handbook.of(Snippet):
        yield Embed(snippet.address, snippet, snippet.title, "en-GB", _marked(snippet.line, snippet.paragraph, snippet.page))
        for other in snippet.translations:
            name = f"{snippet.address}/{other.language}"
            yield Embed(name, snippet, other.title, other.language, _marked(other.line, other.paragraph, other.page))
    others: tuple[Role | Service | Term, ...] = (*handbook.of(Role), *handbook.services, *handbook.terms)
    for entry in others:
        yield Embed(entry.address, entry, _title(entry), "en-GB", _lengths(handbook, entry))


def _title(entry: Entry) -> str:
    return f"{entry.title} ({entry.abbreviation})" if isinstance(entry, Term) and entry.abbreviation else entry.title


def _marked(*lengths: str) -> Lengths:
    """Each length with signs for the school's name, and each of its paragraphs on one line: some editors keep every line's end."""
    return Lengths(
        *(SCHOOL.sub(lambda place: SCHOOL_FIRST_MARK if place[1] == "S" else SCHOOL_MARK, _unwrapped(t)) for t in lengths)
    )


def _unwrapped(text: str) -> str:
    return _LINE_END.sub(" ", text.strip())


def _lengths(handbook: Handbook, entry: Role | Service | Term) -> Lengths:
    def said(text: str) -> str:
        return _SECTIONS.sub("", " ".join(handbook.unlinked(text).split()))

    match entry:
        case Term():
            definition = said(entry.definition)
            page = [entry.plain, definition]
            page += [f"**Not the same as {other.title}.** {said(why)}" for other, why in handbook.confused_with(entry)[:1]]
            page += [f"**Today.** {said(entry.now.text)}"] if entry.now else []
            return Lengths(entry.plain, definition, "\n\n".join(page))
        case Role():
            purpose = said(entry.purpose)
            does = "\n".join(f"- {said(item)}" for item in entry.does[:_MOST_ITEMS])
            reach = "\n".join(f"- {said(way.how)}" for way in entry.reach[:_MOST_WAYS])
            return Lengths(entry.plain, purpose, f"{purpose}\n\n**What they do**\n\n{does}\n\n**How to reach them**\n\n{reach}")
        case Service():
            how = said(entry.how)
            who = ", ".join(handbook[address].title for address in entry.who if address in handbook)
            helpers = f"\n\n**Who helps.** {who}." if who else ""
            return Lengths(entry.plain, f"{entry.plain} {how}", f"{entry.plain}\n\n**How to get help.** {how}{helpers}")
