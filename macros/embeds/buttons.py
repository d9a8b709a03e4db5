"""Buttons that schools put on their pages as links to the handbook: pictures made from the handbook's name and colours."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Literal

import typst

from macros.render.fonts import fonts
from macros.sources.settings import Settings

BUTTONS = {
    "dark": ("primary", "#ffffff"),
    "light": ("#ffffff", "primary"),
}
"""The button's ground and its ink: a colour of the palette, or one of its own."""
WIDTH, HEIGHT = 240, 64
_SHARP = 2.0
_SOURCE = """
#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: none)
#set text(font: "Atkinson Hyperlegible", lang: "en", region: "GB", fill: rgb(sys.inputs.ink))
#rect(width: 100%, height: 100%, radius: 6pt, inset: (x: 12pt, y: 8pt), fill: rgb(sys.inputs.ground),
  stroke: 2pt + rgb(sys.inputs.ink), align(horizon, [
    #text(size: 15pt, weight: "bold", sys.inputs.name) \\
    #text(size: 10.5pt, sys.inputs.words)
]))
"""


def files(settings: Settings) -> Iterator[tuple[str, bytes]]:
    """(path from the site's root, content) of each button, as PNG (for any page) and as SVG."""
    for name, (ground, ink) in BUTTONS.items():
        for kind in ("png", "svg"):
            yield f"embed/pictures/button-{name}.{kind}", _button(settings, ground, ink, kind)


def _button(settings: Settings, ground: str, ink: str, kind: Literal["png", "svg"]) -> bytes:
    inputs = {
        "ground": getattr(settings.colours, ground, ground),
        "ink": getattr(settings.colours, ink, ink),
        "name": settings.service,
        "words": settings.name,
    }
    return _drawn(tuple(inputs.items()), kind)


@functools.cache
def _drawn(inputs: tuple[tuple[str, str], ...], kind: Literal["png", "svg"]) -> bytes:
    source = _SOURCE.format(width=WIDTH, height=HEIGHT).encode()
    given = dict(inputs)
    drawn = typst.compile(source, font_paths=fonts(), ignore_system_fonts=True, format=kind, ppi=72 * _SHARP, sys_inputs=given)
    assert isinstance(drawn, bytes)
    return drawn
