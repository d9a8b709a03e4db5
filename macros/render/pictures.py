"""Pictures for paper and for others' pages, as SVG that stands alone: black lines and text, so that they hold without colours."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import jinja2

from macros.handbook import Handbook
from macros.render.chart import BOX, organisation_chart
from macros.render.templates import environment
from macros.render.wheel import SIZE, wheel
from macros.render.wheel import description as wheel_description
from macros.render.words import duration
from macros.sources.kinds.calendar_date import CalendarDate

_TEMPLATES = Path(__file__).parent / "pictures_svg"
_SORTS = (("request", "Asked of schools"), ("meeting", "Meetings"), ("event", "Events"), ("school", "The school's work"),
          ("adviser", "The adviser's work"), ("joint", "Work together"), ("inset", "INSET"))  # fmt: skip
NAMES = ("who-can-help", "organisation-chart", "year", "hours")
MONTHS = (9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8)


class Dated(NamedTuple):
    """Something in the picture of the year: its number, sort, first day, what it is called, and a word more."""

    number: int
    sort: str
    day: date
    title: str
    words: str


def pictures(handbook: Handbook) -> dict[str, str]:
    """Each picture as SVG, by its name."""
    return {name: picture(name, handbook) for name in NAMES}


def picture(name: str, handbook: Handbook) -> str:
    """One picture as SVG. Raises KeyError if there is none of this name."""
    return _jinja().get_template(f"{name}.svg").render(colours=handbook.settings.colours, **_GIVEN[name](handbook))


@functools.cache
def _jinja() -> jinja2.Environment:
    return environment(_TEMPLATES)


def description(name: str, handbook: Handbook) -> str:
    """What a picture shows, in words that can stand for it."""
    if name == "who-can-help":
        return wheel_description(handbook.services)
    if name == "organisation-chart":
        return (
            "The teams of the service, each below the one that it is part of: " + ", ".join(t.title for t in handbook.teams) + "."
        )
    if name == "year":
        return "The twelve months of the school year from left to right, and in each the numbers of what stands in the list."
    guideline = ", ".join(f"{word.label}: {word.number}" for word in handbook.vocabularies["year-groups"])
    return f"Hours for each year group in the guideline of 2004 as bars ({guideline}), with room for your own."


def dated(handbook: Handbook) -> list[Dated]:
    """What the year holds, numbered by day: the calendar, and each run of a course that isn't cancelled."""
    found = [(entry.day, str(entry.sort), entry.title, _asked(entry)) for entry in handbook.calendar]
    for course in handbook.courses:
        runs = [run for run in course.sessions if run.status != "cancelled"]
        found += [(run.start.date(), "inset", course.title, f"INSET, {run.place}.") for run in runs]
    return [Dated(number, sort, day, title, words) for number, (day, sort, title, words) in enumerate(sorted(found), 1)]


def _asked(entry: CalendarDate) -> str:
    taking = f" It takes about {duration(entry.minutes)}." if entry.minutes else ""
    return f"Asked by: {entry.asked_by}. For: {entry.who}.{taking}"


def _rows(handbook: Handbook) -> list[tuple[str, list[list[int]]]]:
    """(name, numbers by month) for each sort of thing."""
    things = dated(handbook)
    return [
        (name, [[thing.number for thing in things if thing.sort == sort and thing.day.month == month] for month in MONTHS])
        for sort, name in _SORTS
    ]


def _hours(handbook: Handbook) -> dict[str, Any]:
    years = [word for word in handbook.vocabularies["year-groups"] if word.number is not None]
    return {"years": years, "most": max((word.number or 0 for word in years), default=1)}


_GIVEN: dict[str, Callable[[Handbook], dict[str, Any]]] = {
    "who-can-help": lambda handbook: {"segments": wheel(handbook.services), "size": SIZE},
    "organisation-chart": lambda handbook: {"chart": organisation_chart(handbook.teams), "box": BOX},
    "year": lambda handbook: {"rows": _rows(handbook), "months": [f"{date(2000, month, 1):%B}" for month in MONTHS]},
    "hours": _hours,
}
