"""Times whole processes beside each other: one run of each in turn, then again, and the median of each."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

MEMORY = Path("/dev/shm")


@dataclass(frozen=True)
class Route:
    """A process to time: its name in the table, its command, the folder it runs in, and the folder that it makes."""

    name: str
    command: tuple[str, ...]
    folder: Path
    out: Path
    environment: Mapping[str, str] = field(default_factory=dict)


def medians(routes: Sequence[Route], rounds: int) -> dict[str, float]:
    """The median seconds of each route by name, over so many rounds in which each route runs once."""
    seconds: dict[str, list[float]] = {route.name: [] for route in routes}
    for _ in range(rounds):
        for route in routes:
            seconds[route.name].append(run(route))
    return {name: statistics.median(found) for name, found in seconds.items()}


def run(route: Route) -> float:
    """The seconds of one run in a fresh process; what an earlier run made is gone before. Exits if the process fails."""
    shutil.rmtree(route.out, ignore_errors=True)
    environment = {**os.environ, **route.environment}
    started = time.perf_counter()
    told = subprocess.run(route.command, cwd=route.folder, env=environment, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    if told.returncode:
        raise SystemExit(f"'{route.name}' failed:\n{told.stdout}{told.stderr}")
    return seconds


@contextmanager
def workspace() -> Iterator[Path]:
    """An empty folder in memory where there is such a place (see `place`); it is deleted afterwards."""
    with tempfile.TemporaryDirectory(prefix="handbook-benchmark-", dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Path(folder)


def place() -> str:
    """Where sources and output lie, in words for the table."""
    return f"in memory ({MEMORY})" if MEMORY.is_dir() else f"on disk ({tempfile.gettempdir()}; there is no {MEMORY} here)"
