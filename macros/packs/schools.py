"""Schools from a CSV file: the service's own list, or the official register. Read as a stream, since a register is large.

Head teachers' names stand in the register; their columns are never looked at. Letters go to "the Head".
"""

from __future__ import annotations

import codecs
import csv
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from macros.render.words import day
from macros.sources.problems import did_you_mean

LONGEST_NAME = 200
"""Letters. A longer name is a slip of whoever wrote the file."""
OWN = (
    *("urn", "name", "street", "locality", "town", "postcode", "authority", "phase", "telephone", "website"),
    *("adviser", "adviser_days", "adviser_email", "adviser_telephone", "delivery", "agreement_meeting", "plan_review", "requests"),
)
"""The columns of the service's own list; only the first two must be there."""
REGISTER = {"urn": "URN", "name": "EstablishmentName", "street": "Street", "locality": "Locality", "town": "Town",
            "postcode": "Postcode", "authority": "LA (name)", "phase": "PhaseOfEducation (name)",
            "telephone": "TelephoneNum", "website": "SchoolWebsite", "status": "EstablishmentStatus (name)"}  # fmt: skip
"""What we take from the official register, by our names."""
DELIVERY = ("integrated", "stand-alone", "peripheral", "transitional", "mixed")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]+")
_BITE = 1 << 20


@dataclass(frozen=True)
class School:
    """A school, and what the service knows of its work there. `requests`: ids of what it was asked for and hasn't sent yet."""

    urn: str
    name: str
    street: str
    locality: str
    town: str
    postcode: str
    authority: str
    phase: str
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

    def values(self, requests: Mapping[str, str]) -> dict[str, str | list[str]]:
        """What a pack may say of it, by the names of `printing.KEYS`; `requests`: the title of each request by its id."""
        return {
            "school": self.name,
            "address": ", ".join(part for part in (self.street, self.locality, self.town, self.postcode) if part),
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
    """Something that can't be used: file, line on which the row begins (0: the whole file), column, and what to do."""

    path: str
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {f'column {self.column!r}: ' if self.column else ''}{self.message}"


class Filter(NamedTuple):
    """Which schools are wanted: of a local authority, of a phase (both as the file writes them; empty for all)."""

    authority: str = ""
    phase: str = ""


class _Wrong(Exception):
    """A cell that can't be used: its column and why."""

    def __init__(self, column: str, message: str) -> None:
        self.column, self.message = column, message
        super().__init__(message)


def read(path: Path, wanted: Filter, requests: Mapping[str, str]) -> Iterator[School | RowProblem]:
    """Each school of the file that is open and wanted, or what is wrong with its row; one bad row never stops the others.

    `requests`: the titles of known requests by their ids. Raises OSError if the file can't be read.
    """
    encoding = _encoding(path)
    if encoding is None:
        yield RowProblem(
            path.name, 0, "", "this isn't a CSV file in UTF-8 or Windows-1252. Save it from your spreadsheet as CSV UTF-8."
        )
        return
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        head = stream.readline(_BITE)
        delimiter = max(",;\t", key=head.count)
        stream.seek(0)
        rows = csv.reader(stream, delimiter=delimiter, strict=True)
        yield from _schools(path.name, _numbered(path.name, rows), wanted, requests)


def _numbered(name: str, rows: csv.Reader) -> Iterator[tuple[int, list[str]] | RowProblem]:  # type: ignore[name-defined]
    """(line on which it begins, cells) for each row that isn't empty."""
    before = 0
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield RowProblem(
                name, before + 1, "", f"the row can't be read ({error}). Is a quote left open? What follows was left out."
            )
            return
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield before + 1, row
        before = rows.line_num


def _schools(
    name: str, rows: Iterator[tuple[int, list[str]] | RowProblem], wanted: Filter, requests: Mapping[str, str]
) -> Iterator[School | RowProblem]:
    first = next(rows, None)
    if first is None:
        yield RowProblem(name, 0, "", "the file is empty. Its first row must name the columns: " + ", ".join(OWN))
        return
    if isinstance(first, RowProblem):
        yield first
        return
    columns = _columns(first[1])
    missing = [column for column in ("urn", "name") if column not in columns]
    if missing:
        needed = ", ".join(f"'{column}' (or '{REGISTER[column]}')" for column in missing)
        yield RowProblem(name, first[0], "", f"these columns are missing: {needed}. The first row must name the columns.")
        return
    seen: dict[int, int] = {}
    for row in rows:
        if isinstance(row, RowProblem):
            yield row
            continue
        line, cells = row
        values = {column: _clean(cells[place]) if place < len(cells) else "" for column, place in columns.items()}
        if not _is_wanted(values, wanted):
            continue
        try:
            school = _school(values, requests)
        except _Wrong as wrong:
            yield RowProblem(name, line, wrong.column, wrong.message)
            continue
        number = int(school.urn)
        if number in seen:
            yield RowProblem(name, line, "urn", f"{school.urn} stands in line {seen[number]} already. Take one of the two out.")
            continue
        seen[number] = line
        yield school


def _columns(head: list[str]) -> dict[str, int]:
    """Where each column that we use stands, by our names."""
    places = {_clean(cell): place for place, cell in reversed(list(enumerate(head)))}
    if REGISTER["name"] in places:
        return {ours: places[theirs] for ours, theirs in REGISTER.items() if theirs in places}
    lower = {cell.lower(): place for cell, place in places.items()}
    return {column: lower[column] for column in OWN if column in lower}


def _is_wanted(values: Mapping[str, str], wanted: Filter) -> bool:
    status = values.get("status", "").casefold()
    if status and not status.startswith("open"):
        return False
    return all(not value or values.get(column, "").casefold() == value.casefold() for column, value in wanted._asdict().items())


def _school(values: Mapping[str, str], requests: Mapping[str, str]) -> School:
    """Raises _Wrong."""
    texts = {column: _shown(column, values.get(column, "")) for column in OWN}
    return School(
        **{column: texts[column] for column in OWN[3:10]},
        urn=_checked(texts, "urn", lambda value: re.fullmatch(r"\d{6}", value), "this isn't a URN: six figures are."),
        name=_name(texts["name"]),
        street=texts["street"],
        adviser=texts["adviser"],
        adviser_days=texts["adviser_days"],
        adviser_email=_checked(
            texts, "adviser_email", lambda value: not value or _EMAIL.fullmatch(value), "this isn't an email address."
        ),
        adviser_telephone=texts["adviser_telephone"],
        delivery=_known(texts["delivery"], "delivery", DELIVERY),
        agreement_meeting=_date(texts["agreement_meeting"], "agreement_meeting"),
        plan_review=_date(texts["plan_review"], "plan_review"),
        requests=tuple(_known(part.strip(), "requests", tuple(requests)) for part in texts["requests"].split(";") if part.strip()),
    )


def _clean(cell: str) -> str:
    """A cell without what spreadsheets leave in it: spaces of all sorts around, and the apostrophe that marks a text."""
    text = " ".join(cell.replace("\ufeff", "").split())
    return text[1:] if re.match(r"'[=+\-@\d]", text) else text


def _shown(column: str, text: str) -> str:
    if any(sign == "\ufffd" or unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn") for sign in text):
        raise _Wrong(column, "there are signs in it that can't be shown. Type it anew.")
    return text


def _name(text: str) -> str:
    if not text:
        raise _Wrong("name", "the school's name is missing.")
    if len(text) > LONGEST_NAME:
        raise _Wrong("name", f"{len(text)} letters; {LONGEST_NAME} are the most. Shorten it.")
    return text


def _checked(texts: Mapping[str, str], column: str, sound: Callable[[str], object], message: str) -> str:
    if not sound(texts[column]):
        raise _Wrong(column, f"'{texts[column]}': {message}")
    return texts[column]


def _known(value: str, column: str, known: tuple[str, ...]) -> str:
    if value and value not in known:
        raise _Wrong(column, f"there is no '{value}'.{did_you_mean(value, known)} You can write: {', '.join(known)}.")
    return value


def _date(value: str, column: str) -> date | None:
    if not value:
        return None
    written = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)|(\d\d?)/(\d\d?)/(\d{4})", value)
    try:
        if written and written[1]:
            return date(int(written[1]), int(written[2]), int(written[3]))
        if written:
            return date(int(written[6]), int(written[5]), int(written[4]))
    except ValueError:
        pass
    raise _Wrong(column, f"'{value}' isn't a day. Write it year-month-day, as 2027-05-11.")


def _encoding(path: Path) -> str | None:
    """UTF-8 if all of the file is, else Windows-1252; None for what is neither, such as UTF-16 or a spreadsheet's own format."""
    decode = codecs.getincrementaldecoder("utf-8")()
    is_utf8 = True
    with path.open("rb") as stream:
        start = stream.read(4)
        if start.startswith((b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
            return None
        stream.seek(0)
        while bite := stream.read(_BITE):
            if b"\0" in bite:
                return None
            if is_utf8:
                try:
                    decode.decode(bite)
                except UnicodeDecodeError:
                    is_utf8 = False
    return "utf-8-sig" if is_utf8 else "cp1252"
