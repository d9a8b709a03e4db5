"""What is said of today has a reference, and each reference is used."""

from __future__ import annotations

from macros.handbook import Handbook


def test_each_reference_is_used(handbook: Handbook) -> None:
    """A reference that nobody uses is a fact that nobody reads."""
    used = {entry.now.source for entry in handbook if entry.now} | {source for entry in handbook for source in entry.source}

    assert {reference.id for reference in handbook.vocabularies["references"]} - used == set()
