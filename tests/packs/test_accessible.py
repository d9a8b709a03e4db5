"""Every PDF holds to PDF/UA-1 by veraPDF, and to what it doesn't see by a lint of our own; each check can fail."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
import typst
from playwright.sync_api import Page

from macros.handbook import Handbook
from macros.packs import packs
from macros.packs.printing import KEYS, Printer
from tests.conftest import skip_aloud
from tests.packs.lint import lint
from tests.packs.validator import missing, violations

DAY = datetime(2026, 11, 25, tzinfo=UTC)
GOOD = '#set document(title: "T")\n#set text(lang: "en", region: "GB")\n= One\n#table(columns: 2, table.header[A][B], [c], [d])\n'


def pdfs(site: Path, handbook: Handbook) -> list[Path]:
    forms = [site / guideline.address / f"{paper.id}.pdf" for guideline, paper, _ in Printer(handbook).forms()]
    return [*sorted((site / "packs").glob("*.pdf")), *forms]


def test_pdf_ua(site: Path, handbook: Handbook, tmp_path: Path) -> None:
    """Every pack, every form to fill in, and 50 packs of schools break no rule."""
    if lacking := missing():
        skip_aloud("whether PDFs hold to PDF/UA-1", lacking)
    every = [*pdfs(site, handbook), *personal(handbook, tmp_path)]

    assert len(every) > 75
    assert {path.name: rules for path, rules in violations(every).items() if rules} == {}


def personal(handbook: Handbook, folder: Path) -> list[Path]:
    """The school pack for 50 schools, one in five with signs that need another font."""
    document = next(Printer(handbook).documents("school-pack"))
    setter = packs.setter(handbook, document, folder / "work", DAY)
    made = []
    for number in range(50):
        name = f"Школа Ŵ & <b>{number}</b>" if number % 5 == 0 else f"Sample School {number}"
        path = folder / f"{number}.pdf"
        path.write_bytes(setter.pdf(DAY, {key: f"{key} {number}" for key in KEYS} | {"school": name, "requests": ["One", "Two"]}))
        made.append(path)
    return made


def test_the_validator_finds_faults(page: Page, tmp_path: Path) -> None:
    """A page printed by a browser breaks rules: the test above can fail."""
    if lacking := missing():
        skip_aloud("whether the validator works", lacking)
    page.set_content("<h3>Three</h3><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='><table><tr><td>a</td></tr></table>")
    page.pdf(path=tmp_path / "browser.pdf")

    assert len(violations([tmp_path / "browser.pdf"])[tmp_path / "browser.pdf"]) > 1


def test_lint(site: Path, handbook: Handbook) -> None:
    """No pack and no form has a fault."""
    assert {path.name: faults for path in pdfs(site, handbook) if (faults := lint(path))} == {}


PICTURE = '#figure(rect(), alt: "picture.svg", kind: image, supplement: none)\n'


@pytest.mark.parametrize(("source", "said"), [
    (GOOD, None),
    (GOOD.replace('lang: "en", region: "GB"', 'lang: "de"'), "the language is 'de', not en-GB"),
    (GOOD.replace("table.header[A][B]", "[A], [B]"), "a table has no header"),
    (GOOD + PICTURE, "the words for a picture say nothing: 'picture.svg'"),
])  # fmt: skip
def test_the_lint_finds_each_fault(tmp_path: Path, source: str, said: str | None) -> None:
    """A sound file has none; each fault, which Typst lets pass, is named."""
    (tmp_path / "a.typ").write_text(source, encoding="utf-8")
    typst.compile(
        str(tmp_path / "a.typ"), str(tmp_path / "a.pdf"), root=str(tmp_path), ignore_system_fonts=True, pdf_standards=["ua-1"]
    )

    assert lint(tmp_path / "a.pdf") == ([said] if said else [])


def test_the_lint_finds_what_typst_would_refuse(tmp_path: Path) -> None:
    """Without the standard: no title, and a heading of level 3 under one of level 1."""
    (tmp_path / "a.typ").write_text(GOOD.replace('#set document(title: "T")', "") + "=== Three\n", encoding="utf-8")
    typst.compile(str(tmp_path / "a.typ"), str(tmp_path / "a.pdf"), root=str(tmp_path), ignore_system_fonts=True)

    assert lint(tmp_path / "a.pdf") == ["no title is shown", "a heading of level 3 follows one of level 1"]


def test_the_lint_finds_faults_of_forms(site: Path, tmp_path: Path) -> None:
    """A field without a label, and two that are read in the wrong order."""
    with pikepdf.open(site / "guidance" / "making-referrals" / "referral-form.pdf") as pdf:
        first, second = pdf.Root.AcroForm.Fields[0], pdf.Root.AcroForm.Fields[1]
        first.TU = pikepdf.String("")
        first.Rect, second.Rect = second.Rect, first.Rect
        pdf.save(tmp_path / "bad.pdf")

    assert lint(tmp_path / "bad.pdf") == [
        "the field 'Student's name and form' has no label",
        "fields are read in another order than they stand in",
    ]


def test_contrast(handbook: Handbook) -> None:
    """Text in the theme's colours stands out from white by at least 4.5."""
    colours = handbook.settings.colours

    for colour in (colours.primary, colours.accent, "#616161"):
        assert contrast(colour, "#ffffff") >= 4.5


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
