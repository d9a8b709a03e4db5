"""Serves a folder to a browser or a link checker."""

from __future__ import annotations

import contextlib
import functools
import http.server
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files without a word on each, and tells linkchecker that it needn't go slowly here."""

    def __init__(self, *args: object, extra: Mapping[str, str], **more: object) -> None:
        self.extra = {"LinkChecker": "our own machine", **extra}
        super().__init__(*args, **more)  # type: ignore[arg-type]

    def end_headers(self) -> None:
        for name, value in self.extra.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(http.server.ThreadingHTTPServer):
    """A server that isn't troubled by a browser that goes away in mid-answer."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextlib.contextmanager
def serving(folder: Path, port: int = 0, **headers: str) -> Iterator[str]:
    """The address, ending in a slash, at which `folder` is served with these headers (`Content_Type="…"`).

    `port`: which one, if not any that is free.
    """
    extra = {name.replace("_", "-"): value for name, value in headers.items()}
    server = Server(("127.0.0.1", port), functools.partial(Quiet, directory=str(folder), extra=extra))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
