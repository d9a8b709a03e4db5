"""How titles are put in order and compared."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=20_000)
def sort_key(title: str) -> str:
    """Titles sort without their quotes and whatever the case: 'Moving On' under M, 14–19 under 1."""
    return "".join(c for c in title.casefold() if c.isalnum() or c == " ").strip()


def letter(title: str) -> str:
    """The letter under which a title stands; `0–9` for figures."""
    first = sort_key(title)[:1].upper()
    return first if first.isalpha() else "0–9"
