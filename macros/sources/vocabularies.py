"""Closed lists, as data: `vocabularies/NAME.yml` holds words with a label and a description."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, TypeAdapter

from macros.sources.entry import Part
from macros.sources.fields import Line


class Word(Part):
    """A word of a closed list."""

    id: Annotated[Line, Field(description="What editors write.")]
    label: Annotated[Line, Field(description="What readers see.")]
    description: Annotated[Line, Field(description="When to use it.")]
    broader: Annotated[Line | None, Field(description="The wider word of the same list.")] = None
    kinds: Annotated[tuple[Line, ...], Field(description="For remedies: the kinds of entries that answer it.")] = ()
    number: Annotated[int | None, Field(ge=0, description="For year groups: the hours of the guideline of 2004.")] = None
    level: Annotated[Line | None, Field(pattern="^(error|report)$", description="For checks: error or report.")] = None


WORDS = TypeAdapter(tuple[Word, ...])


@dataclass(frozen=True)
class Vocabulary:
    """A closed list in the order of its file."""

    name: str
    words: Mapping[str, Word]

    def __getitem__(self, word: str) -> Word:
        return self.words[word]

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words.values())

    def ids(self) -> frozenset[str]:
        """Every word that may be written."""
        return frozenset(self.words)

    def around(self, word: str) -> frozenset[str]:
        """The word with all narrower and all wider ones: what is for school staff is for careers co-ordinators, too."""
        wider = {other for other in self.words if word in self.within(other)}
        return self.within(word) | wider

    def within(self, word: str) -> frozenset[str]:
        """The word and all narrower ones (careers co-ordinators are school staff)."""
        found = {word}
        while True:
            more = {entry.id for entry in self if entry.broader in found} - found
            if not more:
                return frozenset(found)
            found |= more
