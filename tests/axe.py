"""axe, which looks for what people with disabilities would stumble over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Frame, Page

from tests.sample import ROOT

AXE = (ROOT / "tests" / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The rules that look at colours."""


def violations(page: Page | Frame, within: str = "html", rules: Mapping[str, Any] = RULES) -> list[str]:
    """What is wrong within an element by these rules, and what to do about it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(
        "async ([within, rules]) => (await axe.run(within, { runOnly: rules, resultTypes: ['violations'] })).violations",
        [within, rules],
    )
    return [f"{fault['id']}: {node['target']} {node['failureSummary']}" for fault in found for node in fault["nodes"]]
