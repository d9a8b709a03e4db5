"""Pages on paper, and pages without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.slow
ADD = """() => {
  const details = document.createElement("details");
  details.innerHTML = "<summary>More</summary><p id='folded'>Words</p>";
  const link = Object.assign(document.createElement("a"), { href: "https://example.org/", id: "out" });
  document.querySelector("article").append(details, link);
}"""
READ = [
    "",
    "glossary/",
    "glossary/neet/",
    "guidance/making-referrals/",
    "directory/resources/",
    "embed/",
    "first-year/",
    "who-can-help/",
]


def test_print(page: Page, served: str) -> None:
    """No menu, no search, no buttons; what is folded stands open; an outside address stands behind its link."""
    page.goto(f"{served}glossary/neet/")
    page.emulate_media(media="print")
    for part in (".md-header", ".md-sidebar", ".md-footer", ".md-search", ".hb-actions", ".headerlink"):
        for element in page.locator(part).all():
            expect(element).to_be_hidden()
    expect(page.locator(".hb-plain")).to_be_visible()
    page.evaluate(ADD)
    expect(page.locator("#folded")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('#out'), '::after').content") == '" (https://example.org/)"'


@pytest.mark.parametrize("address", READ)
def test_without_javascript(browser: Browser, served: str, address: str) -> None:
    """All there is to read can be read; no tool stands there that does nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + address)
    expect(page.locator("article h1")).to_be_visible()

    assert page.locator("article [data-hb-row]:visible").count() == page.locator("article [data-hb-row]").count()
    for tool in ("[data-hb-copy]", "[data-hb-print]", "[data-hb-filter]", "[data-hb-chooser]", "[data-hb-path]"):
        for element in page.locator(tool).all():
            expect(element).to_be_hidden()
    context.close()


def test_the_planner_on_paper(browser: Browser, served: str) -> None:
    """Without JavaScript the table with the guideline's hours stands there to fill in."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}guidance/hours/")
    expect(page.locator("[data-hb-hours] table")).to_be_visible()
    expect(page.locator("[data-hb-hours-reset]")).to_be_hidden()
    context.close()


def test_less_motion(browser: Browser, served: str) -> None:
    """Who asks for less motion gets none to speak of."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{served}glossary/neet/")
    slow = page.evaluate("""() => [...document.querySelectorAll("*")].filter((element) =>
      [getComputedStyle(element).transitionDuration, getComputedStyle(element).animationDuration]
        .some((durations) => durations.split(", ").some((one) => parseFloat(one) > 0.01))).length""")
    context.close()

    assert slow == 0
