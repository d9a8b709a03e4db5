"""Builds everything into site/: python3 scripts/build.py (on Windows: py scripts\\build.py)."""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path

from setup_tools import ROOT, ensure


def main() -> int:
    """Build; a failed build leaves the last good site as it was."""
    parser = argparse.ArgumentParser(description="Build the site. A failed build leaves the last good one as it was.")
    parser.add_argument("--out", type=Path, default=ROOT / "site", help="the folder to build into (default: site)")
    parser.add_argument(
        "--offline", action="store_true", help="also make out/handbook/ and out/handbook.zip, which work from a USB stick"
    )
    options = parser.parse_args()
    copy = ROOT / "out" / "handbook" if options.offline else None

    from macros.pages.build import BuildFailed, build

    try:
        pages = build(ROOT, options.out.resolve(), lambda words: print(words, flush=True), copy)
    except BuildFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. The last good site was left as it is.", file=sys.stderr)
        return 130
    print(f"Built {pages} pages: {options.out / 'index.html'}")
    if copy:
        print(f"To use without a network: {copy / 'index.html'}, or {copy}.zip to pass on")
    return 0


if __name__ == "__main__":
    ensure("run")
    gc.disable()  # the process ends with the build: to look for waste would take a fifth of its time
    status = main()
    gc.freeze()  # as Python looks once more before it ends
    raise SystemExit(status)
