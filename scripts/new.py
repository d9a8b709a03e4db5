"""Begins a new entry: python3 scripts/new.py term "Drop-in session". Without words after it, it asks."""

from __future__ import annotations

import argparse
import datetime
import sys

from setup_tools import ROOT, ensure


def main() -> int:
    """Write the file from the folder's `_template.yml` and say what to do next."""
    parser = argparse.ArgumentParser(description="Begin a new entry from a template.")
    parser.add_argument("kind", nargs="?", help="term, role, …")
    parser.add_argument("title", nargs="?", help='the title, in quotes: "Drop-in session"')
    options = parser.parse_args()

    from macros.sources.kinds import models
    from macros.sources.start import StartError, start

    names = [model.KIND.name for model in models().values()]
    kind = options.kind or input(f"What kind ({', '.join(names)})? ").strip()
    title = options.title or input("Title? ").strip()
    try:
        path = start(ROOT, kind, title, datetime.date.today())
    except StartError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Written: {path.relative_to(ROOT)}\nFill it in, then run: python3 scripts/check.py (on Windows: py scripts\\check.py)")
    return 0


if __name__ == "__main__":
    ensure("check")
    raise SystemExit(main())
