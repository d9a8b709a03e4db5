"""The handbook as data for others' programs: one module a format, each gives the text of its file."""

from __future__ import annotations

from collections.abc import Callable

from macros.handbook import Handbook


def files(handbook: Handbook) -> dict[str, Callable[[], str | bytes]]:
    """What makes each data file, by its path from the site's root."""
    from macros.exports import (
        atom,
        csv_table,
        ical,
        json_document,
        skos,
    )  # their libraries load slowly, and not every build needs them

    return {
        "data/handbook.json": lambda: json_document.text(handbook),
        "data/handbook.schema.json": json_document.schema_text,
        "data/glossary.csv": lambda: csv_table.text(handbook),
        "data/glossary.ttl": lambda: skos.text(handbook),
        "data/changes.atom": lambda: atom.text(handbook),
        "data/requests.ics": lambda: ical.requests(handbook),
        "data/inset.ics": lambda: ical.inset(handbook),
    }
