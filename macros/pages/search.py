"""Search records from the data: one a page, in the form that Material's search reads."""

from __future__ import annotations

from markupsafe import escape

from macros.handbook import Handbook
from macros.sources.entry import Entry
from macros.sources.kinds.course import Course
from macros.sources.kinds.guideline import Guideline
from macros.sources.kinds.path import Path
from macros.sources.kinds.role import Role
from macros.sources.kinds.term import Term


def records(handbook: Handbook) -> list[dict[str, str]]:
    """Location, title and text of each page that an entry has."""
    return [record(f"{entry.address}/", _title(entry), _text(entry)) for entry in handbook if not entry.KIND.shared_page]


def record(location: str, title: str, text: str) -> dict[str, str]:
    """A record of Material's search: its texts are HTML."""
    return {"location": location, "title": str(escape(title)), "text": str(escape(text))}


def _title(entry: Entry) -> str:
    return f"{entry.title} ({entry.abbreviation})" if isinstance(entry, Term) and entry.abbreviation else entry.title


def _text(entry: Entry) -> str:
    parts = [entry.summary]
    if isinstance(entry, Term):
        parts = [entry.plain, entry.definition, *entry.aliases, *entry.hidden]
    elif isinstance(entry, Role):
        parts = [entry.plain, entry.purpose, *entry.does]
    elif isinstance(entry, Guideline):
        parts = [entry.summary, entry.first, *(step.do for step in entry.steps), *(part.title for part in entry.templates)]
    elif isinstance(entry, Path):
        parts = [entry.summary, entry.first, *(step.do for phase in entry.phases for step in phase.steps)]
    elif isinstance(entry, Course):
        parts = [entry.summary, *entry.aims, *entry.outcomes]
    return " ".join([*parts, *entry.asks])
