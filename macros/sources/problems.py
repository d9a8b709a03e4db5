"""What is wrong in the sources, said so that an editor can put it right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

Level = Literal["error", "report"]
_FEW = 15


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to put right: the file (relative to the root), the place (lines and columns count from 1), the words."""

    path: str
    line: int
    column: int
    message: str
    level: Level = "error"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data, for `check.py --json`."""
        return asdict(self)


class ProblemsFound(Exception):
    """The sources can't be used as they are. `problems` holds every reason, sorted by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__(report(self.problems))


def report(problems: Iterable[Problem]) -> str:
    """One line a problem, then how many there are in how many files."""
    problems = sorted(set(problems))
    return "\n".join([*(str(problem) for problem in problems), count(problems)])


def count(problems: Iterable[Problem]) -> str:
    """`3 problems in 2 files`."""
    problems = list(problems)
    files = len({problem.path for problem in problems})
    return f"{_many(len(problems), 'problem')} in {_many(files, 'file')}"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` Did you mean 'lmi'?`, or nothing if no known word is near."""
    near = difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return f" Did you mean '{near[0]}'?" if near else ""


def suggestion(word: str, known: Iterable[str], elsewhere: str = "") -> str:
    """The nearest known word; or all of them, if they are few; or where they stand."""
    words = sorted(known)
    near = did_you_mean(word, words)
    if near or not words:
        return near
    if elsewhere and len(words) > _FEW:
        return f" The words to choose from stand in {elsewhere}."
    return f" You can write: {', '.join(words)}."
