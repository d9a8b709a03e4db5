"""Looks where our texts stand on schools' pages: python3 scripts/embeds.py pages.txt (on Windows: py scripts\\embeds.py pages.txt).

`pages.txt` has an address a line; a file of schools (.csv) is read for their websites. `--publish` writes published.yml.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from setup_tools import ROOT, ensure

if TYPE_CHECKING:
    from macros.handbook import Handbook


def main() -> int:
    """Publish, or survey; the exit status is 1 if a copy is out of date, was altered, or is gone."""
    parser = argparse.ArgumentParser(description="Look where our texts stand on schools' pages, and which copies are out of date.")
    parser.add_argument("pages", type=Path, nargs="?", help="a text file with an address a line, or a file of schools (.csv)")
    parser.add_argument("--publish", action="store_true", help="write what is new to published.yml, and no more")
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "embeds", help="the folder for report and emails")
    parser.add_argument("--authority", default="", help="of a file of schools, only those of this local authority")
    parser.add_argument("--jobs", type=int, default=8, help="how many hosts are visited at once (default: 8)")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two visits to a host (default: 1)")
    parser.add_argument("--this-machine", action="store_true", help="pages on this machine may be visited too, to try it out")
    options = parser.parse_args()
    if options.publish == bool(options.pages):
        parser.error("name a file with pages, or --publish.")

    from macros.handbook import read
    from macros.sources.problems import ProblemsFound

    try:
        handbook = read(ROOT)
        return publish(handbook) if options.publish else survey(handbook, options)
    except ProblemsFound as problems:
        print(f"{problems}\nPut these right first.", file=sys.stderr)
    except OSError as error:
        print(f"{error.filename} can't be written ({error.strerror}). Is the disk full, or the file open?", file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped; nothing was written.", file=sys.stderr)
        return 130
    return 1


def publish(handbook: Handbook) -> int:
    """Write new versions, and new pages, to published.yml."""
    from macros.embeds import versions
    from macros.sources.published import PATH

    new = versions.publish(handbook, datetime.date.today(), ROOT / PATH)
    for name, number in new.items():
        print(f"{name}: version {number}" if number else f"{name}: a new page")
    texts = sum(map(bool, new.values()))
    print(f"New versions: {texts}. New pages: {len(new) - texts}." if new else "Nothing has changed.")
    return 0


def survey(handbook: Handbook, options: argparse.Namespace) -> int:
    """Visit the pages, print the table, write report and emails."""
    from macros.embeds.survey import desk, report
    from macros.embeds.survey.visit import Visitor

    settings = handbook.settings
    try:
        wanted = desk.pages(options.pages, handbook, options.authority, lambda words: print(words, file=sys.stderr))
    except desk.NotDone as failure:
        print(failure, file=sys.stderr)
        return 1
    name = f"ConnexionsHandbook/1.0 (+{settings.site_url}embed/; looks for texts of ours; {settings.feedback})"
    visitor = Visitor(name, options.pause, loopback=options.this_machine)
    rows = desk.look(handbook, wanted, visitor, max(1, options.jobs), lambda words: print(words, file=sys.stderr, flush=True))
    letters = desk.write(rows, handbook, options.out)
    print(report.table(rows))
    print(f"{len(wanted)} pages: {report.counted(rows)}. Report and {letters} emails are in {options.out}.")
    return 1 if any(row.found.state in report.TO_DO for row in rows) else 0


if __name__ == "__main__":
    ensure("run")
    raise SystemExit(main())
