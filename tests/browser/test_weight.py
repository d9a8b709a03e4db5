"""A page stays light: what a first visit to a word loads, what it waits for, and that nothing moves. The benchmark says more."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.loading import load
from benchmarks.weight import middle, weigh

pytestmark = pytest.mark.slow


def test_weight(site: Path) -> None:
    """At most 75 kB of text and 45 kB of fonts over the wire, and nothing from other hosts."""
    found = weigh(middle(site), site)

    assert found.text <= 75_000
    assert 0 < found.fonts <= 45_000
    assert found.elsewhere == 0


@pytest.mark.parametrize("address", ["glossary/neet", "guidance/making-referrals", "glossary", "search"])
def test_nothing_moves(browser: Browser, site: Path, address: str) -> None:
    """At most two requests keep the page from being shown, and what is shown stays where it is."""
    seen = load(browser, site, site / address / "index.html", slow=False)

    assert 1 <= seen["blocking"] <= 2
    assert round(seen["shift"], 3) == 0
