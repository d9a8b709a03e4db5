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

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

Build = Callable[[], str]
_WATCHED = {".yml", ".md", ".html", ".css", ".js", ".py", ".svg", ".csv"}
_LEAVE = {".git", ".venv", "site", "out", "__pycache__", "tests", "benchmarks"}
_QUIET_SECONDS = 0.15
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


class _Saves(FileSystemEventHandler):
    """Notes the moment of the last save of a file that matters."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.last = 0.0

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("opened", "closed_no_write") or event.is_directory:
            return
        for name in (event.src_path, event.dest_path):
            path = Path(str(name))
            if name and path.suffix in _WATCHED and path.is_relative_to(self._root):
                first = path.relative_to(self._root).parts[0]
                if first not in _LEAVE and not first.startswith(".site"):
                    self.last = time.monotonic()


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
    preview.rebuild()
    handler = functools.partial(Handler, directory=str(root / "site"), preview=preview)
    server = _server(port, handler)
    address = f"http://127.0.0.1:{server.server_port}/"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    tell(f"The site is at {address} (this machine only). Save a file, and the page follows. Ctrl and C stops it.")
    if open_browser:
        webbrowser.open(address)
    saves = _Saves(root)
    observer = Observer()
    observer.schedule(saves, str(root), recursive=True)
    observer.start()
    try:
        _follow(saves, preview)
    except KeyboardInterrupt:
        tell("Stopped.")
    finally:
        observer.stop()
        server.shutdown()


def _follow(saves: _Saves, preview: Preview) -> None:
    done = saves.last
    while True:
        time.sleep(_QUIET_SECONDS / 2)
        last = saves.last
        if last > done and time.monotonic() - last >= _QUIET_SECONDS:
            done = last
            preview.rebuild()


def _server(port: int, handler: Callable[..., Handler]) -> http.server.ThreadingHTTPServer:
    for candidate in range(port, port + 20):
        try:
            return http.server.ThreadingHTTPServer(("127.0.0.1", candidate), handler)
        except OSError:
            continue
    raise OSError(f"the ports {port} to {port + 19} are all taken; close another preview, or give --port")
