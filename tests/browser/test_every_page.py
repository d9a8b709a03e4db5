"""axe's rules that need no window, on every page of the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.axe import AXE

pytestmark = pytest.mark.slow
RULES = [
    "aria-allowed-attr", "aria-allowed-role", "aria-hidden-focus", "aria-required-attr", "aria-required-children",
    "aria-required-parent", "aria-roles", "aria-valid-attr", "aria-valid-attr-value", "button-name", "definition-list", "dlitem",
    "document-title", "duplicate-id-aria", "empty-heading", "empty-table-header", "form-field-multiple-labels", "frame-title",
    "heading-order", "html-has-lang", "html-lang-valid", "image-alt", "input-button-name", "input-image-alt", "label", "link-name",
    "list", "listitem", "meta-viewport", "nested-interactive", "page-has-heading-one", "presentation-role-conflict", "role-img-alt",
    "scope-attr-valid", "select-name", "summary-name", "svg-img-alt", "table-duplicate-name", "table-fake-caption", "tabindex",
    "td-headers-attr", "th-has-data-cells", "valid-lang",
]  # fmt: skip
LOOK = """async ([html, rules]) => {
  const other = new DOMParser().parseFromString(html, "text/html");
  for (const hidden of other.querySelectorAll("script, link, .md-toggle, .md-option")) hidden.remove();
  document.documentElement.replaceWith(document.adoptNode(other.documentElement));
  const { violations } = await axe.run(document, { runOnly: { type: "rule", values: rules }, resultTypes: ["violations"] });
  return violations.flatMap((fault) => fault.nodes.map((node) => `${fault.id}: ${node.target} ${node.html.slice(0, 120)}`));
}"""
PARTS = 6


@pytest.fixture
def bare(browser: Browser) -> Page:
    context = browser.new_context()
    page = context.new_page()
    page.evaluate(AXE)
    return page


def is_only_a_way_on(html: str) -> bool:
    return 'http-equiv="refresh"' in html


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page(bare: Page, site: Path, part: int) -> None:
    """Names, roles, headings, tables, lists, languages. Slides are looked at as they run (test_slides)."""
    faults = {}
    pages = [path for path in sorted(site.rglob("*.html")) if path.relative_to(site).parts[0] != "slides"]
    for path in pages[part::PARTS]:
        html = path.read_text(encoding="utf-8")
        if not is_only_a_way_on(html) and (found := bare.evaluate(LOOK, [html, RULES])):
            faults[path.relative_to(site).as_posix()] = found[:3]
    bare.context.close()

    assert len(pages) > 400
    assert faults == {}
