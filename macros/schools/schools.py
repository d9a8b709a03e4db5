"""Schools from a CSV file: the service's own list, or the official register. Read as a stream, since a register is large.

What stands in a cell is only ever text. Head teachers' names are never read (macros/schools/register.py): letters go to "the Head".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from macros.render.words import day
from macros.schools.register import OWN, REGISTER, Cells, Columns, Opener, Row, Unread, clean, columns, rows
from macros.sources.problems import did_you_mean

LONGEST_NAME = 200
"""Letters. A longer name is a slip of whoever wrote the file."""
DELIVERY = ("integrated", "stand-alone", "peripheral", "transitional", "mixed")
_URN = re.compile(r"[0-9]{6}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]+")
_MOST_OFFERED = 1000


@dataclass(frozen=True)
class School:
    """A school, and what the service knows of its work there. Texts are "" where nothing is known.

    `address`: its lines, without name, town and postcode. `adviser`: how the adviser is reached, a role and never a name.
    `delivery`: one of DELIVERY. `requests`: ids of what it was asked for and hasn't sent yet (directory/calendar).
    """

    urn: str
    name: str
    address: tuple[str, ...]
    town: str
    postcode: str
    authority: str
    phase: str
    low_age: int | None
    high_age: int | None
    telephone: str
    website: str
    adviser: str
    adviser_days: str
    adviser_email: str
    adviser_telephone: str
    delivery: str
    agreement_meeting: date | None
    plan_review: date | None
    requests: tuple[str, ...]

    def values(self, requests: Mapping[str, str] = MappingProxyType({})) -> dict[str, str | list[str]]:
        """What a pack may say of it, by the names of `printing.KEYS`; `requests`: the titles it was read with, by their ids."""
        return {
            "school": self.name,
            "address": ", ".join(part for part in (*self.address, self.town, self.postcode) if part),
            "urn": self.urn,
            "adviser": self.adviser,
            "adviser_days": self.adviser_days,
            "adviser_email": self.adviser_email,
            "adviser_telephone": self.adviser_telephone,
            "delivery": self.delivery,
            "agreement_meeting": day(self.agreement_meeting) if self.agreement_meeting else "",
            "plan_review": day(self.plan_review) if self.plan_review else "",
            "requests": [requests[name] for name in self.requests],
        }


class RowProblem(NamedTuple):
    """Something that can't be used: file, line on which the row begins (0: the whole file), the column as the file calls it
    ("" for the whole row), and what is wrong and to be done.
    """

    path: str
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {f'column {self.column!r}: ' if self.column else ''}{self.message}"


class Filter(NamedTuple):
    """Which schools are wanted: of a local authority, of a phase (as the file writes them, capitals or not; empty for all)."""

    authority: str = ""
    phase: str = ""
    open_only: bool = True


_EVERY_OPEN_ONE = Filter()


def read(
    path: Path, wanted: Filter = _EVERY_OPEN_ONE, requests: Mapping[str, str] = MappingProxyType({})
) -> Iterator[School | RowProblem]:
    """Each wanted school of the file, or what is wrong with its row; one bad row never stops the others.

    `requests`: the titles of known requests by their ids. A file that can't be read is a problem too, not an exception.
    """
    return read_from(lambda: path.open("rb"), path.name, wanted, requests)


def read_all(
    path: Path, wanted: Filter = _EVERY_OPEN_ONE, requests: Mapping[str, str] = MappingProxyType({})
) -> tuple[list[School], list[RowProblem]]:
    """The same for a small file, in two lists."""
    found = list(read(path, wanted, requests))
    return [row for row in found if isinstance(row, School)], [row for row in found if isinstance(row, RowProblem)]


def read_from(open_file: Opener, name: str, wanted: Filter, requests: Mapping[str, str]) -> Iterator[School | RowProblem]:
    """The same from anything that can be opened twice: once to find its encoding, once to be read. `name`: for problems."""
    try:
        yield from _Reader(name, wanted, requests).read(rows(open_file))
    except OSError as error:
        yield RowProblem(
            name, 0, "", f"the file can't be read ({error.strerror or error}). See whether it is there, and open to you."
        )


class _Reader:
    """One reading of one file."""

    def __init__(self, name: str, wanted: Filter, requests: Mapping[str, str]) -> None:
        self._name = name
        self._wanted = wanted
        self._requests = requests
        self._lines: dict[int, int] = {}  # by URN
        self._offered: dict[str, set[str]] = {"authority": set(), "phase": set()}

    def read(self, found: Iterator[Row | Unread]) -> Iterator[School | RowProblem]:
        """Each wanted school, or what is wrong."""
        head = next(found, None)
        if head is None:
            yield RowProblem(self._name, 0, "", f"the file is empty. Its first row must name the columns: {', '.join(OWN)}.")
        elif isinstance(head, Unread):
            yield RowProblem(self._name, head.line, "", head.message)
        else:
            table = columns(head.cells)
            missing = self._missing(table, head)
            yield from [missing] if missing else self._rows(table, found)

    def _missing(self, table: Columns, head: Row) -> RowProblem | None:
        """Without a column that is filtered by, every school or none would seem wanted."""
        needed = [*("urn", "name"), *(column for column in self._offered if getattr(self._wanted, column))]
        if table.official and self._wanted.open_only:
            needed.append("status")
        missing = [column for column in needed if column not in table.places]
        if not missing:
            return None
        names = (f"'{table.written(column)}'" if table.places else f"'{column}' (or '{REGISTER[column]}')" for column in missing)
        advice = "The first row must name the columns."
        if any(_URN.fullmatch(clean(cell)) for cell in head.cells):
            advice = "The first row looks like a school already: put a row with the columns' names above it."
        return RowProblem(self._name, head.line, "", f"these columns are missing: {', '.join(names)}. {advice}")

    def _rows(self, table: Columns, found: Iterator[Row | Unread]) -> Iterator[School | RowProblem]:
        any_told = any_wanted = False
        for row in found:
            if isinstance(row, Unread):
                any_told = True
                yield RowProblem(self._name, row.line, "", row.message)
                continue
            cells = Cells({column: clean(row.cells[place]) for column, place in table.places.items()})
            if self._is_wanted(cells):
                any_wanted = True
                yield from self._school(table, row.line, cells)
        if not any_wanted:
            yield from self._none_wanted(table, any_told)

    def _is_wanted(self, cells: Cells) -> bool:
        wanted = True
        for column, offered in self._offered.items():
            found, value = cells.raw(column).casefold(), clean(getattr(self._wanted, column)).casefold()
            if len(offered) < _MOST_OFFERED:
                offered.add(found)
            wanted = wanted and value in ("", found)
        status = cells.raw("status").casefold()
        return wanted and (not self._wanted.open_only or not status or status.startswith("open"))

    def _none_wanted(self, table: Columns, any_told: bool) -> Iterator[RowProblem]:
        """A file or a filter that gives no school at all is rarely meant."""
        filters = {column: value for column in self._offered if (value := clean(getattr(self._wanted, column)))}
        unknown = {column: value for column, value in filters.items() if value.casefold() not in self._offered[column]}
        for column, value in unknown.items():
            near = did_you_mean(value, sorted(self._offered[column]))
            yield RowProblem(
                self._name, 0, table.written(column), f"no school has '{value}' there.{near} Write it as the file does."
            )
        if not unknown and not any_told:
            such = f" for {' and '.join(repr(value) for value in filters.values())}" if filters else ""
            which = "open school" if table.official and self._wanted.open_only else "school"
            yield RowProblem(self._name, 0, "", f"there is no {which}{such} in it. See whether it is the right file.")

    def _school(self, table: Columns, line: int, cells: Cells) -> Iterator[School | RowProblem]:
        school = _school(cells, self._requests)
        if _URN.fullmatch(school.urn):
            first = self._lines.setdefault(int(school.urn), line)
            if first != line:
                cells.wrong.append(("urn", f"{school.urn} stands in line {first} already. Take one of the two out."))
        if not cells.wrong:
            yield school
        for column, message in cells.wrong:
            yield RowProblem(self._name, line, table.written(column), message)


def _school(cells: Cells, requests: Mapping[str, str]) -> School:
    """It may be used if nothing in `cells` was wrong."""
    return School(
        urn=cells.like(_URN, "urn", "this isn't a URN: six figures are.", needed=True),
        name=cells.name("name", LONGEST_NAME),
        address=tuple(line for column in ("street", "locality", "address3") if (line := cells.text(column))),
        town=cells.text("town"),
        postcode=cells.text("postcode"),
        authority=cells.text("authority"),
        phase=cells.text("phase"),
        low_age=cells.age("low_age"),
        high_age=cells.age("high_age"),
        telephone=cells.text("telephone"),
        website=cells.text("website"),
        adviser=cells.text("adviser"),
        adviser_days=cells.text("adviser_days"),
        adviser_email=cells.like(_EMAIL, "adviser_email", "this isn't an email address, such as guidance@example.org."),
        adviser_telephone=cells.text("adviser_telephone"),
        delivery="".join(cells.known("delivery", [cells.text("delivery")], DELIVERY)),
        agreement_meeting=cells.day("agreement_meeting"),
        plan_review=cells.day("plan_review"),
        requests=cells.known("requests", cells.text("requests").split(";"), tuple(requests)),
    )
