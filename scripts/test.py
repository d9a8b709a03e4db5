"""Sets up with the test tools and runs everything that CI runs: python3 scripts/test.py (on Windows: py scripts\\test.py).

`--quick`: no browser, no second generator, no links; for the inner loop. What follows `--` goes to pytest.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from setup_tools import ROOT, ensure

DEBIAN_PACKAGES = {
    "chromium": "chromium",
    "javac": "default-jdk-headless",
    "nginx": "nginx-light",
    "apache2": "apache2",
    "mariadbd": "mariadb-server",
    "php": "php-cli",
}
DEBIAN_FILES = {
    "/usr/share/java/jaxb-runtime.jar": ["libjaxb-java"],
    "/usr/share/wordpress": ["wordpress", "php-mysql", "php-xml", "php-mbstring", "php-curl"],
}
PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/local/sbin", "/usr/sbin"])
NO_SERVICES = Path("/usr/sbin/policy-rc.d")


def main() -> int:
    """Lint, types, spelling, then the tests. Everything is run, and the exit status is 1 if any of it failed."""
    parser = argparse.ArgumentParser(description="Run everything that CI runs.")
    parser.add_argument("--quick", action="store_true", help="leave out what is slow: browser, links, second generator")
    parser.add_argument("pytest", nargs="*", help="options for pytest, after --")
    options = parser.parse_args()
    if not options.quick:
        bring_programs()
    scripts = Path(sys.executable).parent
    tests = ["-n", "2", "--dist", "worksteal"]  # neighbours stay in one process, and so what they share is made once
    if options.quick:
        tests += ["-m", "not slow"]
    steps = [
        [str(scripts / "ruff"), "check", "."],
        [str(scripts / "ruff"), "format", "--check", "."],
        [str(scripts / "mypy")],
        [str(scripts / "typos")],
        [sys.executable, "-m", "pytest", *tests, *options.pytest],
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
    missing = [package for program, package in DEBIAN_PACKAGES.items() if not shutil.which(program, path=PATH)]
    missing += [package for file, packages in DEBIAN_FILES.items() if not Path(file).exists() for package in packages]
    if missing and sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {', '.join(missing)} ...", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        with no_services():
            subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet)
            subprocess.run(["apt-get", "install", "-y", "-qq", *missing], check=False, env=quiet, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def no_services() -> Iterator[None]:
    """Meanwhile, what is installed starts no server: the tests start their own, on ports of their own."""
    if NO_SERVICES.exists():
        yield
        return
    NO_SERVICES.write_text("#!/bin/sh\nexit 101\n", encoding="utf-8")
    NO_SERVICES.chmod(0o755)
    try:
        yield
    finally:
        NO_SERVICES.unlink()


if __name__ == "__main__":
    ensure("test")
    raise SystemExit(main())
