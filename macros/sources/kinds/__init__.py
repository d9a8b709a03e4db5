"""The kinds of entries, one module each. A module here with a `MODEL` is a kind; nothing else has to know of it."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from macros.sources.entry import Entry


@cache
def models() -> dict[str, type[Entry]]:
    """The model of each kind by folder, in the order of the modules' names."""
    found: dict[str, type[Entry]] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        model: type[Entry] = importlib.import_module(f"{__name__}.{module.name}").MODEL
        found[model.KIND.folder] = model
    return found
