"""A team of the service: a box of the organisation chart."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field

from macros.sources.entry import Entry, Kind
from macros.sources.fields import Line, Refers


class Team(Entry):
    """An entry of the organisation chart."""

    KIND: ClassVar = Kind("team", "directory/teams", "Teams", "people", shared_page="roles/whos-who/", answers="directory")

    part_of: Annotated[str | None, Refers(("directory/teams",)), Field(description="The team above it; empty for the top.")] = None
    led_by: Annotated[Line, Field(description="The role that leads it. Never a person's name.")]
    members: Annotated[tuple[Line, ...], Field(description="The roles in it. Never people's names.")] = ()
    position: Annotated[int, Field(ge=1, description="Its place among its neighbours, from the left.")]

    @property
    def place(self) -> tuple[Any, ...]:
        """By position."""
        return (self.position, self.id)


MODEL = Team
