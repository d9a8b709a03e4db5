"""Which files an editor has saved."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

_WATCHED = {".yml", ".md", ".html", ".css", ".js", ".py", ".svg", ".csv", ".typ", ".lua"}
_LEAVE = {"site", "out", "tests", "benchmarks"}


def saved(root: Path) -> dict[Path, tuple[int, int]]:
    """Size and time of the last save (nanoseconds) of each file that matters.

    Looking at them all is cheap and sees what events of the file system may lose, such as saves on a network drive.
    """
    found = {}
    for folder, folders, names in os.walk(root):
        if Path(folder) == root:
            folders[:] = [name for name in folders if name not in _LEAVE and not name.startswith(".")]
        for path in (Path(folder, name) for name in names if Path(name).suffix in _WATCHED):
            with contextlib.suppress(FileNotFoundError):  # an editor may swap the file just now
                stat = path.stat()
                found[path] = (stat.st_size, stat.st_mtime_ns)
    return found
