"""A way through the first weeks of a job, in steps to tick off."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from macros.sources.entry import Entry, Kind, Part
from macros.sources.fields import Line, Minutes, PartId, Prose, Refers, Words, mistake


class PathStep(Part):
    """A step to tick off."""

    id: PartId
    do: Annotated[Line, Words(30), Field(description="What to do, begun with a verb, 30 words at the most.")]
    why: Annotated[Prose, Words(50), Field(description="Why, 50 words at the most.")]
    who: Annotated[Line, Field(description="Who does it, or with whom.")]
    minutes: Annotated[Minutes | None, Field(description="How long it takes.")] = None
    pages: Annotated[tuple[Annotated[str, Refers()], ...], Field(description="The pages for it: ids of entries.")] = ()
    month: Annotated[
        int | None, Field(ge=1, le=12, description="The month by which it is done in any year, if it hangs on the school year.")
    ] = None
    late: Annotated[Prose | None, Field(description="What still matters if that month is past.")] = None

    @model_validator(mode="after")
    def _late_needs_a_month(self) -> Self:
        if (self.month is None) != (self.late is None):
            raise mistake("month and late go together: write both or neither.", "do")
        return self


class Phase(Part):
    """A stretch of time with its steps."""

    id: PartId
    title: Annotated[Line, Field(description="Its name: first day, first week…")]
    days: Annotated[int, Field(ge=0, le=400, description="By how many days after the start it is done.")]
    steps: Annotated[tuple[PathStep, ...], Field(min_length=1, description="Its steps.")]


class Path(Entry):
    """An entry of the paths."""

    KIND: ClassVar = Kind("path", "paths", "First year", "guidance", answers="guideline")

    first: Annotated[Prose, Words(60), Field(description="What to do first, 60 words at the most.")]
    topics: tuple[str, ...] = Field(
        ("first-weeks",), description="Leave it out: the standard parts for the first weeks stand on it."
    )
    phases: Annotated[tuple[Phase, ...], Field(min_length=1, description="The phases, in order.")]

    @property
    def found_by(self) -> tuple[str, ...]:
        """What it says in short."""
        return (self.summary, self.first, *(step.do for phase in self.phases for step in phase.steps))

    @model_validator(mode="after")
    def _sound(self) -> Self:
        ids = [step.id for phase in self.phases for step in phase.steps]
        twice = next((name for name in ids if ids.count(name) > 1), None)
        if twice:
            raise mistake(f"two steps have the id '{twice}'. Give one of them another: a tick belongs to one step.", "phases")
        days = [phase.days for phase in self.phases]
        if days != sorted(days):
            raise mistake("the days must not go down from phase to phase.", "phases")
        return self


MODEL = Path
