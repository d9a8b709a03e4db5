"""The path through the first year: ticks stay, what is past shows, and the list works without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.handbook import Handbook

pytestmark = pytest.mark.slow

PATH = "paths/first-year-as-co-ordinator/"


def test_ticks_stay_in_the_browser(page: Page, served: str) -> None:
    """Ticked by keyboard, still there after a reload, and gone when cleared; what is left is told."""
    page.goto(served + PATH)
    total = page.locator("[data-hb-tick]").count()
    first = page.locator("[data-hb-tick]").first
    first.focus()
    page.keyboard.press("Space")
    left = page.locator("[data-hb-left]")
    expect(left).to_have_text(f"{total - 1} of {total} steps are left.")
    page.reload()
    expect(first).to_be_checked()
    page.get_by_role("button", name="Clear all ticks").click()
    expect(first).not_to_be_checked()
    expect(left).to_have_text(f"{total} of {total} steps are left.")
    assert page.context.cookies() == []


def test_a_start_in_spring_shows_what_is_past(page: Page, served: str) -> None:
    """Each phase has its day; a step of the autumn says what still matters, one of the summer doesn't."""
    page.goto(served + PATH)
    page.get_by_label("I started on").fill("2027-03-01")
    expect(page.locator("#first-week + [data-hb-by]")).to_have_text("By 8 March 2027")
    expect(page.locator("[data-hb-step=enrichment] [data-hb-late]")).to_be_visible()
    expect(page.locator("[data-hb-step=ask-students] [data-hb-late]")).to_be_hidden()


def test_ticks_can_be_taken_along(page: Page, served: str) -> None:
    """As a text file with each step ticked or not."""
    page.goto(served + PATH)
    page.locator("[data-hb-tick]").first.check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my ticks as a file").click()
    lines = download.value.path().read_text(encoding="utf-8").splitlines()

    assert lines[0] == "Your first year as careers co-ordinator"
    assert lines[2].startswith("[x] Find the safeguarding lead")
    assert lines[3].startswith("[ ] ")


def test_without_scripts(browser: Browser, served: str, handbook: Handbook) -> None:
    """Every step is there to read and to print, with what still matters if its month is past; the quiz shows its answers."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + PATH)
    path = handbook["paths/first-year-as-co-ordinator"]
    assert page.locator("[data-hb-step]:visible").count() == sum(len(phase.steps) for phase in path.phases)  # type: ignore[attr-defined]
    expect(page.locator("[data-hb-path]")).to_be_hidden()
    assert page.locator("[data-hb-late]:visible").count() > 3
    page.goto(f"{served}first-year/")
    expect(page.locator(".hb-quiz details").first).to_be_visible()
    context.close()


def test_ten_questions(page: Page, served: str) -> None:
    """A wrong answer gets the explanation, a right one is counted."""
    page.goto(f"{served}first-year/")
    questions = page.locator(".hb-quiz fieldset")
    assert questions.count() == 10
    expect(questions.first.locator("details")).to_be_hidden()
    right = questions.first.get_attribute("data-right")
    questions.first.locator(f"input:not([value={right}])").check()
    expect(questions.first.locator("[data-hb-verdict]")).to_have_text("Not this one.")
    expect(questions.first.locator("details p")).to_be_visible()
    second = questions.nth(1)
    second.locator(f"input[value={second.get_attribute('data-right')}]").check()
    expect(page.locator("[data-hb-score]")).to_have_text(re.compile(r"^1 right of 2 answered, 10 in all\.$"))
