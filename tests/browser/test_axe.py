"""axe finds no violation on any type of page, light and dark, wide and narrow."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.axe import COLOURS, violations

pytestmark = pytest.mark.slow

PAGES = [
    "",
    "glossary/",
    "glossary/personal-adviser/",
    "glossary/neet/",
    "glossary/first-words/",
    "glossary/confused/",
    "glossary/then-and-now/",
    "glossary/all/",
    "who-can-help/",
    "first-year/",
    "paths/first-year-as-co-ordinator/",
    "inset/",
    "inset/cant-say-wont-say/",
    "inset/cant-say-wont-say/trainer/",
    "guidance/",
    "guidance/standards/",
    "guidance/hours/",
    "guidance/year/",
    "guidance/making-referrals/",
    "guidance/can-i-share-this/",
    "packs/",
    "embed/link-to-us/",
    "embed/wordpress/",
    "embed/changes/",
    "snippets/who-can-help/",
    "directory/",
    "directory/resources/",
    "directory/lmi/",
    "directory/agencies/",
    "directory/employers/",
    "directory/showcase/",
    "roles/",
    "roles/guidance-personal-adviser/",
    "roles/which-adviser/",
    "roles/whos-who/",
    "roles/bulletin/",
    "about/",
    "about/coverage/",
    "about/data/",
    "about/consultation/",
    "about/tell-us/",
    "about/review/",
    "about/macros/",
    "404.html",
]


@pytest.mark.parametrize("address", PAGES)
def test_axe(browser: Browser, served: str, address: str) -> None:
    """Light, 1280 and 320 pixels wide; and dark, which differs in colours only."""
    faults = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        page = context.new_page()
        page.goto(served + address)
        for width in (1280, 320) if scheme == "light" else (1280,):
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_timeout(100)
            found = violations(page) if scheme == "light" else violations(page, rules=COLOURS)
            faults += [f"{scheme} {width}: {fault}" for fault in found]
        context.close()

    assert faults == []
