"""Each task can be done by keyboard alone: focus is seen at each step, goes where one expects, and is never held."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.slow
SEEN = """() => {
  const here = document.activeElement;
  const style = getComputedStyle(here);
  const shown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== "none"
    || [...here.children].some((child) => getComputedStyle(child).strokeWidth > getComputedStyle(document.body).strokeWidth);
  return { tag: here.tagName, shown, text: (here.ariaLabel || here.textContent || here.name || "").trim().slice(0, 60) };
}"""
MOST = 400


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press Tab until this has the focus; each stop on the way is seen."""
    target = page.locator(selector).first
    for _ in range(MOST):
        page.keyboard.press(key)
        seen = page.evaluate(SEEN)
        assert seen["tag"] == "BODY" or seen["shown"], seen
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{selector} wasn't reached in {MOST} steps")


def test_find_a_term(page: Page, served: str) -> None:
    """From the first key on a page: past the way to the text, into the box, down to a result, and there."""
    page.goto(served)
    tab_to(page, ".md-search [name=q]")
    page.keyboard.type("confidential")
    best = page.locator(".md-search .hb-hit--best[href*=confidentiality]")
    best.wait_for()
    page.keyboard.press("ArrowDown")
    expect(best).to_be_focused()
    assert page.evaluate(SEEN)["shown"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/confidentiality/")


SLOW = """const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (...given) { setTimeout(() => post.apply(this, given), window.slow || 0); };"""


@pytest.mark.parametrize("keys", [["ArrowDown"], ["Tab", "Tab"], ["ArrowDown", "ArrowDown", "ArrowUp"]])
def test_keys_that_are_faster_than_the_answer(page: Page, served: str, keys: list[str]) -> None:
    """The focus goes to the first result, or stays in its place, when other results come."""
    page.add_init_script(SLOW)
    page.goto(served)
    tab_to(page, ".md-search [name=q]")
    page.keyboard.type("co")
    page.locator(".md-search .hb-hit--best").wait_for()
    page.evaluate("window.slow = 400")
    page.keyboard.type("nfidentiality")
    for key in keys:
        page.keyboard.press(key)

    best = page.locator(".md-search .hb-hit--best[href*=confidentiality]")
    best.wait_for()
    expect(best).to_be_focused()


def test_tab_goes_through_the_results_and_on(page: Page, served: str) -> None:
    """Nothing holds the focus: behind the last result comes the page, and the search closes."""
    page.goto(f"{served}glossary/neet/")
    page.keyboard.press("Control+k")
    page.keyboard.type("kudos")
    page.locator(".md-search .hb-hit--best").wait_for()
    for _ in range(40):
        page.keyboard.press("Tab")
        if not page.evaluate("document.activeElement.closest('.md-search') !== null"):
            break

    assert page.evaluate("document.activeElement.closest('.md-search')") is None
    expect(page.locator(".md-search .hb-hit--best")).to_be_hidden()


def test_fill_in_the_planner(page: Page, served: str) -> None:
    """Hours typed year by year; the sum follows; the boxes are emptied by a button."""
    page.goto(f"{served}guidance/hours/")
    tab_to(page, "[data-hb-hours] input")
    boxes = page.locator("[data-hb-hours] input").count()
    for _ in range(boxes):
        page.keyboard.type("4")
        page.keyboard.press("Tab")
    expect(page.locator("[data-hb-sum]")).to_have_text(f"{4 * boxes} hours")
    if not page.locator("[data-hb-hours-reset]").evaluate("element => element === document.activeElement"):
        tab_to(page, "[data-hb-hours-reset]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-hb-sum]")).to_have_text("")


def test_tick_the_path(page: Page, served: str) -> None:
    """A step is ticked by the space bar, and what is left is told."""
    page.goto(f"{served}paths/first-year-as-co-ordinator/")
    tab_to(page, "[data-hb-tick]")
    page.keyboard.press("Space")
    expect(page.locator("[data-hb-tick]").first).to_be_checked()
    expect(page.locator("[data-hb-left]")).to_contain_text("steps are left")


def test_copy_a_text(browser: Browser, served: str) -> None:
    """A text for a school's website: chosen, named, copied, and what was copied is told."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{served}embed/")
    tab_to(page, "#choose-text")
    page.keyboard.press("ArrowDown")
    tab_to(page, "#choose-school")
    page.keyboard.type("Elmwick School")
    tab_to(page, "[data-hb-take]")
    expect(page.locator("[data-hb-output]")).to_have_value(re.compile("Elmwick School"))
    page.keyboard.press("Enter")
    expect(page.locator("[data-hb-told]")).to_contain_text("Copied")
    assert "Elmwick School" in page.evaluate("navigator.clipboard.readText()")
    context.close()


def test_the_way_to_the_text_comes_first(page: Page, served: str) -> None:
    """The first stop of a page leads past the menu."""
    page.goto(f"{served}glossary/neet/")
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_drawer_gives_focus_back(browser: Browser, served: str) -> None:
    """On a phone with a keyboard: opened, walked through, closed by Esc."""
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(f"{served}glossary/neet/")
    tab_to(page, ".hb-opens__drawer")
    page.keyboard.press("Enter")
    tab_to(page, ".md-sidebar--primary a[href]")
    page.keyboard.press("Escape")
    expect(page.locator(".hb-opens__drawer")).to_be_focused()
    context.close()
