"""A broken link is told at the line and column at which an editor mends it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import sample
from tests.links.small_site import ADDRESS, RESOURCE, handbook, traced

PARTS = """\
title: Parts
definition: |
  A word with links:
  [one](https://other.example/a), and [[word-2#uses|its uses]], and [by hand](../word-3/).
plain: A word.
category: people
related: [word-4, roles/helper]
"""
LINES = PARTS + sample.LOCAL
PAGE = "glossary/parts/"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return handbook(tmp_path, glossary__parts=LINES)


def test_an_address_elsewhere(root: Path) -> None:
    """The line and column at which it stands in the entry's text, whichever page shows it."""
    assert traced(root, "https://other.example/a", ("search/", "https://other.example/a")) == ["glossary/parts.yml:4:9"]


def test_only_whole_addresses(root: Path) -> None:
    """An address that begins with another one is not that one; a stop behind it is no part of it."""
    (root / "docs").mkdir()
    text = "https://other.example/ab https://other.example/a/b\nhttps://other.example/a.html https://other.example/a.\n"
    (root / "docs" / "index.md").write_text(text, encoding="utf-8")

    assert traced(root, "https://other.example/a", ("", "https://other.example/a")) == [
        "docs/index.md:2:30",
        "glossary/parts.yml:4:9",
    ]


def test_an_id_in_brackets(root: Path) -> None:
    """`[[id#part]]` is found by where it leads."""
    assert traced(root, "glossary/word-2/#uses", (PAGE, "../word-2/#uses")) == ["glossary/parts.yml:4:39"]


def test_a_link_by_hand(root: Path) -> None:
    """A Markdown link is found by what is written in it."""
    assert traced(root, "glossary/word-3/", (PAGE, "../word-3/")) == ["glossary/parts.yml:4:69"]


def test_an_id_in_a_field(root: Path) -> None:
    """With its folder or without."""
    assert traced(root, "glossary/word-4/", (PAGE, "../word-4/")) == ["glossary/parts.yml:7:11"]
    assert traced(root, "roles/helper/", (PAGE, "../../roles/helper/")) == ["glossary/parts.yml:7:19"]


def test_many_pages_one_line(root: Path) -> None:
    """A link that shows on many pages through one line has one place."""
    links = [(page, "../word-4/") for page in (PAGE, "glossary/all/", "glossary/word-9/", "embed/glossary/parts/page/")]

    assert traced(root, "glossary/word-4/", *links) == ["glossary/parts.yml:7:11"]


def test_two_lines_are_two_places(tmp_path: Path) -> None:
    """Each has to be mended."""
    root = handbook(tmp_path, glossary__parts=LINES, glossary__more=LINES.replace("title: Parts", "title: More"))

    assert traced(root, "https://other.example/a") == ["glossary/more.yml:4:9", "glossary/parts.yml:4:9"]


def test_an_entry_in_which_it_does_not_stand(root: Path) -> None:
    """Its first line: somebody must look what makes the link."""
    assert traced(root, "nowhere/", (PAGE, "../../nowhere/")) == ["glossary/parts.yml:1:1"]


def test_a_hand_written_page(tmp_path: Path) -> None:
    """A link to a Markdown file, one to a page, one of HTML; the page's first line for what a macro makes there."""
    text = (
        'One\n\n[a](../glossary/word-5.md#x "A") [b](../../glossary/word-6/)\n<a href="../word-7/">\n\n[d]: ../glossary/word-8.md\n'
    )
    root = handbook(tmp_path, docs__guidance__year=text)
    page = "guidance/year/"

    assert traced(root, "glossary/word-5/#x", (page, "../../glossary/word-5/#x")) == ["docs/guidance/year.md:3:1"]
    assert traced(root, "glossary/word-6/", (page, "../../glossary/word-6/")) == ["docs/guidance/year.md:3:34"]
    assert traced(root, "guidance/word-7/", (page, "../word-7/")) == ["docs/guidance/year.md:4:4"]
    assert traced(root, "glossary/word-8/", (page, "../../glossary/word-8/")) == ["docs/guidance/year.md:6:1"]
    assert traced(root, "nowhere/", (page, "../../nowhere/")) == ["docs/guidance/year.md:1:1"]


def test_pages_at_the_root_and_of_folders(tmp_path: Path) -> None:
    """Each address has its file."""
    root = handbook(tmp_path, docs__index="[a](gone.md)\n", docs__about__index="[a](gone.md)\n")

    assert traced(root, "gone/", ("", "gone/")) == ["docs/index.md:1:1"]
    assert traced(root, "about/gone/", ("about/", "gone/")) == ["docs/about/index.md:1:1"]


def test_a_style_sheet(tmp_path: Path) -> None:
    """A file that is copied as it is is its own source."""
    root = handbook(tmp_path)
    style = root / "docs" / "assets" / "own.css"
    style.parent.mkdir(parents=True)
    style.write_text("p { }\nbody { background: url('gone.png') }\n", encoding="utf-8")

    assert traced(root, "assets/gone.png", ("assets/own.css", "gone.png")) == ["docs/assets/own.css:2:20"]


def test_an_entry_on_a_shared_page(tmp_path: Path) -> None:
    """A list shows it, and its file is named: the address of a resource, the paper at which one is."""
    web = handbook(tmp_path / "web", directory__resources__card=f"{RESOURCE}web: https://other.example/card\n{sample.LOCAL}")
    at = handbook(tmp_path / "at", directory__resources__card=f"{RESOURCE}at: roles/helper\n{sample.LOCAL}")

    assert traced(web, "https://other.example/card", ("directory/resources/", "https://other.example/card")) == [
        "directory/resources/card.yml:10:6"
    ]
    assert traced(at, "roles/helper/", ("directory/resources/", "../../roles/helper/")) == ["directory/resources/card.yml:10:5"]


def test_templates_and_the_theme(tmp_path: Path) -> None:
    """What no source holds stands in a template, or in the shell around all pages."""
    root = handbook(tmp_path)
    template = root / "macros" / "pages" / "templates" / "term.html"
    template.parent.mkdir(parents=True)
    template.write_text('<p>\n<a href="{{ base }}about/gone/#x">\n', encoding="utf-8")
    links = [(f"glossary/word-{number}/", "../../x/") for number in range(1, 9)]

    assert traced(root, "about/gone/#x", *links) == ["macros/pages/templates/term.html:2:20"]
    assert traced(root, "nowhere/", *links) == ["macros/pages/templates/term.html:1:1"]
    assert traced(root, "nowhere/", *links, ("roles/helper/", "x")) == ["overrides/main.html:1:1"]
    assert traced(root, "nowhere/", ("404.html", "/nowhere/")) == ["overrides/main.html:1:1"]


def test_an_address_that_has_moved(tmp_path: Path) -> None:
    """The small page at the old address comes from its line in aliases.yml."""
    root = handbook(tmp_path)
    (root / "aliases.yml").write_text("# moved\nglossary/old: glossary/word-1\n", encoding="utf-8")

    assert traced(root, "glossary/word-1/", ("glossary/old/", "../../glossary/word-1/")) == ["aliases.yml:2:1"]


def test_windows_line_ends_and_marks(tmp_path: Path) -> None:
    """Neither moves a line or a column."""
    root = handbook(tmp_path, glossary__parts=LINES)
    path = root / "glossary" / "parts.yml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    assert traced(root, "https://other.example/a") == ["glossary/parts.yml:4:9"]


def test_our_own_address_in_full(tmp_path: Path) -> None:
    """A link to the site under the address at which it is published is found as well."""
    root = handbook(tmp_path, docs__index=f"See [this]({ADDRESS}gone/).\n")

    assert traced(root, "gone/", ("", f"{ADDRESS}gone/"))[0].startswith("docs/index.md:1:")
