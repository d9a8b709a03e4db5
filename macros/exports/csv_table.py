"""The glossary as a table that opens in Excel."""

from __future__ import annotations

from macros.handbook import Handbook
from macros.render.sheets import sheet
from macros.sources.kinds.term import Term

COLUMNS = (
    "id",
    "term",
    "abbreviation",
    "plain version",
    "definition for staff",
    "also said",
    "say instead",
    "not the same as",
    "today",
    "shelf",
    "for",
    "status",
    "owner",
    "reviewed",
    "review by",
    "source",
    "address",
)


def rows(handbook: Handbook) -> list[list[str]]:
    """One row a term, in the order of the columns."""
    return [_cells(term, handbook) for term in handbook.terms]


def text(handbook: Handbook) -> str:
    """The table with its heading."""
    return sheet([COLUMNS, *rows(handbook)])


def _cells(term: Term, handbook: Handbook) -> list[str]:
    label = handbook.vocabularies
    return [
        term.id,
        term.title,
        term.abbreviation or "",
        term.plain,
        term.definition,
        "; ".join(term.aliases),
        " | ".join(f"not '{avoid.say}': {avoid.instead}" for avoid in term.avoid),
        "; ".join(other.title for other, _ in handbook.confused_with(term)),
        term.now.text if term.now else "",
        label["categories"][term.category].label,
        "; ".join(label["audiences"][audience].label for audience in term.audiences),
        label["statuses"][term.status].label,
        label["owners"][term.owner].label,
        term.reviewed.isoformat() if term.reviewed else "",
        term.review_by.isoformat(),
        "; ".join(term.source),
        f"{handbook.settings.site_url}{term.address}/",
    ]
