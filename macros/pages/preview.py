"""Serves the built site to the editor's own browser, builds again on each save, and shows what is wrong on the page itself."""

from __future__ import annotations

import functools
import http.server
import json
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from macros.saves import saved

Build = Callable[[], str]
_QUIET_SECONDS = 0.2
_SCRIPT = b'<script src="/__preview.js" defer></script></body>'
_CLIENT = """"use strict";
(() => {
  let seen = null;
  const box = document.createElement("div");
  box.setAttribute("role", "alert");
  box.style.cssText = "position:fixed;inset:auto 0 0 0;z-index:99;max-height:50vh;overflow:auto;padding:1rem;margin:0;" +
    "background:#7a1020;color:#fff;font:14px/1.5 monospace;white-space:pre-wrap";
  async function look() {
    try {
      const told = await (await fetch("/__preview.json", {cache: "no-store"})).json();
      box.textContent = told.problems;
      if (told.problems) document.body.append(box); else box.remove();
      if (seen !== null && told.version !== seen) window.location.reload();
      seen = told.version;
    } catch { box.remove(); }
    window.setTimeout(look, 500);
  }
  look();
})();
"""


class Preview:
    """What the browser is told: how often the site was built, and what was wrong the last time."""

    def __init__(self, build: Build) -> None:
        """`build` builds the site and gives back what was wrong, or nothing."""
        self._build = build
        self._lock = threading.Lock()
        self.version = 0
        self.problems = ""

    def rebuild(self) -> None:
        """Build once; the old site stays where it is if that fails."""
        with self._lock:
            self.problems = self._build()
            if not self.problems:
                self.version += 1

    def told(self) -> bytes:
        """The state as JSON for the page."""
        return json.dumps({"version": self.version, "problems": self.problems}).encode()


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site's files; adds the preview's script to pages."""

    def __init__(self, *args: object, preview: Preview, **more: object) -> None:
        self._preview = preview
        super().__init__(*args, **more)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with the state, the script, a page with the script in it, or a file."""
        path = urlsplit(self.path).path
        if path == "/__preview.json":
            self._send(self._preview.told(), "application/json")
        elif path == "/__preview.js":
            self._send(_CLIENT.encode(), "text/javascript")
        else:
            self._file_or_page()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the standard library's name)
        """Say nothing of each request: the terminal is for problems."""

    def _file_or_page(self) -> None:
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if path.is_dir() else path
        if path.is_dir() and not urlsplit(self.path).path.endswith("/"):
            super().do_GET()
        elif page.suffix == ".html" and page.is_file():
            self._send_page(page, 200)
        elif page.is_file():
            super().do_GET()
        else:
            self._send_page(Path(self.directory) / "404.html", 404)

    def _send_page(self, page: Path, status: int) -> None:
        try:
            html = page.read_bytes()
        except OSError:
            html = b"<!doctype html><title>Building</title><body><h1>There is no site yet</h1></body>"
        self._send(html.replace(b"</body>", _SCRIPT), "text/html; charset=utf-8", status)

    def _send(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)


def build_apart(root: Path, tell: Callable[[str], None]) -> str:
    """Build in a process of its own, so that changed code counts too; gives back what was wrong."""
    told = subprocess.run(
        [sys.executable, str(root / "scripts" / "build.py")], capture_output=True, text=True, encoding="utf-8", check=False
    )
    problems = "" if told.returncode == 0 else (told.stderr or told.stdout).strip()
    tell(problems or told.stdout.strip().splitlines()[-1])
    return problems


def serve(root: Path, port: int, tell: Callable[[str], None], open_browser: bool = True) -> None:
    """Build, serve on this machine only, and build again on each save, until interrupted.

    The port is the next free one if `port` is taken. Raises OSError if there is none.
    """
    preview = Preview(lambda: build_apart(root, tell))
    built = saved(root)
    preview.rebuild()
    handler = functools.partial(Handler, directory=str(root / "site"), preview=preview)
    server = _server(port, handler)
    address = f"http://127.0.0.1:{server.server_port}/"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    tell(f"The site is at {address} (this machine only). Save a file, and the page follows. Ctrl and C stops it.")
    if open_browser:
        webbrowser.open(address)
    try:
        _follow(root, preview, built)
    except KeyboardInterrupt:
        tell("Stopped.")
    finally:
        server.shutdown()


def _follow(root: Path, preview: Preview, built: dict[Path, tuple[int, int]]) -> None:
    """Build whenever the files differ from those last built and have been left alone for a moment."""
    last = built
    while True:
        time.sleep(_QUIET_SECONDS)
        now = saved(root)
        if now != built and now == last:
            built = now
            preview.rebuild()
        last = now


def _server(port: int, handler: Callable[..., Handler]) -> http.server.ThreadingHTTPServer:
    for candidate in range(port, port + 20):
        try:
            return http.server.ThreadingHTTPServer(("127.0.0.1", candidate), handler)
        except OSError:
            continue
    raise OSError(f"the ports {port} to {port + 19} are all taken; close another preview, or give --port")
