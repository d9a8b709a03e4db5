"""Longer texts are scored by textstat, offline; short ones never are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from macros.checks import reading
from macros.sources.load import load
from tests import sample
from tests.sample import ROOT

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning", "ignore::DeprecationWarning")

EASY = "You can ask for help. We talk about what you like. Then you make a plan. You keep the plan. " * 6
HARD = (
    "Notwithstanding the multiplicity of organisational considerations, practitioners' conceptualisation of "
    "developmental guidance necessitates comprehensive interdisciplinary consultation. "
) * 9


@pytest.mark.parametrize(("text", "least", "most"), [(EASY, 2, 8), (HARD, 20, 40)])
def test_reading_age(text: str, least: int, most: int) -> None:
    """Years of age: easy words come out low, long ones high."""
    assert least < reading.reading_age(text) < most


def test_a_hard_text_is_reported(tmp_path: Path) -> None:
    """At its file, with the age and what to do; the sample's short terms are left alone."""
    root = sample.make(tmp_path / "handbook")
    role = root / "roles" / "helper.yml"
    role.write_text(role.read_text(encoding="utf-8").replace("found: In the library.", f"found: {HARD}"), encoding="utf-8")
    sources = load(root)

    reading.check(sources)

    found = [str(problem) for problem in sources.problems]
    assert len(found) == 1
    assert found[0].startswith("roles/helper.yml:1:1: the text asks for a reader of ")
    assert sources.problems[0].level == "report"


def test_our_own_texts_are_readable() -> None:
    """No text of this handbook is too hard for its readers."""
    sources = load(ROOT)
    before = len(sources.problems)

    reading.check(sources)

    assert [str(problem) for problem in sources.problems[before:]] == []


def test_no_network() -> None:
    """Spelling and reading work where nothing can be reached: any attempt to open a connection fails the program."""
    program = (
        "import socket\n"
        "def refuse(*args, **more): raise SystemExit('a connection was tried')\n"
        "socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse\n"
        "from macros.checks.reading import reading_age\n"
        "assert reading_age('You can ask for help. ' * 30) < 10"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
