"""What we change in Material: whether it is still made from the Material that is installed, and still needed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import material
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, Page

from tests.axe import violations
from tests.serving import serving

MADE_FROM = {
    "header.html": "8cf3fb15bcf969ff596649616fd99366b3c31c08d57a86d05308efc16d8fa75f",
    "search.html": "bfd556535abcddb99396ab2a7e3acc2ebcd3f36756007d3969396caa4126be30",
    "palette.html": "fb935107ae7d3d7475965019eec36c1ad72bf1d154254dab2474921fcd2710e3",
}
PARTIALS = Path(material.__file__).parent / "templates" / "partials"
WORDS = (
    "# Stock\n\nSome words with [a link](https://example.org/) among them, and more of them so that it is a text.\n\n- [ ] to do\n"
)
CONFIG = "site_name: Stock\ncopyright: Some words\ntheme: {name: material, font: false}\nplugins: [search]\n"


@pytest.mark.parametrize("name", MADE_FROM)
def test_what_ours_was_made_from(name: str) -> None:
    """If Material changes a partial that ours stands for, or leans on, somebody should look whether ours must follow."""
    found = hashlib.sha256((PARTIALS / name).read_bytes()).hexdigest()

    assert found == MADE_FROM[name], (
        f"Material changed partials/{name}. Compare overrides/partials/ with it, then write {found} here."
    )


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Page]:
    """A page of Material as it comes, on a phone."""
    root = tmp_path_factory.mktemp("stock")
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text(WORDS, encoding="utf-8")
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    build(load_config(str(root / "mkdocs.yml")))
    with serving(root / "site") as address:
        context = browser.new_context(viewport={"width": 320, "height": 700}, reduced_motion="reduce")
        page = context.new_page()
        page.goto(address)
        yield page
        context.close()


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["color-contrast: ['.md-copyright", "link-in-text-block"])
def test_colours_still_need_mending(stock: Page, fault: str) -> None:
    """The copyright line's contrast and links told by colour alone, which handbook.css mends."""
    stock.set_viewport_size({"width": 1280, "height": 900})

    assert [one for one in violations(stock) if one.startswith(fault)], f"Material no longer has {fault}: take our mend out"


@pytest.mark.slow
def test_the_drawer_still_needs_a_button(stock: Page) -> None:
    """Its opener is a label, which keyboards can't reach; its links can be reached while it is closed."""
    stock.set_viewport_size({"width": 320, "height": 700})

    assert stock.locator("label.md-header__button[for=__drawer]").count() == 1
    assert stock.evaluate("getComputedStyle(document.querySelector('.md-sidebar--primary a')).visibility") == "visible"


@pytest.mark.slow
def test_print_still_needs_mending(stock: Page) -> None:
    """No address stands behind a link on paper."""
    stock.emulate_media(media="print")

    assert stock.evaluate("getComputedStyle(document.querySelector('article a[href^=http]'), '::after').content") == "none"
