"""Serves the built site to linkchecker, below the path of its own address, as a plain web host would."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

from macros.serving import QuietFiles, answering

FIRST = "/-links.html"
"""A page that isn't the site's: it leads to everything that is to be looked at, so that linkchecker has one place to begin."""


class _Files(QuietFiles):
    """As a web host does: a folder without a page is no page."""

    def __init__(self, *args: object, below: str, first: bytes, **more: object) -> None:
        self._below, self._first = below, first
        super().__init__(*args, **more)  # type: ignore[arg-type]

    def do_GET(self) -> None:  # noqa: N802 (the library's name)
        """Answer with the first page or a file."""
        if self.path != FIRST:
            super().do_GET()
            return
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(self._first)))
        self.end_headers()
        self.wfile.write(self._first)

    def translate_path(self, path: str) -> str:
        """The file of an address; outside the site's own path there is none."""
        inside = path.startswith(self._below)
        return super().translate_path(f"/{path.removeprefix(self._below)}" if inside else "/-/outside the site/-")

    def list_directory(self, path: object) -> None:
        """Answer that there is nothing: hosts show no lists of files."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Tell linkchecker that it needn't go slowly here."""
        self.send_header("LinkChecker", "our own machine")
        super().end_headers()


@contextlib.contextmanager
def serving(site: Path, below: str = "/", first: bytes = b"") -> Iterator[str]:
    """The origin (`http://127.0.0.1:PORT`) at which the folder is served below a path that begins and ends with a slash.

    `first`: what stands on the first page.
    """
    with answering(functools.partial(_Files, directory=str(site), below=below, first=first)) as origin:
        yield origin
