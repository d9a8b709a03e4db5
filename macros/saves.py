"""Which files an editor has saved."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

Stamps = dict[str, tuple[int, int]]
_WATCHED = (".yml", ".yaml", ".md", ".html", ".css", ".js", ".py", ".svg", ".csv", ".typ", ".lua", ".txt", ".png", ".woff2")
_LEAVE = {"site", "out", "tests", "benchmarks"}
_LOOK_SECONDS = 1.0
_STEP_SECONDS = 0.02
_READING = {"opened", "closed_no_write"}


def saved(root: Path) -> Stamps:
    """Size and time of the last save (nanoseconds) of each file that matters, by its path from the root."""
    found: Stamps = {}
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        with contextlib.suppress(FileNotFoundError), os.scandir(root / folder) as items:  # an editor may swap a file just now
            for item in items:
                if item.name.lower().endswith(_WATCHED):
                    stat = item.stat()
                    found[f"{folder}{item.name}"] = (stat.st_size, stat.st_mtime_ns)
                elif not item.name.startswith((".", "__")) and item.is_dir() and (folder or item.name not in _LEAVE):
                    waiting.append(f"{folder}{item.name}/")
    return found


def saves(root: Path, before: Stamps) -> Iterator[set[str]]:
    """The paths from the root of what was saved, added or deleted since `before`, and then since the last time, without end.

    The system tells at once of what happens in a folder, where it can; once a second all files are looked at as well, since
    network drives and full lists of watched folders may tell nothing. Files that are still being written are waited for.
    """
    with _woken(root) as woken:
        while True:
            now = saved(root)
            while now != before and now != (later := _a_step_later(root)):
                now = later
            if now != before:
                yield {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
                before = now
            woken.wait(_LOOK_SECONDS)
            woken.clear()


def _a_step_later(root: Path) -> Stamps:
    time.sleep(_STEP_SECONDS)
    return saved(root)


@contextlib.contextmanager
def _woken(root: Path) -> Iterator[threading.Event]:
    """An event that is set whenever the system tells of a change below the root."""
    handler = _Handler()
    observer = Observer()
    folders = [path for path in root.iterdir() if path.is_dir() and path.name not in _LEAVE and not path.name.startswith(".")]
    try:
        observer.schedule(handler, str(root))
        for folder in folders:
            observer.schedule(handler, str(folder), recursive=True)
        observer.start()
    except OSError:  # the system watches no more folders
        yield handler.woken
        return
    try:
        yield handler.woken
    finally:
        observer.stop()
        observer.join()


class _Handler(FileSystemEventHandler):
    def __init__(self) -> None:
        self.woken = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _READING:
            self.woken.set()
