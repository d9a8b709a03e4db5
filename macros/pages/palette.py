"""The colours of `handbook.yml` as a style sheet."""

from __future__ import annotations

from macros.handbook import Handbook

PATH = "assets/palette.css"


def text(handbook: Handbook) -> str:
    """Custom properties that `handbook.css` uses."""
    colours = handbook.settings.colours
    return (
        ":root {\n"
        f"  --hb-primary: {colours.primary};\n  --hb-primary-dark: {colours.primary_dark};\n  --hb-accent: {colours.accent};\n"
        "}\n"
    )
