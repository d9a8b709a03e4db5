"""A kind of help that young people can get: a segment of the picture "Who can help?"."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field

from macros.sources.entry import Entry, Kind
from macros.sources.fields import Line, OneOf, Prose, Refers, Words


class Service(Entry):
    """An entry of the services."""

    KIND: ClassVar = Kind("service", "directory/services", "Services", "people", shared_page="who-can-help/", answers="directory")

    title: Annotated[Line, Words(3), Field(description="Its name, in the picture as well: three words at the most.")]
    position: Annotated[int, Field(ge=1, description="Its place in the circle, clockwise from the top.")]
    symbol: Annotated[str, OneOf("symbols"), Field(description="Its sign in the picture (vocabularies/symbols.yml).")]
    plain: Annotated[Line, Words(40), Field(description="What help there is, in words for young people, 40 at the most.")]
    who: Annotated[tuple[Annotated[str, Refers(("roles",))], ...], Field(min_length=1, description="The roles that help with it.")]
    how: Annotated[Prose, Field(description="How a young person gets to that help.")]

    @property
    def place(self) -> tuple[Any, ...]:
        """By position."""
        return (self.position, self.id)

    @property
    def found_by(self) -> tuple[str, ...]:
        """What it says in short."""
        return (self.summary, self.plain)


MODEL = Service
