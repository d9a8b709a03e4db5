"""MkDocs 1 is frozen, so the same checkout must build with ProperDocs, its drop-in fork."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import DAY
from tests.sample import ROOT

pytestmark = pytest.mark.slow

GENERATOR = re.compile(r'<meta name="generator"[^>]*>')
TEXT = {".html", ".json", ".css", ".js", ".xml", ".txt", ".csv", ".ttl", ".atom"}
QUIET = {"SOURCE_DATE_EPOCH": DAY, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


def built(generator: str, out: Path) -> Path:
    command = [sys.executable, "-m", generator, "build", "--quiet", "--site-dir", str(out)]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **QUIET}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def content(path: Path) -> bytes:
    if path.suffix not in TEXT:
        return path.read_bytes()
    return GENERATOR.sub("", path.read_text(encoding="utf-8")).encode()


def test_properdocs_builds_the_same_site(tmp_path: Path) -> None:
    """Same files, same content, but for the generator's name; and the plain command does what build.py does."""
    ours, theirs = built("mkdocs", tmp_path / "mkdocs"), built("properdocs", tmp_path / "properdocs")
    names = sorted(path.relative_to(ours) for path in ours.rglob("*") if path.is_file() and path.suffix != ".gz")

    assert len(names) > 200
    assert names == sorted(path.relative_to(theirs) for path in theirs.rglob("*") if path.is_file() and path.suffix != ".gz")
    assert [str(name) for name in names if content(ours / name) != content(theirs / name)] == []
