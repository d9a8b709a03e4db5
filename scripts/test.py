"""Sets up with the test tools and runs everything that CI runs: python3 scripts/test.py (on Windows: py scripts\\test.py).

`--quick`: no browser, no second generator, no links; for the inner loop. What follows `--` goes to pytest.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from setup_tools import ROOT, ensure

DEBIAN_PACKAGES = {"chromium": "chromium", "javac": "default-jdk-headless"}
JAXB = Path("/usr/share/java/jaxb-runtime.jar")


def main() -> int:
    """Lint, types, spelling, then the tests. Everything is run, and the exit status is 1 if any of it failed."""
    parser = argparse.ArgumentParser(description="Run everything that CI runs.")
    parser.add_argument("--quick", action="store_true", help="leave out what is slow: browser, links, second generator")
    parser.add_argument("pytest", nargs="*", help="options for pytest, after --")
    options = parser.parse_args()
    if not options.quick:
        bring_programs()
    scripts = Path(sys.executable).parent
    steps = [
        [str(scripts / "ruff"), "check", "."],
        [str(scripts / "ruff"), "format", "--check", "."],
        [str(scripts / "mypy")],
        [str(scripts / "typos")],
        [sys.executable, "-m", "pytest", "-n", "2", *(["-m", "not slow"] if options.quick else []), *options.pytest],
    ]
    failed = [step for step in steps if run(step)]
    for step in failed:
        print(f"failed: {Path(step[0]).name} {' '.join(step[1:])}", flush=True)
    return 1 if failed else 0


def run(step: list[str]) -> int:
    """Run one step from the root and give its exit status."""
    print(f"— {Path(step[0]).name} {' '.join(step[1:])}", flush=True)
    return subprocess.run(step, cwd=ROOT, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}).returncode


def bring_programs() -> None:
    """Install what the tests need beyond PyPI, where that is possible: as root on Debian."""
    missing = [package for program, package in DEBIAN_PACKAGES.items() if not shutil.which(program)]
    missing += [] if JAXB.exists() else ["libjaxb-java"]
    if not missing:
        return
    if sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", *missing], check=False, env=quiet, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    ensure("test")
    raise SystemExit(main())
