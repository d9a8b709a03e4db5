"""What the templates do with values: dates, lengths of time, links to addresses."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from macros.sources.entry import Entry
from macros.sources.kinds.course import Course


def letter_id(letter: str) -> str:
    """The id of a letter's heading: `letter-a`, and `letter-0` for the figures."""
    return f"letter-{letter[0].lower()}"


def day(date: Any) -> str:
    """A date as people write it: 24 November 2026."""
    return f"{date.day} {date:%B %Y}"


def clock(moment: Any) -> str:
    """The time of day: 13:30."""
    return f"{moment:%H:%M}"


def month(number: int) -> str:
    """The month's name: September for 9."""
    return calendar.month_name[number]


def duration(minutes: int) -> str:
    """A length of time: 1 hour 45 minutes."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in ((hours, "hour"), (rest, "minute")) if number]
    return " ".join(parts)


def elapsed(minutes: int) -> str:
    """Time since the beginning: 1:45."""
    return f"{minutes // 60}:{minutes % 60:02}"


def reach(address: str) -> Markup:
    """A link to a web or email address; other words stay as they are."""
    if re.fullmatch(r"[^@\s]+@[^@\s]+", address):
        return Markup('<a href="mailto:{0}">{0}</a>').format(address)
    if address.startswith(("https://", "http://")):
        return Markup('<a href="{0}">{0}</a>').format(address)
    return escape(address)


def words_of(entry: Entry, field: str) -> tuple[str, ...]:
    """The words of closed lists that an entry has in a field, one or several."""
    value = getattr(entry, field)
    return value if isinstance(value, tuple) else (value,)


def has_word_file(entry: Entry, part: str) -> bool:
    """Whether a part of the entry is a paper, which has a Word file."""
    return any(paper.id == part for paper in (*getattr(entry, "templates", ()), *getattr(entry, "handouts", ())))


def times(course: Course) -> list[str]:
    """For how long somebody must be free for it, in one of its forms: about an hour, half a day, a day."""
    lengths = [course.length, *(variant.length for variant in course.also_as)]
    return sorted({"hour" if length <= 75 else "half-day" if length <= 240 else "day" for length in lengths})


ALL: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (clock, day, duration, elapsed, has_word_file, letter_id, month, reach, times, words_of)
}
