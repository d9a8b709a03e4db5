"""A file of schools as rows: its encoding, its delimiter, its columns, and its rows one by one, since a register is large.

Head teachers' names stand in the official register. No column of theirs is named here, and a row whose cells may stand in
wrong columns is never given.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import BinaryIO, NamedTuple, TextIO

from macros.sources.problems import did_you_mean

LONGEST_ROW = 100_000
"""Letters. A longer row is a quote left open, or no register; it is less than what `csv` takes for one cell."""
OWN = (
    *("urn", "name", "street", "locality", "address3", "town", "postcode", "authority", "phase", "low_age", "high_age"),
    *("telephone", "website", "adviser", "adviser_days", "adviser_email", "adviser_telephone", "delivery"),
    *("agreement_meeting", "plan_review", "requests"),
)
"""The columns of the service's own list."""
REGISTER = {"urn": "URN", "name": "EstablishmentName", "street": "Street", "locality": "Locality", "address3": "Address3",
            "town": "Town", "postcode": "Postcode", "authority": "LA (name)", "phase": "PhaseOfEducation (name)",
            "low_age": "StatutoryLowAge", "high_age": "StatutoryHighAge", "telephone": "TelephoneNum",
            "website": "SchoolWebsite", "status": "EstablishmentStatus (name)"}  # fmt: skip
"""What we take from the official register, by our names."""
_ONLY_REGISTER = {REGISTER[column] for column in ("name", "authority", "phase", "status")}
_BITE = 1 << 20
_FEW = 5
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
_QUOTES = "a quote (\") is left open, or stands where it can't. Put the cell in quotes, and write each quote in it twice."
_OTHER_FORMATS = (b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
_AGE = re.compile(r"[0-9]{1,2}")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_SPREADSHEET_TEXT = re.compile(r"\A'(?=[=+\-@]|[0-9 /.()+-]+\Z)")
"""The apostrophe by which spreadsheets mark that a number or a formula is meant as text."""
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Signs that turn the direction of all that follows, beyond their own cell."""

Opener = Callable[[], BinaryIO]
"""Opens the same file anew, from its beginning."""


class Row(NamedTuple):
    """A row with something in it, and the file's line on which it begins (the first is 1)."""

    line: int
    cells: list[str]


class Unread(NamedTuple):
    """A row that can't be read (line 0: the whole file), and what to do."""

    line: int
    message: str


class Columns(NamedTuple):
    """The first row. `places`: where each column that we use stands; `official`: whether it is the official register's."""

    places: dict[str, int]
    width: int
    official: bool

    def written(self, column: str) -> str:
        """What the file calls our column."""
        return REGISTER.get(column, column) if self.official else column


def columns(head: list[str]) -> Columns:
    """What stands where, by the file's first row. Of two columns with the same name the first counts."""
    places = {" ".join(cell.split()): place for place, cell in reversed(list(enumerate(head)))}
    if _ONLY_REGISTER & places.keys():
        return Columns({ours: places[theirs] for ours, theirs in REGISTER.items() if theirs in places}, len(head), True)
    lower = {cell.lower(): place for cell, place in places.items()}
    return Columns({column: lower[column] for column in OWN if column in lower}, len(head), False)


def rows(open_file: Opener) -> Iterator[Row | Unread]:
    """Each row that isn't empty and is as wide as the first, or why it can't be read; one bad row never stops the others.

    Raises OSError.
    """
    with open_file() as stream:
        encoding = _encoding(stream)
    if encoding is None:
        yield Unread(0, "this isn't a CSV file in UTF-8 or Windows-1252. Save it from your spreadsheet as CSV UTF-8.")
        return
    with io.TextIOWrapper(open_file(), encoding=encoding, errors="replace", newline="") as text:
        lines = _Lines(text)
        delimiter, width = _delimiter(lines), 0
        while (row := _next_row(lines, delimiter)) is not None:
            if isinstance(row, Unread):
                yield row
            elif any(cell.strip() for cell in row.cells):
                width = width or len(row.cells)
                yield _whole(row, width, delimiter, lines)


def _whole(row: Row, width: int, delimiter: str, lines: _Lines) -> Row | Unread:
    """The row, unless cells may stand in wrong columns, or one cell goes on into the next row and so holds a row's delimiters."""
    if len(row.cells) != width:
        sign = _DELIMITERS[delimiter]
        message = (
            f"the row has {len(row.cells)} cells, the first row {width}. Is a {sign} missing, or one too many? "
            f"Put a cell with a {sign} in it in quotes."
        )
    elif any(cell.count(delimiter) >= max(width - 1, _FEW) and len(cell.splitlines()) > 1 for cell in row.cells):
        message = _QUOTES
    else:
        return row
    lines.again(1)
    return Unread(row.line, message)


def _next_row(lines: _Lines, delimiter: str) -> Row | Unread | None:
    """None at the end of the file."""
    begun = lines.begin()
    try:
        cells = next(csv.reader(lines, delimiter=delimiter, strict=True), None)
    except _TooLong:
        message = f"the row is longer than {LONGEST_ROW:,} letters. Is a quote left open? Put it right, or take the row out."
    except csv.Error:
        message = _QUOTES
    else:
        return None if cells is None else Row(begun, cells)
    lines.again(1)
    return Unread(begun, message)


def _delimiter(lines: _Lines) -> str:
    """Comma, semicolon or tab: the one by which most of our columns are found in the first line that isn't empty."""
    lines.begin()
    try:
        head = next((line for line in lines if line.strip()), "")
    except _TooLong:
        head = ""
    lines.again(0)
    return max(_DELIMITERS, key=lambda delimiter: len(columns(next(csv.reader([head], delimiter=delimiter), [])).places))


class _TooLong(Exception):
    """The row that is being read has more than LONGEST_ROW letters."""


class _Lines:
    """A stream's lines, for one row at a time. They can be given again, so that a quote left open spoils its own row only."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._read = 0
        self._ahead: deque[tuple[int, str]] = deque()
        self._taken: list[tuple[int, str]] = []
        self._letters = 0

    def begin(self) -> int:
        """A new row; gives the line on which it begins."""
        self._taken, self._letters = [], 0
        return self._ahead[0][0] if self._ahead else self._read + 1

    def again(self, start: int) -> None:
        """Give the lines that were taken for this row once more, but for so many at its start."""
        self._ahead.extendleft(reversed(self._taken[start:]))

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        number, line = self._ahead.popleft() if self._ahead else self._from_stream()
        if not line:
            raise StopIteration
        self._taken.append((number, line))
        self._letters += len(line)
        if self._letters > LONGEST_ROW:
            raise _TooLong
        return line

    def _from_stream(self) -> tuple[int, str]:
        """The next line and its number; of one that is too long only the start, so that it is never held whole."""
        line = rest = self._stream.readline(LONGEST_ROW + 1)
        while len(rest) >= LONGEST_ROW and not rest.endswith(("\n", "\r")):
            rest = self._stream.readline(LONGEST_ROW + 1)
        self._read += bool(line)
        return self._read, line


def _encoding(stream: BinaryIO) -> str | None:
    """UTF-8 if all of the file is, else Windows-1252; None for what is neither, such as UTF-16 or a spreadsheet's own format."""
    decode = codecs.getincrementaldecoder("utf-8")()
    is_utf8 = is_start = True
    while bite := stream.read(_BITE):
        if b"\0" in bite or (is_start and bite.startswith(_OTHER_FORMATS)):
            return None
        is_start = False
        is_utf8 = is_utf8 and _goes_on(decode, bite)
    return "utf-8-sig" if is_utf8 and _goes_on(decode, b"", final=True) else "cp1252"


def _goes_on(decode: codecs.IncrementalDecoder, bite: bytes, final: bool = False) -> bool:
    try:
        decode.decode(bite, final)
    except UnicodeDecodeError:
        return False
    return True


class Cells:
    """A row's cells by our columns; `wrong` fills with (column, what is wrong) as they are looked at, so that all is told."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self.wrong: list[tuple[str, str]] = []

    def raw(self, column: str) -> str:
        """What stands there, to compare with."""
        return self._values.get(column, "")

    def text(self, column: str) -> str:
        """What stands there; nothing if it can't be shown."""
        text = self.raw(column)
        if not any(sign == "\ufffd" or sign in _TURNING or unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn") for sign in text):
            return text
        self.wrong.append((column, "there are signs in it that can't be shown. Type it anew."))
        return ""

    def name(self, column: str, longest: int) -> str:
        """A name, which must be there, be seen, and be no longer than so many letters."""
        text = self.text(column)
        if len(text) > longest:
            self.wrong.append((column, f"{len(text)} letters; {longest} are the most. Shorten it."))
        elif not self.raw(column) or (text and all(unicodedata.category(sign) == "Cf" for sign in text)):
            self.wrong.append((column, "it is missing. Write it in."))
        return text

    def like(self, pattern: re.Pattern[str], column: str, otherwise: str, needed: bool = False) -> str:
        """A text of a certain form."""
        text = self.text(column)
        if text and not pattern.fullmatch(text):
            self.wrong.append((column, f"'{_short(text)}': {otherwise}"))
        elif needed and not self.raw(column):
            self.wrong.append((column, "it is missing. Write it in."))
        return text

    def age(self, column: str) -> int | None:
        """Years."""
        text = self.like(_AGE, column, "this isn't an age in years, such as 11.")
        return int(text) if _AGE.fullmatch(text) else None

    def known(self, column: str, words: list[str], known: tuple[str, ...]) -> tuple[str, ...]:
        """Words out of a closed list."""
        found = tuple(word.strip() for word in words if word.strip())
        choice = f" You can write: {', '.join(known)}." if known else " Leave it empty."
        unknown = [word for word in found if word not in known]
        self.wrong += [(column, f"there is no '{_short(word)}'.{did_you_mean(word[:60], known)}{choice}") for word in unknown]
        return found

    def day(self, column: str) -> date | None:
        """A day, written 2027-05-11 or, as spreadsheets do, 11/05/2027."""
        text = self.text(column)
        if not text:
            return None
        try:
            if written := _DATE.fullmatch(text):
                year, month, day = written[1] or written[6], written[2] or written[5], written[3] or written[4]
                return date(int(year), int(month), int(day))
        except ValueError:
            pass
        self.wrong.append((column, f"'{_short(text)}' isn't a day. Write it year-month-day, as 2027-05-11."))
        return None


def clean(cell: str) -> str:
    """A cell without what spreadsheets leave in it: spaces of all sorts around, and the apostrophe that marks a text."""
    return _SPREADSHEET_TEXT.sub("", " ".join(cell.replace("\ufeff", "").split()))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
