"""Dates and lengths of time in words, for every view."""

from __future__ import annotations

import calendar
from typing import Any


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
