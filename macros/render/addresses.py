"""Addresses that several views share, relative to the site's root."""

from __future__ import annotations

from macros.sources.entry import Entry

SLIDES = "slides/"
"""The folder of the slides. They have one of their own, since they need a policy of their own."""


def located(entry: Entry) -> str:
    """The page of an entry, or its place on the page that it shares: `glossary/neet/`, `who-can-help/#health`."""
    return f"{entry.KIND.shared_page}#{entry.id}" if entry.KIND.shared_page else f"{entry.address}/"


def word_path(address: str, part: str) -> str:
    """The Word file of a paper: `guidance/making-referrals/referral-form.docx`."""
    return f"{address}/{part}.docx"


def form_path(address: str, part: str) -> str:
    """The PDF of a form to fill in on screen: `guidance/making-referrals/referral-form.pdf`."""
    return f"{address}/{part}.pdf"


def slides_path(course: Entry) -> str:
    """The slides of a course: `slides/where-next.html`."""
    return f"{SLIDES}{course.id}.html"
