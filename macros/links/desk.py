"""Where `links.py` comes to: the built site is looked through, and each broken link is told at the place where it is mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.handbook import examine
from macros.links import inside, outside, vanished
from macros.links.checker import Tell
from macros.links.pages import Link, Site, whole
from macros.links.report import Result, Row
from macros.links.trace import Tracer
from macros.sources.problems import Level, Problem, ProblemsFound


class NotBuilt(Exception):
    """There is no site to look through; the words say what to do."""


def check(root: Path, folder: Path, ways: outside.Ways | None, tell: Tell) -> Result:
    """Look through the site in the folder, made from the sources below `root`; `ways`: how others' hosts are asked, if they are.

    Raises NotBuilt, NotChecked, ProblemsFound, OSError.
    """
    if not (folder / "index.html").is_file():
        raise NotBuilt(f"There is no built site in {folder}. Build it first: python3 scripts/build.py")
    sources, handbook = examine(root)
    if handbook is None:
        raise ProblemsFound(problem for problem in sources.problems if problem.level == "error")
    site, tracer = Site(folder, handbook.settings.site_url), Tracer(sources, handbook)
    rows = [Row(problem, "", ()) for problem in vanished.check(sources, handbook, folder)]
    for broken in inside.check(site, tell):
        rows += _rows(site, tracer, broken.address, broken.links, _said(site, broken))
    outcome = outside.check(site, ways, tell) if ways else None
    if outcome:
        rows += _elsewhere(site, tracer, outcome.told)
    links = sum(len(page.links) for page in site.pages.values())
    asked, remembered = (len(outcome.told), outcome.remembered) if outcome else (None, 0)
    return Result(handbook.settings.name, tuple(sorted(rows)), len(site.pages), links, asked, remembered)


def _elsewhere(site: Site, tracer: Tracer, told: Iterable[outside.Told]) -> Iterator[Row]:
    for one in told:
        if one.state == "good":
            continue
        links = [link for address, found in site.links.items() if whole(address) == one.address for link in found]
        if one.state == "broken":
            yield from _rows(site, tracer, one.address, links, _broken(one.address, one.words))
        else:
            yield from _rows(
                site, tracer, one.address, links, f"the link {one.address} wasn't checked: {_stopped(one.words)}", "report"
            )


def _said(site: Site, broken: inside.Broken) -> str:
    return _broken(site.relative(broken.address) or "/", broken.fault)


def _broken(address: str, fault: str) -> str:
    return f"the link {address} is broken: {_stopped(fault)} Mend or remove it."


def _stopped(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _rows(site: Site, tracer: Tracer, address: str, links: Iterable[Link], words: str, level: Level = "error") -> Iterator[Row]:
    """A row for each place at which the address stands."""
    links = list(links)
    pages = tuple(sorted({link.page for link in links}))
    shows = f" It shows on {len(pages):,} pages." if len(pages) > 1 else ""
    for place in tracer.places(address, links):
        yield Row(Problem(*place, words + shows, level), address, pages)
