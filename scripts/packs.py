"""Makes packs to print, as PDF and Word files: python3 scripts/packs.py (on Windows: py scripts\\packs.py).

Without options: every pack into out/. With `--schools FILE.csv`: the personal ones, for each school of the file.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from setup_tools import ROOT, ensure


def main() -> int:
    """Make, or look at, or check packs; the exit status is 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description="Make packs to print, as PDF and Word files.")
    parser.add_argument("--pack", action="append", default=[], metavar="ID", help="this pack only (may be repeated)")
    parser.add_argument(
        "--letter", action="append", default=[], metavar="GUIDANCE/ID", help="a letter of the guidance, for each school"
    )
    parser.add_argument("--schools", type=Path, metavar="FILE.csv", help="make them for each school of this file")
    parser.add_argument("--authority", default="", help="of the file, only the schools of this local authority")
    parser.add_argument("--phase", default="", help="of the file, only the schools of this phase, such as Secondary")
    parser.add_argument("--out", type=Path, default=ROOT / "out", help="the folder to write to (default: out)")
    parser.add_argument("--jobs", type=int, default=0, help="how many processes (default: one for each core)")
    parser.add_argument("--cluster", default="", metavar="ADDRESS", help="send the work to a Dask cluster, such as tcp://host:8786")
    parser.add_argument("--verify", action="store_true", help="check the files in --out against their manifest, and make nothing")
    parser.add_argument("--preview", metavar="ID", help="make one pack, and again on each save")
    options = parser.parse_args()

    from macros.packs.desk import Desk, NotMade

    try:
        return Desk(ROOT, lambda words: print(words, flush=True)).serve(options)
    except (NotMade, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. What is finished is there; the same command goes on with the rest.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    ensure("run")
    raise SystemExit(main())
