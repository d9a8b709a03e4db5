"""The handbook as data for others' programs: one module a format, each gives the text of its file."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import partial

from macros.handbook import Handbook

_FUNCTIONS = {
    "data/handbook.json": ("json_document", "text"),
    "data/glossary.csv": ("csv_table", "text"),
    "data/glossary.ttl": ("skos", "text"),
    "data/changes.atom": ("atom", "text"),
    "data/requests.ics": ("ical", "requests"),
    "data/inset.ics": ("ical", "inset"),
}


def files(handbook: Handbook) -> dict[str, Callable[[], str | bytes]]:
    """What makes each data file, by its path from the site's root."""
    return {
        "data/handbook.schema.json": partial(_made, "json_document", "schema_text"),
        **{path: partial(_made, *function, handbook) for path, function in _FUNCTIONS.items()},
    }


def _made(module: str, function: str, *given: Handbook) -> str | bytes:
    """Their libraries load slowly, and not every build needs them; so each is loaded when its file is made."""
    made: str | bytes = getattr(importlib.import_module(f"macros.exports.{module}"), function)(*given)
    return made
