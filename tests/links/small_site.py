"""A small handbook and the site that might be made of it, for tests to break; and hosts that stand for others'."""

from __future__ import annotations

import contextlib
import http.server
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from macros.handbook import examine
from macros.links.pages import Link
from macros.links.trace import Place, Tracer
from macros.serving import answering
from macros.sources.problems import report
from tests import sample

ADDRESS = "https://handbook.example.org/"
RESOURCE = """\
title: A card
years: [year-9]
learning: [finding-help]
form: sheet
minutes: 20
group: A class
outcome: A filled-in card.
how: [Fill it in.]
made_by: An adviser.
"""


def handbook(root: Path, **more: str) -> Path:
    """The small handbook of tests/sample.py with more files (`glossary__x` for `glossary/x.yml`, `docs__x` for `docs/x.md`)."""
    sample.make(root)
    for name, text in more.items():
        place = name.replace("__", "/").replace("_", "-")
        path = root / (f"{place}.md" if place.startswith("docs/") else place if "." in place else f"{place}.yml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return root


def tracer(root: Path) -> Tracer:
    sources, book = examine(root)
    assert book is not None, report(sources.problems)
    return Tracer(sources, book)


def traced(root: Path, address: str, *links: tuple[str, str]) -> list[str]:
    """Where an address of the site (from its root; or a whole one) is mended, as `file:line:column`."""
    whole = address if "://" in address else ADDRESS + address
    return [shown(place) for place in tracer(root).places(whole, [Link(*link) for link in links])]


def shown(place: Place) -> str:
    return f"{place.path}:{place.line}:{place.column}"


def site(folder: Path, **pages: str) -> Path:
    """A site with these pages (`glossary__x` at `glossary/x/`, `index` at its root)."""
    for name, body in pages.items():
        path = folder / ("" if name == "index" else name.replace("__", "/").replace("_", "-")) / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'<!doctype html><html lang="en-GB"><title>{name}</title>{body}</html>', encoding="utf-8")
    return folder


class Host(http.server.BaseHTTPRequestHandler):
    """Somebody else's web host. It counts what it is asked for, says that it needn't be spared, and is silent at `/slow`."""

    asked: ClassVar[Counter[str]] = Counter()
    robots = ""
    over: ClassVar[threading.Event] = threading.Event()

    def do_GET(self) -> None:
        kind = type(self)
        if self.path == "/robots.txt":
            self.answer(200, kind.robots.encode(), "text/plain")
            return
        kind.asked[self.path] += 1
        if self.path == "/slow":
            kind.over.wait()
        self.answer(404 if self.path == "/gone" else 429 if self.path == "/busy" else 200, b"<p>there")

    def answer(self, code: int, body: bytes, sort: str = "text/html") -> None:
        with contextlib.suppress(OSError):
            self.send_response(code)
            self.send_header("Content-Type", sort)
            self.send_header("LinkChecker", "a test")
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextlib.contextmanager
def host(name: str = "127.0.0.1", robots: str = "") -> Iterator[tuple[str, Counter[str]]]:
    """A host at a loopback address: its origin, and what it is asked for."""
    asked: Counter[str] = Counter()
    over = threading.Event()
    kind = type("ThisHost", (Host,), {"asked": asked, "robots": robots, "over": over})
    with answering(kind, host=name) as origin:
        try:
            yield origin, asked
        finally:
            over.set()
