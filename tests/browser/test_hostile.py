"""Text is data: whatever an editor writes into an entry is shown as written, and nothing of it runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.pages.build import build
from tests.checkout import copy
from tests.serving import serving

pytestmark = pytest.mark.slow

SCRIPT = "</title><script>window.ran = true</script><img src=x onerror='window.ran = true'>"
TEMPLATE = "{{ 7 * 7 }} {% set x = 1 %} {# gone #} {{ handbook }}"
TERM = f"""\
title: "Hostile {SCRIPT}"
summary: "Summary \\" {SCRIPT} {TEMPLATE}"
abbreviation: "<b>HX</b>"
aliases: ["alias {SCRIPT}"]
definition: "Definition {SCRIPT} {TEMPLATE} [link](javascript:window.ran=true) <a href='javascript:window.ran=true'>x</a>"
plain: "Plain {SCRIPT} {TEMPLATE}"
example: "Example {SCRIPT} {TEMPLATE}"
avoid:
  - say: "{SCRIPT}"
    audiences: [school-staff]
    why: "Why {SCRIPT}"
    instead: "Instead {TEMPLATE}"
confused_with:
  - id: neet
    difference: "Difference {SCRIPT} {TEMPLATE}"
category: people
audiences: [school-staff]
source: local
confirm: ["Confirm {SCRIPT} {TEMPLATE}"]
status: draft
owner: schools-manager
reviewed:
review_by: 2027-09-01
"""
PAGES = ("glossary/hostile/", "glossary/", "glossary/all/", "glossary/confused/", "glossary/neet/", "about/review/")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy(tmp_path_factory.mktemp("hostile") / "checkout")
    (root / "glossary" / "hostile.yml").write_text(TERM, encoding="utf-8")
    build(root, root / "site")
    return root / "site"


def test_nothing_runs_and_all_is_shown(browser: Browser, hostile: Path) -> None:
    """On its page, in every list, in the tooltip and in the search."""
    context = browser.new_context()
    page = context.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    with serving(hostile) as address:
        for path in PAGES:
            page.goto(address + path)
            assert page.evaluate("window.ran") is None, path
            assert page.locator("article img, article script:not([type])").count() == 0, path
            assert page.locator("article a[href^='javascript']").count() == 0, path
        page.goto(address + PAGES[0])
        assert "<script>window.ran = true</script>" in page.title()
        for part in (".hb-plain", ".hb-definition", ".hb-example", ".hb-avoid >> nth=0"):
            expect(page.locator(part)).to_contain_text("<script>" if part.startswith(".hb-avoid") else TEMPLATE)
        searched(page, address)
    context.close()

    assert dialogs == []


def searched(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("hostile")
    expect(page.locator(".md-search .hb-hit[href*='glossary/hostile']").first).to_be_visible()
    assert page.evaluate("window.ran") is None
