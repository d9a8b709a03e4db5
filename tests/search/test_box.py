"""The box at the head of each page and the page of results, as readers use them."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.slow
TERM = "glossary/referral/"
BEST = ".md-search .hb-hit--best"


def typed(page: Page, words: str) -> None:
    """Open the box by its key and type, until there is an answer."""
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search", exact=True)).to_be_focused()
    page.keyboard.type(words)
    page.locator(".md-search [data-hb-search-results] > *").first.wait_for()


def test_the_best_answer_stands_on_top(page: Page, served: str) -> None:
    """An abbreviation with its long form, the plain words, the kind of thing, what was typed marked."""
    page.goto(served)
    typed(page, "NEET")
    expect(page.locator(BEST)).to_contain_text("NEET: Not in education, employment or training")
    expect(page.locator(BEST)).to_contain_text("A young person who isn't at school or college")
    expect(page.locator(BEST)).to_contain_text("Glossary")
    expect(page.locator(f"{BEST} mark").first).to_have_text("NEET")


def test_the_rest_is_grouped(page: Page, served: str) -> None:
    """By what it is, a few of each, with a way to all of them."""
    page.goto(served)
    typed(page, "referral")
    groups = page.locator(".md-search .hb-hit-group")
    expect(groups.first).to_be_visible()

    assert {"Words", "Guidance"} <= set(groups.all_text_contents())
    more = page.locator(".md-search a", has_text="in Words").first
    expect(more).to_be_visible()
    more.click()
    page.wait_for_url("**/search/?q=referral&in=glossary")
    expect(page.locator("[data-hb-search=page] .hb-hit").nth(5)).to_be_visible()


def test_arrows_enter_and_escape(page: Page, served: str) -> None:
    """Down goes to the first result, up back to the box; Esc closes and gives focus back to where it was."""
    page.goto(served + TERM)
    link = page.locator("article a[href]").first
    link.focus()
    typed(page, "careers")
    page.keyboard.press("ArrowDown")
    expect(page.locator(BEST)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search .hb-hit").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    box = page.get_by_role("searchbox", name="Search", exact=True)
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    expect(page.locator(BEST)).to_be_hidden()


def test_enter_opens_the_first(page: Page, served: str) -> None:
    """Also if it comes faster than the answer."""
    page.goto(served)
    page.keyboard.press("Control+k")
    page.keyboard.type("neet\n", delay=0)
    page.wait_for_url("**/glossary/neet/")


def test_the_count_is_spoken(page: Page, served: str) -> None:
    """Once, when the fingers rest: how many there are, and the first."""
    page.goto(served)
    typed(page, "neet")
    status = page.locator(".md-search [role=status]")
    expect(status).to_contain_text("The first: NEET: Not in education")

    assert int(status.text_content().split()[0]) >= 1  # type: ignore[union-attr]


def test_look_in_one_part(page: Page, served: str) -> None:
    """A choice beside the box keeps to a shelf, and says so when there is nothing on it."""
    page.goto(served)
    typed(page, "confidentiality")
    page.locator(".md-search [name=in]").select_option("inset")
    hits = page.locator(".md-search .hb-hit")
    expect(hits.first).to_have_attribute("href", f"{served}inset/cant-say-wont-say/")

    assert all("/inset/" in hit.get_attribute("href") for hit in hits.all())  # type: ignore[operator]
    page.get_by_role("searchbox", name="Search", exact=True).fill("ucas")
    page.locator(".md-search a", has_text="Look in the whole handbook").click()
    page.wait_for_url("**/search/?q=ucas")


def test_the_address_holds_the_search(page: Page, served: str) -> None:
    """It can be sent to somebody; what is typed goes on into it; going back leads to where one was."""
    page.goto(f"{served}search/?q=lmi&in=glossary")
    box = page.locator("[data-hb-search=page] [name=q]")
    expect(box).to_have_value("lmi")
    expect(page.locator("[data-hb-search=page] [name=in]")).to_have_value("glossary")
    expect(page.locator("[data-hb-search=page] .hb-hit").first).to_contain_text("Labour market information")
    box.fill("impartial & fair?")
    page.wait_for_url("**impartial**")

    assert parse_qs(urlsplit(page.url).query) == {"q": ["impartial & fair?"], "in": ["glossary"]}
    expect(page).to_have_title("impartial & fair? – Search - Connexions Schools Handbook")


def test_an_unknown_shelf_in_the_address_means_everything(page: Page, served: str) -> None:
    """As a link from an older site may have it."""
    page.goto(f"{served}search/?q=lmi&in=nowhere")
    expect(page.locator("[data-hb-search=page] .hb-hit").first).to_contain_text("Labour market information")


def test_nothing_found_leads_on(page: Page, served: str) -> None:
    """To the A to Z, and to those who want to know what was looked for."""
    page.goto(f"{served}search/?q=qwzxkj")
    expect(page.get_by_role("status").first).to_have_text("Nothing found for “qwzxkj”.")
    page.locator("[data-hb-search=page] a", has_text="Tell us what you looked for").click()
    page.wait_for_url("**/about/tell-us/")


def test_what_is_typed_is_words(page: Page, served: str) -> None:
    """No markup comes of it, whatever is typed or sent in an address."""
    page.goto(f"{served}search/?q=%3Cqwzxkj%3E%3Cimg%20src%3Dqwzxkj%20onerror%3D%22window.ran%3D1%22%3E")
    expect(page.locator("[data-hb-search=page] [data-hb-search-results] > *").first).to_be_visible()

    assert page.evaluate("window.ran") is None
    assert page.locator("[data-hb-search=page] img").count() == 0


def test_on_a_phone(browser: Browser, served: str) -> None:
    """A button opens it over the whole window; its arrow closes it; results fit."""
    context = browser.new_context(viewport={"width": 320, "height": 700}, has_touch=True)
    page = context.new_page()
    page.goto(served + TERM)
    button = page.get_by_role("button", name="Search", exact=True)
    button.click()
    expect(page.get_by_role("searchbox", name="Search", exact=True)).to_be_focused()
    page.keyboard.type("adviser")
    page.locator(BEST).wait_for()

    page.wait_for_function("document.documentElement.scrollWidth <= 320")
    assert page.locator(BEST).bounding_box()["width"] <= 320  # type: ignore[index]
    page.get_by_role("button", name="Close the search").click()
    expect(page.locator(BEST)).to_be_hidden()
    expect(button).to_be_focused()
    context.close()


def test_single_keys_can_be_turned_off(page: Page, served: str) -> None:
    """For those who speak to their computer (WCAG 2.1.4); Ctrl and K still opens the search."""
    page.goto(f"{served}search/")
    choice = page.get_by_role("checkbox", name="Single keys work")
    expect(choice).to_be_checked()
    choice.uncheck()
    page.goto(served + TERM)
    box = page.get_by_role("searchbox", name="Search", exact=True)
    page.keyboard.press("/")
    expect(box).not_to_be_focused()
    page.keyboard.press("Control+k")
    expect(box).to_be_focused()


def test_a_slash_in_a_field_is_a_slash(page: Page, served: str) -> None:
    """The key opens nothing while somebody is writing."""
    page.goto(f"{served}glossary/")
    field = page.locator("[name=find]")
    field.focus()
    page.keyboard.press("/")
    expect(field).to_have_value("/")


def test_without_javascript(browser: Browser, served: str) -> None:
    """The box leads to a page that says where else to look."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + TERM)
    box = page.locator(".md-search [name=q]")
    box.fill("neet")
    box.press("Enter")
    page.wait_for_url("**/search/?q=neet**")
    expect(page.locator("noscript p")).to_be_visible()
    page.locator("noscript a", has_text="All words on one page").click()
    page.wait_for_url("**/glossary/all/")
    context.close()


def test_another_site_can_have_the_box(page: Page, served: str, site: object) -> None:
    """A form for a school's own page, copied from ours, leads here with what was typed."""
    page.goto(f"{served}embed/link-to-us/")
    form = page.locator("[data-hb-search-form]").text_content()
    assert form
    public = form.split('action="')[1].split("search/")[0]
    page.set_content(form.replace(public, served))
    page.get_by_label("Search the Connexions Schools Handbook").fill("neet")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search/?q=neet")
    expect(page.locator("[data-hb-search=page] .hb-hit").first).to_contain_text("NEET")
