"""What the templates do with values."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from macros.render.words import clock, day, duration, elapsed, month
from macros.sources.entry import Entry
from macros.sources.kinds.course import Course


def letter_id(letter: str) -> str:
    """The id of a letter's heading: `letter-a`, and `letter-0` for the figures."""
    return f"letter-{letter[0].lower()}"


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


def size(number: int) -> str:
    """A file's size in words: 281 kB."""
    return f"{number / 1000:.0f} kB" if number < 1_000_000 else f"{number / 1_000_000:.1f} MB"


ALL: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (clock, day, duration, elapsed, has_word_file, letter_id, month, reach, size, times, words_of)
}
