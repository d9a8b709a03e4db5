"""The copy for a USB stick works by a double-click, without a server and without a network."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.pages import offline
from tests.serving import serving

_LINK = re.compile(r'<[^<>]*?\s(?:href|src|action)="([^"]*)"')
_SCRIPT = re.compile(r"<script.*?</script>", re.DOTALL)
_ELSEWHERE = re.compile(r"(?:[a-z]+:|[#?]|$)")


@pytest.fixture(scope="module")
def copy(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy's folder; its zip stands beside it."""
    out = tmp_path_factory.mktemp("stick") / "handbook"
    offline.make(site, out)
    return out


@pytest.fixture
def cut_off(browser: Browser) -> Iterator[Page]:
    """A page without a network, in which whatever is refused or asked of a host fails the test."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(("file:", "data:")) else wrong.append(asked.url))
    yield page
    context.close()

    assert wrong == []


def test_every_link_names_a_file(copy: Path) -> None:
    """Browsers show no index of a folder on a disk."""
    broken = set()
    for page in copy.rglob("*.html"):
        for address in _LINK.findall(_SCRIPT.sub("", page.read_text(encoding="utf-8"))):
            if not _ELSEWHERE.match(address) and not (page.parent / re.split("[?#]", address)[0]).is_file():
                broken.add((page.relative_to(copy).as_posix(), address))

    assert broken == set()


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("../glossary/", "../glossary/index.html"),
        ("../glossary/#neet", "../glossary/index.html#neet"),
        ("search/?q=a/b", "search/index.html?q=a/b"),
        (".", "./index.html"),
        ("../..", "../../index.html"),
        ("#words", "#words"),
        ("", ""),
        ("../assets/site.css", "../assets/site.css"),
        ("https://example.org/", "https://example.org/"),
        ("//example.org/", "//example.org/"),
        ("mailto:a@example.org?body=a/", "mailto:a@example.org?body=a/"),
    ],
)
def test_addresses(written: str, wanted: str) -> None:
    """Folders become files; anchors, files and other hosts stay; words that look like a link stay, too."""
    page = f'<a class="x" href="{written}">href="../x/"</a>'

    assert offline.whole(page) == f'<a class="x" href="{wanted}">href="../x/"</a>'


def test_the_zip_is_the_folder(copy: Path) -> None:
    """File for file, in one folder, with nothing that only web hosts need; twice the same bytes."""
    first = copy.with_name("handbook.zip").read_bytes()
    with zipfile.ZipFile(copy.with_name("handbook.zip")) as archive:
        names = set(archive.namelist())

        assert names == {f"handbook/{path.relative_to(copy).as_posix()}" for path in copy.rglob("*") if path.is_file()}
    assert "handbook/index.html" in names
    assert not [name for name in names if name.endswith((".htaccess", "web.config", "_headers", "404.html"))]
    assert offline.zipped(copy).read_bytes() == first


@pytest.mark.slow
def test_searching(cut_off: Page, copy: Path) -> None:
    """The box finds and opens; the page of results keeps its address; a list can be filtered."""
    cut_off.goto((copy / "index.html").as_uri())
    cut_off.keyboard.press("/")
    cut_off.keyboard.type("neet")
    expect(cut_off.locator(".md-search .hb-hit--best")).to_contain_text("NEET")
    cut_off.keyboard.press("Enter")
    cut_off.wait_for_url("**/glossary/neet/index.html")
    cut_off.goto(f"{(copy / 'search' / 'index.html').as_uri()}?q=lmi")
    expect(cut_off.locator("[data-hb-search=page] .hb-hit").first).to_contain_text("Labour market information")
    cut_off.goto((copy / "glossary" / "index.html").as_uri())
    cut_off.locator("[name=find]").fill("neet")
    expect(cut_off.locator("[data-hb-count]")).to_contain_text("entries")

    assert cut_off.url.endswith("/glossary/index.html?find=neet")


@pytest.mark.slow
@pytest.mark.parametrize("place", ["embed", "paths/first-year-as-co-ordinator", "guidance/hours", "first-year", "about/tell-us"])
def test_tools(cut_off: Page, copy: Path, place: str) -> None:
    """Pages with tools ask for nothing that a disk can't give."""
    cut_off.goto((copy / place / "index.html").as_uri())
    cut_off.wait_for_timeout(300)
    expect(cut_off.locator("h1")).to_be_visible()


@pytest.mark.slow
def test_one_file(cut_off: Page, copy: Path, tmp_path: Path) -> None:
    """The glossary as one file stands alone: every word, its links within, nothing loaded."""
    alone = tmp_path / "a-to-z.html"
    alone.write_bytes((copy / "glossary" / "a-to-z.html").read_bytes())
    cut_off.goto(alone.as_uri())
    cut_off.get_by_role("link", name="N", exact=True).click()

    assert cut_off.locator("section h2").count() == len(list((copy / "glossary").glob("*/index.html"))) - 4
    assert cut_off.evaluate("performance.getEntriesByType('resource').length") == 0
    ids = set(cut_off.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)"))
    inside = cut_off.evaluate("[...document.querySelectorAll('a')].map((one) => one.getAttribute('href'))")
    assert {href[1:] for href in inside if href.startswith("#")} <= ids
    assert all(href.startswith(("#", "https://")) for href in inside)


@pytest.mark.slow
def test_one_file_under_the_policy(page: Page, site: Path) -> None:
    """On the web its own style is allowed."""
    policy = (site / "content-security-policy.txt").read_text(encoding="utf-8").strip()
    with serving(site, Content_Security_Policy=policy) as address:
        page.goto(f"{address}glossary/a-to-z.html")

        assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none"
