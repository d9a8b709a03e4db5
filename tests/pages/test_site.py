"""The built site, read as a browser would: every entry has its page, every page has what readers expect of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urljoin

from bs4 import BeautifulSoup

from macros.handbook import Handbook


def soup(site: Path, address: str) -> BeautifulSoup:
    return BeautifulSoup((site / address / "index.html").read_text(encoding="utf-8"), "lxml")


def article(page: BeautifulSoup) -> BeautifulSoup:
    found = page.find("article")
    assert found is not None
    return found


def test_every_entry_has_its_page(site: Path, handbook: Handbook) -> None:
    """With its title, its plain version, its description, and what isn't agreed said."""
    for entry in handbook:
        if entry.KIND.shared_page:
            continue
        page = soup(site, entry.address)
        heading = article(page).find("h1")
        assert heading is not None
        assert entry.title in heading.get_text()
        assert page.find("meta", attrs={"name": "description"})["content"] == entry.summary
        assert entry.status == "agreed" or "not yet confirmed by the service" in article(page).get_text()


def test_a_term_page(site: Path, handbook: Handbook) -> None:
    """The answer stands first; then what it is confused with, words to avoid, today, who uses it, who answers for it."""
    page = article(soup(site, "glossary/personal-adviser"))
    text = page.get_text(" ", strip=True)
    order = [heading["id"] for heading in page.find_all("h2")]

    assert text.index(handbook.term("personal-adviser").plain) < text.index("Easily confused with")
    assert [name for name in ("confused", "words", "today", "family", "related", "used", "about") if name in order] == order
    assert "Don't say “PA”" in text
    assert page.find("a", string="Careers adviser")
    assert page.find(class_="hb-useful")


def test_confused_pairs_stand_on_both_pages(site: Path, handbook: Handbook) -> None:
    """A pair is written once and shown twice."""
    for pair in handbook.pairs:
        for here, there in ((pair.one, pair.other), (pair.other, pair.one)):
            table = article(soup(site, here.address)).find("table", class_="hb-confused")
            assert table is not None
            assert there.title in [cell.get_text() for cell in table.find_all("th", scope="row")]


def test_linked_data(site: Path, handbook: Handbook) -> None:
    """Each term's page holds a DefinedTerm that can be read."""
    for term in handbook.terms:
        script = soup(site, term.address).find("script", type="application/ld+json")
        assert script is not None
        data = json.loads(script.string or "")
        assert (data["@type"], data["name"], data["description"]) == ("DefinedTerm", term.title, term.definition)
        assert data["url"] == f"{handbook.settings.site_url}{term.address}/"


def test_courses(site: Path, handbook: Handbook) -> None:
    """The participants' view holds no answers, the trainer's all; both show the whole plan; linked data can be read."""
    for course in handbook.courses:
        participants, trainer = (article(soup(site, address)) for address in (course.address, f"{course.address}/trainer"))
        answers = [card.because for handout in course.handouts for card in handout.cards if card.because]
        data = json.loads(participants.find("script", type="application/ld+json").string)

        for part in course.plan:
            assert part.title in participants.get_text()
            assert part.title in trainer.get_text()
        assert all(answer in " ".join(trainer.get_text().split()) for answer in answers), course.id
        assert not any(answer in " ".join(participants.get_text().split()) for answer in answers), course.id
        assert (data["@type"], data["name"], data["timeRequired"]) == ("Course", course.title, f"PT{course.length}M")
        assert len(data["hasCourseInstance"]) == len(course.sessions)


def test_the_index_lists_abbreviations_under_both_forms(site: Path, handbook: Handbook) -> None:
    """A full list without scripts: each title and each abbreviation leads to the page."""
    index = article(soup(site, "glossary"))
    listed = {(link.get_text(), urljoin("https://x/glossary/", link["href"])) for link in index.select(".hb-terms dt a")}

    for term in handbook.terms:
        assert (term.title, f"https://x/{term.address}/") in listed
        assert term.abbreviation is None or (term.abbreviation, f"https://x/{term.address}/") in listed


def test_first_uses_of_terms_are_linked_in_prose(site: Path) -> None:
    """Also on hand-written pages; never in headings; once a page."""
    page = article(soup(site, "about"))
    links = [link["href"] for link in page.select("a.hb-term")]

    assert links
    assert len(links) == len(set(links))
    assert not page.select("h1 a.hb-term, h2 a.hb-term, h3 a.hb-term")
    assert all(link["title"] for link in page.select("a.hb-term"))


LOADED = re.compile(r"""<(?:script|img|iframe|source|link)\b[^>]*?\b(?:src|href|srcset)=["']?(?:https?:)?//[^\s"'>]*[^>]*>""")
WAYS = re.compile(r'rel="?(?:canonical|license|alternate|search)\b')
"""Links in a page's head by which nothing is loaded."""


def test_no_page_asks_another_host(site: Path) -> None:
    """Scripts, styles, pictures and fonts are our own."""
    foreign = []
    for path in site.rglob("*.html"):
        for tag in LOADED.findall(path.read_text(encoding="utf-8")):
            if not WAYS.search(tag):
                foreign.append(f"{path.relative_to(site)}: {tag}")
    for path in site.rglob("assets/*.css"):
        foreign += re.findall(r"url\([\"']?(?:https?:)?//[^)]*", path.read_text(encoding="utf-8"))

    assert foreign == []


TOOLS = 'document.documentElement.classList.add("hb-js")'


SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
STYLE = re.compile(r"<style\b|<[a-z][^<>]*\sstyle=")


def test_no_inline_script_or_style_of_our_own(site: Path) -> None:
    """What is inline is Material's, or our line on tools, the same on every page, so that a policy can name it; or data."""
    inline = set()
    for path in (path for path in site.rglob("*.html") if path.parent.name != "slides"):  # these are whole in themselves
        html = path.read_text(encoding="utf-8")
        for attributes, words in SCRIPT.findall(html):
            if "src=" not in attributes and "json" not in attributes:
                inline.add(re.sub(r'new URL\("[^"]*"', 'new URL("', words))
        article = ARTICLE.search(html)
        assert not (article and STYLE.search(article.group())), path

    assert len(inline) <= 4
    assert all("__md_" in words or "__md" in words or "location.hash" in words or words == TOOLS for words in inline)
