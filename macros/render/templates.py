"""Templates of a folder, filled by Jinja: a name that isn't given is an error, and tags leave no empty lines."""

from __future__ import annotations

from pathlib import Path

import jinja2


def environment(folder: Path, html: bool = True) -> jinja2.Environment:
    """The folder's templates. `html`: what is filled in is escaped."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=html,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
