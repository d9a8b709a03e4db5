"""Choosing a text for one's own pages: by mouse, by keyboard, by an address, and without scripts."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, BrowserContext, Page, expect

from macros.embeds.forms import Forms
from macros.embeds.texts import LENGTHS, embeds, filled
from macros.embeds.versions import words
from macros.handbook import Handbook
from macros.sources.kinds.snippet import Snippet
from tests.axe import violations
from tests.serving import serving

pytestmark = pytest.mark.slow

READ = """async () => {
  const [item] = await navigator.clipboard.read();
  return Object.fromEntries(await Promise.all(item.types.map(async type => [type, await (await item.getType(type)).text()])));
}"""


@pytest.fixture
def window(browser: Browser, served: str) -> BrowserContext:
    """A window that may use the clipboard."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served.rstrip("/"))
    yield context
    context.close()


def opened(window: BrowserContext, address: str) -> Page:
    page = window.new_page()
    page.goto(address)
    expect(page.locator("[data-hb-output]")).not_to_have_value("")
    return page


def asked(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_a_text_is_chosen_and_copied(window: BrowserContext, served: str) -> None:
    """Reader, text, length, name, form: what is seen is what is copied, and the address says what was chosen."""
    page = opened(window, f"{served}embed/")
    page.get_by_label("Who will read it?").select_option("parents")
    titles = page.get_by_label("Text", exact=True).locator("option").all_text_contents()
    page.get_by_label("Text", exact=True).select_option("snippets/your-part")
    page.get_by_label("The whole").check()
    page.get_by_label("Your school's name").fill("Example High School")
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()

    assert "How to see an adviser" not in titles
    copied = page.evaluate(READ)["text/plain"]
    assert copied == page.get_by_label("What is copied").input_value()
    assert 'data-connexions="snippets/your-part@1"' in copied
    assert "let Example High School" not in copied
    assert "Example High School" in copied
    assert "<h2>Your part in your child&#39;s choices</h2>" in copied
    preview = page.frame_locator("[data-hb-preview] iframe")
    expect(preview.get_by_role("heading", name="Your part in your child's choices")).to_be_visible()
    assert asked(page) == {"for": "parents", "text": "snippets/your-part", "size": "page", "school": "Example High School"}


def test_an_address_opens_what_was_chosen(window: BrowserContext, served: str) -> None:
    """The same link shows another person the same thing."""
    page = opened(window, f"{served}embed/?text=glossary%2Fneet&size=line&form=markdown&school=Example&width=320&heading=4")

    assert page.get_by_label("Text", exact=True).input_value() == "glossary/neet"
    assert page.get_by_label("One line").is_checked()
    assert page.get_by_label("Markdown").is_checked()
    assert page.get_by_label("Your school's name").input_value() == "Example"
    assert page.locator("[data-hb-preview] iframe").get_attribute("width") == "320"
    assert page.get_by_label("What is copied").input_value().startswith("A young person")


def test_the_button_on_an_entry_leads_here(window: BrowserContext, served: str) -> None:
    """From a word's page straight to its text."""
    page = window.new_page()
    page.goto(f"{served}glossary/neet/")
    page.get_by_role("link", name="Put it on your website").click()
    expect(page.locator("[data-hb-output]")).not_to_have_value("")

    assert page.get_by_label("Text", exact=True).input_value() == "glossary/neet"


def test_rich_text_for_word(window: BrowserContext, served: str) -> None:
    """Two pieces on the clipboard: HTML without what is for websites only, and plain text."""
    page = opened(window, f"{served}embed/?text=snippets%2Fguidance-pa&size=page&form=word&school=Example%20School")
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    pieces = page.evaluate(READ)

    assert set(pieces) == {"text/html", "text/plain"}
    assert "<strong>What they do.</strong>" in pieces["text/html"]
    assert "data-connexions" not in pieces["text/html"]
    assert "**" not in pieces["text/plain"]
    assert "What they do." in pieces["text/plain"]


def test_by_keyboard(window: BrowserContext, served: str) -> None:
    """Every control is reached by Tab in the order in which it stands, works by keys, and tells that it has copied."""
    page = opened(window, f"{served}embed/")
    page.get_by_label("Who will read it?").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("Who can")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.type("Example")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Copy":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()

    assert asked(page)["size"] == "page"
    assert "Example" in page.evaluate(READ)["text/plain"]
    assert page.evaluate("document.activeElement.textContent") == "Copy"


def test_where_copying_isnt_allowed(browser: Browser, served: str) -> None:
    """The text is marked, and the page says which keys to press."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(f"{served}embed/")
    expect(page.locator("[data-hb-output]")).not_to_have_value("")
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="press Ctrl and C")).to_be_visible()

    assert page.evaluate("getSelection().toString() || document.activeElement.value").startswith("<div")
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_three_widths(window: BrowserContext, served: str, width: int) -> None:
    """The text is seen as on a phone, a tablet and a computer; a wide one scrolls in its own box, on a phone too."""
    page = opened(window, f"{served}embed/")
    page.set_viewport_size({"width": width, "height": 800})
    for label, wanted in (("a phone", "320"), ("a tablet", "640"), ("a computer", "960")):
        page.get_by_label(label, exact=True).check()
        expect(page.locator("[data-hb-preview] iframe")).to_have_attribute("width", wanted)
        frame = page.locator("[data-hb-preview] iframe").element_handle().content_frame()
        assert frame is not None
        page.wait_for_function("Number(document.querySelector('[data-hb-preview] iframe').height) > 60")
        assert frame.evaluate("document.documentElement.scrollHeight <= innerHeight")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_text_that_cant_be_loaded(window: BrowserContext, served: str) -> None:
    """The page says so, and where the text stands as well."""
    page = opened(window, f"{served}embed/")
    page.route("**/*.json", lambda route: route.abort())
    page.get_by_label("Text", exact=True).select_option("snippets/your-part")

    expect(page.get_by_role("status").filter(has_text="can't be loaded")).to_be_visible()


def test_without_scripts(browser: Browser, served: str, handbook: Handbook) -> None:
    """No form that does nothing, but every text in every length, ready to select."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}embed/")
    shown = words(page.locator("article").text_content() or "")

    assert page.locator("[data-hb-chooser]").is_hidden()
    for name, embed in embeds(handbook).items():
        if isinstance(embed.entry, Snippet):
            for length in LENGTHS:
                text = BeautifulSoup(filled(Forms(handbook).body(embed, length)), "html.parser").get_text(" ")
                assert words(text) in shown, (name, length)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_in_each_state(browser: Browser, served: str, scheme: str) -> None:
    """Each form chosen, more forms open, after copying, narrow and wide."""
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    faults = []
    for form in ("html", "address", "markdown"):
        page.goto(f"{served}embed/?form={form}&text=snippets%2Fwho-can-help")
        expect(page.locator("[data-hb-output]")).not_to_have_value("")
        page.get_by_role("button", name="Copy", exact=True).click()
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate("scrollTo(0, 0)")  # what the page's head covers can be scrolled free
            page.wait_for_timeout(200)
            faults += [f"{form} {width}: {fault}" for fault in violations(page)]
    context.close()

    assert faults == []


def test_under_the_sites_policy(browser: Browser, site: Path) -> None:
    """Nothing of the page of choices is refused by the policy that hosts send."""
    refused: list[str] = []
    policy = (site / "content-security-policy.txt").read_text(encoding="utf-8").strip()
    with serving(site, Content_Security_Policy=policy) as address:
        context = browser.new_context()
        page = context.new_page()
        page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: refused.append(str(error)))
        for form in ("html", "address", "frame"):
            page.goto(f"{address}embed/?form={form}&text=snippets%2Fwho-can-help")
            expect(page.locator("[data-hb-output]")).not_to_have_value("")
            expect(page.locator("[data-hb-preview] iframe")).to_have_attribute("height", re.compile("[0-9]{3}"))
            page.wait_for_timeout(200)
        context.close()

    assert refused == []
