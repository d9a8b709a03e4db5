"""How titles are put in order and compared."""

from __future__ import annotations


def sort_key(title: str) -> str:
    """Titles sort without their quotes and whatever the case: 'Moving On' under M, 14–19 under 1."""
    return "".join(c for c in title.casefold() if c.isalnum() or c == " ").strip()
