"""The theme is rendered once a folder and filled in; each page must be what the theme itself would have made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.pages.build import build
from tests.checkout import copy
from tests.sample import term

pytestmark = pytest.mark.slow

AWKWARD = {
    "glossary/awkward.yml": term("<b>handbook-mark-0</b> & “handbook-mark-3” '1'", "aliases: ['<h1 handbook-mark-5>']\n"),
    "glossary/first.yml": term("Aaa, the first of its folder"),
}


def test_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file of the site, built with the shell and without it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")
    sites = []
    for name in ("filled", "plain"):
        root = copy(tmp_path / name)
        for path, text in AWKWARD.items():
            (root / path).write_text(text, encoding="utf-8")
        if name == "plain":
            settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
            (root / "mkdocs.yml").write_text(settings.replace("extra:\n", "extra:\n  plain: true\n"), encoding="utf-8")
        build(root, root / "site")
        sites.append({path.relative_to(root / "site"): path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()})
    filled, plain = sites

    assert b"handbook-mark-0" in filled[Path("glossary/awkward/index.html")]
    assert filled.keys() == plain.keys()
    assert [str(path) for path in filled if filled[path] != plain[path]] == []
