"""From a save to the page: our preview beside Hugo's server, at 1,000 terms, on the same disk."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from benchmarks import builds, handbooks, timing
from benchmarks.timing import Route
from macros.serving import free_port

_REST_SECONDS = 4.0
"""Between saves: as long as the preview looks through the hand-written pages."""
_OURS = (
    "import sys; from pathlib import Path; from macros.pages.preview_server import serve; "
    "serve(Path(sys.argv[1]), int(sys.argv[2]), lambda words: print(words, flush=True), open_browser=False)"
)
_NAMED_IN_OTHERS = re.compile(r"(?m)^(aliases|hidden|abbreviation|confused_with|broader|narrower|related):.*\n((  |- ).*\n)*")


class Saved(NamedTuple):
    """Seconds from each save of one sort until what was asked for was there, and the most that the goal allows."""

    what: str
    seconds: list[float]
    goal: float = 0

    def __str__(self) -> str:
        median, most = statistics.median(self.seconds), max(self.seconds)
        met = "" if not self.goal else f"{self.goal:.1f}: {'met' if median <= self.goal else 'missed'}"
        return f"| {self.what} | {median:.2f} | {most:.2f} | {met} |"


def report(rounds: int) -> str:
    """The table of each sort of save, as Markdown."""
    with timing.workspace() as space:
        rows = list(_measured(space, rounds))
    return "\n".join(
        [
            f"{builds.TERMS:,} terms and everything else of the handbook; Hugo: the terms alone. Sources and output "
            f"{timing.place()}; median and most of {rounds} saves, {_REST_SECONDS:.0f} seconds apart.",
            "",
            "| from the save to | seconds | at most | goal |",
            "| --- | --- | --- | --- |",
            *map(str, rows),
        ]
    )


def _measured(space: Path, rounds: int) -> Iterator[Saved]:
    root = space / "whole"
    handbooks.whole(root, builds.TERMS)
    hugo = builds.hugo_site(space) if shutil.which("hugo") else None
    with contextlib.ExitStack() as stack:
        ours = Ours(stack, root)
        theirs = Hugo(stack, hugo) if hugo else None
        text: list[float] = []
        lists: list[float] = []
        index: list[float] = []
        peers: list[float] = []
        for number in range(rounds):
            words = f"Quite new words, number {number}."
            started = time.perf_counter()
            text.append(ours.save("plain", words))
            ours.wait_for("glossary/", words)
            lists.append(time.perf_counter() - started)
            ours.wait_for("assets/search/records.js", words)
            index.append(time.perf_counter() - started)
            time.sleep(_REST_SECONDS)
            if theirs:
                peers.append(theirs.save("plain", words))
                time.sleep(_REST_SECONDS)
        yield Saved("the new text on its page", text, 0.3)
        yield Saved("the same, and in the A to Z", lists, 0.3)
        yield Saved("the same, and in the index of the search", index, 0.3)
        if peers:
            yield Saved("the new text on its page, Hugo's server", peers)
        yield Saved("a new title on its page", ours.each(rounds, lambda n: ours.save("title", f"Quorble named {n}")), 0.6)
        yield Saved("a new label of a shelf in the A to Z", ours.each(rounds, ours.label), 0.6)
        added: list[float] = []
        gone = ours.each(rounds, lambda number: ours.come_and_go(number, added))
        yield Saved("the page of an entry that was added", added, 1.0)
        yield Saved("the end of the page of one that was deleted", gone, 1.0)
        broken: list[float] = []
        mended = ours.each(rounds, lambda number: ours.break_and_mend(broken))
        yield Saved("what is wrong with a broken file", broken, 0.3)
        yield Saved("its end, once the file is mended", mended, 0.3)


class _Server:
    """A server that follows what is saved. `path`: the file of the entry that is written."""

    def __init__(
        self, stack: contextlib.ExitStack, path: Path, command: list[str], port: int, environment: Mapping[str, str]
    ) -> None:
        self.path = path
        self.sound = path.read_text(encoding="utf-8")
        self.page = f"glossary/{path.stem}/"
        self._origin = f"http://127.0.0.1:{port}/"
        process = subprocess.Popen(command, cwd=path.parent, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
        stack.callback(process.wait)
        stack.callback(process.terminate)
        until = time.monotonic() + 120
        while self.get(self.page) is None:
            if time.monotonic() > until:
                raise SystemExit(f"{command[0]} doesn't serve {self._origin}{self.page}")
            time.sleep(0.1)
        time.sleep(2 * _REST_SECONDS)

    def get(self, path: str) -> str | None:
        """What is at an address; None if nothing is."""
        try:
            with urllib.request.urlopen(self._origin + path) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, http.client.HTTPException, ConnectionError):
            return None

    def save(self, field: str, words: str) -> float:
        """Write a field of the entry anew; gives the seconds until its page shows it."""
        text, found = re.subn(rf"(?m)^{field}: .*\n(?:  .*\n)*", f"{field}: {words}\n", self.sound, count=1)
        assert found, f"{self.path} has no {field}"
        started = time.perf_counter()
        self.path.write_text(text, encoding="utf-8")
        self.wait()
        self.wait_for(self.page, words)
        return time.perf_counter() - started

    def wait_for(self, path: str, words: str) -> None:
        """Ask for a page again and again until it has the words."""
        while words not in (self.get(path) or ""):
            self.wait()

    def wait(self) -> None:
        """Wait a little."""
        time.sleep(0.005)


class Ours(_Server):
    """The preview of the handbook at `root`; waits for its news, as its pages do."""

    def __init__(self, stack: contextlib.ExitStack, root: Path) -> None:
        self._root = root
        self._known: dict[str, str] = {}
        port = free_port()
        path = _middle(root / "glossary", "yml")
        super().__init__(stack, path, [sys.executable, "-P", "-c", _OURS, str(root), str(port)], port, {"PYTHONPATH": str(root)})

    def save(self, field: str, words: str) -> float:
        """The same, by a browser that shows a page and knows the news."""
        self._known = self._news()
        return super().save(field, words)

    def wait(self) -> None:
        """Wait until there is something new."""
        self._known = self._news(self._known)

    def _news(self, known: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
        return json.loads(self.get(f"__preview.json?{urllib.parse.urlencode(known)}") or "{}")  # type: ignore[no-any-return]

    def each(self, rounds: int, work: Callable[[int], float]) -> list[float]:
        """What each round of some work gives; in the end the entry is as it was."""
        found = []
        for number in range(rounds):
            found.append(work(number))
            time.sleep(_REST_SECONDS)
        self.path.write_text(self.sound, encoding="utf-8")
        time.sleep(_REST_SECONDS)
        return found

    def label(self, number: int) -> float:
        """Rename the first shelf of the glossary."""
        path = self._root / "vocabularies" / "categories.yml"
        text = re.sub(r"label: .*", f"label: Shelf {number}", path.read_text(encoding="utf-8"), count=1)
        started = time.perf_counter()
        path.write_text(text, encoding="utf-8")
        self.wait_for("glossary/", f"Shelf {number}")
        return time.perf_counter() - started

    def come_and_go(self, number: int, added: list[float]) -> float:
        """Add an entry (its seconds go to `added`), and delete it; gives the seconds of that."""
        path = self._root / "glossary" / f"quorble-{number}.yml"
        text = re.sub(r"(?m)^title: .*\n", f"title: Quorble {number}\n", _NAMED_IN_OTHERS.sub("", self.sound))
        started = time.perf_counter()
        path.write_text(text, encoding="utf-8")
        self.wait_for(f"glossary/{path.stem}/", f"Quorble {number}")
        added.append(time.perf_counter() - started)
        time.sleep(_REST_SECONDS)
        started = time.perf_counter()
        path.unlink()
        while self.get(f"glossary/{path.stem}/") is not None:
            self.wait()
        return time.perf_counter() - started

    def break_and_mend(self, broken: list[float]) -> float:
        """Break the entry's file (the seconds until that is told go to `broken`), and mend it; gives the seconds of that."""
        self._known = self._news()
        started = time.perf_counter()
        self.path.write_text(f"{self.sound}no-such-name: x\n", encoding="utf-8")
        self._until(lambda problems: "no-such-name" in problems)
        broken.append(time.perf_counter() - started)
        time.sleep(_REST_SECONDS)
        started = time.perf_counter()
        self.path.write_text(self.sound, encoding="utf-8")
        self._until(lambda problems: not problems)
        return time.perf_counter() - started

    def _until(self, fits: Callable[[str], bool]) -> None:
        while not fits(self._known.get("problems", "")):
            self.wait()


class Hugo(_Server):
    """Hugo's server, as it comes: it builds into memory, and again on each save."""

    def __init__(self, stack: contextlib.ExitStack, site: Route) -> None:
        port = free_port()
        path = _middle(site.folder / "content" / "glossary", "md")
        command = ["hugo", "server", "--quiet", "--port", str(port), "--disableLiveReload", "--source", str(site.folder)]
        super().__init__(stack, path, command, port, site.environment)


def _middle(folder: Path, ending: str) -> Path:
    """An entry's file from the middle of the list."""
    paths = sorted(folder.glob(f"[!_]*.{ending}"))
    return paths[len(paths) // 2]
