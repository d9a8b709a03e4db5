"""Builds a site as scripts/build.py does: python ours.py ROOT OUT [--no-data], with ROOT on the path.

`--no-data` leaves out the files for others' programs, so that pages are compared with pages.
"""

from __future__ import annotations

import sys
from pathlib import Path

from macros import exports
from macros.pages.build import build


def main(root: str, out: str, *options: str) -> None:
    """Build the checkout at `root` into `out`."""
    if "--no-data" in options:
        exports.files = lambda handbook: {}
    build(Path(root), Path(out))


if __name__ == "__main__":
    main(*sys.argv[1:])
