"""Checks that look at all entries together: their structure, and the handbook's own words."""

from __future__ import annotations

from macros.checks import packs, structure, wording
from macros.sources.load import Sources


def check(sources: Sources) -> None:
    """Add to `sources.problems` what is wrong between entries. Entries that could not be read are left out."""
    structure.check(sources)
    packs.check(sources)
    wording.check(sources)
