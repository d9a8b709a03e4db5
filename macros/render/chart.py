"""The organisation chart as SVG: boxes under each other, joined by lines, drawn with the page's own colours."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from macros.sources.kinds.team import Team

BOX, GAP_X, GAP_Y, LINE, PAD, COLUMNS = 210, 20, 44, 19, 12, 24


@dataclass(frozen=True)
class Box:
    """A team at its place: left and top in pixels, the lines of its title and of who leads it."""

    team: Team
    left: float
    top: float
    title: tuple[str, ...]
    leader: tuple[str, ...]

    @property
    def height(self) -> int:
        """The height of the box in pixels."""
        return _height(self.title + self.leader)


@dataclass(frozen=True)
class Chart:
    """The whole chart: its size, boxes, and the lines between them as SVG path data."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[str, ...]


def organisation_chart(teams: Sequence[Team]) -> Chart:
    """Lay out the teams: those without `part_of` on top, the others below the middle of their parts' row."""
    children = {team.id: [other for other in teams if other.part_of == team.address] for team in teams}
    rows: dict[int, int] = {}
    for team in teams:
        depth = _depth(team, teams)
        rows[depth] = max(rows.get(depth, 0), _height(_title(team) + _leader(team)))
    tops, top = {}, 0
    for depth in sorted(rows):
        tops[depth] = top
        top += rows[depth] + GAP_Y
    boxes: dict[str, Box] = {}
    left = 0.0
    for team in teams:
        if team.part_of is None:
            left = _place(team, left, 0, children, tops, boxes)
    lines = tuple(_joined(boxes[team.part_of.rpartition("/")[2]], boxes[team.id]) for team in teams if team.part_of)
    return Chart(max(left - GAP_X, BOX), top - GAP_Y, tuple(boxes[team.id] for team in teams), lines)


def _depth(team: Team, teams: Sequence[Team]) -> int:
    above = next((other for other in teams if other.address == team.part_of), None)
    return 0 if above is None else 1 + _depth(above, teams)


def _height(lines: tuple[str, ...]) -> int:
    return len(lines) * LINE + 2 * PAD


def _title(team: Team) -> tuple[str, ...]:
    return tuple(textwrap.wrap(team.title, COLUMNS))


def _leader(team: Team) -> tuple[str, ...]:
    return tuple(textwrap.wrap(team.led_by, COLUMNS + 2))


def _place(
    team: Team, left: float, depth: int, children: dict[str, list[Team]], tops: dict[int, int], boxes: dict[str, Box]
) -> float:
    below = children[team.id]
    right = left
    for child in below:
        right = _place(child, right, depth + 1, children, tops, boxes)
    if below:
        middle = (boxes[below[0].id].left + boxes[below[-1].id].left) / 2
    else:
        middle, right = left, left + BOX + GAP_X
    boxes[team.id] = Box(team, middle, tops[depth], _title(team), _leader(team))
    return right


def _joined(above: Box, below: Box) -> str:
    x1, y1 = above.left + BOX / 2, above.top + above.height
    x2, y2 = below.left + BOX / 2, below.top
    return f"M{x1:g} {y1:g}V{y2 - GAP_Y / 2:g}H{x2:g}V{y2:g}"
