"""The commands as people call them: what they print, and their exit status."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path

import pytest

from macros.handbook import examine
from macros.sources.kinds import models
from macros.sources.start import StartError, identifier, start
from tests import sample
from tests.sample import ROOT

DAY = datetime.date(2027, 1, 15)
SCRIPTS = sorted(path.name for path in (ROOT / "scripts").glob("*.py") if path.name != "setup_tools.py")


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    root = sample.make(tmp_path / "handbook")
    for folder in models():
        (root / folder).mkdir(parents=True, exist_ok=True)
        (root / folder / "_template.yml").write_text(
            (ROOT / folder / "_template.yml").read_text(encoding="utf-8"), encoding="utf-8"
        )
    (root / "roles" / "guidance-personal-adviser.yml").write_text(
        (root / "roles" / "helper.yml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (root / "directory" / "teams" / "school-teams.yml").write_text(
        (root / "directory" / "teams" / "team.yml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    return root


@pytest.mark.parametrize("kind", [model.KIND.name for model in models().values()])
def test_a_new_entry_is_valid(templates: Path, kind: str) -> None:
    """What new.py writes passes the check as it is, with today's date and a review in a year."""
    path = start(templates, kind, 'Café "day": what?', DAY)

    sources, handbook = examine(templates)

    assert path.name == "cafe-day-what.yml"
    assert [str(problem) for problem in sources.problems if problem.level == "error"] == []
    assert handbook is not None
    entry = handbook[f"{path.parent.relative_to(templates).as_posix()}/cafe-day-what"]
    assert (entry.title, entry.review_by) == ('Café "day": what?', datetime.date(2028, 1, 15))


def test_new_does_not_overwrite(templates: Path) -> None:
    """An entry that is there already stays as it is."""
    before = (templates / "glossary" / "drop-in-session.yml").read_text(encoding="utf-8")

    with pytest.raises(StartError, match=r"glossary/drop-in-session\.yml is there already"):
        start(templates, "term", "Drop-in session", DAY)

    assert (templates / "glossary" / "drop-in-session.yml").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(("kind", "title", "words"), [("tern", "X", "Did you mean 'term'"), ("term", "?!", "needs a letter")])
def test_new_says_what_is_wrong(templates: Path, kind: str, title: str, words: str) -> None:
    """An unknown kind gets the nearest; a title without letters is refused."""
    with pytest.raises(StartError, match=words):
        start(templates, kind, title, DAY)


def test_identifier() -> None:
    """Accents, apostrophes and signs go; hyphens join the words."""
    assert [identifier(title) for title in ("Parents' evening", "14–19 Plan", "  A  b ", "Café")] == [
        "parents-evening", "1419-plan", "a-b", "cafe",
    ]  # fmt: skip


def run(script: str, *options: str) -> subprocess.CompletedProcess[str]:
    program = f"import sys; sys.argv[0] = {script!r}; sys.path[:0] = ['scripts', '.']; import setup_tools; setup_tools.ensure = lambda level: None; import runpy; runpy.run_path('scripts/{script}', run_name='__main__')"  # noqa: E501
    return subprocess.run([sys.executable, "-c", program, *options], cwd=ROOT, capture_output=True, text=True, check=False)


def test_check_is_content() -> None:
    """The handbook's own sources have no error."""
    done = run("check.py")

    assert done.returncode == 0, done.stdout
    assert "All is well" in done.stdout


def test_check_as_json() -> None:
    """Each finding with its file, line, column, words and level."""
    found = json.loads(run("check.py", "--json").stdout)

    assert all(set(problem) == {"path", "line", "column", "message", "level"} for problem in found)


def test_check_for_a_code_host() -> None:
    """Each line is a note on a line of a file."""
    assert all(line.startswith(("::notice file=", "::error file=")) for line in run("check.py", "--github").stdout.splitlines())


def test_generated_files_are_fresh() -> None:
    """Schemas, editor settings and the field table fit the models; if not: python3 scripts/generate.py."""
    done = run("generate.py", "--check")

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_is_documented(script: str) -> None:
    """README names each command."""
    assert f"scripts/{script}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_ci_runs_the_readmes_command() -> None:
    """What the code host runs is what README tells people to run."""
    assert "exec python3 scripts/test.py" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
