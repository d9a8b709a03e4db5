"""A word of the trade, explained."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from macros.sources.entry import Entry, Kind, Part
from macros.sources.fields import Line, OneOf, Prose, Refers, Words

TermId = Annotated[str, Refers(("glossary",))]


class Avoid(Part):
    """A word that is said, but misleads."""

    say: Annotated[Line, Field(description="The word that misleads.")]
    audiences: Annotated[
        tuple[Annotated[str, OneOf("audiences")], ...],
        Field(min_length=1, description="For whom it misleads. Others may go on using it."),
    ]
    why: Annotated[Prose, Field(description="What goes wrong.")]
    instead: Annotated[Prose, Field(description="What to say instead.")]


class Confusion(Part):
    """Another term that people take for this one."""

    id: Annotated[
        TermId, Field(description="The id of the other term. Write the pair in one of the two files; both pages show it.")
    ]
    difference: Annotated[Prose, Words(70), Field(description="The difference in a sentence or two.")]


class Term(Entry):
    """An entry of the glossary."""

    KIND: ClassVar = Kind("term", "glossary", "Glossary", "glossary", prints=("page", "answer"))

    abbreviation: Annotated[Line | None, Words(1), Field(description="The usual abbreviation of the title.")] = None
    pronounce: Annotated[Line | None, Field(description="How an abbreviation is said, where it is spoken as a word.")] = None
    aliases: Annotated[tuple[Line, ...], Field(description="What people also say for it.")] = ()
    linking: Annotated[
        Literal["any-case", "as-written", "never"],
        Field(
            description="How its forms are found in other texts: any-case, as-written (a proper name that is also a plain word), "
            "or never (a plain word: only [[id]] links to it)."
        ),
    ] = "any-case"
    avoid: Annotated[tuple[Avoid, ...], Field(description="Words that are said for it but mislead, and for whom.")] = ()
    definition: Annotated[Prose, Words(60), Field(description="The definition for staff, 60 words at the most.")]
    plain: Annotated[Line, Words(30), Field(description="For young people and parents, 30 words at the most, without jargon.")]
    category: Annotated[str, OneOf("categories"), Field(description="The shelf it stands on (vocabularies/categories.yml).")]
    confused_with: Annotated[tuple[Confusion, ...], Field(description="Terms that people take for this one.")] = ()
    example: Annotated[Line | None, Field(description="A sentence that uses the word, where its use isn't obvious.")] = None
    broader: Annotated[tuple[TermId, ...], Field(description="Wider terms that this is a kind or a part of.")] = ()
    narrower: Annotated[
        tuple[TermId, ...], Field(description="Narrower terms. Needn't be written where the other has broader.")
    ] = ()

    @property
    def shown_labels(self) -> tuple[str, ...]:
        """Title, abbreviation and aliases, in this order."""
        return (self.title, *((self.abbreviation,) if self.abbreviation else ()), *self.aliases)

    @property
    def found_by(self) -> tuple[str, ...]:
        """What it says in short."""
        return (self.plain, self.definition, *self.aliases, *self.hidden)


def broader_links(terms: Iterable[Term]) -> set[tuple[str, str]]:
    """(narrower id, broader id) for each link, from whichever side it was written."""
    links = set()
    for term in terms:
        links |= {(term.id, wide.rpartition("/")[2]) for wide in term.broader}
        links |= {(narrow.rpartition("/")[2], term.id) for narrow in term.narrower}
    return links


MODEL = Term
