"""The theme is rendered once a folder and filled in; each page must be what the theme itself would have made of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checkout import contents, copy
from tests.conftest import DAY
from tests.sample import term

pytestmark = pytest.mark.slow

AWKWARD = {
    "glossary/awkward.yml": term("<b>handbook-mark-0</b> & “handbook-mark-3” '1'", "aliases: ['<h1 handbook-mark-5>']\n"),
    "glossary/first.yml": term("Aaa, the first of its folder"),
}


PROGRAM = """
import os, sys
from pathlib import Path
from macros.pages import second
from macros.pages.build import build
%s
build(Path(".").resolve(), Path(sys.argv[1]))
"""
KILLED = "second.Second._work = lambda *given: os.kill(os.getpid(), 9)"


def built(root: Path, name: str, processes: int, more: str = "") -> dict[str, bytes]:
    """Every file of the site, by its path."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": DAY, "HANDBOOK_PROCESSES": str(processes)}
    command = [sys.executable, "-c", PROGRAM % more, name]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return contents(root / name)


def test_the_same_bytes(tmp_path: Path) -> None:
    """Every file of the site: with the shell and without it, by one process and by two, and if the second is killed."""
    root = copy(tmp_path / "checkout")
    for path, text in AWKWARD.items():
        (root / path).write_text(text, encoding="utf-8")
    filled, alone = built(root, "filled", 2), built(root, "alone", 2, KILLED)
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("extra:\n", "extra:\n  plain: true\n"), encoding="utf-8")
    plain = built(root, "plain", 1)

    assert b"handbook-mark-0" in filled["glossary/awkward/index.html"]
    for site in (filled, alone):
        assert site.keys() == plain.keys()
        assert [path for path in site if site[path] != plain[path]] == []
