"""Looks whether each link of the built site leads somewhere: python3 scripts/links.py (on Windows: py scripts\\links.py).

Each broken link is told with the file and line where it is mended. `--external` asks for addresses on others' sites too.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path

from setup_tools import ROOT, ensure


def main() -> int:
    """Check, print each problem, write the report; the exit status is 1 if a link is broken, or nothing could be checked."""
    parser = argparse.ArgumentParser(description="Look whether each link of the built site leads somewhere.")
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the folder of the built site (default: site)")
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "links", help="the folder for the report (default: out/links)")
    parser.add_argument("--external", action="store_true", help="ask for addresses on others' sites too, slowly")
    parser.add_argument("--fresh", action="store_true", help="with --external: also those that answered well within a week")
    options = parser.parse_args()
    if options.fresh and not options.external:
        parser.error("--fresh goes with --external.")

    from macros.links.checker import NotChecked
    from macros.links.desk import NotBuilt
    from macros.sources.problems import ProblemsFound

    try:
        return check(options)
    except ProblemsFound as problems:
        print(f"{problems}\nPut these right first.", file=sys.stderr)
    except (NotBuilt, NotChecked) as failure:
        print(failure, file=sys.stderr)
    except OSError as error:
        print(
            f"{error.filename or options.out} can't be written ({error.strerror}). Is the disk full, or the file open?",
            file=sys.stderr,
        )
    except KeyboardInterrupt:
        print("Stopped; no report was written.", file=sys.stderr)
        return 130
    return 1


def check(options: argparse.Namespace) -> int:
    """Look through the site; the exit status."""
    from macros.links import desk, outside, report

    today = datetime.date.today()
    ways = None
    if options.external:
        slow = "macros/links/known-slow.yml"
        ways = outside.Ways(ROOT / ".cache" / "links.json", today, outside.slow_hosts(ROOT / slow, slow), options.fresh)
    result = desk.check(ROOT, options.site, ways, lambda words: print(words, file=sys.stderr, flush=True))
    report.write(result, today, options.out)
    for note in result.notes:
        print(f"note: {note.problem}")
    for row in result.problems:
        print(row.problem)
    print(f"{result.summary}\nThe report is in {options.out}.")
    return 1 if result.problems else 0


if __name__ == "__main__":
    ensure("run")
    raise SystemExit(main())
