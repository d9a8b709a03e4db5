"""Checks the sources without building anything: python3 scripts/check.py (on Windows: py scripts\\check.py).

Exit status 1 if anything has to be put right. `--json` prints the problems for editors and code hosts.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys

from setup_tools import ROOT, ensure


def main() -> int:
    """Print every problem, then every finding that is only reported."""
    parser = argparse.ArgumentParser(description="Check the sources without building anything.")
    parser.add_argument("--json", action="store_true", help="print the problems as JSON")
    parser.add_argument("--github", action="store_true", help="print the problems as a code host's notes on lines")
    parser.add_argument("--reading", action="store_true", help="also say which longer texts are hard to read (sets up more)")
    options = parser.parse_args()

    gc.disable()  # a short run keeps nearly all it makes: looking for what could go costs more than it frees
    from macros.embeds.versions import stale
    from macros.handbook import examine
    from macros.sources.problems import count, report

    sources, handbook = examine(ROOT)
    if handbook and (behind := stale(handbook)):
        sources.problems.append(behind)
    if options.reading:
        from macros.checks import reading

        reading.check(sources)
    errors = [problem for problem in sources.problems if problem.level == "error"]
    findings = sorted({problem for problem in sources.problems if problem.level == "report"})
    if options.json:
        print(json.dumps([problem.as_dict() for problem in sorted({*errors, *findings})], ensure_ascii=False, indent=1))
    elif options.github:
        for problem in sorted({*errors, *findings}):
            level = "error" if problem.level == "error" else "notice"
            print(f"::{level} file={problem.path},line={problem.line},col={problem.column}::{problem.message}")
    else:
        for finding in findings:
            print(f"note: {finding}")
        if findings:
            print(f"{count(findings)} to look at some day; these stop nothing.")
        entries = sum(len(entries) for entries in sources.entries.values())
        print(report(errors) if errors else f"All is well: {entries} entries.")
    return 1 if errors else 0


if __name__ == "__main__":
    ensure("test" if "--reading" in sys.argv else "check")
    raise SystemExit(main())
