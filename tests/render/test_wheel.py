"""The wheel's geometry: whole circle, equal parts, nothing outside the picture."""

from __future__ import annotations

import re

import pytest

from macros.handbook import Handbook
from macros.render.wheel import OUTER, SIZE, wheel


@pytest.mark.parametrize("number", [1, 2, 3, 8])
def test_segments(handbook: Handbook, number: int) -> None:
    """Clockwise from the top; each begins where the last one ended; texts and lines lie within the picture."""
    segments = wheel(handbook.services[:number])
    starts = [re.match(r"M(\S+ \S+)A", segment.outline).group(1) for segment in segments]  # type: ignore[union-attr]
    ends = [re.search(r" 1 (\S+ \S+)L", segment.outline).group(1) for segment in segments]  # type: ignore[union-attr]

    assert [segment.service.position for segment in segments] == sorted(segment.service.position for segment in segments)
    assert ends[:-1] == starts[1:]
    assert (segments[0].x, segments[0].y < 0) == (0, True)
    assert all(abs(segment.x) < OUTER < SIZE / 2 and abs(segment.y) < OUTER for segment in segments)
