"""Builds everything into site/: python3 scripts/build.py (on Windows: py scripts\\build.py)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from setup_tools import ROOT, ensure


def main() -> int:
    """Build; a failed build leaves the last good site as it was."""
    parser = argparse.ArgumentParser(description="Build the site. A failed build leaves the last good one as it was.")
    parser.add_argument("--out", type=Path, default=ROOT / "site", help="the folder to build into (default: site)")
    options = parser.parse_args()

    from macros.pages.build import BuildFailed, build

    try:
        pages = build(ROOT, options.out.resolve(), tell=lambda words: print(words, flush=True))
    except BuildFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. The last good site was left as it is.", file=sys.stderr)
        return 130
    print(f"Built {pages} pages: {options.out / 'index.html'}")
    return 0


if __name__ == "__main__":
    ensure("run")
    raise SystemExit(main())
