"""axe finds nothing in any state of any sort of page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.axe import COLOURS, RULES, violations

pytestmark = pytest.mark.slow

SORTS = [
    "",
    "search/",
    "glossary/",
    "glossary/neet/",
    "guidance/making-referrals/",
    "roles/guidance-personal-adviser/",
    "inset/cant-say-wont-say/",
    "paths/first-year-as-co-ordinator/",
    "snippets/who-can-help/",
    "directory/resources/",
    "embed/",
    "who-can-help/",
    "guidance/hours/",
    "about/tell-us/",
    "404.html",
]
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""  # WCAG 1.4.12


def search_open(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("referral")
    page.locator(".md-search .hb-hit--best").wait_for()
    page.wait_for_timeout(300)


def search_in_vain(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("qwzxkj")
    page.locator(".md-search .hb-hit-none").wait_for()
    page.wait_for_timeout(300)


def drawer_open(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.get_by_role("button", name="Menu").click()
    page.wait_for_timeout(400)


def search_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.get_by_role("button", name="Search", exact=True).click()
    page.keyboard.type("abuse")
    page.locator(".md-search .hb-hit--alarm").wait_for()
    page.wait_for_timeout(300)


def spaced(page: Page) -> None:
    page.add_style_tag(content=SPACING)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, "text with wide spacing makes the page scroll sideways"


def all_open(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


STATES: list[Callable[[Page], None]] = [search_open, search_in_vain, drawer_open, search_on_a_phone, spaced, all_open]

IN_THE_DARK = [search_on_a_phone, all_open]  # what shows other colours
PARTS = {
    search_open: ".md-header",
    search_in_vain: ".md-header",
    search_on_a_phone: ".md-header",
    drawer_open: ".md-sidebar--primary",
}
"""What lies over the page, which itself is looked at when nothing does."""
SIZES = {"type": "rule", "values": ["target-size", "scrollable-region-focusable", "meta-viewport"]}
"""The rules that look at places and sizes, which are all that spacing changes."""


@pytest.mark.parametrize("address", SORTS)
def test_states(opened: Page, served: str, address: str) -> None:
    """Search open, in vain, and on a phone; drawer open; text spacing doubled; everything unfolded."""
    faults = []
    dark = opened.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    for state in IN_THE_DARK if dark else STATES:
        opened.set_viewport_size({"width": 1280, "height": 900})
        opened.goto(served + address)
        state(opened)
        rules = COLOURS if dark else SIZES if state is spaced else RULES
        faults += [f"{state.__name__}: {fault}" for fault in violations(opened, PARTS.get(state, "html"), rules)]

    assert faults == []


def test_tools_in_use(opened: Page, served: str) -> None:
    """A tooltip; a filter that finds something and nothing; slips in forms; an answered question; a ticked step; results."""
    faults = {}

    def look(name: str) -> None:
        faults[name] = violations(opened)

    opened.goto(f"{served}about/")
    opened.locator("a.hb-term").first.hover()
    opened.get_by_role("tooltip").wait_for()
    look("tooltip")
    for words in ("referral", "zzzz"):
        opened.goto(f"{served}glossary/?find={words}")
        look(f"filter {words}")
    opened.goto(f"{served}guidance/hours/")
    opened.get_by_label("Hours in Year 9 at your school").fill("-1")
    look("planner with a slip")
    opened.goto(f"{served}about/tell-us/")
    opened.locator("form[data-hb-mail]").first.evaluate("form => form.requestSubmit()")
    look("form with nothing in it")
    opened.goto(f"{served}first-year/")
    if opened.locator(".hb-quiz input").count():
        opened.locator(".hb-quiz input").first.check()
        look("question answered")
    opened.goto(f"{served}paths/first-year-as-co-ordinator/")
    opened.locator("[data-hb-tick]").first.check()
    look("step ticked")
    opened.goto(f"{served}search/?q=confidentiality")
    opened.locator("[data-hb-search=page] .hb-hit").first.wait_for()
    look("results")

    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize("setting", [{"forced_colors": "active"}, {"contrast": "more"}])
def test_settings(browser: Browser, served: str, setting: Any) -> None:
    """Forced colours and more contrast change colours and lose nothing."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce", **setting)
    page = context.new_page()
    faults = []
    for address in ("", "glossary/neet/", "guidance/making-referrals/", "who-can-help/", "search/?q=referral"):
        page.goto(served + address)
        page.wait_for_timeout(200)
        faults += [f"{address}: {fault}" for fault in violations(page)]
    context.close()

    assert faults == []
