"""Serves the preview to this machine's browser, and tells each page that it shows when there is something new."""

from __future__ import annotations

import contextlib
import functools
import gc
import http.server
import json
import mimetypes
import subprocess
import sys
import tempfile
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from macros.pages.build import one_date
from macros.pages.preview import Preview, Tell
from macros.saves import saved, saves
from macros.serving import answering

_PATIENCE_SECONDS = 20.0
_ALLOCATIONS = 50_000
"""So much more than usual is made before waste is looked for: the preview looks for it while nobody waits."""
_SCRIPT = b'<script src="/__preview.js" defer></script></body>'
_KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
"""What a machine may be wrong about, and browsers insist on."""
_NO_SITE = b"<!doctype html><title>Not made yet</title><body><h1>This page can't be shown yet</h1></body>"
_CLIENT = (Path(__file__).parent / "preview.js").read_bytes()


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers with the site's files, and with what the preview has to tell; adds the preview's script to pages."""

    def __init__(self, *args: object, preview: Preview, **more: object) -> None:
        self._preview = preview
        super().__init__(*args, **more)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with the news, the script, a page with the script in it, or a file."""
        address = urlsplit(self.path)
        path = unquote(address.path).lstrip("/")
        if path == "__preview.json":
            self._news(parse_qs(address.query, keep_blank_values=True))
        elif path == "__preview.js":
            self._send(_CLIENT, "text/javascript")
        else:
            self._file(f"{path}index.html" if not path or path.endswith("/") else path)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the standard library's name)
        """Say nothing of each request: the terminal is for problems."""

    def _news(self, known: dict[str, list[str]]) -> None:
        """What is new; if the page knows all of it already, wait for more."""
        if known:
            self._preview.wait({name: values[0] for name, values in known.items()}, _PATIENCE_SECONDS)
        self._send(json.dumps(self._preview.news).encode(), "application/json")

    def _file(self, path: str) -> None:
        content, sound = self._preview.answer(path)
        status = 200 if sound else 500
        if content is None and sound:
            if self._preview.answer(f"{path}/index.html").content is not None:
                self._move(f"/{path}/")
                return
            path, status = "404.html", 404
            content = self._preview.answer(path).content
        kind = _KINDS.get(Path(path).suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
        if content is None:
            content, kind = _NO_SITE, "text/html"
        if kind == "text/html":
            content = content.replace(b"</body>", _SCRIPT)
        self._send(content, kind, status)

    def _move(self, place: str) -> None:
        self.send_response(301)
        self.send_header("Location", place)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)


def serve(root: Path, port: int, tell: Tell, open_browser: bool = True) -> int | None:
    """Serve on this machine only and follow each save, until interrupted or until the handbook's own code is changed.

    The port is the next free one if `port` is taken; where a new start is asked for, it is given, since the pages that are open
    look for news there. Raises OSError if there is none.
    """
    with (
        tempfile.TemporaryDirectory(prefix="handbook-preview-") as folder,
        one_date(root),
        Preview(root, Path(folder), tell) as preview,
    ):
        before = saved(root)
        preview.follow(set())
        gc.freeze()  # most of it stays: there is no need to look through it for waste again and again
        gc.set_threshold(_ALLOCATIONS)
        with _answering(port, functools.partial(Handler, preview=preview)) as origin:
            tell(f"The site is at {origin}/ (this machine only). Save a file, and the page follows. Ctrl and C stops it.")
            if open_browser:
                webbrowser.open(f"{origin}/")
            try:
                for changed in saves(root, before):
                    if not any(path.endswith(".py") for path in changed):
                        preview.follow(changed)
                    elif problems := _tried(root, Path(folder) / "tried"):
                        preview.refuse(problems)
                    else:
                        tell("The handbook's code was changed: starting anew.")
                        return urlsplit(origin).port
            except KeyboardInterrupt:
                tell("Stopped.")
    return None


def _tried(root: Path, out: Path) -> str:
    """Build with the code as it is now, in a process of its own; gives what was wrong."""
    command = [sys.executable, str(root / "scripts" / "build.py"), "--out", str(out)]
    told = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return "" if told.returncode == 0 else (told.stderr or told.stdout).strip()


@contextlib.contextmanager
def _answering(port: int, handler: Callable[..., Handler]) -> Iterator[str]:
    """Answer at this port or the next that is free; gives the origin. Raises OSError if there is none."""
    with contextlib.ExitStack() as stack:
        for candidate in range(port, port + 20):
            with contextlib.suppress(OSError):
                origin = stack.enter_context(answering(handler, port=candidate))
                break
        else:
            raise OSError(f"the ports {port} to {port + 19} are all taken; close another preview, or give --port")
        yield origin
