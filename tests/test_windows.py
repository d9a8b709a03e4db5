"""What can be checked here of Windows: paths with spaces and signs, encodings, commands without a shell, the double-click."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checkout import copy
from tests.sample import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
import setup_tools

CODE = sorted([*(ROOT / "macros").rglob("*.py"), *(ROOT / "scripts").glob("*.py")])
POSIX_ONLY = {"symlink", "symlink_to", "fork", "getuid", "mkfifo", "chown", "killpg", "setsid"}


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]


def name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_text_files_are_utf_8(path: Path) -> None:
    """Each text file is opened as UTF-8: Windows would take its own code page."""
    for call in calls(path):
        if name(call) in ("read_text", "write_text"):
            assert any(keyword.arg == "encoding" for keyword in call.keywords), f"{path.name}:{call.lineno}"


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_needs_a_shell_or_posix(path: Path) -> None:
    """Commands are lists, without a shell; no call that Windows lacks."""
    for call in calls(path):
        where = f"{path.name}:{call.lineno}"
        assert not any(keyword.arg == "shell" for keyword in call.keywords), where
        assert name(call) not in POSIX_ONLY | {"system", "popen"}, where
        if name(call) in ("run", "Popen") and isinstance(call.func, ast.Attribute) and call.args:
            assert not isinstance(call.args[0], ast.Constant | ast.JoinedStr), where


def test_set_up_speaks_plain_ascii() -> None:
    """It runs before UTF-8 is switched on, in whatever console there is."""
    assert (ROOT / "scripts" / "setup_tools.py").read_text(encoding="utf-8").isascii()


def test_python_of_a_windows_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands elsewhere there."""
    monkeypatch.setattr(setup_tools.os, "name", "nt")

    assert setup_tools._python() == setup_tools.VENV / "Scripts/python.exe"


@pytest.mark.parametrize(("console", "asked"), [({}, 1), ({"PROMPT": "$P$G"}, 0)])
def test_a_double_clicked_window_stays_open(monkeypatch: pytest.MonkeyPatch, console: dict[str, str], asked: int) -> None:
    """Until Enter is pressed, so that the message can be read; in a console of the editor's own nobody is asked."""
    questions: list[str] = []
    monkeypatch.setattr(setup_tools.os, "name", "nt")
    monkeypatch.setattr(setup_tools.os, "environ", console)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", questions.append)

    setup_tools._hold_window(1)

    assert len(questions) == asked
    assert all("Something was wrong" in question for question in questions)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy in a folder of the sort that people have, with a console that knows ASCII only."""
    root = copy(tmp_path / "Head of Year's files (new) & é 100%")
    if os.name != "nt":
        (root / ".venv").symlink_to(ROOT / ".venv")
    return root


def run(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    return subprocess.run(
        [sys._base_executable, str(root / "scripts" / command[0]), *command[1:]],
        cwd=root.parent,
        env=plain,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.slow
def test_scripts_run_from_any_folder(checkout: Path) -> None:
    """From elsewhere, on a path with spaces and signs: a new entry, the check, the build."""
    made = run(checkout, "new.py", "term", "Café “day”: 100 % & more?")
    checked = run(checkout, "check.py")
    built = run(checkout, "build.py")

    assert made.returncode == 0, made.stderr
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert built.returncode == 0, built.stdout + built.stderr
    assert "Café “day”: 100 % &amp; more?" in (checkout / "site/glossary/cafe-day-100-more/index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_problem_with_signs_can_be_printed(checkout: Path) -> None:
    """A message that quotes what no code page holds is still one line, not a traceback."""
    (checkout / "glossary" / "neet.yml").write_text("title: ok\n“κόσμε” 🙂: x\n", encoding="utf-8")

    checked = run(checkout, "check.py")

    assert checked.returncode == 1
    assert "glossary/neet.yml:2:1: '“κόσμε” 🙂' isn't a name that belongs here" in checked.stdout
    assert "Traceback" not in checked.stdout + checked.stderr
