"""How well the search answers what people type (`tests/search/queries.yml`), beside Material's own search and Pagefind."""

from __future__ import annotations

import importlib.util
import math
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.structure.pages import Page
from playwright.sync_api import Browser

from benchmarks import handbooks, timing
from benchmarks.browsers import browser, served, zipped
from macros.handbook import read
from macros.pages import search
from macros.pages.build import build
from macros.pages.search import PATH

QUERIES = handbooks.ROOT / "tests" / "search" / "queries.yml"
HALVES = ("tuning", "final")
OURS, STOCK, PAGEFIND = "ours", "material", "pagefind"
_ASK = handbooks.ROOT / "benchmarks" / "peers" / "search" / "ask.js"
_NO_PAGEFIND = "Pagefind isn't installed: its rows are left out. To have them: .venv/bin/pip install 'pagefind[bin]'"
_NONSENSE = "nonsense"
_QUESTIONS = "question"
_Z = 1.96
_GOAL_RECORDS = 250


class Query(NamedTuple):
    """What somebody types, and the addresses that answer it (none for nonsense)."""

    words: str
    right: tuple[str, ...]
    kind: str
    half: str


@dataclass(frozen=True)
class Score:
    """How an engine did: queries, right answer first, in the first three, sum of reciprocal ranks, nothing found."""

    number: int
    first: int
    three: int
    reciprocal: float
    nothing: int

    def __str__(self) -> str:
        mean = self.reciprocal / self.number
        return (
            f"{self.number} | {_share(self.first, self.number)} | {_share(self.three, self.number)} | {mean:.2f} | {self.nothing}"
        )


def queries(path: Path = QUERIES) -> list[Query]:
    """All queries of the file, nonsense included."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    found = []
    for kind, halves in data.items():
        for half in HALVES:
            for one in halves[half]:
                words, right = (str(one), ()) if kind == _NONSENSE else (str(one["q"]), tuple(one["right"]))
                found.append(Query(words, right, kind, half))
    return found


def score(asked: Sequence[Query], shown: Sequence[Sequence[Any]]) -> Score:
    """Judge what an engine showed for each query: addresses, or groups of addresses that stand together."""
    ranks = [_rank(query.right, answers) for query, answers in zip(asked, shown, strict=True)]
    found = [rank for rank in ranks if rank]
    return Score(
        len(asked),
        sum(rank == 1 for rank in found),
        sum(rank <= 3 for rank in found),
        sum(1 / rank for rank in found),
        sum(not answers for answers in shown),
    )


def _rank(right: Sequence[str], answers: Sequence[Any]) -> int:
    """The place of the first right answer, from 1; 0 if there is none."""
    for place, answer in enumerate(answers, 1):
        if set(right).intersection([answer] if isinstance(answer, str) else answer):
            return place
    return 0


def ask(launched: Browser, site: Path, engine: str, words: Sequence[str], keys: bool = False) -> tuple[list[Any], list[float]]:
    """What an engine shows for each of the words on a built site, and, with `keys`, milliseconds for each key stroke."""
    with served(site) as address:
        context = launched.new_context()
        page = context.new_page()
        page.goto(f"{address}404.html")
        workers = sorted((site / "assets" / "javascripts" / "workers").glob("search.*.min.js"))
        page.evaluate("path => document.body.dataset.worker = path", workers[0].relative_to(site).as_posix())
        told = page.evaluate(_ASK.read_text(encoding="utf-8"), {"engine": engine, "queries": list(words), "keys": keys})
        context.close()
    return told["shown"], told["milliseconds"]


def report() -> str:
    """The tables of all engines as Markdown: answers by kind, then weight and speed."""
    with timing.workspace() as space, browser() as launched:
        sites = _sites(space)
        asked = queries()
        shown = {engine: ask(launched, site, engine, [query.words for query in asked])[0] for engine, site in sites.items()}
        lines = [line for half in HALVES for line in _table(half, asked, shown)]
        return "\n".join([*lines, *_weight(space, launched, asked)])


def _table(half: str, asked: Sequence[Query], shown: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    kinds = list(dict.fromkeys(query.kind for query in asked))
    yield f"**The {half} half of the queries: share of right answers, with its 95 % interval**\n"
    yield "| engine | kind | queries | first | in the first three | MRR | nothing found |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for engine, answers in shown.items():
        groups = [*((kind, {kind}) for kind in kinds), ("all but questions", set(kinds) - {_QUESTIONS, _NONSENSE})]
        for name, wanted in groups:
            rows = [row for row in zip(asked, answers, strict=True) if row[0].half == half and row[0].kind in wanted]
            yield f"| {engine} | {name} | {score([row[0] for row in rows], [row[1] for row in rows])} |"
    yield ""


def _weight(space: Path, launched: Browser, asked: Sequence[Query]) -> Iterator[str]:
    typed = [query.words for query in asked if query.half == "tuning"][::4]
    yield "**Weight of the index of this handbook: all of it, and 250 of its records, evenly chosen**\n"
    yield "| records | index, kB gz | kB gz a record |"
    yield "| --- | --- | --- |"
    for records, weight in _own_weights():
        yield f"| {records} | {weight / 1000:.1f} | {weight / 1000 / records:.3f} |"
    yield ""
    yield "**Weight of the index, and time of a key stroke, in Chromium, with invented terms and 25 queries for each**\n"
    yield "| engine | terms | index, kB gz | median ms | 95th percentile |"
    yield "| --- | --- | --- | --- | --- |"
    for number in (250, 1000):
        root = space / f"terms-{number}"
        handbooks.small(root, number, queried=True)
        stock = _with_stock(root)
        for engine, index in ((OURS, PATH), (STOCK, "search/search_index.json")):
            site = root / "site" if engine == OURS else stock
            if engine == OURS:
                build(root, site)
            size = len(zipped((site / index).read_bytes())) / 1000
            _, times = ask(launched, site, engine, typed, keys=True)
            high = statistics.quantiles(times, n=20)[-1]
            yield f"| {engine} | {number:,} | {size:.1f} | {statistics.median(times):.2f} | {high:.2f} |"


def _own_weights() -> Iterator[tuple[int, int]]:
    """Numbers of records of this handbook, and the bytes of the index that holds them."""
    config = load_config(str(handbooks.ROOT / "mkdocs.yml"), plugins=[], hooks=[])
    handbook, files = read(handbooks.ROOT), get_files(config)
    for file in files.documentation_pages():
        Page(None, file, config).read_source(config)
    records = [*search.pages(files, handbook), *search.entries(handbook)]
    for number in (len(records), _GOAL_RECORDS):
        chosen = [records[place * len(records) // number] for place in range(number)]
        yield number, len(zipped(search.text(chosen, handbook).encode()))


def _sites(space: Path) -> dict[str, Path]:
    """The handbook as each engine needs it."""
    root = space / "whole"
    shutil.copytree(handbooks.ROOT, root, ignore=shutil.ignore_patterns(".*", "site", "out", "tests", "benchmarks", "__pycache__"))
    build(root, root / "site")
    sites = {OURS: root / "site", STOCK: _with_stock(root)}
    if importlib.util.find_spec("pagefind"):
        command = [sys.executable, "-m", "pagefind", "--site", str(root / "site"), "--root-selector", "article"]
        subprocess.run(command, check=True, capture_output=True)
        sites[PAGEFIND] = root / "site"
    else:
        print(_NO_PAGEFIND, file=sys.stderr)
    return sites


def _with_stock(root: Path) -> Path:
    """The same checkout built with Material's own search plugin; gives its site."""
    stock = root.with_name(f"{root.name}-stock")
    shutil.copytree(root, stock, ignore=shutil.ignore_patterns("site", ".*"))
    for name in ("mkdocs.yml", "site.yml"):
        config = stock / name
        if config.exists():
            text = config.read_text(encoding="utf-8")
            config.write_text(text.replace("plugins:\n", "plugins:\n  - search\n"), encoding="utf-8")
    build(stock, stock / "site")
    return stock / "site"


def _share(part: int, number: int) -> str:
    """`95 % (90–98)`: a share with Wilson's interval."""
    share = part / number
    middle = (share + _Z**2 / (2 * number)) / (1 + _Z**2 / number)
    half = _Z * math.sqrt(share * (1 - share) / number + _Z**2 / (4 * number**2)) / (1 + _Z**2 / number)
    return f"{100 * share:.1f} % ({100 * max(0, middle - half):.0f}–{100 * (middle + half):.0f})"
