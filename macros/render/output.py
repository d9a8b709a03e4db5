"""Writing what was made to disk."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def write(files: Iterable[tuple[str, str | bytes]], folder: Path) -> int:
    """Write each content (text as UTF-8) to its path below the folder; gives their number. Raises OSError."""
    number = 0
    for name, content in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        number += 1
    return number
