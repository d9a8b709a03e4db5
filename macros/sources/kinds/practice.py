"""A piece of good practice that others can take up: an entry of the showcase."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from macros.sources.entry import Entry, Filter, Kind
from macros.sources.fields import Line, OneOf, Prose, Refers


class Practice(Entry):
    """An entry of the showcase. A piece of work, never a person."""

    KIND: ClassVar = Kind(
        "practice",
        "directory/showcase",
        "Showcase",
        "directories",
        shared_page="directory/showcase/",
        answers="guideline",
        filters=(Filter("topics", "topics", "About"), Filter("years", "year-groups", "Year")),
    )

    topics: Annotated[
        tuple[Annotated[str, OneOf("topics")], ...], Field(min_length=1, description="What it is about (vocabularies/topics.yml).")
    ]
    years: Annotated[
        tuple[Annotated[str, OneOf("year-groups")], ...], Field(description="With which year groups, if with students.")
    ] = ()
    by: Annotated[str, Refers(("roles",)), Field(description="The role that did it.")]
    done: Annotated[Prose, Field(description="What was done. Nothing by which one student or school could be known.")]
    came_of_it: Annotated[Prose, Field(description="What came of it, and how anyone knows; or that nobody wrote it down.")]
    needs: Annotated[tuple[Line, ...], Field(min_length=1, description="What you need: people, hours, room, things.")]
    steps: Annotated[tuple[Line, ...], Field(min_length=2, description="How to try it, step by step.")]
    careful: Annotated[Prose, Field(description="What went wrong, or with whom it doesn't work.")]
    change: Annotated[Prose | None, Field(description="How to change it for other years, languages or needs.")] = None

    @property
    def found_by(self) -> tuple[str, ...]:
        """What was done, and how to try it."""
        return (self.summary, self.done, *self.steps)


MODEL = Practice
