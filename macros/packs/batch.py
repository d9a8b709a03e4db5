"""Personal packs: one set of files for each school, over many processes or a cluster, to be gone on with if interrupted.

Converting is done once. A worker gets a document's files, keeps a setter for it, and gives back PDFs. Only this process writes:
each file beside its place, then moved in whole, then a line of the manifest. So what the manifest names is there and complete.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from macros.packs import typeset
from macros.packs.pack_word import personal
from macros.packs.packs import pages_of
from macros.packs.store import put

MANIFEST = "manifest.jsonl"
AT_ONCE = 20
"""So many schools go to a worker at a time: enough to make the way there worth it, few enough to lose little."""
TOLD_SECONDS = 2
KEPT = 4
"""So many documents a worker keeps laid out, each some tens of megabytes."""
Values = Mapping[str, str | list[str]]
Tell = Callable[[str], None]


class Master(NamedTuple):
    """A document ready for schools: its id, the files to set it from, its Word file with marks for values, its revision."""

    id: str
    files: tuple[tuple[str, bytes], ...]
    docx: bytes
    revision: str


class Wanted(NamedTuple):
    """A school's turn: where its files go (without the ending), its number in the register, and what stands in them."""

    stem: str
    urn: str
    values: Values


class Line(NamedTuple):
    """A line of the manifest: a file that is there, whole."""

    file: str
    pack: str
    school: str
    revision: str
    pages: int
    bytes: int
    sha256: str


class Failed(NamedTuple):
    """A school for which a document couldn't be made, and why."""

    stem: str
    reason: str


def master(name: str, folder: Path, docx: bytes) -> Master:
    """A document called `name` that lies prepared in `folder` (typeset.prepare), with its Word file. Raises OSError."""
    files = tuple((path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file())
    revision = hashlib.sha256(b"".join(name.encode() + content for name, content in files) + docx).hexdigest()[:16]
    return Master(name, files, docx, revision)


def run(
    masters: Iterable[Master],
    schools: Iterable[Wanted],
    out: Path,
    pool: Executor,
    jobs: int,
    made_on: datetime,
    tell: Tell,
    total: int = 0,
) -> list[Failed]:
    """Make every document for every school below `out`; what the manifest has already, as it would be made, is left alone.

    `total`: how many there will be, for the time that is left. Gives those that failed. Raises OSError if `out` can't be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    done = {line.file: line for line in read_manifest(out)}
    progress = _Progress(tell, total)
    failed: list[Failed] = []
    waiting: dict[Future[list[tuple[str, bytes | str]]], tuple[Master, list[Wanted]]] = {}
    with (out / MANIFEST).open("a", encoding="utf-8", newline="\n") as manifest:
        for one, group in _groups(list(masters), schools, done, progress):
            while len(waiting) >= 2 * jobs:
                failed += _take(waiting, out, manifest, progress)
            turns = [(school.stem, dict(school.values)) for school in group]
            waiting[pool.submit(work, one.revision, one.files, turns, made_on)] = (one, group)
        while waiting:
            failed += _take(waiting, out, manifest, progress)
    progress.end()
    return failed


def _groups(
    masters: list[Master], schools: Iterable[Wanted], done: Mapping[str, Line], progress: _Progress
) -> Iterator[tuple[Master, list[Wanted]]]:
    """What is still to be made, in groups for one worker each."""
    groups: dict[str, list[Wanted]] = {one.id: [] for one in masters}
    for school in schools:
        for one in masters:
            wanted = school._replace(stem=f"{school.stem}/{one.id}")
            if _is_there(wanted, one, done):
                progress.skip()
                continue
            groups[one.id].append(wanted)
            if len(groups[one.id]) == AT_ONCE:
                yield one, groups[one.id]
                groups[one.id] = []
    yield from ((one, groups[one.id]) for one in masters if groups[one.id])


def _is_there(school: Wanted, one: Master, done: Mapping[str, Line]) -> bool:
    mark = _mark(one, school.values)
    return all((line := done.get(f"{school.stem}.{ending}")) is not None and line.revision == mark for ending in ("pdf", "docx"))


def _mark(one: Master, values: Values) -> str:
    """What a file hangs on: the document's revision and the school's values."""
    return hashlib.sha256(f"{one.revision} {json.dumps(values, sort_keys=True)}".encode()).hexdigest()[:16]


def _take(
    waiting: dict[Future[list[tuple[str, bytes | str]]], tuple[Master, list[Wanted]]], out: Path, manifest: Any, progress: _Progress
) -> list[Failed]:
    """Write what has come back from workers; gives what failed."""
    failed = []
    ready, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in ready:
        one, group = waiting.pop(future)
        for school, (stem, made) in zip(group, future.result(), strict=True):
            if isinstance(made, str):
                failed.append(Failed(stem, made))
            else:
                lines = [
                    _written(out, f"{stem}.pdf", one, school, made),
                    _written(out, f"{stem}.docx", one, school, personal(one.docx, school.values)),
                ]
                manifest.write("".join(json.dumps(line._asdict(), ensure_ascii=False) + "\n" for line in lines))
                manifest.flush()
            progress.step()
    return failed


def _written(out: Path, file: str, one: Master, school: Wanted, content: bytes) -> Line:
    path = out / file
    path.parent.mkdir(parents=True, exist_ok=True)
    put(path, content)
    pages = pages_of(content) if file.endswith(".pdf") else 0
    return Line(file, one.id, school.urn, _mark(one, school.values), pages, len(content), hashlib.sha256(content).hexdigest())


_setters: dict[str, tuple[tempfile.TemporaryDirectory[str], typeset.Setter]] = {}


def work(
    revision: str, files: Iterable[tuple[str, bytes]], schools: Sequence[tuple[str, Values]], made_on: datetime
) -> list[tuple[str, bytes | str]]:
    """In a worker: (stem, PDF) for each school, or (stem, why not). A setter once made is kept, since it remembers the layout."""
    if revision not in _setters:
        while len(_setters) >= KEPT:
            _setters.pop(next(iter(_setters)))[0].cleanup()
        _setters[revision] = _set_up(files)
    setter = _setters[revision][1]
    made: list[tuple[str, bytes | str]] = []
    for stem, values in schools:
        try:
            made.append((stem, setter.pdf(made_on, values)))
        except typeset.NotSet as error:
            made.append((stem, str(error)))
    return made


def _set_up(files: Iterable[tuple[str, bytes]]) -> tuple[tempfile.TemporaryDirectory[str], typeset.Setter]:
    folder = tempfile.TemporaryDirectory()
    for name, content in files:
        path = Path(folder.name, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder, typeset.Setter(Path(folder.name))


def read_manifest(out: Path) -> Iterator[Line]:
    """The lines of the manifest below `out`; a line that was cut off in mid-writing is passed over."""
    if not (out / MANIFEST).exists():
        return
    for line in (out / MANIFEST).read_text(encoding="utf-8").splitlines():
        try:
            yield Line(**json.loads(line))
        except (json.JSONDecodeError, TypeError):
            continue


def verify(out: Path) -> list[str]:
    """What is wrong with the files below `out`, by their manifest: missing, changed, or not named in it. Raises OSError."""
    lines = {line.file: line for line in read_manifest(out)}
    if not lines:
        return [f"{out / MANIFEST}: there is no manifest here, or it is empty. Make the packs first."]
    found = []
    for file, line in sorted(lines.items()):
        path = out / file
        if not path.is_file():
            found.append(f"{file}: missing. Make it again.")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != line.sha256:
            found.append(f"{file}: not as it was made. Delete it, and make it again.")
    there = (path.relative_to(out).as_posix() for path in sorted(out.rglob("*")) if path.suffix in (".pdf", ".docx"))
    found += [f"{file}: not named in the manifest. Delete it, or move it elsewhere." for file in there if file not in lines]
    return found


class _Progress:
    """Tells how far it is, how fast, and how long it will take."""

    def __init__(self, tell: Tell, total: int) -> None:
        self._tell = tell
        self._total = total
        self._started = self._told = time.monotonic()
        self._made = self._skipped = 0

    def skip(self) -> None:
        """A file is there already."""
        self._skipped += 1

    def step(self) -> None:
        """Another one is made."""
        self._made += 1
        now = time.monotonic()
        if now - self._told >= TOLD_SECONDS:
            self._told = now
            rate = self._made / (now - self._started)
            left = max(self._total - self._made - self._skipped, 0) / rate
            self._tell(f"{self._made + self._skipped} of {self._total}, {rate:.1f} a second, about {left:.0f} seconds left")

    def end(self) -> None:
        """Tell the sum."""
        taken = time.monotonic() - self._started
        there = f", {self._skipped} were there already" if self._skipped else ""
        self._tell(f"{self._made} packs made in {taken:.1f} seconds{there}.")


def processes(jobs: int) -> Executor:
    """So many processes of this machine, each begun afresh: Typst has threads, and a copy of a process with threads may hang."""
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))


def default_jobs() -> int:
    """One process for each core: Typst is parallel inside as well, so more bring nothing."""
    return os.cpu_count() or 1
