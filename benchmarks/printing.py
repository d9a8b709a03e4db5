"""Packs beside Chromium and WeasyPrint on the same words: one pack from nothing, many for schools, and a register of thousands."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pypandoc

from benchmarks import register, timing
from macros.handbook import Handbook, read
from macros.packs import batch, packs, typeset
from macros.packs.pack_word import WordMaker
from macros.packs.printing import KEYS, Document, Printer
from macros.schools.schools import Filter, School
from macros.schools.schools import read as read_schools

ROOT = Path(__file__).resolve().parent.parent
DAY = datetime(2026, 11, 25, tzinfo=UTC)
PACK = "co-ordinators-pack"
MANY, FEW = 200, 20
_STYLE = (
    "<style>@page{size:A4;margin:2.2cm} body{font:10.5pt sans-serif} table{border-collapse:collapse;width:100%} "
    "td,th{border:.5pt solid #888;padding:4pt;text-align:left} h1{break-before:page} "
    "header{position:running(head)} @page{@top-right{content:element(head)}}</style>"
)
Peer = tuple[str, tuple[str, ...]]


def report(rounds: int) -> str:
    """The tables, as Markdown. WeasyPrint is fetched by uv; where it doesn't run, its rows are left out aloud."""
    handbook = read(ROOT)
    document = next(Printer(handbook).documents(PACK))
    with timing.workspace() as space:
        html = _html(document, space)
        peers = _peers()
        return "\n\n".join(
            [
                _one(handbook, document, html, peers, space, rounds),
                _many(handbook, document, html, peers, space),
                _thousands(handbook, space),
                _preview(handbook, document, space),
            ]
        )


def _html(document: Document, space: Path) -> Path:
    """The pack's words as HTML, as simple as can be, with the school's name on every page."""
    body = str(pypandoc.convert_text(document.text, "html", format="commonmark+pipe_tables"))
    head = f"<html lang='en-GB'><title>{document.title}</title>{_STYLE}<header>SCHOOL-NAME</header>"
    path = space / "pack.html"
    path.write_text(f"<!doctype html>{head}<p>SCHOOL-NAME</p>{body}", encoding="utf-8")
    return path


def _peers() -> list[Peer]:
    script = str(ROOT / "benchmarks" / "peers" / "print" / "peer.py")
    found: list[Peer] = [("Chromium", (sys.executable, script, "chromium"))]
    uv = Path(sys.executable).parent / "uv"
    with_it = (str(uv), "run", "--no-project", "--quiet", "--with", "weasyprint==70.*", "python")
    if subprocess.run([*with_it, "-c", "import weasyprint"], capture_output=True, check=False).returncode == 0:
        found.append(("WeasyPrint", (*with_it, script, "weasyprint")))
    else:
        print(
            "WeasyPrint doesn't run here (it needs Pango: apt-get install libpango-1.0-0 libpangoft2-1.0-0); left out.", flush=True
        )
    return found


def _ours(handbook: Handbook, document: Document, folder: Path) -> None:
    packs.setter(handbook, document, folder, DAY).pdf(DAY)


def _one(handbook: Handbook, document: Document, html: Path, peers: Sequence[Peer], space: Path, rounds: int) -> str:
    """One pack, conversion included, the browser's start too; the median of so many rounds."""

    def peer(command: tuple[str, ...]) -> Callable[[], object]:
        def run() -> None:
            pypandoc.convert_text(document.text, "html", format="commonmark+pipe_tables")
            subprocess.run([*command, str(html), str(space / "one"), "1"], check=True, capture_output=True)

        return run

    ways: dict[str, Callable[[], object]] = {"ours": lambda: _ours(handbook, document, space / f"ours-{time.monotonic_ns()}")}
    ways |= {name: peer(command) for name, command in peers}
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            seconds[name].append(_timed(way))
    medians = {name: statistics.median(found) for name, found in seconds.items()}
    return _table(f"One pack ({PACK}), from its words to the PDF", medians)


def _many(handbook: Handbook, document: Document, html: Path, peers: Sequence[Peer], space: Path) -> str:
    """Many packs in one process each; WeasyPrint makes fewer, counted up."""
    seconds = {"ours, PDF": 0.0}
    setter = packs.setter(handbook, document, space / "many", DAY)
    values = [{key: f"{key} {number}" for key in KEYS} | {"requests": ["One"]} for number in range(MANY)]
    seconds["ours, PDF"] = _timed(lambda: [setter.pdf(DAY, one) for one in values])
    for name, command in peers:
        number = FEW if name == "WeasyPrint" else MANY
        told = subprocess.run([*command, str(html), str(space / name), str(number)], check=True, capture_output=True, text=True)
        seconds[f"{name}{f' (from {FEW})' if number == FEW else ''}"] = float(told.stdout.split()[-1]) * MANY / number
    return _table(f"{MANY} packs that differ in the school's name, one process, starts left out", seconds)


def _thousands(handbook: Handbook, space: Path) -> str:
    """School packs (PDF and Word) for a register's rows: how it grows, and what an interruption costs."""
    document = next(Printer(handbook).documents("school-pack"))
    typeset.lay_out(handbook, space / "master")
    typeset.prepare(handbook, document, space / "master", DAY)
    one = batch.master(document.id, space / "master", WordMaker(handbook, space / "word").docx(document, marked=True))
    rows = [(f"{number:,} schools", _all(one, space, number) / number) for number in (1000, 5000)]
    schools = _schools(space, 1000)
    halted = _timed(lambda: _batch(one, schools[:500], space / "halted")) + _timed(lambda: _batch(one, schools, space / "halted"))
    lines = [f"| {name} | {each * 1000:.1f} ms | {each / rows[0][1]:.2f} |" for name, each in rows]
    lines.append(f"| 1,000 schools, stopped at half and gone on with | {halted:.1f} ms | {halted / 1000 / rows[0][1]:.2f} |")
    cores = batch.default_jobs()
    return "\n".join(
        [
            f"**School packs (PDF and Word) from a register's rows, {cores} processes**",
            "",
            "| what | each | beside the first |",
            "| --- | --- | --- |",
            *lines,
        ]
    )


def _all(one: batch.Master, space: Path, number: int) -> float:
    """The seconds for so many schools."""
    schools = _schools(space, number)
    return _timed(lambda: _batch(one, schools, space / f"all-{number}"))


def _batch(one: batch.Master, schools: Sequence[batch.Wanted], out: Path) -> None:
    jobs = batch.default_jobs()
    with batch.processes(jobs) as pool:
        batch.run([one], schools, out, pool, jobs, DAY, lambda words: None)


def _schools(space: Path, number: int) -> list[batch.Wanted]:
    path = space / f"register-{number}.csv"
    register.write(path, number * 5 // 4)
    rows = [row for row in read_schools(path, Filter(), {}) if isinstance(row, School)][:number]
    return [batch.Wanted(row.urn, row.urn, row.values({})) for row in rows]


def _preview(handbook: Handbook, document: Document, space: Path) -> str:
    """From a saved entry to the new PDF."""
    from macros.packs.preview import Preview

    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(DAY.timestamp())))
    preview = Preview(ROOT, "school-pack", space / "preview", space / "preview-work")
    first = _timed(preview.again)
    rounds = []
    for _ in range(5):
        (ROOT / "glossary" / "referral.yml").touch()
        rounds.append(_timed(preview.again))
    again = statistics.median(rounds)
    return _table("Preview of the school pack", {"the first time": first, "after a save": again})


def _timed(way: Callable[[], object]) -> float:
    started = time.perf_counter()
    way()
    return time.perf_counter() - started


def _table(title: str, seconds: dict[str, float]) -> str:
    first = next(iter(seconds.values()))
    lines = [f"| {name} | {found:.2f} s | {found / first:.1f} |" for name, found in seconds.items()]
    return "\n".join([f"**{title}**", "", "| what | time | beside the first |", "| --- | --- | --- |", *lines])
