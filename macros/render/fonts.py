"""The fonts of what Typst sets: the house's own, and none of the machine's."""

from __future__ import annotations

import functools
from pathlib import Path

import fontpkg_atkinson_hyperlegible
import typst

_FILES = Path(fontpkg_atkinson_hyperlegible.__file__).parent / "files"


@functools.cache
def fonts() -> typst.Fonts:
    """The fonts that may be used: the house's, and those that Typst brings along."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(_FILES)])
