"""What stands below `embed/`: a page for each length of each text, oEmbed, data, feeds and codes; no address is ever lost."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from macros.embeds.forms import path
from macros.embeds.site import Pages
from macros.embeds.texts import LENGTHS, Embed, embeds
from macros.embeds.versions import words
from macros.handbook import Handbook
from tests.embeds import sample_texts
from tests.embeds.sample_texts import NAME

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def texts(handbook: Handbook) -> dict[str, Embed]:
    return embeds(handbook)


@pytest.fixture(scope="module")
def files(handbook: Handbook) -> dict[str, str]:
    """All files that aren't pictures, by path."""
    return in_words(handbook)


def in_words(handbook: Handbook) -> dict[str, str]:
    made = dict(Pages(handbook).files())
    return {name: content for name, content in made.items() if isinstance(content, str)}


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_everything_can_be_embedded(texts: dict[str, Embed], handbook: Handbook) -> None:
    """Every text, term, role and kind of help, without a line of YAML of its own."""
    wanted = {entry.address for entry in (*handbook.terms, *handbook.roles, *handbook.services)}

    assert wanted | {handbook.entries["snippets"][name].address for name in handbook.entries["snippets"]} == set(texts)
    for embed in texts.values():
        for length in LENGTHS:
            assert len(words(embed.text(length)).split()) >= 3, embed.name
            assert "[[" not in embed.text(length), embed.name
            assert "](" not in embed.text(length), embed.name


def test_pages(files: dict[str, str], texts: dict[str, Embed]) -> None:
    """Each length has a page that says its language, names its oEmbed data, and holds the words that its data holds."""
    for embed in texts.values():
        data = json.loads(files[f"embed/{embed.name}.json"])
        for length in LENGTHS:
            page = soup(files[f"{path(embed, length)}index.html"])
            oembed = page.select_one("link[type='application/json+oembed']")
            assert oembed
            assert (page.html["lang"], page.html["dir"]) == (embed.language, embed.direction)
            assert oembed["href"] == f"https://handbook.example.org/{path(embed, length)}oembed.json"
            shown = words(page.main.get_text(" "))
            assert words(soup(data["lengths"][length]["html"]).get_text(" ")) in shown, (embed.name, length)
            assert page.select_one("h1").get_text() == embed.title


def test_oembed(files: dict[str, str], texts: dict[str, Embed]) -> None:
    """By the oEmbed specification, version 1.0; its HTML is what WordPress lets through, and a screen reader is told a title."""
    for embed in texts.values():
        for length in LENGTHS:
            data = json.loads(files[f"{path(embed, length)}oembed.json"])
            html = soup(data["html"])
            frame, quotation = html.select_one("iframe.wp-embedded-content"), html.select_one("blockquote.wp-embedded-content")
            assert (data["version"], data["type"], data["title"]) == ("1.0", "rich", embed.title)
            assert all(isinstance(data[size], int) and data[size] > 0 for size in ("width", "height"))
            assert quotation
            assert {tag.name for tag in html.find_all()} == {"iframe", "blockquote", "p", "a"} | ({"br"} if html.br else set())
            assert frame["src"] == f"https://handbook.example.org/{path(embed, length)}"
            assert frame["title"] == embed.title
            assert frame["sandbox"] == ["allow-scripts"]
            said = words(soup(json.loads(files[f"embed/{embed.name}.json"])["lengths"][length]["text"]).get_text(" "))
            assert words(quotation.p.get_text(" "))[:60] in said


def test_data(files: dict[str, str], texts: dict[str, Embed], handbook: Handbook) -> None:
    """For programs: ready to show, in three lengths and forms, with "our school" where a name would stand."""
    for embed in texts.values():
        data = json.loads(files[f"embed/{embed.name}.json"])
        assert (data["name"], data["title"], data["licence"]) == (embed.name, embed.title, handbook.settings.licence)
        assert data["version"] >= 1
        assert set(data["lengths"]) == set(LENGTHS)
        for length in data["lengths"].values():
            assert set(length) == {"html", "text", "markdown"}
            assert not any(0xE000 <= ord(sign) <= 0xF8FF for text in length.values() for sign in text)


def test_a_term_needs_no_text_of_its_own(files: dict[str, str]) -> None:
    """NEET: the plain words as a line, the definition as a paragraph, both and its neighbour as the whole."""
    data = json.loads(files["embed/glossary/neet.json"])

    assert "work" in data["lengths"]["line"]["text"]
    assert len(data["lengths"]["page"]["text"]) > len(data["lengths"]["paragraph"]["text"]) > 20
    assert 'data-connexions="glossary/neet@' in data["lengths"]["paragraph"]["html"]


def test_a_translation(handbook: Handbook) -> None:
    """It is a text of its own, which says its language and direction in every form that can, and has versions of its own."""
    said = "ایک مشیر {school} آتا ہے۔ آپ پوچھ سکتے ہیں۔"
    lengths = {"title": "مشیر", "line": said, "paragraph": said, "page": said}
    urdu = {"language": "ur", "approved": "2026-11-01", "by": "communications-lead", **lengths}
    made = in_words(
        sample_texts.with_snippets(handbook, sample=sample_texts.snippet("sample", sample_texts.OLD, translations=[urdu]))
    )
    data = json.loads(made[f"embed/{NAME}/ur.json"])
    html = soup(data["lengths"]["page"]["html"]).div
    page = soup(made[f"embed/{NAME}/ur/page/index.html"]).html

    assert (html["lang"], html["dir"], html["data-connexions"]) == ("ur", "rtl", f"{NAME}/ur@1")
    assert (page["lang"], page["dir"]) == ("ur", "rtl")
    assert data["title"] == page.h1.get_text() == "مشیر"
    assert soup(made[f"embed/{NAME}/page/index.html"]).html["lang"] == "en-GB"


@pytest.fixture(scope="module")
def later(handbook: Handbook) -> Handbook:
    return sample_texts.handbook(handbook)


def test_a_feed_for_each_text(later: Handbook) -> None:
    """One entry for each version that was given out, the newest first, well-formed by RFC 4287."""
    feed = ElementTree.fromstring(in_words(later)[f"embed/{NAME}.atom"])
    entries = feed.findall(f"{ATOM}entry")

    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Version 2", "Version 1"]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    assert all(entry.findtext(f"{ATOM}updated", "").startswith("2026-") for entry in entries)
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == later.settings.service


def test_a_retired_text_says_where_to_go(later: Handbook) -> None:
    """In all lengths, and in its data; its address stays."""
    made = in_words(later)

    for length in ("", "line/", "page/"):
        page = soup(made[f"embed/snippets/retired/{length}index.html"])
        assert "It said too much." in page.main.get_text()
        assert page.main.a["href"] == f"https://handbook.example.org/embed/{NAME}/"
        assert page.main.a["target"] == "_top"
    assert json.loads(made["embed/snippets/retired.json"])["instead"] == NAME
    assert "embed/snippets/retired/oembed.json" not in made


def test_an_old_name_still_shows_the_text(later: Handbook) -> None:
    """A text that has another name now stands under both; its oEmbed data under the new one."""
    made = in_words(later)
    page = soup(made["embed/snippets/before/page/index.html"])

    assert "Nine carpenters" in page.main.get_text()
    assert page.select_one("link[rel=canonical]")["href"] == "https://handbook.example.org/embed/snippets/renamed/page/"
    assert page.select_one("link[rel=stylesheet]")["href"] == "../../../embed.css"
    assert json.loads(made["embed/snippets/before.json"])["name"] == "snippets/renamed"


def test_an_old_name_of_a_retired_text(later: Handbook) -> None:
    """It leads on as the text itself does."""
    made = in_words(replace(later, aliases={"snippets/older": "snippets/retired"}))

    assert "It said too much." in made["embed/snippets/older/index.html"]


def test_texts_that_are_held_back(later: Handbook) -> None:
    """Where only agreed texts are let out, drafts that were given out keep an address, and nothing of them is shown."""
    lowest = later.settings.lowest_status.model_copy(update={"embeds": "agreed"})
    made = in_words(replace(later, settings=later.settings.model_copy(update={"lowest_status": lowest})))
    page = soup(made[f"embed/{NAME}/index.html"])

    assert "Not given out at present" in page.main.get_text()
    assert "adviser" not in page.main.get_text().lower()
    assert page.main.a["href"] == "https://handbook.example.org/embed/"
    assert json.loads(made[f"embed/{NAME}.json"])["gone"]
    assert not [name for name in made if name.startswith("embed/glossary/")]
