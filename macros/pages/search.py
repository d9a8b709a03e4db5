"""Search records from the data: one a page, in the form that Material's search reads."""

from __future__ import annotations

from markupsafe import escape

from macros.handbook import Handbook
from macros.render.addresses import located
from macros.sources.entry import Entry
from macros.sources.kinds.term import Term


def records(handbook: Handbook) -> list[dict[str, str]]:
    """Location, title and text of each entry: its page, or its place on the page that it shares."""
    return [record(located(entry), _title(entry), " ".join([*entry.found_by, *entry.asks])) for entry in handbook]


def record(location: str, title: str, text: str) -> dict[str, str]:
    """A record of Material's search: its texts are HTML."""
    return {"location": location, "title": str(escape(title)), "text": str(escape(text))}


def _title(entry: Entry) -> str:
    return f"{entry.title} ({entry.abbreviation})" if isinstance(entry, Term) and entry.abbreviation else entry.title
