"""The rooms import leftwards only, and the core runs without MkDocs."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sample import ROOT

MODULES = sorted((ROOT / "macros").rglob("*.py"))
VIEWS = {"pages", "exports", "embeds", "packs", "links"}
MAY_IMPORT_VIEWS = {  # the hook writes the data files among the pages; what was given out must still lead somewhere
    ("pages", "exports"),
    ("pages", "packs"),
    ("pages", "embeds"),
    ("links", "embeds"),
}


def room(module: str) -> str:
    """`sources` for `macros.sources.load`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "macros" else ""


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{name.name}" for name in node.names} | {node.module}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_go_left(path: Path) -> None:
    """Sources know nothing of the handbook, the handbook nothing of views, and no view of another."""
    own = path.relative_to(ROOT / "macros").parts[0].removesuffix(".py")
    rooms = {room(module) for module in imported(path)} - {"", own}
    allowed = {
        "sources": {"ordering"},
        "forms": {"sources"},
        "ordering": set(),
        "checks": {"sources", "forms", "ordering"},
        "handbook": {"sources", "forms", "ordering", "checks"},
        "render": {"sources", "forms", "ordering", "handbook"},
        "__init__": {"pages"},
    }

    if own in allowed:
        assert rooms <= allowed[own]
    else:
        assert {other for other in rooms & VIEWS if (own, other) not in MAY_IMPORT_VIEWS} == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_pages_import_mkdocs(path: Path) -> None:
    """MkDocs may go one day; everything but one room must stay."""
    if "pages" not in path.parts:
        assert not {module for module in imported(path) if module.split(".")[0] == "mkdocs"}


def test_the_core_runs_without_mkdocs() -> None:
    """Reading, checking and exporting load no MkDocs, not even by a detour."""
    program = (
        "import sys; from pathlib import Path; from macros.handbook import read; from macros import exports; "
        "[make() for make in exports.files(read(Path('.'))).values()]; import macros; "
        "assert not [m for m in sys.modules if m.split('.')[0] == 'mkdocs']"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
