"""What a check of the links found: a page to read, and JSON for programs.

The JSON: `checked` (the day), `pages` and `links` (how many were looked at), `outside` (null, or how many addresses elsewhere were
`asked` and how many `remembered`), `problems` and `notes`: lists of `path`, `line`, `column`, `message`, `address` (as published,
"" for a text that vanished) and `pages` (addresses of the pages on which it shows, from the site's root). Problems are to be put
right; notes say what couldn't be checked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from macros.render import output
from macros.render.templates import environment
from macros.sources.problems import Problem, count

_TEMPLATES = Path(__file__).parent / "templates"


class Row(NamedTuple):
    """Something that was found, where to mend it, and the pages on which it shows."""

    problem: Problem
    address: str
    pages: tuple[str, ...]


class Result(NamedTuple):
    """All that was found. `handbook`: its name; `asked` and `remembered`: addresses elsewhere, None if none was to be looked at."""

    handbook: str
    rows: tuple[Row, ...]
    pages: int
    links: int
    asked: int | None = None
    remembered: int = 0

    @property
    def problems(self) -> list[Row]:
        """What must be put right, by file and line."""
        return [row for row in self.rows if row.problem.level == "error"]

    @property
    def notes(self) -> list[Row]:
        """What couldn't be checked, by file and line."""
        return [row for row in self.rows if row.problem.level == "report"]

    @property
    def summary(self) -> str:
        """In a line: how much was looked at, or how much is wrong."""
        problems = [row.problem for row in self.problems]
        if problems:
            return count(problems)
        elsewhere = "" if self.asked is None else f", {self.asked + self.remembered:,} addresses elsewhere"
        return f"All is well: {self.pages:,} pages, {self.links:,} links{elsewhere}."


def write(result: Result, today: date, out: Path) -> None:
    """Write `report.html` and `report.json` to the folder. Raises OSError."""
    output.write([("report.html", as_html(result, today)), ("report.json", as_json(result, today))], out)


def as_html(result: Result, today: date) -> str:
    """A page that stands by itself."""
    return environment(_TEMPLATES).get_template("report.html").render(result=result, today=today)


def as_json(result: Result, today: date) -> str:
    """The same for programs; see above."""
    outside = None if result.asked is None else {"asked": result.asked, "remembered": result.remembered}
    data = {"checked": today.isoformat(), "pages": result.pages, "links": result.links, "outside": outside}
    data |= {"problems": _plain(result.problems), "notes": _plain(result.notes)}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _plain(rows: Iterable[Row]) -> list[dict[str, Any]]:
    found = []
    for problem, address, pages in rows:
        place = {"path": problem.path, "line": problem.line, "column": problem.column, "message": problem.message}
        found.append({**place, "address": address, "pages": list(pages)})
    return found
