"""A school's name is words, in every form and on every page, whatever somebody types or writes into an address."""

from __future__ import annotations

import functools
import json
import re
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from markupsafe import escape
from playwright.sync_api import Page, expect

from macros.embeds.forms import Forms, filled_html
from macros.embeds.texts import LENGTHS, embeds
from macros.handbook import Handbook
from tests.embeds.given import NAME
from tests.embeds.names import NAMES, cleaned

PLAIN = "Qxz High School"
SIZES = {
    "html": ("line", "page"), "markdown": ("line", "page"), "word": ("page",), "text": ("page",), "frame": ("page",),
    "address": ("paragraph",), "json": ("paragraph",),
}  # fmt: skip
"""The forms, and the lengths in which each is tried: those in which names stand in different places."""
# Chooses form, length and name as a person does, and gives what stands in the field, and what is copied as rich text.
CHOOSE = """async ([form, size, names]) => {
  const chooser = document.querySelector("[data-hb-chooser]");
  const { school } = chooser.elements;
  const pieces = [];
  navigator.clipboard.write = async items => pieces.push(await (await items[0].getType("text/html")).text());
  navigator.clipboard.writeText = async words => pieces.push(words);
  chooser.elements.form.value = form;
  chooser.elements.size.value = size;
  const found = [];
  for (const name of names) {
    school.value = name;
    chooser.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise(done => setTimeout(done, 0));
    chooser.querySelector("[data-hb-take]").click();
    while (!pieces.length) await new Promise(done => setTimeout(done, 0));
    found.push(pieces.pop());
  }
  return found;
}"""


@functools.cache
def parsed(html: str) -> BeautifulSoup:
    """HTML as a browser reads it."""
    return BeautifulSoup(html, "html5lib")


def shape(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of HTML, with their attributes' names."""
    return [(tag.name, tuple(sorted(tag.attrs))) for tag in parsed(html).find_all()]


def text_of(html: str) -> str:
    return parsed(html).get_text()


@pytest.mark.slow
@pytest.mark.parametrize("form", SIZES)
def test_the_chooser(page: Page, served: str, form: str) -> None:
    """Form by form: the same elements and the same words as with a harmless name, and that name's place taken by these words."""
    wrong: list[str] = []
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{served}embed/?text={quote(NAME, safe='')}")
    expect(page.locator("[data-hb-output]")).not_to_have_value("")
    for size in SIZES[form]:
        usual, *found = page.evaluate(CHOOSE, [form, size, [PLAIN, *NAMES]])
        assert len(found) == len(NAMES) >= 100
        for name, copied in zip(NAMES, found, strict=True):
            same(form, usual, copied, cleaned(name.replace("\r", "").replace("\n", "")))  # a field holds one line

    assert page.evaluate("window.ran") is None
    assert wrong == []


def same(form: str, usual: str, copied: str, name: str) -> None:
    """Whether a form is the usual one but for the name."""
    school = name or "our school"
    match form:
        case "html" | "word":
            first = re.sub("^.", lambda letter: letter[0].upper(), school) if not name else school
            said = {text_of(usual).replace(PLAIN, school), text_of(usual).replace(PLAIN, first)}
            assert shape(copied) == (shape(usual) if name else shape(usual.replace(f' data-school="{PLAIN}"', "")))
            assert text_of(copied) in said
            if form == "html" and name:
                assert parsed(copied).select_one(".connexions-text")["data-school"] == name
        case "markdown":
            render = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render
            there, before = render(copied), render(usual)
            assert shape(there) == shape(before)
            assert text_of(there).lower() == text_of(before).replace(PLAIN, school).lower()
        case "text":
            assert copied.lower() == usual.replace(PLAIN, school).lower()
        case "frame":
            asked = f"?school={quote(name, safe='*-._')}".replace("%20", "+").replace("~", "%7E") if name else ""
            frame = parsed(copied).iframe
            assert shape(copied) == shape(usual)
            assert frame["src"] == f"https://handbook.example.org/embed/{NAME}/" + frame["src"].partition(f"{NAME}/")[2]
            assert frame["src"].endswith(asked)
        case _:
            assert copied == usual


@pytest.mark.slow
def test_forms_run_nothing(page: Page, served: str) -> None:
    """All the HTML with all the names, put into a page that lets scripts run."""
    page.goto(f"{served}embed/?text={quote(NAME, safe='')}")
    expect(page.locator("[data-hb-output]")).not_to_have_value("")
    copies = page.evaluate(CHOOSE, ["html", "page", NAMES])
    other = page.context.new_page()
    asked: list[str] = []
    other.on("request", lambda request: asked.append(request.url))
    other.set_content("".join(copies))
    other.wait_for_timeout(500)

    assert other.evaluate("window.ran") is None
    assert other.locator(".connexions-text").count() == len(NAMES)
    assert asked == []


@pytest.mark.slow
def test_a_texts_own_page(page: Page, served: str) -> None:
    """The name in the address is put in as words; nothing else of the address does anything. Each name in a frame of its own."""
    wrong: list[str] = []
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    address = f"{served}embed/{NAME}/"
    page.goto(address)
    elements = page.locator("*").count()
    queries = [f"?school={quote(name[:1500])}&heading={quote(name[:50])}#{quote(name[:50])}" for name in NAMES]
    page.set_content("".join(f'<iframe title="x" src="{escape(address + query)}"></iframe>' for query in queries))
    page.wait_for_load_state("networkidle")

    assert len(page.frames) == len(NAMES) + 1
    for name, frame in zip(NAMES, page.frames[1:], strict=True):
        count, ran, shown = frame.evaluate(
            "[document.querySelectorAll('*').length, window.ran ?? null, document.querySelector('[data-school]').textContent]"
        )
        assert (count, ran) == (elements, None), name
        assert cleaned(name)[:20].strip() in cleaned(shown) or shown == "our school"
    assert page.evaluate("window.ran") is None
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("field", ["for", "text", "size", "school", "form", "heading", "width", "other"])
def test_the_choosers_address(page: Page, served: str, field: str) -> None:
    """What the address says beside what can be chosen changes nothing; a name is taken as words."""
    wrong: list[str] = []
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in NAMES[:: 12 if field == "school" else 40]:
        page.goto(f"{served}embed/?{field}={quote(name[:1500])}")
        expect(page.locator("[data-hb-output]")).not_to_have_value("")
        assert page.locator("[data-hb-output]").input_value().startswith('<div class="connexions-text"')
        assert page.evaluate("window.ran") is None

    assert wrong == []
    assert {url for url in asked if not url.startswith((served, "about:srcdoc"))} == set()


def test_emails_and_data(handbook: Handbook) -> None:
    """What `embeds.py` writes into emails for a school of that name, and the data's ready forms."""
    forms, embed = Forms(handbook), embeds(handbook)[NAME]
    for size in LENGTHS:
        html = forms.html(embed, size)
        usual = filled_html(html, PLAIN)
        for name in NAMES:
            if not name.strip() or "\x00" in name:
                continue
            copied = filled_html(html, name)
            assert shape(copied) == shape(usual), name
            assert json.loads(json.dumps(copied)) == copied
