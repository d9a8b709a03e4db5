"""Entries as schema.org's linked data (JSON-LD)."""

from __future__ import annotations

from typing import Any

from macros.handbook import Handbook
from macros.sources.kinds.term import Term


def defined_term(term: Term, handbook: Handbook) -> dict[str, Any]:
    """A term as schema.org's DefinedTerm, with absolute addresses."""
    site = handbook.settings.site_url
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "DefinedTerm",
        "@id": f"{site}{term.address}/",
        "url": f"{site}{term.address}/",
        "name": term.title,
        "description": term.definition,
        "inLanguage": "en-GB",
        "creativeWorkStatus": handbook.vocabularies["statuses"][term.status].label,
        "inDefinedTermSet": {"@type": "DefinedTermSet", "@id": f"{site}glossary/", "name": f"{handbook.settings.name}: glossary"},
    }
    if term.abbreviation:
        data["termCode"] = term.abbreviation
    others = [label for label in term.shown_labels if label != term.title]
    if others:
        data["alternateName"] = others
    return data
