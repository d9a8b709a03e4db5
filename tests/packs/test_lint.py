"""The lint of PDFs finds each fault, on its page, and nothing in a good file; colours are told apart by WCAG's formula."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import typst
from pikepdf import Array, Dictionary, Name, Pdf, String

from macros.packs.forms import with_fields
from macros.packs.typeset import fonts
from tests.packs.lint import Pair, contrast, lint
from tests.sample import ROOT

# Two pages with all that the lint looks at. On the right of two boxes to tick stands a field as high as both.
GOOD = """\
#set document(title: "A sheet for Sample Street School")
#set text(lang: "en", region: "GB", font: "Atkinson Hyperlegible")
#set page(header: [Sheet], footer: context counter(page).display(), fill: luma(98%), background: rect(width: 1cm))
#let field(kind, label, width, height) = link("field:" + kind + ":" + label, box(width: width, height: height))
#outline(title: "What is in it")
= One
#link("https://example.org/")[A link], #link(<two>)[a way] and a note#footnote[Seen.].
== Two <two>
#let drawing = bytes("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 1'><path d='M0 0H1V1Z'/></svg>")
#image(drawing, alt: "Two boxes beside each other")
#table(columns: 2, table.header[Who][When], [The school], [#table(columns: 1, table.header[Day], [Monday])])
#math.equation(block: true, alt: "x equals two", $x = 2$)
= Three
#pagebreak()
#field("line", "Name", 6cm, 1em)

#field("tick", "Yes", 1em, 1em) yes #field("tick", "No", 1em, 1em) no
#grid(columns: 2, [#field("tick", "First", 1em, 1em) \\ #field("tick", "Second", 1em, 1em)], field("lines", "Why", 6cm, 3em))
"""
DOCUMENT, TEXT = GOOD.splitlines()[:2]
NO_ALTERNATIVE = "has no alternative text: say in three words or more what it shows"
NO_WORDS = "page 1: a link has no words of its own: say in them where it leads"
NOT_SHOWN = "programs show the file's name instead of its title: set DisplayDocTitle"


def made(source: str, standards: tuple[str, ...] = ("ua-1",), tags: bool = True) -> bytes:
    """A PDF from Typst's own language; with fields to fill in, if it has tags."""
    page = typst.compile(
        source.encode(), font_paths=fonts(), ignore_system_fonts=True, pdf_standards=list(standards), pdf_tags=tags
    )
    return with_fields(page) if tags else page


def faults(made: bytes, folder: Path) -> list[str]:
    (folder / "a.pdf").write_bytes(made)
    return lint(folder / "a.pdf")


@pytest.fixture(scope="module")
def good() -> bytes:
    return made(GOOD)


def broken(good: bytes, spoil: Callable[[Pdf], object]) -> bytes:
    """The file after one thing in it was spoilt."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(good)) as pdf:
        spoil(pdf)
        pdf.save(out)
    return out.getvalue()


def elements(node: Any, role: str) -> list[Any]:
    """All structure elements with a role below a node."""
    kids = node.get("/K", Array())
    inner = [kid for kid in (kids if isinstance(kids, Array) else [kids]) if isinstance(kid, Dictionary) and "/S" in kid]
    return [found for kid in inner for found in ([kid] if str(kid.S) == f"/{role}" else []) + elements(kid, role)]


def element(pdf: Pdf, role: str, which: int = 0) -> Any:
    return elements(pdf.Root.StructTreeRoot, role)[which]


def field(pdf: Pdf, label: str) -> Any:
    return next(field for field in pdf.Root.AcroForm.Fields if str(field.T) == label)


def link(pdf: Pdf, words: str) -> Any:
    return next(found for page in pdf.pages for found in page.obj.Annots if found.get("/Contents") == words)


def swap(one: Any, other: Any) -> None:
    one.Rect, other.Rect = Array(list(other.Rect)), Array(list(one.Rect))


def test_a_good_file_has_no_fault(good: bytes, tmp_path: Path) -> None:
    """Nothing is said of a file with contents, links, notes, a picture, a formula, a table in a table and fields."""
    assert faults(good, tmp_path) == []


@pytest.mark.parametrize(("old", "new", "said"), [
    ('lang: "en", region: "GB"', 'lang: "en"', ["the language is 'en': make it en-GB"]),
    ("= Three\n", "= Three\n#pagebreak()\n", ["page 2: nothing stands on it: take it out"]),
    ("= Three\n", "#pagebreak()\n= Three\n#table(columns: 2)[a][b]\n",
     ["page 2: a table has no header row: mark its first row as one"]),
    ("table.header[Who][When]", "[Who], [When]", ["page 1: a table has no header row: mark its first row as one"]),
    ("table.header[Day]", "[Day]", ["page 1: a table has no header row: mark its first row as one"]),
    ("x equals two", "formula", ["page 1: a formula says nothing by 'formula': say in three words or more what it shows"]),
])  # fmt: skip
def test_faults_that_typst_lets_pass(old: str, new: str, said: list[str], tmp_path: Path) -> None:
    """Each fault that PDF/UA-1 allows is found, alone, on its page."""
    source = GOOD.replace(old, new)

    assert source != GOOD
    assert faults(made(source), tmp_path) == said


@pytest.mark.parametrize(("old", "new", "said"), [
    ("== Two", "=== Two", "page 1: a heading of level 3 follows one of level 1: make it level 2"),
    ('#outline(title: "What is in it")\n= One', "== One", "page 1: a heading of level 2 is the first: make it level 1"),
    (', alt: "Two boxes beside each other"', "", f"page 1: a figure {NO_ALTERNATIVE}"),
    ('alt: "x equals two", ', "", f"page 1: a formula {NO_ALTERNATIVE}"),
    (DOCUMENT, "", "it has no title: give it one"),
    ("Sample", "Sample", NOT_SHOWN),
])  # fmt: skip
def test_faults_that_typst_refuses(old: str, new: str, said: str, tmp_path: Path) -> None:
    """Faults that can only be made without the standard are found too, beside the title that isn't shown then."""
    found = faults(made(GOOD.replace(old, new), standards=()), tmp_path)

    assert old in GOOD
    assert sorted(found) == sorted({said, NOT_SHOWN})


def test_a_file_without_tags(tmp_path: Path) -> None:
    """A file without structure is told so once; what can be seen without it is still looked at."""
    found = faults(made(f"{DOCUMENT}\n{TEXT}\nWords.\n#pagebreak()\n#pagebreak()\nWords.", standards=(), tags=False), tmp_path)

    assert found[-2:] == [
        "page 2: nothing stands on it: take it out",
        "it isn't tagged, so nobody hears what is a heading, a table or a field: make it with tags",
    ]


def no_title(pdf: Pdf) -> None:
    """Blank where programs look first, though the older place has one."""
    with pdf.open_metadata(update_docinfo=False) as metadata:
        metadata["dc:title"] = " "


def title_in_the_older_place(pdf: Pdf) -> None:
    with pdf.open_metadata(update_docinfo=False) as metadata:
        del metadata["dc:title"]


def no_scope(pdf: Pdf) -> None:
    """In the inner table only."""
    element(pdf, "TH", -1).A = Dictionary(O=Name.Table)


def header_below(pdf: Pdf) -> None:
    rows = elements(element(pdf, "Table"), "TR")
    rows[0].K, rows[1].K = rows[1].K, rows[0].K


def renamed_heading(pdf: Pdf) -> None:
    """A heading by a name of the file's own, which stands for one of level 3."""
    pdf.Root.StructTreeRoot.RoleMap.Own, pdf.Root.StructTreeRoot.RoleMap.Other = Name.Other, Name.H3
    element(pdf, "H2").S = Name.Own


def no_font_file(pdf: Pdf) -> None:
    font = next(iter(dict(pdf.pages[0].resources.Font).values()))
    font.BaseFont = Name("/Sample")
    described = font.DescendantFonts[0].FontDescriptor
    for key in [key for key, _ in described.items() if key.startswith("/FontFile")]:
        del described[key]


def font_of_a_field(pdf: Pdf) -> None:
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    field(pdf, "Why").AP.N.Resources = Dictionary(Font=Dictionary(Helv=helvetica))


def font_of_a_drawing(pdf: Pdf) -> None:
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    inner = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, Resources=Dictionary(Font=Dictionary(F=helvetica)))
    outer = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, Resources=Dictionary(XObject=Dictionary(X=inner)))
    inner.Resources.XObject = Dictionary(X=outer)
    pdf.pages[1].resources.XObject = Dictionary(X=outer)


def not_tagged_as_field(pdf: Pdf) -> None:
    element(pdf, "Form", 1).S = Name.Link


def label_of_the_group(pdf: Pdf) -> None:
    """Name and label stand at the field of which the box to tick is a part."""
    part = field(pdf, "Yes")
    part.Parent = pdf.make_indirect(Dictionary(T=String("Group"), TU=String("Agreed")))
    del part.TU, part.T


@pytest.mark.parametrize(("spoil", "said"), [
    (no_title, ["it has no title: give it one"]),
    (title_in_the_older_place, []),
    (lambda pdf: pdf.Root.ViewerPreferences.__delitem__("/DisplayDocTitle"),
     [NOT_SHOWN]),
    (lambda pdf: pdf.Root.__delitem__("/Lang"), ["the language is '': make it en-GB"]),
    (no_font_file, ["page 1: the font Sample isn't in the file: embed it"]),
    (font_of_a_field, ["page 2: the font Helvetica isn't in the file: embed it"]),
    (font_of_a_drawing, ["page 2: the font Helvetica isn't in the file: embed it"]),
    (lambda pdf: link(pdf, "https://example.org/").__delitem__("/Contents"), [NO_WORDS]),
    (lambda pdf: link(pdf, "https://example.org/").A.__setitem__("/URI", String("")),
     ["page 1: the link 'https://example.org/' leads nowhere: give it an address, or a place that exists"]),
    (lambda pdf: link(pdf, "https://example.org/").__delitem__("/A"),
     ["page 1: the link 'https://example.org/' leads nowhere: give it an address, or a place that exists"]),
    (lambda pdf: link(pdf, "Footnote 1").__setitem__("/Dest", String("gone")),
     ["page 1: the link 'Footnote 1' leads nowhere: give it an address, or a place that exists"]),
    (lambda pdf: link(pdf, "Footnote 1").Dest.__setitem__(0, pdf.make_indirect(Dictionary(Type=Name.Page))),
     ["page 1: the link 'Footnote 1' leads nowhere: give it an address, or a place that exists"]),
    (renamed_heading, ["page 1: a heading of level 3 follows one of level 1: make it level 2"]),
    (no_scope, ["page 1: a table has headers without a scope: say whether each is for its column or its row"]),
    (header_below, ["page 1: a table has no header row: mark its first row as one"]),
    (lambda pdf: field(pdf, "Why").__setitem__("/TU", String(" ")), ["page 2: the field 'Why' has no label: give it a tooltip"]),
    (not_tagged_as_field, ["page 2: the field 'Yes' isn't read out as a field: tag it as Form"]),
    (label_of_the_group, []),
    (lambda pdf: swap(field(pdf, "Yes"), field(pdf, "No")),
     ["page 2: the field 'Yes' is read before 'No', which stands before it: swap them"]),
    (lambda pdf: swap(field(pdf, "First"), field(pdf, "Second")),
     ["page 2: the field 'First' is read before 'Second', which stands before it: swap them"]),
    (lambda pdf: swap(field(pdf, "Name"), field(pdf, "Why")), [
        "page 2: the field 'Name' is read before 'Yes', which stands before it: swap them",
        "page 2: the field 'Second' is read before 'Why', which stands before it: swap them",
    ]),
])  # fmt: skip
def test_faults_of_other_makers(good: bytes, spoil: Callable[[Pdf], object], said: list[str], tmp_path: Path) -> None:
    """Each fault that Typst wouldn't make, but a step after it might, is found alone."""
    assert faults(broken(good, spoil), tmp_path) == said


def test_fields_on_two_pages_in_the_wrong_order(good: bytes, tmp_path: Path) -> None:
    """A field that is read last but stands on an earlier page is told, at the place where the order breaks."""

    def spoil(pdf: Pdf) -> None:
        last = pdf.pages[1].obj.Annots[-1]
        pdf.pages[0].obj.Annots.append(last)
        del pdf.pages[1].obj.Annots[-1]

    assert faults(broken(good, spoil), tmp_path) == [
        "page 2: the field 'Second' is read before 'Why', which stands before it: swap them"
    ]


def test_a_page_of_empty_rows_isnt_empty(tmp_path: Path) -> None:
    """The last page of a sheet holds nothing but rows to write in, whose lines and repeated header nobody hears."""
    rows = "#table(columns: 2, table.header[Who][When], ..range(80).map(_ => box(height: 1.7em)))"
    made_of_rows = made(f"{DOCUMENT}\n{TEXT}\n= One\n{rows}")

    assert len(pikepdf.open(io.BytesIO(made_of_rows)).pages) > 1
    assert faults(made_of_rows, tmp_path) == []


def test_a_page_of_fields_isnt_empty(tmp_path: Path) -> None:
    """A page with nothing but a field on it is to fill in."""
    field = '#link("field:lines:Why", box(width: 6cm, height: 3em))'

    assert faults(made(f"{DOCUMENT}\n{TEXT}\n= One\n#pagebreak()\n{field}"), tmp_path) == []


@pytest.mark.parametrize(("words", "fine"), [
    ("The year's twelve months", True),
    ("Organisation chart", True),
    ("Code to scan: Sample Street School", True),
    ("A file called notes. Pdf is meant", True),
    ("picture", False),
    ("Ŵ", False),
    ("Image of a picture", False),
    ("Figure 1", False),
    ("IMG_2034", False),
    ("organisation-chart.svg", False),
    ("The file organisation-chart.PNG from the folder", False),
    ("– – –", False),
    ("x 2", False),
])  # fmt: skip
def test_alternative_texts(words: str, fine: bool, tmp_path: Path) -> None:
    """Three words or a label that tell something will do; names of files and words for any picture won't."""
    source = GOOD.replace("Two boxes beside each other", words)
    said = f"page 1: a figure says nothing by '{words}': say in three words or more what it shows"

    assert faults(made(source), tmp_path) == ([] if fine else [said])


def test_all_faults_at_once(tmp_path: Path) -> None:
    """A file with faults of several kinds has each told."""
    source = GOOD.replace(', region: "GB"', "").replace("table.header[Who][When]", "[Who], [When]").replace("x equals two", "x")

    assert len(faults(made(source), tmp_path)) == 3


def test_what_isnt_a_pdf(tmp_path: Path) -> None:
    """Another file is an error of its own kind, not a file without faults."""
    with pytest.raises(pikepdf.PdfError):
        faults(b"Words.", tmp_path)


def test_runs_without_typst() -> None:
    """Whoever only looks at files needs no typesetter."""
    program = "import sys; import tests.packs.lint; assert 'typst' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("pair", "said"), [
    (Pair("text", "#000000", "#ffffff"), []),
    (Pair("text", "#FFFFFF", "#000000"), []),
    (Pair("text", "#767676", "#ffffff"), []),
    (Pair("text", "#777777", "#ffffff"), ["text: #777777 on #ffffff has a contrast of 4.47: make it 4.5 or more"]),
    (Pair("text", "#ffffff", "#777777"), ["text: #ffffff on #777777 has a contrast of 4.47: make it 4.5 or more"]),
    (Pair("line", "#949494", "#ffffff", large=True), []),
    (Pair("line", "#959595", "#ffffff", large=True), ["line: #959595 on #ffffff has a contrast of 2.99: make it 3.0 or more"]),
    (Pair("red", "#ff0000", "#ffffff"), ["red: #ff0000 on #ffffff has a contrast of 3.99: make it 4.5 or more"]),
    (Pair("green", "#00ff00", "#ffffff"), ["green: #00ff00 on #ffffff has a contrast of 1.37: make it 4.5 or more"]),
    (Pair("blue", "#0000ff", "#000000"), ["blue: #0000ff on #000000 has a contrast of 2.44: make it 4.5 or more"]),
    (Pair("text", "#808080", "#808080"), ["text: #808080 on #808080 has a contrast of 1.00: make it 4.5 or more"]),
    (Pair("text", "teal", "#fff"), [
        "text: 'teal' isn't a colour: write it like #1f4e5f",
        "text: '#fff' isn't a colour: write it like #1f4e5f",
    ]),
])  # fmt: skip
def test_contrast(pair: Pair, said: list[str]) -> None:
    """4.5 for text and 3 for what is large, whichever of the two is darker; what isn't a colour is told."""
    assert contrast([pair]) == said


def test_contrast_tells_all() -> None:
    """Each pair that is too weak has its line, in the order in which they were given."""
    pairs = [Pair("one", "#777777", "#ffffff"), Pair("two", "#000000", "#ffffff"), Pair("three", "#ffffff", "#ffff00")]

    assert [line.split(":")[0] for line in contrast(pairs)] == ["one", "three"]
