"""Search records from the data: one a page, in the form that Material's search reads."""

from __future__ import annotations

from markupsafe import escape

from macros.handbook import Handbook
from macros.sources.entry import Entry
from macros.sources.kinds.role import Role
from macros.sources.kinds.term import Term


def records(handbook: Handbook) -> list[dict[str, str]]:
    """Location, title and text of each page that an entry has."""
    return [
        {"location": f"{entry.address}/", "title": str(escape(_title(entry))), "text": str(escape(_text(entry)))}
        for entry in handbook
        if not entry.KIND.shared_page
    ]


def _title(entry: Entry) -> str:
    return f"{entry.title} ({entry.abbreviation})" if isinstance(entry, Term) and entry.abbreviation else entry.title


def _text(entry: Entry) -> str:
    parts = [entry.summary]
    if isinstance(entry, Term):
        parts = [entry.plain, entry.definition, *entry.aliases, *entry.hidden]
    elif isinstance(entry, Role):
        parts = [entry.plain, entry.purpose, *entry.does]
    return " ".join([*parts, *entry.asks])
