"""A standard part: written once, and shown on every page that has one of its topics."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field

from macros.sources.entry import Entry, Kind
from macros.sources.fields import Line, OneOf, Prose


class Standard(Entry):
    """An entry of the standard parts."""

    KIND: ClassVar = Kind("standard", "standards", "Ground rules", "guidance", shared_page="guidance/standards/")

    position: Annotated[int, Field(ge=1, description="Its place among the standard parts of a page, the first on top.")]
    topics: Annotated[
        tuple[Annotated[str, OneOf("topics")], ...],
        Field(min_length=1, description="It stands on every page with one of these topics (vocabularies/topics.yml)."),
    ]
    rules: Annotated[tuple[Prose, ...], Field(min_length=1, description="What holds, one short rule each, the most urgent first.")]
    fill_in: Annotated[
        tuple[Line, ...], Field(description="What each school writes in, such as a name and a telephone number.")
    ] = ()

    alarms: Annotated[
        tuple[Line, ...],
        Field(description="Words, or several in a row, that bring it to the top of the search, whatever else is asked."),
    ] = ()
    harmless: Annotated[
        tuple[Line, ...],
        Field(
            description="Words, or several in a row, that look like an alarm and are none; also words that a slip would make one."
        ),
    ] = ()

    @property
    def place(self) -> tuple[Any, ...]:
        """By position."""
        return (self.position, self.id)


MODEL = Standard
