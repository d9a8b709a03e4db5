"""A copy of the built site that works from a folder or a USB stick, opened by a double-click, without a server or a network."""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from macros.pages.hosting import FOR_HOSTS

START = "index.html"
_LEFT_OUT = {*FOR_HOSTS, "404.html", "sitemap.xml", "sitemap.xml.gz"}
_ADDRESS = re.compile(r'(<[^<>]*?\s(?:href|src|action)=")([^"]*)"')
_AHEAD = re.compile(r'<link rel="preload"[^>]*>\n?')
_FOLDER = re.compile(r"((?:[^?#]*/)?(?:\.\.?)?)([?#].*)?")


def make(site: Path, out: Path) -> Path:
    """Copy the site at `site` to the folder `out` so that it works without a server; gives the path of a zip of it, beside it.

    The same site gives the same bytes. Raises OSError.
    """
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(site, out, ignore=lambda _, names: _LEFT_OUT.intersection(names))
    for page in sorted(out.rglob("*.html")):
        html = page.read_text(encoding="utf-8")
        page.write_text(whole(html), encoding="utf-8", newline="\n")
    return zipped(out)


def whole(html: str) -> str:
    """A page whose links name files: a browser shows no index of a folder that it opens from a disk, and fetches nothing ahead."""
    return _ADDRESS.sub(lambda found: f'{found[1]}{_file(found[2])}"', _AHEAD.sub("", html))


def _file(address: str) -> str:
    """`../glossary/#neet` as `../glossary/index.html#neet`; addresses of files, anchors and other hosts as they are."""
    found = _FOLDER.fullmatch(address)
    if not found or not found[1] or "://" in address or address.startswith(("//", "mailto:", "tel:", "data:", "javascript:")):
        return address
    folder = found[1] if found[1].endswith("/") else f"{found[1]}/"
    return f"{folder}{START}{found[2] or ''}"


def zipped(folder: Path) -> Path:
    """Put a folder into a zip beside it; the same folder gives the same bytes. Raises OSError."""
    archive = folder.with_name(f"{folder.name}.zip")
    moment = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "1795478400")), UTC).timetuple()[:6]
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        for path in _files(folder):
            info = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", moment)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            made.writestr(info, path.read_bytes())
    return archive


def _files(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file())
