"""Builds a site as scripts/build.py does: python ours.py ROOT OUT [--no-data], with ROOT on the path.

`--no-data` leaves out files for others' programs and texts for others' pages, so that the same is compared with the same.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from macros.pages import made, parts, style
from macros.pages.build import build


def main(root: str, out: str, *options: str) -> None:
    """Build the checkout at `root` into `out`."""
    if "--no-data" in options:
        makers = made.makers
        made.makers = lambda site, theme, docs: {style.PATH: makers(site, theme, docs)[style.PATH]}
        parts.independent = lambda site: []
        parts.forms = lambda site: parts.Part(lambda path: False, lambda out: None)
    gc.disable()
    build(Path(root), Path(out))
    gc.freeze()


if __name__ == "__main__":
    main(*sys.argv[1:])
