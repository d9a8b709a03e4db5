"""A date of the year that school and service share: a request, a meeting, an event, a piece of work."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from macros.sources.entry import Entry, Kind
from macros.sources.fields import Line, Minutes, Prose, Refers, mistake


class CalendarDate(Entry):
    """An entry of the calendar."""

    KIND: ClassVar = Kind(
        "date", "directory/calendar", "Calendar", "directories", shared_page="guidance/year/", answers="directory"
    )

    sort: Annotated[
        Literal["request", "meeting", "event", "school", "adviser", "joint"],
        Field(description="request, meeting, event, or whose work it is: school, adviser or joint."),
    ]
    day: Annotated[date, Field(description="The day, or the first day; for a request the day by which it is due.")]
    until: Annotated[date | None, Field(description="The last day, if it lasts longer than one.")] = None
    asked_by: Annotated[Line, Field(description="Who asks for it, or calls it.")]
    who: Annotated[Line, Field(description="Who does it, or comes.")]
    why: Annotated[Prose, Field(description="What it is for.")]
    minutes: Annotated[Minutes | None, Field(description="How long it takes those who do it.")] = None
    notice_weeks: Annotated[int | None, Field(ge=0, le=30, description="For a request: how many weeks before it is announced.")] = (
        None
    )
    pages: Annotated[tuple[Annotated[str, Refers()], ...], Field(description="The pages for it: ids of entries.")] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until and self.until < self.day:
            raise mistake("this is before day.", "until")
        if self.sort == "request" and self.minutes is None:
            raise mistake("a request says how long it takes: add minutes.", "sort")
        return self

    @property
    def place(self) -> tuple[Any, ...]:
        """By day."""
        return (self.day, self.id)

    @property
    def term(self) -> str:
        """The term in which it lies: autumn, spring or summer."""
        return term_of(self.day)


def term_of(day: date) -> str:
    """The term in which a day lies: autumn, spring or summer, to which August still belongs."""
    return "autumn" if day.month > 8 else "spring" if day.month < 5 else "summer"


MODEL = CalendarDate
