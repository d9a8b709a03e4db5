"""The picture "Who can help?": a person in the middle and a segment for each kind of help. Lines only: it prints in black."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from macros.sources.kinds.service import Service

SIZE, OUTER, INNER = 640, 310, 105
_LINE = 13
"""So many letters fit beside each other in a segment."""
_DRAWINGS = {
    "compass": "M0 -16A16 16 0 1 1 0 16A16 16 0 1 1 0 -16M7 -7L3 3L-7 7L-3 -3Z",
    "pound": "M8 -10A7 7 0 0 0 -5 -7C-5 0 -2 4 -6 14H9M-9 2H5",
    "house": "M-15 0L0 -14L15 0M-10 -3V14H10V-3M-3 14V4H3V14",
    "heart": "M0 14C-18 2 -15 -13 -7 -13C-3 -13 0 -9 0 -6C0 -9 3 -13 7 -13C15 -13 18 2 0 14Z",
    "cross": "M-5 -15H5V-5H15V5H5V15H-5V5H-15V-5H-5Z",
    "bottle": "M-3 -16H3V-8C3 -5 8 -4 8 1V16H-8V1C-8 -4 -3 -5 -3 -8ZM-8 5H8",
    "book": "M0 -9C-5 -13 -11 -13 -16 -11V11C-11 9 -5 9 0 13C5 9 11 9 16 11V-11C11 -13 5 -13 0 -9V13",
    "tools": "M5 -15A9 9 0 0 0 -4 -3L-15 8L-8 15L3 4A9 9 0 0 0 15 -5L9 -1L3 -7Z",
}


@dataclass(frozen=True)
class Segment:
    """A segment: its outline as path data, and where its drawing and its lines of text stand (pixels, from the middle)."""

    service: Service
    outline: str
    drawing: str
    x: float
    y: float
    lines: tuple[str, ...]


def wheel(services: Sequence[Service]) -> tuple[Segment, ...]:
    """The segments, clockwise from the top, each as wide as the others."""
    share = 2 * math.pi / max(len(services), 1) * (0.999 if len(services) == 1 else 1)  # an arc can't end where it begins
    segments = []
    for number, service in enumerate(services):
        middle = number * share
        x, y = _point(middle, (OUTER + INNER) / 2 + 12)
        outline = _outline(middle - share / 2, middle + share / 2)
        lines = tuple(textwrap.wrap(service.title, _LINE, break_long_words=False))
        segments.append(Segment(service, outline, _DRAWINGS[service.symbol], x, y, lines))
    return tuple(segments)


def _point(angle: float, radius: float) -> tuple[float, float]:
    """A point at an angle (radians, clockwise from the top) and a distance from the middle."""
    return round(radius * math.sin(angle), 1), round(-radius * math.cos(angle), 1)


def _outline(start: float, end: float) -> str:
    (x1, y1), (x2, y2) = _point(start, OUTER), _point(end, OUTER)
    (x3, y3), (x4, y4) = _point(end, INNER), _point(start, INNER)
    large = int(end - start > math.pi)
    return f"M{x1:g} {y1:g}A{OUTER} {OUTER} 0 {large} 1 {x2:g} {y2:g}L{x3:g} {y3:g}A{INNER} {INNER} 0 {large} 0 {x4:g} {y4:g}Z"


def description(services: Sequence[Service]) -> str:
    """What the picture shows, in words that can stand for it."""
    return "A person in the middle, and around it: " + ", ".join(service.title for service in services) + "."
