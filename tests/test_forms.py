"""Terms are found in running text under all their forms, and nothing of the text is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.forms import plural
from macros.handbook import Handbook, read
from macros.render.writer import Link, Writer
from macros.sources.problems import ProblemsFound
from tests import sample

FILES = {
    "glossary/word-1.yml": sample.term("Personal Adviser", "abbreviation: PA\naliases: [Connexions adviser]\n"),
    "glossary/word-2.yml": sample.term("Guidance Personal Adviser", "aliases: [Guidance PA]\n"),
    "glossary/word-3.yml": sample.term("Head of Year"),
    "glossary/word-4.yml": sample.term("Follow-up"),
    "glossary/word-5.yml": sample.term("Information, advice and guidance", "abbreviation: IAG\n"),
    "glossary/word-6.yml": sample.term("Odyssey", "linking: as-written\n"),
    "glossary/word-7.yml": sample.term("Options", "linking: never\n"),
    "glossary/word-8.yml": sample.term("External agency"),
    "glossary/word-9.yml": sample.term("Parents' evening"),
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    root = sample.make(tmp_path_factory.mktemp("forms") / "handbook")
    for name, text in FILES.items():
        (root / name).write_text(text, encoding="utf-8")
    return read(root)


def found(book: Handbook, text: str) -> list[tuple[str, str]]:
    return [(text[mention.start : mention.end], mention.term) for mention in book.forms.find(text)]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("A Guidance Personal Adviser helps.", [("Guidance Personal Adviser", "word-2")]),
        ("ask a personal adviser", [("personal adviser", "word-1")]),
        ("Two PAs and a pa.", [("PAs", "word-1")]),
        ("a PA's room", [("PA", "word-1")]),
        ("the PA’s room", [("PA", "word-1")]),
        ("both Heads of Year", [("Heads of Year", "word-3")]),
        ("a follow-up, and follow up", [("follow-up", "word-4")]),
        ("information, advice and guidance (IAG)", [("information, advice and guidance", "word-5"), ("IAG", "word-5")]),
        ("an odyssey, or Odyssey", [("Odyssey", "word-6")]),
        ("your options", []),
        ("external agencies", [("external agencies", "word-8")]),
        ("at a parents' evening", [("parents' evening", "word-9")]),
        ("personal. Adviser", []),
        ("impersonal adviser", []),
    ],
)
def test_find(book: Handbook, text: str, mentions: list[tuple[str, str]]) -> None:
    """Longest first; plurals and possessives; abbreviations by their capitals; not across the end of a sentence."""
    assert found(book, text) == mentions


def test_plural() -> None:
    """The head of the phrase takes the plural."""
    assert [plural(title) for title in ("Head of Year", "external agency", "careers interview", "boss")] == [
        "Heads of Year",
        "external agencies",
        "careers interviews",
        "boss",
    ]


def test_the_first_use_is_linked_once(book: Handbook) -> None:
    """The second use on the page stays plain, under whatever form."""
    html = Writer(book, "../").words("A Personal Adviser, a PA, two Personal Advisers.")

    assert html.count("<a ") == 1
    assert 'href="../glossary/word-1/"' in html


def test_an_abbreviation_is_spelled_out_at_first(book: Handbook) -> None:
    """Also in the plural."""
    assert ">PAs</a> (Personal Advisers) and PAs" in Writer(book).words("PAs and PAs")
    assert ">IAG</a> (information, advice and guidance)" in Writer(book).words("IAG")


def test_switching_off(book: Handbook) -> None:
    """Between [[off]] and [[on]] no word is linked; [[id]] still is."""
    html = Writer(book).inline("[[off]]A Head of Year and [[word-1|the adviser]].[[on]] A follow-up.")

    assert html.count("<a ") == 2
    assert ">the adviser</a>" in html
    assert "[[" not in html


def test_no_links_in_headings_links_and_code(book: Handbook) -> None:
    """A term there stays as it is."""
    html = Writer(book).block("# Follow-up\n\n[a follow-up](https://example.org) `follow-up`\n\nA follow-up.")

    assert html.count("hb-term") == 1
    assert "<h1>Follow-up</h1>" in html


def test_own_page_has_no_link_to_itself(book: Handbook) -> None:
    """A term's page doesn't link to where the reader is."""
    assert "<a" not in Writer(book, own="glossary/word-3").words("A Head of Year.")


def test_html_in_text_is_shown_not_run(book: Handbook) -> None:
    """Neither in prose nor in plain words nor in links' words."""
    hostile = "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) {{ 7 * 7 }} {% raw %}"
    for html in (Writer(book).block(hostile), Writer(book).inline(hostile), Writer(book).words(hostile)):
        assert "<script" not in html
        assert "<img" not in html
        assert 'href="javascript' not in html
        assert "{{ 7 * 7 }}" in html


NAMED = ("PA", "PAs", "Head of Year", "follow-up")


@given(st.lists(st.sampled_from([*NAMED, " ", ", ", "(", ")", "'s", "’s", "–", "<b>", "[[", "]]", "é"])))
def test_nothing_is_lost(book: Handbook, parts: list[str]) -> None:
    """The pieces put together are the text, save for what spells an abbreviation out."""
    text = "".join(parts)
    pieces = list(Writer(book).pieces(text))

    if "[[" not in text:
        assert "".join(piece.words if isinstance(piece, Link) else piece for piece in pieces) == text


@given(st.lists(st.one_of(st.text(max_size=12), st.sampled_from(NAMED))))
def test_any_text_can_be_searched(book: Handbook, parts: list[str]) -> None:
    """Mentions lie within the text, in order, and don't overlap; words are found whatever stands around them."""
    text = " ".join(parts)
    end, found = 0, 0
    for mention in book.forms.find(text):
        assert end <= mention.start < mention.end <= len(text)
        end, found = mention.end, found + 1
    assert found >= any(part in NAMED for part in parts)


def test_an_empty_folder_is_reported(tmp_path: Path) -> None:
    """An empty handbook folder is reported, not crashed on."""
    with pytest.raises(ProblemsFound, match=r"handbook\.yml:1:1: there is no such file"):
        read(tmp_path)
