"""axe, which looks for what people with disabilities would stumble over."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Frame, Page

from tests.sample import ROOT

AXE = (ROOT / "tests" / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page | Frame, within: str = "html") -> list[str]:
    """What is wrong within an element, and what to do about it."""
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(
        "async ([within, tags]) => (await axe.run(within, "
        "{ runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })).violations",
        [within, RULES],
    )
    return [f"{fault['id']}: {node['target']} {node['failureSummary']}" for fault in found for node in fault["nodes"]]
