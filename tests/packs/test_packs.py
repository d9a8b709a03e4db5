"""Packs as people get them: nothing is lost on the way to paper, text stays text, and both files can be read back."""

from __future__ import annotations

import functools
import io
import os
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import docx
import pypandoc
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from macros.handbook import Handbook, read
from macros.packs import packs, typeset
from macros.packs.packs import Made
from macros.packs.printing import Document, Printer
from macros.sources.kinds.pack import Pack
from tests import sample
from tests.conftest import DAY

HOSTILE = '#set page(fill: red) $x^2$ <b>bold</b> @label `code` \\\\ {"a": 1} // no comment #import "x" [x](y) ~ _ * 50 % & more'
A_PACK = """\
title: "Packs & <papers>"
summary: A pack for tests.
audiences: [school-staff]
paper: A4
contents: 1
personal: true
parts:
  - heading: {heading}
    text: {text}
  - heading: Words
    all_of: glossary
    show: answer
    where: {{category: people}}
  - heading: Picture
    picture: organisation-chart
"""
TAIL = "source: local\nstatus: draft\nowner: schools-manager\nreviewed:\nreview_by: 2027-09-01\n"


@pytest.fixture(scope="module", autouse=True)
def one_day() -> Iterator[None]:
    """The day of the build."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", DAY)
        yield


@pytest.fixture(scope="module")
def made(handbook: Handbook) -> dict[str, Made]:
    """Every pack of the real handbook, by id; those that a build has made already are taken from it."""
    return {pack.document.id: pack for pack in packs.make(handbook, Path(os.environ["HANDBOOK_CACHE"]) / "packs")}


def book(root: Path, heading: str = "Part", text: str = "Words.") -> Handbook:
    """A small handbook with a pack that holds these words."""
    made = sample.make(root)
    (made / "packs").mkdir()
    quoted = [f"'{words.replace(chr(39), chr(39) * 2)}'" for words in (heading, text)]
    (made / "packs" / "pack.yml").write_text(A_PACK.format(heading=quoted[0], text=quoted[1]) + TAIL, encoding="utf-8")
    return read(made)


def words(text: str) -> list[str]:
    """The words of a text, whatever ligatures and signs stand in it."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text))


@functools.cache
def texts_of(pdf: Path) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(pdf).pages]


def text_of(pdf: Path) -> str:
    return "\n".join(texts_of(pdf))


def printed(document: Document) -> str:
    """What should stand on paper: the Markdown as plain text, without what is only a place or a code."""
    shown = re.sub(r"\[[^\]]*\]\(<(?:field|personal|page):[^>]*>\)", " ", document.text)
    shown = re.sub(r"!\[[^\]]*\]\(<picture:[^>]*>\)", " ", shown)
    return str(pypandoc.convert_text(shown, "plain", format="commonmark+pipe_tables", extra_args=["--wrap=none"]))


def test_no_word_is_lost(made: dict[str, Made]) -> None:
    """Every word of every pack's text stands in its PDF, as often as it is written."""
    for name, pack in made.items():
        if pack.document.pack.paper != "A6-card":
            missing = Counter(words(printed(pack.document))) - Counter(words(text_of(pack.pdf)))
            assert missing == Counter(), name


def test_no_word_is_lost_in_word(made: dict[str, Made]) -> None:
    """The same for the Word files."""
    for name, pack in made.items():
        document = docx.Document(str(pack.docx))
        found = Counter(words(" ".join(node.text or "" for node in document.element.body.iter(qn("w:t")))))
        wanted = Counter(words(printed(pack.document)))
        numbers = Counter({word: number for word, number in wanted.items() if word.isdigit()})
        assert wanted - numbers - found == Counter(), name


def test_no_empty_page(made: dict[str, Made]) -> None:
    """Each page holds more than its head and foot, or a picture."""
    for name, pack in made.items():
        for number, (page, text) in enumerate(zip(PdfReader(pack.pdf).pages, texts_of(pack.pdf), strict=True), 1):
            assert len(words(text)) > 14 or "/XObject" in page["/Resources"], f"{name}, page {number}"


def test_papers(made: dict[str, Made]) -> None:
    """Each pack has its paper: the booklet A5, the poster A3, the card two sides of A4."""
    sizes = {
        name: tuple(round(float(side) / 72 * 25.4) for side in PdfReader(pack.pdf).pages[0].mediabox[2:])
        for name, pack in made.items()
    }

    assert sizes["school-pack"] == (210, 297)
    assert sizes["glossary-booklet"] == (148, 210)
    assert sizes["help-poster"] == (297, 420)
    assert sizes["help-card"] == (210, 297)
    assert sizes["parents-leaflet"] == (297, 210)
    assert made["help-card"].pages == made["parents-leaflet"].pages == 2
    assert {made["help-poster"].pages, made["roles-poster"].pages} == {1}


def test_every_pack_that_was_asked_for(made: dict[str, Made], handbook: Handbook) -> None:
    """The rows of the remedies that are packs, and a trainer's pack for each course."""
    remedies = {remedy for pack in handbook.of(Pack) for remedy in pack.remedies}

    assert remedies >= {"R2", "R3", "R4", "R11", "R27", "R33", "R38", "R58", "R61", "R69", "R24"}
    assert {f"trainers-pack-{course.id}" for course in handbook.courses} <= set(made)


def test_codes_lead_to_pages(made: dict[str, Made], site: Path) -> None:
    """Each code to scan stands for a page that the site has."""
    addresses = {address for pack in made.values() for address in re.findall(r"<page:([^>]+)>", pack.document.text)}

    assert len(addresses) > 10
    for address in addresses:
        assert (site / address / "index.html").exists(), address


def test_on_the_site(site: Path, handbook: Handbook) -> None:
    """Both files of each pack are there, and the page tells of their pages."""
    page = (site / "packs" / "index.html").read_text(encoding="utf-8")

    for document in Printer(handbook).documents():
        pages = len(PdfReader(site / "packs" / f"{document.id}.pdf").pages)
        assert (site / "packs" / f"{document.id}.docx").stat().st_size > 5000
        assert f'href="{document.id}.pdf"' in page or f'packs/{document.id}.pdf"' in page
        assert re.search(rf"{document.id}\.pdf.{{0,80}}{pages} page", page), document.id


def test_text_stays_text(tmp_path: Path) -> None:
    """Signs of Typst, HTML, mathematics and Markdown in headings and words come out as they were written."""
    handbook = book(
        tmp_path / "book",
        heading="#set text(red) <i> $y$",
        text=HOSTILE.replace("[x](y)", "").replace("`code`", "").replace("_ *", ""),
    )
    pack = packs.make(handbook, tmp_path / "kept")[0]
    text = " ".join(text_of(pack.pdf).split())

    assert "#set text(red) <i> $y$" in text
    assert "#set page(fill: red) $x^2$ <b>bold</b> @label" in text
    assert '{"a": 1}' not in text  # a place to fill in: its words stand as a label
    assert '// no comment #import "x"' in text


def test_an_image_in_a_text_is_only_its_words(tmp_path: Path) -> None:
    """No file of the machine and nothing from the web gets into a pack by way of a text."""
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', encoding="utf-8")
    handbook = book(tmp_path / "book", text=f"![a look inside]({secret.as_posix()}) and ![web](https://example.org/x.png)")
    pack = packs.make(handbook, tmp_path / "kept")[0]

    assert "a look inside and web" in " ".join(text_of(pack.pdf).split())


def test_the_same_bytes(handbook: Handbook, tmp_path: Path) -> None:
    """Made twice, from nothing, both files are the same."""
    wanted = ["help-card", "specialists-bulletin"]
    one, two = (packs.make(handbook, tmp_path / name, wanted) for name in ("one", "two"))

    assert [pack.pdf.read_bytes() for pack in one] == [pack.pdf.read_bytes() for pack in two]
    assert [pack.docx.read_bytes() for pack in one] == [pack.docx.read_bytes() for pack in two]


def test_kept_until_something_changes(tmp_path: Path) -> None:
    """What was made is taken as it is; another word makes it anew."""
    first = packs.make(book(tmp_path / "a"), tmp_path / "kept")[0]
    again = packs.make(book(tmp_path / "b"), tmp_path / "kept")[0]
    other = packs.make(book(tmp_path / "c", text="Other words."), tmp_path / "kept")[0]

    assert (first.pdf, first.docx) == (again.pdf, again.docx)
    assert first.pdf != other.pdf


def test_word_files(made: dict[str, Made]) -> None:
    """Headings by level, tables with a head that repeats, pictures with words for them, British English, controls, a title."""
    pack = made["school-pack"]
    document = docx.Document(str(pack.docx))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style is not None]
    properties = [node.get("descr") for node in document.element.body.iter(qn("wp:docPr"))]
    languages = {node.get(qn("w:val")) for node in document.styles.element.iter(qn("w:lang"))}

    assert styles.count("Heading 1") == len([part for part in pack.document.parts if part.text.startswith("# ")])
    assert "Heading 2" in styles
    assert all(
        table._tbl.tr_lst[0].trPr is not None and table._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None
        for table in document.tables
    )
    assert any(words and words.startswith("A person in the middle") for words in properties)
    assert "en-GB" in languages
    assert document.core_properties.title == "School pack"
    assert len(list(document.element.body.iter(qn("w:sdt")))) > 20


@pytest.mark.parametrize(("paper", "parts", "part"), [("A6-card", 2, 1), ("A4-leaflet", 6, 4)])
def test_a_side_that_is_too_full_is_told(tmp_path: Path, paper: str, parts: int, part: int) -> None:
    """Words that would run over the edge of a card or a leaflet stop the setting; what just fits is set."""
    for words_on_it, told in ((60, None), (600, r"a side is too full by \d+ %. Take words out.")):
        root = tmp_path / f"{words_on_it}"
        book(root)
        texts = "".join(f"  - heading: H\n    text: {'word ' * (words_on_it if at == part else 5)}\n" for at in range(parts))
        source = A_PACK.partition("contents:")[0].replace("paper: A4", f"paper: {paper}")
        (root / "packs" / "pack.yml").write_text(f"{source}parts:\n{texts}{TAIL}", encoding="utf-8")
        handbook = read(root)
        setter = packs.setter(handbook, next(Printer(handbook).documents()), root / "work", typeset.made_on(DAY))
        if told is None:
            assert len(PdfReader(io.BytesIO(setter.pdf(typeset.made_on(DAY)))).pages) == 2
        else:
            with pytest.raises(typeset.NotSet, match=told):
                setter.pdf(typeset.made_on(DAY))


def test_a_warning_of_typst_fails(tmp_path: Path) -> None:
    """A font that isn't there, say, is told and not passed over."""
    handbook = book(tmp_path / "book")
    document = next(Printer(handbook).documents())
    setter = packs.setter(handbook, document, tmp_path / "work", typeset.made_on(DAY))
    theme = tmp_path / "work" / "theme.typ"
    theme.write_text(theme.read_text(encoding="utf-8").replace('"Atkinson Hyperlegible"', '"No Such Font"'), encoding="utf-8")

    with pytest.raises(typeset.NotSet, match="unknown font family: no such font"):
        setter.pdf(typeset.made_on(DAY))


def test_forms_to_fill_in(site: Path, handbook: Handbook) -> None:
    """Each place is a field with its label, in the order of the paper; the structure names it a form field."""
    for guideline, paper, _ in Printer(handbook).forms():
        reader = PdfReader(io.BytesIO((site / guideline.address / f"{paper.id}.pdf").read_bytes()))
        fields = [annotation.get_object() for page in reader.pages for annotation in page.get("/Annots", [])]
        labels = [str(field["/TU"]) for field in fields]
        asked = [field.label for field in paper.fields if not field.options]

        assert all(field["/Subtype"] == "/Widget" for field in fields)
        assert [label for label in labels if label in asked] == asked
        assert len({str(field["/T"]) for field in fields}) == len(fields)
        assert len(fields) == len(asked) + sum(len(field.options) for field in paper.fields) + (
            (len(paper.columns) - 1) * len(paper.rows) + len(paper.columns) * paper.blank_rows
        )


def test_a_filled_form_can_be_read_back(site: Path) -> None:
    """What is filled in by a program is in the field, and a box can be ticked."""
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO((site / "guidance" / "making-referrals" / "referral-form.pdf").read_bytes()))
    fields = writer.get_fields() or {}
    box = next(name for name in fields if name.startswith("Which kind of help: health"))
    writer.update_page_form_field_values(writer.pages[0], {"Date": "11 May 2027", box: "/Yes"}, auto_regenerate=False)
    filled = writer.get_fields() or {}

    assert filled["Date"]["/V"] == "11 May 2027"
    assert filled[box]["/V"] == "/Yes"


if shutil.which("soffice"):  # where LibreOffice is installed, Word files are opened by it as well

    def test_word_files_open(made: dict[str, Made], tmp_path: Path) -> None:
        """A program other than ours lays them out: several pages, with all the words."""
        names = ("school-pack", "co-ordinators-pack", "trainers-pack-where-next")
        for name in names:
            shutil.copyfile(made[name].docx, tmp_path / f"{name}.docx")
        command = [
            "soffice",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            *(f"{tmp_path / name}.docx" for name in names),
        ]
        home = {**os.environ, "HOME": str(tmp_path)}
        subprocess.run(command, check=True, capture_output=True, env=home)

        for name in names:
            assert len(PdfReader(tmp_path / f"{name}.pdf").pages) > 4
            letters = "".join(words(text_of(tmp_path / f"{name}.pdf")))  # narrow columns break words
            assert [word for word in words(printed(made[name].document)) if word not in letters] == []
