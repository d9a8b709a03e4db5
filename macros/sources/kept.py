"""What was worked out once, kept for as long as what it was worked out from stays the same.

A build works everything out once. A preview works on the same sources again and again, of which one file changes at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Kept:
    """Results by name. Each is held against what it was worked out from: it is given out again only if that hasn't changed."""

    def __init__(self) -> None:
        self._results: dict[Hashable, tuple[tuple[object, ...], Any]] = {}

    def get(
        self,
        name: Hashable,
        given: tuple[object, ...],
        work_out: Callable[[], T],
        holds: Callable[[T], bool] = lambda result: True,
    ) -> T:
        """The result of this name, worked out anew unless all that is `given` is what it was the last time, and it still holds.

        `given` has to have everything that `work_out` reads, but for what `holds` looks at. What either raises is raised, and
        nothing is kept then.
        """
        before, result = self._results.get(name, ((), None))
        if name not in self._results or before != given or not holds(result):
            result = work_out()
            self._results[name] = given, result
        return result  # type: ignore[no-any-return]
