"""axe finds no violation on any type of page, light and dark, wide and narrow."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

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
def test_axe(in_light: Page, served: str, address: str) -> None:
    """Light, 320 and 1280 pixels wide; and dark, which differs in colours only."""
    in_light.set_viewport_size({"width": 320, "height": 900})
    in_light.goto(served + address)
    faults = [f"light 320: {fault}" for fault in violations(in_light)]
    in_light.set_viewport_size({"width": 1280, "height": 900})
    in_light.wait_for_timeout(100)
    faults += [f"light 1280: {fault}" for fault in violations(in_light)]
    in_light.get_by_title("Switch to dark colours").click()
    expect(in_light.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    in_light.wait_for_timeout(100)
    faults += [f"dark 1280: {fault}" for fault in violations(in_light, rules=COLOURS)]

    assert faults == []
