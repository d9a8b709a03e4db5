"""The site in a browser, as its readers use it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.slow

TERM = "glossary/personal-adviser/"


def test_filter_by_shelf(page: Page, served: str) -> None:
    """Choosing a shelf leaves its words only, tells how many, and stands in the address."""
    page.goto(f"{served}glossary/")
    all_rows = page.locator("[data-hb-row]:visible").count()
    page.get_by_label("Shelf").select_option("data")

    shown = page.locator("[data-hb-row]:visible")
    expect(page.get_by_role("status").filter(has_text="entr")).to_have_text(re.compile(rf"^{shown.count()} entries$"))
    assert 0 < shown.count() < all_rows
    assert {row.get_attribute("data-category") for row in shown.all()} == {"data"}
    assert "category=data" in page.url


def test_filter_by_address(page: Page, served: str) -> None:
    """An address with a filter in it shows the filtered list: it can be sent to a colleague."""
    page.goto(f"{served}glossary/?audience=school-staff&find=neet")

    expect(page.get_by_label("For", exact=True)).to_have_value("school-staff")
    assert {row.get_attribute("data-words").partition("|")[0] for row in page.locator("[data-hb-row]:visible").all()} >= {
        "not in education, employment or training"
    }


def test_filter_finds_misspellings_and_says_when_nothing_fits(page: Page, served: str) -> None:
    """Hidden labels count; nothing found is said, and Show all brings all back."""
    page.goto(f"{served}glossary/")
    total = page.locator("[data-hb-row]:visible").count()
    page.get_by_label("Find").fill("personal advisor")
    expect(page.locator("[data-hb-row]:visible").first).to_contain_text("Personal Adviser")
    page.get_by_label("Find").fill("zzzz")
    expect(page.locator("[data-hb-none]")).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("[data-hb-row]:visible")).to_have_count(total)
    assert "find=" not in page.url


def test_guidance_and_courses_can_be_filtered(page: Page, served: str) -> None:
    """By topic, by audience with those within it, by the time one has."""
    page.goto(f"{served}guidance/?topic=confidentiality")
    rows = page.locator("[data-hb-row]:visible")
    assert rows.count() > 1
    assert all("confidentiality" in (row.get_attribute("data-topic") or "").split() for row in rows.all())
    page.goto(f"{served}guidance/?audience=school-staff&find=referral form")
    expect(page.locator("[data-hb-row]:visible", has_text="Making a referral")).to_be_visible()
    page.goto(f"{served}inset/?time=hour&cover=none")
    expect(page.locator("[data-hb-row]:visible", has_text="Can't Say; Won't Say")).to_be_visible()
    page.get_by_label("I have").select_option("day")
    expect(page.locator("[data-hb-row]:visible", has_text="Can't Say; Won't Say")).to_be_hidden()


def test_index_without_scripts(browser: Browser, served: str) -> None:
    """The whole list is there, the filter isn't, and a term page reads well."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}glossary/")
    assert page.locator("[data-hb-row]:visible").count() > 170
    expect(page.locator("[data-hb-filter]")).to_be_hidden()
    page.get_by_role("link", name="Personal Adviser", exact=True).first.click()
    expect(page.locator(".hb-plain")).to_contain_text("Someone from Connexions")
    expect(page.locator("#confused")).to_be_visible()
    assert page.locator("a.hb-term").first.get_attribute("title")
    context.close()


def test_tooltip_by_hover_and_escape(page: Page, served: str) -> None:
    """The plain version shows on hover, stays while the pointer is on it, and Esc closes it."""
    page.goto(f"{served}about/")
    term = page.locator("a.hb-term").first
    term.hover()
    tip = page.get_by_role("tooltip")
    expect(tip).to_be_visible()
    expect(tip).to_have_text(term.get_attribute("data-plain") or "")
    tip.hover()
    page.wait_for_timeout(400)
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_tooltip_by_keyboard(page: Page, served: str) -> None:
    """Focus shows it and describes the link with it; leaving hides it."""
    page.goto(f"{served}about/")
    term = page.locator("a.hb-term").first
    term.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()
    assert term.get_attribute("aria-describedby") == "hb-tip"
    page.locator("a.hb-term").nth(1).evaluate("element => element.blur()")
    term.evaluate("element => element.blur()")
    expect(page.get_by_role("tooltip")).to_be_hidden()


def test_tooltip_by_touch(browser: Browser, served: str) -> None:
    """The first touch shows it with a way on, the second follows the link."""
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{served}about/")
    term = page.locator("a.hb-term").first
    term.tap()
    expect(page.get_by_role("tooltip")).to_contain_text("Open the entry")
    assert page.url.endswith("/about/")
    term.tap()
    page.wait_for_url(re.compile("/glossary/"))
    context.close()


def test_copy_the_link(browser: Browser, served: str) -> None:
    """One button copies the page's public address and says so."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(served + TERM)
    page.locator("[data-hb-copy]").click()
    expect(page.locator("[data-hb-copy]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"/{TERM}")
    context.close()


def test_search_finds_an_abbreviation(page: Page, served: str) -> None:
    """Typing NEET leads to its page."""
    page.goto(served)
    page.keyboard.press("/")
    page.keyboard.type("NEET")
    expect(page.locator(".md-search .hb-hit[href*='glossary/neet']").first).to_be_visible()


def test_drawer_and_search_open_by_keyboard_on_a_phone(browser: Browser, served: str) -> None:
    """Buttons, not labels; Esc closes and gives focus back; nothing in the closed drawer can be reached."""
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(served + TERM)
    menu = page.get_by_role("button", name="Menu")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".md-sidebar--primary a", has_text="Home")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(page.locator(".md-sidebar--primary a").first).to_be_hidden()
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator(".md-search__input")).to_be_focused()
    context.close()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "glossary/",
        TERM,
        "guidance/",
        "guidance/making-referrals/",
        "roles/which-adviser/",
        "roles/guidance-personal-adviser/",
        "roles/whos-who/",
    ],
)
def test_no_page_scrolls_sideways_on_a_phone(browser: Browser, served: str, address: str) -> None:
    """At 320 pixels the page fits; wide tables scroll by themselves."""
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(served + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_no_request_leaves_the_site(page: Page, served: str) -> None:
    """Looking, searching and filtering ask this host only, and leave no cookie."""
    hosts = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    for address in ("", "glossary/", TERM, "roles/whos-who/"):
        page.goto(served + address)
    page.keyboard.press("/")
    page.keyboard.type("referral")
    page.wait_for_timeout(500)

    assert hosts <= {urlsplit(served).netloc, ""}
    assert page.context.cookies() == []


def test_hours_planner(page: Page, served: str) -> None:
    """Hours are compared and added up; a slip is named with its year; nothing is kept and no request is made."""
    page.goto(f"{served}guidance/hours/")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.get_by_label("Hours in Year 9 at your school").fill("10.5")
    expect(page.locator("tr", has_text="Year 9").locator("output")).to_have_text("4.5 fewer")
    page.get_by_label("Hours in Year 7 at your school").fill("8")
    expect(page.locator("[data-hb-sum]")).to_have_text("18.5 hours")
    told = page.locator("[data-hb-hours-told]")
    expect(told).to_have_text("2 of 7 year groups filled in: 18.5 hours, the guideline for these has 21.")
    page.get_by_label("Hours in Year 8 at your school").fill("-3")
    expect(told).to_contain_text("Year 8: type a number of hours from 0 to 200")
    page.reload()
    expect(page.get_by_label("Hours in Year 7 at your school")).to_have_value("")
    assert [url for url in requests if not url.startswith(served)] == []


def test_who_can_help_by_keyboard(page: Page, served: str) -> None:
    """Each segment is reached by Tab, says what help there is, and leads to its text, which stands there for everybody."""
    page.goto(f"{served}who-can-help/")
    segments = page.locator(".hb-wheel-segment")
    first = segments.first
    first.focus()
    for number in range(segments.count()):
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == segments.nth(number).get_attribute(
            "aria-label"
        )
        page.keyboard.press("Tab")
    first.focus()
    page.keyboard.press("Enter")
    target = (first.get_attribute("href") or "").removeprefix("#")
    expect(page.locator(f"h2#{target}")).to_be_in_viewport()
    assert page.locator(".hb-service").count() == segments.count() >= 8


def test_no_page_raises_an_error(page: Page, served: str) -> None:
    """Nor a dialog, when it opens."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: errors.append(dialog.message))
    for address in ("", "glossary/", "glossary/confused/", "about/review/", "about/macros/", TERM):
        page.goto(served + address)

    assert errors == []
