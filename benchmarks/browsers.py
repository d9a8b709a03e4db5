"""Chromium, and a server for built sites, for what is measured in a browser."""

from __future__ import annotations

import functools
import gzip
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from macros.serving import QuietFiles, answering

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
_ZIPPED = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml"}


def installed() -> str | None:
    """The path of the Chromium that is installed, or of another browser of its family; None if there is none."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


@contextmanager
def browser() -> Iterator[Browser]:
    """The browser that is installed, without a window."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=installed(), args=["--no-sandbox"])
        yield launched
        launched.close()


def zipped(content: bytes) -> bytes:
    """Text as web hosts send it over the wire."""
    return gzip.compress(content, 6, mtime=0)


class _Zipping(QuietFiles):
    """Gives out text as gzip, as web hosts do."""

    def do_GET(self) -> None:  # noqa: N802 (the library's name)
        """Answer with a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.partition("?")[0].endswith("/") else path
        kind = _ZIPPED.get(path.suffix)
        if kind is None or not path.is_file():
            super().do_GET()
            return
        body = zipped(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address, with / at the end, at which a folder is served."""
    with answering(functools.partial(_Zipping, directory=str(site))) as origin:
        yield f"{origin}/"
