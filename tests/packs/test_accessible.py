"""Every PDF holds to PDF/UA-1 by veraPDF, and to what it doesn't see by a lint of our own."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page

from macros.handbook import Handbook
from macros.packs import packs
from macros.packs.printing import KEYS, Printer
from tests.conftest import skip_aloud
from tests.packs.lint import Pair, contrast, lint
from tests.packs.validator import missing, violations

DAY = datetime(2026, 11, 25, tzinfo=UTC)


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


def test_contrast(handbook: Handbook) -> None:
    """Text in the theme's colours can be told from white paper."""
    colours = handbook.settings.colours
    inks = {"primary": colours.primary, "accent": colours.accent, "small print": "#616161"}

    assert contrast(Pair(name, ink, "#ffffff") for name, ink in inks.items()) == []
