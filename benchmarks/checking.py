"""`scripts/check.py` beside an empty script that imports the same libraries: what the checking itself costs."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
from pathlib import Path

from benchmarks import handbooks, timing
from benchmarks.timing import Route

TERMS = 1000
GOAL = 3
_NOT_SET_UP = "check.py can't be timed: the environment isn't set up as locked. Run python3 scripts/test.py once."


def report(rounds: int) -> str:
    """The table of both scripts, and how far the goal was met, as Markdown."""
    with timing.workspace() as space:
        check, imports = routes = _routes(space)
        seconds = timing.medians(routes, rounds)
    ratio = seconds[check.name] / seconds[imports.name]
    return "\n".join(
        [
            f"{TERMS:,} terms and everything else of the handbook, fresh processes, median of {rounds} interleaved rounds.",
            "",
            "| script | seconds | × imports |",
            "| --- | --- | --- |",
            *(f"| {name} | {found:.2f} | {found / seconds[imports.name]:.2f} |" for name, found in seconds.items()),
            "",
            f"- Goal (at most {GOAL} times): {'met' if ratio <= GOAL else 'missed'}.",
        ]
    )


def _routes(space: Path) -> list[Route]:
    root = space / "whole"
    handbooks.whole(root, TERMS)
    (root / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    command = (sys.executable, str(root / "scripts" / "check.py"))
    _be_set_up(root / "scripts")
    empty = space / "imports.py"
    empty.write_text("".join(f"import {name}\n" for name in _libraries(command)), encoding="utf-8")
    none = space / "nothing"
    return [Route("check.py", command, root, none), Route("imports only", (sys.executable, str(empty)), root, none)]


def _be_set_up(scripts: Path) -> None:
    """Exit if `check.py` would set up its environment first, which is not what is timed here."""
    words = "import sys, setup_tools; sys.exit(not setup_tools._ready('check'))"
    if subprocess.run([sys.executable, "-c", words], cwd=scripts, check=False).returncode:
        raise SystemExit(_NOT_SET_UP)


def _libraries(command: tuple[str, ...]) -> list[str]:
    """Every module of an installed package that the command imports, in its order."""
    told = subprocess.run([command[0], "-X", "importtime", *command[1:]], capture_output=True, text=True, check=True)
    imported = [line.rpartition("|")[2].strip() for line in told.stderr.splitlines() if line.startswith("import time:")]
    packages = set(importlib.metadata.packages_distributions())
    return [name for name in imported if name.partition(".")[0] in packages]
