"""Sets up what a script needs, once: `.venv` from Python's own venv, the locked packages, wheels only. Standard library only.

Each lock holds the next smaller one (check, run, test), so a set-up for tests serves all scripts.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LEVELS = ("check", "run", "test")
OLDEST = (3, 11)


class SetUpFailed(Exception):
    """What a script needs can't be had; the words say why and what to do."""


def ensure(level: str) -> None:
    """Come back only inside `.venv` with the packages of `level`; else set it up, run the script again in there, and exit."""
    if sys.version_info < OLDEST:
        sys.exit(
            f"This needs Python {OLDEST[0]}.{OLDEST[1]} or later; this is {sys.version.split()[0]}. "
            "Get a newer one from https://www.python.org/downloads/ and start the script with it."
        )
    ready = _ready(level)
    if ready and Path(sys.prefix).resolve() == VENV.resolve():
        sys.path.insert(0, str(ROOT))
        return
    try:
        if not ready:
            _set_up(level)
        # UTF-8 throughout: a Windows console that is redirected would stumble over the first curly quote.
        code = subprocess.run([str(_python()), *sys.argv], env={**os.environ, "PYTHONUTF8": "1"}, check=False).returncode
    except KeyboardInterrupt:
        code = 130
    except SetUpFailed as failure:
        print(failure, file=sys.stderr)
        code = 1
    _hold_window(code)
    sys.exit(code)


def _hold_window(code: int) -> None:
    """Where the script was started by a double-click on Windows, the window would close over the message."""
    if os.name == "nt" and "PROMPT" not in os.environ and sys.stdin.isatty():
        input(f"{'Done' if code == 0 else 'Something was wrong: see above'}. Press Enter to close this window.")


def _python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _lock(level: str) -> Path:
    return ROOT / "requirements" / f"{level}.txt"


def _fingerprint(level: str) -> str:
    return hashlib.sha256(_lock(level).read_bytes() + sys.version.encode()).hexdigest()


def _mark(level: str) -> Path:
    return VENV / f"ready-{level}"


def _ready(level: str) -> bool:
    """Whether this level, or one that holds it, is installed as locked."""
    for larger in LEVELS[LEVELS.index(level) :]:
        mark = _mark(larger)
        if mark.exists() and mark.read_text(encoding="utf-8") == _fingerprint(larger) and _python().exists():
            return True
    return False


def _set_up(level: str) -> None:
    print("Setting up (once; this needs the network and takes a minute or two) ...", flush=True)
    level = max((level, *(larger for larger in LEVELS if _mark(larger).exists())), key=LEVELS.index)
    if not _python().exists() or not _same_python():
        shutil.rmtree(VENV, ignore_errors=True)
        _make_venv()
    for mark in LEVELS:
        _mark(mark).unlink(missing_ok=True)
    command = [
        str(_python()),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "-r",
        str(_lock(level)),
    ]
    if subprocess.run(command, check=False).returncode:
        raise SetUpFailed("Setting up failed; the lines above say why. Check the network (a proxy?), then start the script again.")
    _mark(level).write_text(_fingerprint(level), encoding="utf-8")
    print("Set up.", flush=True)


def _same_python() -> bool:
    """Whether `.venv` was made for this Python and this folder (a moved or copied folder breaks it)."""
    told = subprocess.run([str(_python()), "-c", "import sys; print(sys.version)"], capture_output=True, text=True, check=False)
    return told.returncode == 0 and told.stdout.strip() == sys.version.strip()


def _make_venv() -> None:
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        if "ensurepip" in made.stdout + made.stderr or "No module named venv" in made.stderr:
            raise SetUpFailed(
                "Python's venv is missing on this machine. On Debian and Ubuntu: "
                f"apt-get install python3-venv (or python3.{sys.version_info.minor}-venv), then start the script again."
            )
        raise SetUpFailed(f"{made.stdout}{made.stderr}\nThe folder {VENV} couldn't be made. Is there room, and may you write here?")
