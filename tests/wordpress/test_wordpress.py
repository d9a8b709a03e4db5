"""Each form of a text in a real WordPress, pasted by an administrator and by an author without leave for every kind of HTML."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, BrowserContext, Error, Page

from macros.embeds.survey.find import Finder
from macros.embeds.texts import embeds, filled
from macros.embeds.versions import words
from macros.handbook import Handbook
from tests.axe import violations
from tests.conftest import skip_aloud
from tests.embeds.given import NAME, Given, giving
from tests.wordpress import press
from tests.wordpress.editors import EDITORS, Copied, frame_of, log_in
from tests.wordpress.press import USERS, WordPress

pytestmark = pytest.mark.slow

SCHOOL = "Example School & Sons' “Academy” <b onclick=alert(1)>"
CONTENT = ".wp-block-post-content"
SETTLED = "document.fonts.status === 'loaded' && document.readyState === 'complete'"


class User(NamedTuple):
    """Who is logged in, in which window."""

    name: str
    context: BrowserContext


class Look(NamedTuple):
    """A published page as visitors see it; `wrong`: errors of scripts, windows that opened, and what couldn't be fetched."""

    page: Page
    wrong: list[str]


@pytest.fixture(scope="module")
def given(handbook: Handbook, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Given]:
    with giving(handbook, tmp_path_factory.mktemp("given")) as given:
        yield given


@pytest.fixture(scope="module")
def wordpress() -> Iterator[WordPress]:
    if lacking := press.missing():
        skip_aloud("what WordPress makes of the texts", lacking)
    with press.running() as running:
        yield running


@pytest.fixture(scope="module", params=USERS)
def user(request: pytest.FixtureRequest, browser: Browser, wordpress: WordPress) -> Iterator[User]:
    context = log_in(browser, wordpress, request.param)
    yield User(request.param, context)
    context.close()


@pytest.fixture(params=EDITORS)
def editor(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@contextlib.contextmanager
def published(user: User, wordpress: WordPress, editor: str, copied: Copied) -> Iterator[Look]:
    """Paste, publish, and look."""
    address = EDITORS[editor](user.context, wordpress, "Careers", copied)
    page, wrong = user.context.new_page(), list[str]()
    page.on("dialog", lambda dialog: wrong.append(f"dialog {dialog.message}"))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda request: wrong.append(f"not fetched: {request.url}") if "//127.0.0.1:" in request.url else None)
    page.goto(address)
    page.wait_for_function(SETTLED)
    yield Look(page, wrong)
    page.close()


def shown(page: Page) -> str:
    """The words of the post's content."""
    return words(page.locator(CONTENT).inner_text())


def promised(html: str) -> str:
    """The words that a form in HTML shows."""
    return words(BeautifulSoup(html, "html.parser").get_text(" "))


def show_frame(page: Page, wrong: list[str]) -> None:
    """Wait until WordPress shows the frame, which it does when the text in it has told its height."""
    iframe = page.locator("iframe.wp-embedded-content")
    iframe.scroll_into_view_if_needed()
    try:
        page.wait_for_function("document.querySelector('iframe.wp-embedded-content').style.position !== 'absolute'", polling=100)
    except Error as error:
        frames = [(frame.url, frame.evaluate("document.readyState")) for frame in page.frames]
        shown = iframe.evaluate("iframe => iframe.outerHTML")
        raise AssertionError(f"the frame stays hidden: {shown}; its windows: {frames}; wrong: {wrong}") from error


def test_html(user: User, wordpress: WordPress, given: Given, editor: str) -> None:
    """All of it arrives for both, with its mark, its language and its heading; the school's name is words, whatever they are."""
    html = given.form("html", "page", SCHOOL)
    with published(user, wordpress, editor, Copied(html, code=True)) as (page, wrong):
        text = page.locator(f"{CONTENT} [data-connexions^='{NAME}@']")

        assert shown(page) == promised(html)
        assert [text.get_attribute(name) for name in ("lang", "dir", "data-school")] == ["en-GB", "ltr", SCHOOL]
        assert text.locator("h2").count() == 1
        assert text.locator("p.connexions-source a").get_attribute("href") == f"{given.address}roles/guidance-personal-adviser/"
        assert text.locator("b[onclick]").count() == 0
        [found] = Finder(given.handbook).find(page.content(), SCHOOL)
        assert (found.state, found.name, found.length, found.marked) == ("current", NAME, "page", True)
        assert violations(page, CONTENT) == []
        assert wrong == []


def test_rich_text(user: User, wordpress: WordPress, given: Given, editor: str) -> None:
    """Heading, list, bold words and link come along; the text is known again by its words alone."""
    html = given.form("word", "page", SCHOOL)
    with published(user, wordpress, editor, Copied(given.form("text", "page", SCHOOL), html)) as (page, wrong):
        assert shown(page) == promised(html)
        for part in ("h2", "li", "strong", "a"):
            assert page.locator(f"{CONTENT} {part}").count() == html.count(f"<{part}>") + html.count(f"<{part} "), part
        [found] = Finder(given.handbook).find(page.content(), SCHOOL)
        assert (found.state, found.name, found.length, found.marked) == ("current", NAME, "page", False)
        assert wrong == []


def test_plain_text(user: User, wordpress: WordPress, given: Given, editor: str) -> None:
    """The words arrive, in paragraphs."""
    text = given.form("text", "page", SCHOOL)
    with published(user, wordpress, editor, Copied(text)) as (page, wrong):
        assert shown(page) == words(text)
        assert page.locator(f"{CONTENT} p").count() > 2
        assert page.locator(f"{CONTENT} b[onclick]").count() == 0
        assert wrong == []


@pytest.mark.parametrize("length", ["paragraph", "page"])
def test_address(user: User, wordpress: WordPress, given: Given, editor: str, length: str) -> None:
    """WordPress fetches the text by oEmbed and shows it in a frame, as high as the text, and without a scroll bar."""
    with published(user, wordpress, editor, Copied(given.page(length))) as (page, wrong):
        show_frame(page, wrong)
        frame = frame_of(page, given.page(length))
        height = frame.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")
        iframe = page.locator("iframe.wp-embedded-content")

        page.wait_for_function(f"document.querySelector('iframe.wp-embedded-content').height == {max(200, height)}")
        assert height < 1000, "WordPress makes no frame higher"
        assert iframe.get_attribute("title") == embeds(given.handbook)[NAME].title
        assert iframe.get_attribute("sandbox") == "allow-scripts"
        assert page.locator("blockquote.wp-embedded-content").is_hidden()
        assert words(frame.locator("main").inner_text()) == promised(given.form("word", length))
        assert wrong == []


def test_address_without_scripts(browser: Browser, user: User, wordpress: WordPress, given: Given) -> None:
    """The quotation with the whole text stays."""
    address = EDITORS["block"](user.context, wordpress, "Careers", Copied(given.page()))
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    quotation = page.locator(f"{CONTENT} blockquote.wp-embedded-content")

    assert quotation.is_visible()
    assert words(quotation.inner_text()).startswith(words(filled(embeds(given.handbook)[NAME].text("paragraph"))))
    context.close()


def test_frame(user: User, wordpress: WordPress, given: Given, editor: str) -> None:
    """For an administrator it stands and grows with its text. WordPress takes it out for others, as the page of choices says."""
    with published(user, wordpress, editor, Copied(given.form("frame", "page"), code=True)) as (page, wrong):
        if user.name == "author":
            assert page.locator("iframe[src*='/embed/']").count() == 0
        else:
            page.locator("iframe[src*='/embed/']").scroll_into_view_if_needed()
            page.wait_for_function("document.querySelector(\"iframe[src*='/embed/']\").height != '780'")
            frame = next(frame for frame in page.frames if "/embed/" in frame.url)
            height = frame.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")
            assert page.locator("iframe[src*='/embed/']").get_attribute("height") == str(height)
        assert wrong == []
