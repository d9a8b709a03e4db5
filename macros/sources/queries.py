"""`queries/`: what people type when they look for a page. One file a kind, and `pages.yml` for hand-written pages.

A file names pages (ids; for hand-written ones the path below `docs/`), each with a block of text, a query a line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from macros.sources.problems import did_you_mean
from macros.sources.yaml_marks import Document

FOLDER = "queries"
PAGES = "pages"
MAX_BYTES = 8 * 1024 * 1024
MOST_WORDS = 20
_HOW = "Write '|' behind the name, and below it, two spaces in, a query a line."

Queries = Mapping[str, tuple[str, ...]]
"""The queries of each page, by `folder/id` of the entry, or `pages/path` of the hand-written page."""


class Fault(NamedTuple):
    """What is wrong with a query of a page, or, without one, with the page's name."""

    page: str
    query: str
    said: str


class Found(NamedTuple):
    """What a file holds, by the names in it, and what is wrong in it."""

    queries: Queries
    faults: tuple[Fault, ...]


def path(folder: str) -> str:
    """Where the queries of a kind's folder stand, or of `pages`."""
    return f"{FOLDER}/{folder}.yml"


def files(root: Path) -> list[str]:
    """The files that there are, relative to the root."""
    return sorted(found.relative_to(root).as_posix() for found in (root / FOLDER).rglob("*.yml"))


def hand_written(root: Path) -> frozenset[str]:
    """The hand-written pages by their path below `docs/`, without its ending."""
    docs = root / "docs"
    return frozenset(found.relative_to(docs).with_suffix("").as_posix() for found in docs.rglob("*.md"))


def read(data: Mapping[str, object], pages: Collection[str]) -> Found:
    """The queries of one file's data. `pages`: those that it may name."""
    of_page = {page: tuple(_lines(text).values()) if isinstance(text, str) else () for page, text in data.items()}
    faults = tuple(_faults(of_page, pages))
    bad = {fault.page for fault in faults}
    return Found({page: queries for page, queries in of_page.items() if page not in bad}, faults)


def together(found: Mapping[str, Found], aliases: Mapping[str, str]) -> tuple[Queries, Mapping[str, list[Fault]]]:
    """All queries by their addresses; and by folder, what stands in its file again.

    `found`: what each folder's file holds; `aliases`: what entries have become whose names are still written there.
    """
    all_queries: dict[str, tuple[str, ...]] = {}
    first: dict[str, str] = {}
    again = defaultdict(list)
    for folder, (of_page, _) in found.items():
        for page, queries in of_page.items():
            for query in queries:
                if (key := query.casefold()) in first:
                    where, _, other = first[key].rpartition(" ")
                    said = f"'{query}' stands at '{other}' in {where} as well. A query leads to one page: keep the better."
                    again[folder].append(Fault(page, query, said))
                first[key] = f"{path(folder)} {page}"
            address = aliases.get(f"{folder}/{page}", f"{folder}/{page}")
            all_queries[address] = (*all_queries.get(address, ()), *queries)
    return all_queries, again


def line(document: Document, fault: Fault) -> int:
    """On which line of its file a fault stands: of the same queries the last."""
    if not fault.query:
        return document.key((fault.page,)).line
    number = max(number for number, query in _lines(document.data[fault.page]).items() if query == fault.query)
    return document.mark((fault.page,)).line + number


def _faults(of_page: Queries, pages: Collection[str]) -> Iterator[Fault]:
    for page, queries in of_page.items():
        if page not in pages:
            near = did_you_mean(page, pages)
            yield Fault(page, "", f"there is no '{page}'.{near} Mend the name, or take it and its queries out.")
        elif not queries:
            yield Fault(page, "", f"'{page}' has no queries. {_HOW}")
        else:
            for query in queries:
                if (number := len(query.split())) > MOST_WORDS:
                    yield Fault(page, query, f"a query of {number} words; {MOST_WORDS} are the most. {_HOW}")


def _lines(text: str) -> dict[int, str]:
    """The queries of a text by the numbers of their lines, from 1."""
    lines = enumerate((" ".join(line.split()) for line in text.split("\n")), 1)
    return {number: query for number, query in lines if query}
