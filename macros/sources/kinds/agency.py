"""A kind of agency outside school and service: what it does, and how to begin to work with it."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from macros.sources.entry import Entry, Filter, Kind
from macros.sources.fields import Line, OneOf, Prose


class Agency(Entry):
    """An entry of the kinds of agencies. Kinds only: which agencies there are, each area fills in."""

    KIND: ClassVar = Kind(
        "agency",
        "directory/agencies",
        "Kinds of agencies",
        "directories",
        shared_page="directory/agencies/",
        answers="directory",
        filters=(Filter("sort", "agency-sorts", "About"), Filter("helps", "agency-helps", "Helps with")),
    )

    sort: Annotated[str, OneOf("agency-sorts"), Field(description="work, learning, support… (vocabularies/agency-sorts.yml).")]
    helps: Annotated[
        tuple[Annotated[str, OneOf("agency-helps")], ...],
        Field(min_length=1, description="With what it can help (vocabularies/agency-helps.yml)."),
    ]
    does: Annotated[Prose, Field(description="What such an agency does.")]
    does_not: Annotated[Prose, Field(description="What it doesn't do, and who does.")]
    ask_for: Annotated[tuple[Line, ...], Field(min_length=1, description="What a school or an adviser can ask it for.")]
    start: Annotated[tuple[Line, ...], Field(min_length=2, description="How to begin, step by step.")]
    careful: Annotated[Prose, Field(description="What to watch: whose interest it has, what may be passed on, who must be asked.")]
    found: Annotated[Prose | None, Field(description="What the study found, with its section.")] = None
    fill_in: Annotated[tuple[Line, ...], Field(min_length=1, description="What each area fills in.")]

    @property
    def found_by(self) -> tuple[str, ...]:
        """What it does, and what to ask it for."""
        return (self.summary, self.does, *self.ask_for)


MODEL = Agency
