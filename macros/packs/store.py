"""Files that were made in an earlier build and are kept by their content: PDFs and Word files, which take long to make."""

from __future__ import annotations

import os
import sys
import zipfile
import zlib
from pathlib import Path


def has(path: Path) -> bool:
    """Whether the file is there and whole. One that is damaged is thrown away, with a line on the error output."""
    if not path.exists():
        return False
    if _is_whole(path):
        return True
    path.unlink(missing_ok=True)
    sys.stderr.write(f"{path} was damaged and is made anew.\n")
    return False


def put(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there whole, so that two builds may share it. Raises OSError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)


def _is_whole(path: Path) -> bool:
    if path.suffix == ".pdf":
        content = path.read_bytes()
        return content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")
    try:
        with zipfile.ZipFile(path) as opened:
            return opened.testzip() is None
    except (zipfile.BadZipFile, zlib.error):
        return False
