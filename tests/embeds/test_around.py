"""The forms on others' pages, in a real browser: hostile styles, dark, right to left, narrow, sandboxed; and what they ask for."""

from __future__ import annotations

import gzip
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from macros.embeds.forms import PICTURE
from macros.handbook import Handbook
from tests.axe import violations
from tests.embeds.given import NAME, Given, giving
from tests.serving import serving

pytestmark = pytest.mark.slow

PICTURED = "snippets/who-can-help"
LENGTHS = ("line", "paragraph", "page")
HOSTILE = """
* { color: #f00 !important; font: italic 900 30px/1 fantasy !important; text-transform: uppercase !important; }
p, li { position: relative; left: -2px; letter-spacing: 3px; } h1, h2, h3 { display: none } a { pointer-events: none }
main, body { background: #ff0 !important; padding: 40px !important } .source, .hidden { display: none !important }
"""
LOOK = """() => ['main', 'main p', 'h1', '.source a'].map(name => {
  const style = getComputedStyle(document.querySelector(name));
  return ['color', 'fontFamily', 'fontSize', 'textTransform', 'letterSpacing', 'display', 'backgroundColor', 'left']
    .map(part => style[part]);
})"""
DARK = """<style>:root { color-scheme: light dark } body { margin: 8px; font: 16px/1.5 sans-serif; color: #111; background: #fff }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #111 } a { color: #9cf } }</style>"""
# What a browser counts as shifts of the layout that nobody asked for.
SHIFTS = """window.shifts = []; new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.shifts.push(entry.value);
}).observe({ type: 'layout-shift', buffered: true });"""
# Every height that a frame was ever given: its text tells its own again some seconds later, and would cover what a test told.
HEIGHTS = """window.heights = []; new MutationObserver(list => {
  for (const { target, oldValue } of list) window.heights.push(oldValue, target.height);
}).observe(document, { attributes: true, attributeFilter: ['height'], attributeOldValue: true, subtree: true });"""


@pytest.fixture(scope="module")
def given(handbook: Handbook, tmp_path_factory: pytest.TempPathFactory, site: Path) -> Iterator[Given]:
    """The texts, sent with the policy that hosts are given for them."""
    policy = (site / "content-security-policy.txt").read_text(encoding="utf-8").strip()
    with giving(handbook, tmp_path_factory.mktemp("given"), Content_Security_Policy=f"{policy}; frame-ancestors *") as given:
        yield given


@pytest.fixture
def around(tmp_path: Path) -> Iterator[Around]:
    """A school's own site, on a host of its own."""
    with serving(tmp_path, Cache_Control="no-store") as address:
        yield Around(tmp_path, address)


class Around:
    """Writes pages of a school's own site."""

    def __init__(self, folder: Path, address: str) -> None:
        self._folder = folder
        self.address = address

    def page(self, *forms: str, head: str = "", attributes: str = "lang='en-GB'", after: str = "<p id='after'>After.</p>") -> str:
        """The address of a page that holds these forms."""
        body = "\n".join(forms)
        self.write(
            "index.html",
            f"<!doctype html><html {attributes}><head><meta charset='utf-8'><title>Careers</title><link rel='icon' href='data:,'>"
            f"<meta name='viewport' content='width=device-width, initial-scale=1'>{head}</head>"
            f"<body><main><h1>Careers</h1><p id='before'>Before.</p>{body}{after}</main></body></html>",
        )
        return self.address

    def write(self, name: str, html: str) -> None:
        """Put a page on the site."""
        (self._folder / name).write_text(html, encoding="utf-8")


def forms(given: Given, name: str = NAME) -> list[str]:
    """All that a page can hold, in each length."""
    return [given.form(kind, length, "Example High School", name) for kind in ("html", "word", "frame") for length in LENGTHS]


def settled(page: Page, frames: str = "iframe") -> None:
    """Wait until every frame is as high as its text."""
    for frame in page.locator(frames).all():
        frame.scroll_into_view_if_needed()
        inner = frame.element_handle().content_frame()
        assert inner is not None
        inner.wait_for_load_state()
        height = inner.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")
        page.wait_for_function("([frame, height]) => frame.height === String(height)", arg=[frame.element_handle(), height])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_and_room(browser: Browser, given: Given, around: Around, scheme: str, width: int) -> None:
    """No violation on the page around or in a frame, and nothing scrolls sideways."""
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(around.page(*forms(given), *forms(given, PICTURED), head=DARK))
    settled(page)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for frame in page.frames[1:]:
        assert frame.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_on_a_texts_own_page(browser: Browser, given: Given, scheme: str) -> None:
    """Opened by itself, in each length, narrow and wide."""
    context = browser.new_context(color_scheme=scheme, viewport={"width": 320, "height": 900})  # type: ignore[arg-type]
    page = context.new_page()
    for name in (NAME, PICTURED, "glossary/neet", "roles/guidance-personal-adviser", "directory/services/money"):
        for length in LENGTHS:
            page.goto(given.page(length, name))
            assert violations(page) == [], (name, length)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_no_style_leaks_out(page: Page, given: Given, around: Around) -> None:
    """The page around looks the same with a text in it and without: no form brings styles for others."""
    look = """() => [...document.querySelectorAll('h1, #before, #after, main')].map(
      element => { const style = getComputedStyle(element); return [...style].filter(name => !/size|height|origin/.test(name))
        .map(name => name + style.getPropertyValue(name)).join() })"""
    page.goto(around.page())
    without = page.evaluate(look)
    page.goto(around.page(*forms(given), *forms(given, PICTURED)))
    settled(page)

    assert page.evaluate(look) == without
    for form in (*forms(given), *forms(given, PICTURED)):
        assert "<style" not in form
        assert "<link" not in form


def test_no_style_leaks_into_a_frame(page: Page, given: Given, around: Around) -> None:
    """A frame looks the same in a page that spoils everything; and the HTML keeps its words, direction and language there."""
    shown = []
    for head in ("", f"<style>{HOSTILE}</style>"):
        page.goto(around.page(given.form("frame"), given.form("html"), head=head))
        frame = page.locator("iframe").element_handle().content_frame()
        assert frame is not None
        frame.wait_for_load_state()
        shown.append(frame.evaluate(LOOK))

    assert shown[0] == shown[1]
    assert page.locator(".connexions-text p").first.is_visible()
    assert page.locator(".connexions-text").get_attribute("dir") == "ltr"


def test_right_to_left(page: Page, given: Given, around: Around) -> None:
    """In a page that runs from right to left, English text still runs from left to right."""
    page.goto(around.page(given.form("html"), given.form("frame"), attributes="lang='ar' dir='rtl'"))
    settled(page)
    text = page.locator(".connexions-text")

    assert text.evaluate("text => getComputedStyle(text).direction") == "ltr"
    assert text.get_attribute("lang") == "en-GB"
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_a_frame_runs_its_own_way(page: Page, given: Given) -> None:
    """The line beside a text stands where the text begins, in either direction."""
    page.goto(given.page())
    page.evaluate("document.documentElement.dir = 'rtl'")

    assert page.locator("main").evaluate("main => getComputedStyle(main).borderRightWidth") != "0px"
    assert page.locator("main").evaluate("main => getComputedStyle(main).borderLeftWidth") == "0px"


def test_nobody_else_is_asked(browser: Browser, given: Given, around: Around) -> None:
    """Page and frames ask the school's site and ours, and nobody else; no cookie is set, nothing is stored."""
    context = browser.new_context()
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.goto(around.page(*forms(given), *forms(given, PICTURED)))
    settled(page)

    assert asked == {urlsplit(given.address).netloc, urlsplit(around.address).netloc}
    assert context.cookies() == []
    assert all(frame.evaluate("localStorage.length + sessionStorage.length") == 0 for frame in page.frames)
    context.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize(("kind", "most"), [("html", 0.0), ("frame", 0.1)])
def test_layout_shift(browser: Browser, given: Given, around: Around, kind: str, most: float, width: int) -> None:
    """Plain HTML moves nothing; a frame that finds its height moves little of what stands below it."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.add_init_script(SHIFTS)
    for name in (NAME, PICTURED):
        for length in LENGTHS:
            page.goto(around.page(given.form(kind, length, name=name), after="<p>After.</p>" * 20))
            page.wait_for_load_state("networkidle")
            settled(page)
            page.wait_for_timeout(100)
            assert sum(page.evaluate("window.shifts")) <= most, (name, length)
    context.close()


def test_weight(page: Page, given: Given) -> None:
    """All that a text's own page loads comes to 15 kB at the most, compressed."""
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    for name in (NAME, PICTURED, "glossary/neet", "roles/guidance-personal-adviser"):
        for length in LENGTHS:
            asked.clear()
            page.goto(given.page(length, name))
            page.wait_for_load_state("networkidle")
            loaded = {address: len(gzip.compress(fetched(address))) for address in asked if not address.endswith("favicon.ico")}
            assert sum(loaded.values()) <= 15_000, (name, length, loaded)


def fetched(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:
        return bytes(answer.read())


def test_a_sandboxed_frame_under_its_policy(page: Page, given: Given, around: Around) -> None:
    """As WordPress frames it: a page of no origin, which may run scripts and nothing else. It tells its height with the secret."""
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.add_init_script("window.told = []; addEventListener('message', event => window.told.push([event.origin, event.data]))")
    page.goto(
        around.page(f'<iframe sandbox="allow-scripts" title="x" src="{given.page()}#?secret=abcDEF1234" width="600"></iframe>')
    )
    page.wait_for_function("window.told.length")
    frame = page.frames[1]

    origin, data = page.evaluate("window.told[0]")
    assert origin == "null"
    assert data == {"message": "height", "value": data["value"], "secret": "abcDEF1234"}
    assert data["value"] == frame.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")
    frame.locator(".source a").click()
    link = page.wait_for_function("window.told.map(([, data]) => data).find(({ message }) => message === 'link')").json_value()
    assert link["value"] == f"{given.address}roles/guidance-personal-adviser/"
    assert refused == []


def test_a_secret_that_comes_late(page: Page, given: Given, around: Around) -> None:
    """WordPress may put its secret into the address when the frame has spoken already: then it speaks again, with the secret."""
    page.add_init_script("window.told = []; addEventListener('message', event => window.told.push(event.data))")
    page.goto(around.page(f'<iframe sandbox="allow-scripts" title="x" src="{given.page()}" width="600"></iframe>'))
    page.wait_for_function("window.told.length")

    page.evaluate("document.querySelector('iframe').src += '#?secret=abcDEF1234'")
    page.wait_for_function("window.told.some(data => data.message === 'height' && data.secret === 'abcDEF1234')")


MESSAGES = [
    "'height'", "null", "undefined", "17", "[]", "{}", "{height: 900}", "{message: 'height', value: 900}",
    "{connexions: 'height'}", "{connexions: 'height', value: '900'}", "{connexions: 'height', value: NaN}",
    "{connexions: 'height', value: Infinity}", "{connexions: 'height', value: -900}", "{connexions: 'height', value: 1}",
    "{connexions: 'height', value: 1e9}", "{connexions: 'height', value: {value: 900}}",
    "{connexions: 'height', value: [900]}", "{connexions: 'link', value: 900}", "{connexions: ['height'], value: 900}",
    "{connexions: 'height', value: 900n}", "'{\"connexions\": \"height\", \"value\": 900}'",
]  # fmt: skip


SEND = "message => (window.parent === window ? window : window.parent).postMessage((0, eval)(message), '*')"


def test_only_well_formed_messages_of_our_frame_are_obeyed(page: Page, given: Given, around: Around) -> None:
    """From our frame: numbers within bounds. From the page itself, and from another site's frame: none."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.add_init_script(HEIGHTS)
    stranger = f'<iframe id="stranger" title="x" src="{around.address}stranger.html"></iframe>'
    around.write("stranger.html", "<!doctype html><title>x</title>")
    page.goto(around.page(given.form("frame"), stranger))
    settled(page, "iframe:not(#stranger)")
    ours, other = page.frames[1], page.frames[2]
    by_itself = set(page.evaluate("window.heights"))
    for sender in (ours, page, other):
        for message in MESSAGES:
            sender.evaluate(SEND, f"({message})")
    for sender in (page, other):
        sender.evaluate(SEND, "({connexions: 'height', value: 900})")
    ours.evaluate("window.parent.postMessage({connexions: 'height', value: 901.2}, '*')")
    page.wait_for_function("window.heights.includes('902')")

    assert set(page.evaluate("window.heights")) == {*by_itself, "902"}
    assert page.locator("#stranger").get_attribute("height") is None
    assert wrong == []


def test_a_frame_that_spoke_too_early_is_asked_again(page: Page, given: Given, around: Around) -> None:
    """A script that comes late, as it may with a slow network, still finds every frame's height."""
    frame, _, script = given.form("frame", "page").partition("\n")
    page.goto(around.page(frame))
    page.wait_for_load_state("networkidle")
    assert page.locator("iframe").get_attribute("height") == "780"
    page.evaluate("address => document.head.append(Object.assign(document.createElement('script'), {src: address}))",
                  BeautifulSoup(script, "html.parser").script["src"])  # fmt: skip
    settled(page)

    assert page.locator("iframe").get_attribute("height") != "780"


def test_frames_of_others_are_left_alone(page: Page, given: Given, around: Around) -> None:
    """A frame of ours that shows another page of our site makes nothing of itself higher but itself."""
    page.add_init_script(HEIGHTS)
    page.goto(around.page(given.form("frame"), given.form("frame", "page")))
    settled(page)
    before = page.locator("iframe").nth(1).get_attribute("height")
    page.frames[1].evaluate("window.parent.postMessage({connexions: 'height', value: 444}, '*')")
    page.wait_for_function("window.heights.includes('444')")

    assert page.locator("iframe").nth(1).get_attribute("height") == before


def test_data_can_be_asked_for_from_anywhere(page: Page, given: Given, around: Around) -> None:
    """JSON over CORS."""
    page.goto(around.page())
    data = page.evaluate("address => fetch(address).then(answer => answer.json())", given.form("json"))

    assert data["name"] == NAME


def test_a_heading_within_the_page(page: Page, given: Given, around: Around) -> None:
    """In a frame, the level that was chosen; by itself, the page's own first heading."""
    frame = given.form("frame").replace(f'{NAME}/"', f'{NAME}/?heading=4"')
    page.goto(around.page(frame))
    settled(page)

    expect(page.frames[1].locator("h1")).to_have_attribute("aria-level", "4")
    page.goto(around.page(frame.replace("heading=4", "heading=9")))
    settled(page)
    assert page.frames[1].locator("h1").get_attribute("aria-level") is None


def test_the_picture_says_what_it_shows(given: Given) -> None:
    """With words for it, in the HTML; as a file of our own site."""
    image = BeautifulSoup(given.form("html", name=PICTURED), "html.parser").img

    assert image is not None
    assert image["src"] == given.address + PICTURE
    assert len(str(image["alt"]).split()) > 20
