"""How a page loads on a slow line and a slow computer, in Chromium: what Lighthouse measures, beside a peer in the same run."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from benchmarks.browsers import browser, served

_ROUNDS = 5
_SLOWER = 4
_LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
_WATCH = """() => {
  window.seen = { shift: 0, largest: 0, busy: 0 };
  const watch = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; });
  watch("largest-contentful-paint", (entry) => { seen.largest = entry.startTime; });
  watch("longtask", (entry) => { seen.busy += entry.duration - 50; });
}"""
_READ = """() => ({
  first: performance.getEntriesByName("first-contentful-paint")[0].startTime,
  ...seen,
  blocking: performance.getEntriesByType("resource").filter((one) => one.renderBlockingStatus === "blocking").length,
})"""
_ROWS = (
    ("first", "first contentful paint, ms", "{:.0f}"),
    ("largest", "largest contentful paint, ms", "{:.0f}"),
    ("busy", "total blocking time, ms", "{:.0f}"),
    ("shift", "cumulative layout shift", "{:.3f}"),
    ("blocking", "requests that block rendering", "{:.0f}"),
)


def report(pages: Mapping[str, tuple[Path, Path]]) -> Iterator[str]:
    """The table of all pages as Markdown. `pages`: a site and one of its pages, by name."""
    with browser() as launched:
        found = {name: [] for name in pages}  # type: dict[str, list[dict[str, float]]]
        for _ in range(_ROUNDS):
            for name, (site, page) in pages.items():
                found[name].append(load(launched, site, page))
    yield f"**A first visit, {_ROUNDS} rounds, medians: 1.6 Mbit/s with 150 ms, computer {_SLOWER} times slower, text as gzip**\n"
    yield f"| what | {' | '.join(pages)} |"
    yield f"| --- |{' --- |' * len(pages)}"
    for key, words, shape in _ROWS:
        values = (shape.format(statistics.median(one[key] for one in found[name])) for name in pages)
        yield f"| {words} | {' | '.join(values)} |"


def load(launched: Browser, site: Path, page: Path, slow: bool = True) -> dict[str, Any]:
    """What a first visit to a built page shows: milliseconds, the layout's shift, how many requests block rendering."""
    with served(site) as address:
        context = launched.new_context(viewport={"width": 1280, "height": 900})
        tab = context.new_page()
        tab.add_init_script(f"({_WATCH})()")
        if slow:
            session = context.new_cdp_session(tab)
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", _LINE)
            session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
        tab.goto(address + page.parent.relative_to(site).as_posix() + "/", wait_until="load")
        tab.wait_for_timeout(1000)
        seen: dict[str, Any] = tab.evaluate(_READ)
        context.close()
    return seen
