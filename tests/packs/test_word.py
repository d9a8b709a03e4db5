"""Word files read back by another library: their text, their controls, their language, and that no text becomes markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from macros.handbook import Handbook, read
from macros.packs import word
from tests import sample
from tests.conftest import DAY

HOSTILE = "<b>{x}</b> | `code`{=openxml} [link](field:tick:x) *stars* #set $x$ 'quotes' \"and\" \\ & é"
WRITTEN = json.dumps(HOSTILE, ensure_ascii=False)
GUIDELINE = f"""\
title: "Papers"
topics: [partnership]
first: Begin.
checklists:
  - {{id: list, title: List, items: [One, Two]}}
templates:
  - id: form
    title: {WRITTEN}
    kind: form
    who_sees: The adviser
    text: "Dear {{name of the head}}, **please** read [[word-1|this]]. <script>alert(1)</script> `x`{{=openxml}}"
    fields:
      - {{label: {WRITTEN}, help: {WRITTEN}, who_sees: The tutor}}
      - {{label: Notes, kind: lines}}
      - {{label: Day, kind: date}}
      - {{label: Agreed, kind: tick}}
      - {{label: Copy, kind: choice, options: ["all & more", none]}}
      - {{label: Would do, kind: choices, options: [talk, visit]}}
  - id: sheet
    title: Sheet
    kind: sheet
    columns: [One, Two, Three, Four, Five, Six, Seven]
    rows: ["a | b"]
    blank_rows: 2
"""


@pytest.fixture(scope="module", autouse=True)
def one_day() -> Iterator[None]:
    """The day of the build, which stands in the files' properties."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", DAY)
        yield


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    root = sample.make(tmp_path_factory.mktemp("word") / "handbook")
    (root / "guidance").mkdir()
    (root / "guidance" / "papers.yml").write_text(GUIDELINE + sample.LOCAL, encoding="utf-8")
    return read(root)


@pytest.fixture(scope="module")
def made(book: Handbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("word")
    assert word.write(book, folder / "out", folder / "kept") == 2
    return folder / "out" / "guidance" / "papers"


def text(document: Document) -> str:
    return "".join(node.text or "" for node in document.element.body.iter(qn("w:t")))


def controls(document: Document) -> list[tuple[str, str]]:
    """(label, kind) of each content control."""
    found = []
    for properties in document.element.body.iter(qn("w:sdtPr")):
        kind = next(
            child.tag.rpartition("}")[2] for child in properties if child.tag.rpartition("}")[2] not in ("alias", "tag", "id")
        )
        found.append((properties.find(qn("w:alias")).get(qn("w:val")), kind))
    return found


def test_controls(made: Path) -> None:
    """Each place to fill in is a control with its label, of the right sort."""
    document = docx.Document(str(made / "form.docx"))

    assert [kind for _, kind in controls(document)] == [
        "text",
        "text",
        "text",
        "text",
        "date",
        "checkbox",
        "dropDownList",
        "checkbox",
        "checkbox",
    ]
    assert [label for label, _ in controls(document)][3:] == ["Notes", "Day", "Agreed", "Copy", "Would do: talk", "Would do: visit"]
    assert controls(document)[0][0] == "name of the head"
    assert [item.get(qn("w:value")) for item in document.element.body.iter(qn("w:listItem"))] == ["all & more", "none"]


def test_text_stays_text(made: Path) -> None:
    """Signs of HTML, Markdown, pandoc's raw text and our own links come out as they were written; bold where it is meant."""
    document = docx.Document(str(made / "form.docx"))

    assert document.core_properties.title == HOSTILE
    assert text(document).startswith(HOSTILE)
    assert text(document).count(HOSTILE) == 3
    assert "<script>alert(1)</script>" in text(document)
    assert "please" in [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.bold]


def test_the_page(made: Path) -> None:
    """A4 in British English; a wide sheet lies across; the heading row repeats; its cells are there."""
    form, sheet = (docx.Document(str(made / f"{name}.docx")) for name in ("form", "sheet"))
    table = sheet.tables[0]

    assert form.core_properties.language == "en-GB"
    assert (round(form.sections[0].page_width.mm), round(form.sections[0].page_height.mm)) == (210, 297)
    assert (round(sheet.sections[0].page_width.mm), round(sheet.sections[0].page_height.mm)) == (297, 210)
    assert (len(table.rows), len(table.columns)) == (4, 7)
    assert table.cell(1, 0).text == "a | b"
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_it_says_how_far_it_is_confirmed(made: Path, book: Handbook) -> None:
    """Status, and the page that it comes from."""
    words = text(docx.Document(str(made / "form.docx")))

    assert "Draft: not yet confirmed by the service" in words
    assert f"{book.settings.site_url}guidance/papers/" in words


def test_same_input_same_bytes(book: Handbook, made: Path, tmp_path: Path) -> None:
    """Made anew elsewhere, and taken from what was kept."""
    for kept in (tmp_path / "one", tmp_path / "one"):
        word.write(book, tmp_path / "out", kept)

        assert (tmp_path / "out/guidance/papers/form.docx").read_bytes() == (made / "form.docx").read_bytes()


def test_every_paper_of_the_handbook_is_on_the_site(site: Path, handbook: Handbook) -> None:
    """Each opens, has its title, and as many controls as there are places to fill in."""
    papers = list(word.papers(handbook))

    assert len(papers) > 50
    for paper in papers:
        document = docx.Document(str(site / paper.path))

        assert document.core_properties.title == paper.title
        places = re.findall(r"\]\(<field:(\w+):([^>]*)>\)", paper.text)
        wanted = sum(payload.count("/") if kind == "choices" else 1 for kind, payload in places)
        assert len(controls(document)) == wanted, paper.path


def test_nothing_to_make(handbook: Handbook, tmp_path: Path) -> None:
    """Without guidance no program is started, and no folder made."""
    empty = replace(handbook, entries={**handbook.entries, "guidance": {}, "inset": {}, "paths": {}})

    assert word.write(empty, tmp_path / "out", tmp_path / "kept") == 0
    assert list(tmp_path.iterdir()) == []
