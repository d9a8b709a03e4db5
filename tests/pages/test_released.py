"""A service that goes live with agreed text only: the site builds, holds no draft, and every link of it leads somewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from macros.pages.build import build
from tests.checkout import copy
from tests.pages.links import broken_links
from tests.search.rows import addresses

pytestmark = pytest.mark.slow

AGREED = ("glossary/neet", "glossary/referral", "roles/governor")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy(tmp_path_factory.mktemp("released") / "checkout")
    settings = (root / "handbook.yml").read_text(encoding="utf-8")
    for view in ("pages", "packs", "embeds"):
        settings = settings.replace(f"  {view}: draft", f"  {view}: agreed")
    (root / "handbook.yml").write_text(settings, encoding="utf-8")
    for address in AGREED:
        path = root / f"{address}.yml"
        text = path.read_text(encoding="utf-8").replace("status: draft", "status: agreed")
        path.write_text(text.replace("reviewed:\n", "reviewed: 2026-12-01\n"), encoding="utf-8")
    build(root, root / "site")
    return root / "site"


def test_only_agreed_text_is_there(released: Path) -> None:
    """Pages, data and search hold the agreed entries and no other."""
    entries = json.loads((released / "data" / "handbook.json").read_text(encoding="utf-8"))["entries"]

    assert {f"{folder}/{name}" for folder, found in entries.items() for name in found} == set(AGREED)
    assert {path.parent.name for path in released.glob("glossary/*/index.html")} >= {"neet", "referral"}
    assert not (released / "glossary" / "confidentiality").exists()
    assert not (released / "guidance" / "making-referrals").exists()
    assert "glossary/neet/" in addresses(released)
    assert not [address for address in addresses(released) if "glossary/confidentiality" in address]
    assert not list(released.rglob("*.docx"))


def test_nothing_points_at_what_is_withheld(released: Path) -> None:
    """Also on hand-written pages, where a withheld entry's words stand without a link."""
    assert broken_links(released) == []
