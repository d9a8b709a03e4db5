"""The handbook as data for others' programs: one module a format, each gives the text of its file."""

from __future__ import annotations

from macros.handbook import Handbook


def files(handbook: Handbook) -> dict[str, str | bytes]:
    """The content of each data file by its path from the site's root."""
    from macros.exports import (
        atom,
        csv_table,
        ical,
        json_document,
        skos,
    )  # their libraries load slowly, and not every build needs them

    return {
        "data/handbook.json": json_document.text(handbook),
        "data/handbook.schema.json": json_document.schema_text(),
        "data/glossary.csv": csv_table.text(handbook),
        "data/glossary.ttl": skos.text(handbook),
        "data/changes.atom": atom.text(handbook),
        **dict(ical.files(handbook)),
    }
