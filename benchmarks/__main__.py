"""Runs the measurements, prints them, and keeps them in benchmarks/results.md: .venv/bin/python -m benchmarks."""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import re
from collections.abc import Callable
from pathlib import Path

from benchmarks import builds, checking, printing, saving, searching, weight

RESULTS = Path(__file__).resolve().parent / "results.md"
TITLE = "# Results\n\nMade by `.venv/bin/python -m benchmarks`; [README.md](README.md) says what is measured, and how.\n"


def main() -> None:
    """Measure what the options ask for; what is left out stays in results.md as it was."""
    options = _options()
    sections: dict[str, Callable[[], str]] = {
        "builds": lambda: builds.report(options.sizes, options.rounds),
        "saves": lambda: saving.report(options.rounds),
        "check": lambda: checking.report(options.rounds),
        "weight": weight.report,
        "search": searching.report,
        "packs": lambda: printing.report(options.rounds),
    }
    kept = _kept()
    for name, measure in sections.items():
        if options.only in (None, name):
            kept[name] = f"{_where()}\n\n{measure()}\n"
            print(f"## {name}\n\n{kept[name]}", flush=True)
            texts = [TITLE, *(f"## {known}\n\n{kept[known]}" for known in sections if known in kept)]
            RESULTS.write_text("\n".join(texts), encoding="utf-8", newline="\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the handbook beside its peers.")
    parser.add_argument("--sizes", type=_numbers, default="150,1000,5000", help="numbers of terms (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is run; the median counts (default: %(default)s)")
    parser.add_argument("--only", choices=("builds", "saves", "check", "weight", "search", "packs"), help="only this part")
    return parser.parse_args()


def _numbers(words: str) -> list[int]:
    return [int(word) for word in words.split(",")]


def _kept() -> dict[str, str]:
    """The sections of an earlier run by name."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    parts = re.split(r"^## (\w+)\n\n", text, flags=re.MULTILINE)[1:]
    return {name: section.rstrip("\n") + "\n" for name, section in zip(parts[::2], parts[1::2], strict=True)}


def _where() -> str:
    today = datetime.date.today()
    return f"{today.day} {today:%B %Y}, Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}."


if __name__ == "__main__":
    main()
