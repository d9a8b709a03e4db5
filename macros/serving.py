"""Serving something on this machine, on a port that is free, for as long as somebody needs it."""

from __future__ import annotations

import contextlib
import http.server
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class QuietFiles(http.server.SimpleHTTPRequestHandler):
    """Gives out a folder's files without a word on each."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        """Say nothing."""


class _Server(http.server.ThreadingHTTPServer):
    """Isn't troubled by a program that goes away in mid-answer."""

    allow_reuse_address = os.name != "nt"  # on Windows that would let it take a port that is in use

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextlib.contextmanager
def answering(handler: Callable[..., http.server.BaseHTTPRequestHandler], host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """The origin (`http://127.0.0.1:PORT`) at which the handler answers, until the end of the block.

    `port`: which one, if not any that is free. Raises OSError.
    """
    server = _Server((host, port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{host}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
