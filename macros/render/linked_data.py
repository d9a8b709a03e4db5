"""Entries as schema.org's linked data (JSON-LD)."""

from __future__ import annotations

from typing import Any

from macros.handbook import Handbook
from macros.sources.kinds.course import Course
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


_STATUS = {"planned": "EventScheduled", "cancelled": "EventCancelled", "moved": "EventRescheduled"}


def course(entry: Course, handbook: Handbook) -> dict[str, Any]:
    """A course as schema.org's Course, each run as a CourseInstance."""
    settings = handbook.settings
    address = f"{settings.site_url}{entry.address}/"
    audiences = handbook.vocabularies["audiences"]
    return {
        "@context": "https://schema.org",
        "@type": "Course",
        "@id": address,
        "url": address,
        "name": entry.title,
        "description": entry.summary,
        "inLanguage": "en-GB",
        "timeRequired": f"PT{entry.length}M",
        "teaches": list(entry.outcomes),
        "audience": [{"@type": "Audience", "audienceType": audiences[audience].label} for audience in entry.audiences],
        "creativeWorkStatus": handbook.vocabularies["statuses"][entry.status].label,
        "provider": {"@type": "Organization", "name": settings.service},
        "hasCourseInstance": [
            {
                "@type": "CourseInstance",
                "@id": f"{address}#{run.id}",
                "courseMode": "onsite",
                "startDate": run.start.isoformat(),
                "endDate": run.end.isoformat(),
                "location": run.place,
                "eventStatus": f"https://schema.org/{_STATUS[run.status]}",
            }
            for run in entry.sessions
        ],
    }
