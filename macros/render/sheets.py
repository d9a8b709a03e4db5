"""Tables that open in a spreadsheet: UTF-8 with a byte order mark, and no cell that would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sheet(rows: Iterable[Sequence[str]]) -> str:
    """Rows as RFC 4180 has them, the first being the heading."""
    file = io.StringIO()
    csv.writer(file).writerows([harmless(cell) for cell in row] for row in rows)
    return f"\ufeff{file.getvalue()}"


def harmless(cell: str) -> str:
    """The cell with an apostrophe before it, where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
