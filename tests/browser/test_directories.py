"""Directories as they are used: narrowed by year, topic and time; each card leads to its paper; the catalogue's ways in."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from macros.handbook import Handbook
from macros.sources.kinds.resource import Resource

pytestmark = pytest.mark.slow


def shown(page: Page) -> set[str]:
    return {heading.get_attribute("id") or "" for heading in page.locator("[data-hb-row]:visible h2").all()}


def test_resources_by_year_and_time(page: Page, served: str, handbook: Handbook) -> None:
    """Two filters together leave what fits both; the address keeps them; the count is told."""
    page.goto(f"{served}directory/resources/")
    page.get_by_label("Year").select_option("year-7")
    page.get_by_label("I have").select_option("tutor-time")
    wanted = {entry.id for entry in handbook.of(Resource) if "year-7" in entry.years and entry.minutes <= 20}

    assert shown(page) == wanted
    assert wanted
    assert "years=year-7&time=tutor-time" in page.url
    expect(page.locator("[data-hb-count]")).to_have_text(f"{len(wanted)} entries")


def test_a_card_leads_to_its_paper(page: Page, served: str) -> None:
    """To the place on the page where the paper stands, and to its Word file."""
    page.goto(f"{served}directory/resources/")
    card = page.locator("section", has=page.locator("#who-made-it"))
    assert page.request.get(page.evaluate("a => a.href", card.get_by_role("link", name="Word file").element_handle())).ok
    card.get_by_role("link", name="Open it").click()

    expect(page).to_have_url(re.compile(r"guidance/lmi-materials/#lesson-one$"))
    expect(page.locator("#lesson-one")).to_be_in_viewport()


@pytest.mark.parametrize(("path", "words", "found"), [
    ("directory/agencies/", "apprentice", "training-providers"),
    ("directory/lmi/", "vacancies", "vacancies-in-newspapers-and-online"),
    ("directory/showcase/", "interpreter", "the-real-game-in-another-language"),
])  # fmt: skip
def test_words_find(page: Page, served: str, path: str, words: str, found: str) -> None:
    """Typing narrows each directory; what fits nothing says so and offers a way on."""
    page.goto(served + path)
    everything = shown(page)
    page.get_by_label("Find").fill(words)

    assert found in shown(page)
    assert shown(page) < everything
    page.get_by_label("Find").fill("zzzz")
    expect(page.locator("[data-hb-none]")).to_be_visible()


def test_ways_into_the_catalogue(page: Page, served: str, handbook: Handbook) -> None:
    """Somebody new sees what is for all school staff, too; an hour means courses that have a form so short."""
    around = {"new-co-ordinators", "careers-co-ordinators", "school-staff"}
    new = {course.title for course in handbook.courses if around & set(course.audiences)}
    short = {course.title for course in handbook.courses if min([course.length, *(form.length for form in course.also_as)]) <= 75}
    page.goto(f"{served}inset/")

    for way, wanted in (("I am new", new), ("I have an hour", short)):
        page.get_by_role("link", name=way).click()
        found = page.locator("[data-hb-row]:visible dt a")
        expect(found).to_have_count(len(wanted))  # a click doesn't wait for the page to which it leads
        assert set(found.all_text_contents()) == wanted


def test_dates_are_marked_in_the_browser(page: Page, served: str) -> None:
    """The build knows one day only; the reader's clock says what is soon and what has been. A cancelled run offers no booking."""
    page.clock.set_fixed_time("2027-01-18T12:00:00Z")
    page.goto(f"{served}inset/")
    past = page.locator(".hb-run", has_text="8 December 2026")
    soon = page.locator(".hb-run", has_text="19 January 2027")
    cancelled = page.locator(".hb-run", has_text="16 March 2027")

    expect(past).to_contain_text("(has been)")
    expect(soon).to_contain_text("(soon)")
    expect(cancelled).to_contain_text("Cancelled.")
    expect(cancelled.get_by_role("link", name="training@example.org")).to_have_count(0)
