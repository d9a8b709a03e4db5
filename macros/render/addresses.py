"""Addresses that several views share, relative to the site's root."""

from __future__ import annotations


def word_path(address: str, part: str) -> str:
    """The Word file of a paper: `guidance/making-referrals/referral-form.docx`."""
    return f"{address}/{part}.docx"
