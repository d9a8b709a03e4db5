"""All style sheets of a page in one file, so that a page waits for one request: Material's two, our colours, our own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from macros.handbook import Handbook

PATH = "assets/site.css"
OWN = "assets/handbook.css"
_LEFT_OUT = re.compile(r"/\*# sourceMappingURL=.*?\*/|\[data-md-color-(?:primary|accent)=(?!custom)[\w-]+\]\{[^{}]*\}")
"""What pages don't need: the way to sources that aren't served, and Material's colours, in the place of which ours stand."""


def text(handbook: Handbook, theme: Iterable[str], docs: str) -> str:
    """The style sheet. `theme`: MkDocs' folders of the theme; `docs`: the folder of hand-written pages. Raises OSError."""
    found = [path for folder in theme for path in sorted(Path(folder, "assets", "stylesheets").glob("*.css"))]
    sheets = [path.read_text(encoding="utf-8") for path in (*found, Path(docs, OWN))]
    sheets.insert(-1, _palette(handbook))
    return _LEFT_OUT.sub("", "\n".join(sheets))


def _palette(handbook: Handbook) -> str:
    """The colours of `handbook.yml` as custom properties."""
    colours = handbook.settings.colours
    return (
        ":root {\n"
        f"  --hb-primary: {colours.primary};\n  --hb-primary-dark: {colours.primary_dark};\n  --hb-accent: {colours.accent};\n"
        "}\n"
    )
