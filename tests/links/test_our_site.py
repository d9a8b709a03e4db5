"""The handbook's own site, looked through as `links.py` does it."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.links import desk
from tests.sample import ROOT


@pytest.mark.slow
@pytest.mark.long
def test_every_link_of_the_site(site: Path) -> None:
    """Linkchecker walks every page of the built site, also those to which nothing leads, and nothing is broken or vanished."""
    told: list[str] = []
    result = desk.check(ROOT, site, None, told.append)

    assert [str(row.problem) for row in result.rows] == []
    assert result.pages > 1000
    assert told == []
