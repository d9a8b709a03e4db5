"""Copies of this checkout, to be changed, built and broken."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from macros.sources.kinds import models
from tests.sample import ROOT

_SOURCES = {folder.split("/")[0] for folder in models()}
FOLDERS = ("macros", "overrides", "docs", "vocabularies", "queries", "scripts", "requirements", *sorted(_SOURCES))
FILES = ("mkdocs.yml", "handbook.yml", "aliases.yml", "published.yml")
_A_PAGE = re.compile(r"(?m)(^\S.*: \|\n(?:  .*\n){1,3})(?:  .*\n)*")
BUILD = (
    "import sys; from pathlib import Path; from macros.pages.build import build; "
    "build(Path('.').resolve(), Path('site').resolve(), print)"
)


def copy(root: Path) -> Path:
    """Copy what a build needs to `root`; of what people type, three queries a page, since to read them all takes long."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (root / "queries").rglob("*.yml"):
        path.write_text(_A_PAGE.sub(r"\1", path.read_text(encoding="utf-8")), encoding="utf-8")
    for name in FILES:
        shutil.copy(ROOT / name, root / name)
    return root


def run(root: Path, program: str = BUILD) -> subprocess.CompletedProcess[str]:
    """Run a program in a process of its own, from the copy's root."""
    return subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False)


def contents(site: Path) -> dict[str, bytes]:
    """Every file of a built site, by its path."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
