"""The content security policy that comes with the site is one under which the site works."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.serving import serving

pytestmark = pytest.mark.slow


def test_the_site_works_under_its_policy(page: Page, site: Path) -> None:
    """Nothing is refused: looking, filtering, tooltips, searching, changing colours."""
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: refused.append(str(error)))
    policy = (site / "content-security-policy.txt").read_text(encoding="utf-8").strip()
    with serving(site, Content_Security_Policy=policy) as address:
        for path in ("", "glossary/", "glossary/neet/", "roles/whos-who/", "404.html"):
            page.goto(address + path)
        page.goto(f"{address}about/")
        page.locator("a.hb-term").first.hover()
        expect(page.get_by_role("tooltip")).to_be_visible()
        page.keyboard.press("/")
        page.keyboard.type("NEET")
        expect(page.locator(".md-search .hb-hit[href*='glossary/neet']").first).to_be_visible()

    assert refused == []


def test_the_policy_stops_strangers(page: Page, site: Path) -> None:
    """A script that isn't ours doesn't run under it: the test above can fail."""
    policy = (site / "content-security-policy.txt").read_text(encoding="utf-8").strip()
    with serving(site, Content_Security_Policy=policy) as address:
        page.goto(address)
        page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = true'}))")

        assert page.evaluate("window.ran") is None
