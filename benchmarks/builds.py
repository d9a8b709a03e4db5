"""Cold builds: a fresh process makes every page, ours beside the usual way with MkDocs and beside Hugo."""

from __future__ import annotations

import compileall
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import handbooks, timing
from benchmarks.timing import Route
from macros.handbook import Handbook
from macros.render.writer import Link, Writer
from macros.sources.kinds.term import Term

PEERS = Path(__file__).resolve().parent / "peers"
OURS, ALONE, USUAL, HUGO = "ours", "ours, one process", "usual way", "Hugo"
WHOLE, EMPTY = "ours, whole site and data files", "usual way, no terms"
TERMS = 1000
GOALS = {(OURS, USUAL): 0.5, (OURS, HUGO): 3.0, (ALONE, HUGO): 4.5}
"""How many times a peer's time each of ours may take."""
NO_HUGO = "Hugo isn't installed: its rows are left out. To have them: apt-get install hugo, or https://gohugo.io/installation/"
_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


@dataclass(frozen=True)
class Row:
    """One route at one size: median seconds of the whole process, seconds as a share of the usual way's, bytes a page."""

    terms: int
    route: str
    seconds: float
    ratio: float
    page_bytes: float

    def __str__(self) -> str:
        each = "" if self.route == EMPTY else f"{1000 * self.seconds / self.terms:.2f}"
        size = f"{self.page_bytes / 1000:.1f}" if self.page_bytes else ""
        return f"| {self.terms:,} | {self.route} | {self.seconds:.2f} | {self.ratio:.2f} | {each} | {size} |"


def report(sizes: Sequence[int], rounds: int) -> str:
    """The table of all routes at each size, and how far the goal was met, as Markdown."""
    hugo = shutil.which("hugo") is not None
    if not hugo:
        print(NO_HUGO, file=sys.stderr)
    rows = [row for size in sizes for row in _at(size, rounds, hugo)]
    lines = [
        f"Whole process, fresh each time, median of {rounds} interleaved rounds; sources and output {timing.place()}.",
        "" if hugo else f"{NO_HUGO}\n",
        "| terms | route | seconds | × usual way | ms a term | kB of HTML a term's page |",
        "| --- | --- | --- | --- | --- | --- |",
        *(str(row) for row in rows),
        "",
        *(verdict for size in sizes for verdict in _verdicts([row for row in rows if row.terms == size])),
    ]
    return "\n".join(lines)


def _verdicts(rows: Sequence[Row]) -> Iterator[str]:
    """How far the goals were met at one size."""
    seconds = {row.route: row.seconds for row in rows}
    for (ours, peer), goal in GOALS.items():
        if peer in seconds:
            ratio = seconds[ours] / seconds[peer]
            met = "met" if ratio <= goal else "missed"
            yield f"- {rows[0].terms:,} terms: {ours} takes {ratio:.2f} times what {peer} takes. Goal (at most {goal}): {met}."


def _at(size: int, rounds: int, hugo: bool) -> list[Row]:
    with timing.workspace() as space:
        routes = _routes(space, size, hugo)
        seconds = timing.medians(routes, rounds)
        usual = seconds[USUAL]
        return [Row(size, route.name, seconds[route.name], seconds[route.name] / usual, _page_bytes(route)) for route in routes]


def _page_bytes(route: Route) -> float:
    pages = [path.stat().st_size for path in route.out.glob("glossary/*/index.html")]
    return sum(pages) / len(pages) if pages else 0


def _routes(space: Path, size: int, hugo: bool) -> list[Route]:
    handbook = handbooks.small(space / "ours", size)
    ours = _ours(OURS, space / "ours", "--no-data")
    alone = replace(ours, name=ALONE, environment={**ours.environment, "HANDBOOK_PROCESSES": "1"})
    routes = [ours, alone, _usual(USUAL, space / "usual", space / "ours")]
    routes.append(_usual(EMPTY, space / "empty", space / "ours", "glossary"))
    try:
        handbooks.whole(space / "whole", size)
        routes.append(_ours(WHOLE, space / "whole"))
    except ValueError as error:
        print(f"'{WHOLE}' is left out at {size} terms: {error}.", file=sys.stderr)
    for route in routes:
        compileall.compile_dir(route.folder / "macros", quiet=1)
    if hugo:
        timing.run(ours)
        routes.insert(1, _hugo(space / "hugo", handbook, ours.out))
    return routes


def hugo_site(space: Path) -> Route:
    """Hugo's site of so many terms as `TERMS` says, in a folder below `space`."""
    handbook = handbooks.small(space / "small", TERMS)
    ours = _ours(OURS, space / "small", "--no-data")
    timing.run(ours)
    return _hugo(space / "hugo", handbook, ours.out)


def _ours(name: str, root: Path, *options: str) -> Route:
    out = root.with_name(f"{root.name}-out")
    command = (sys.executable, "-P", str(PEERS.parent / "ours.py"), str(root), str(out), *options)
    return Route(name, command, root, out, {"PYTHONPATH": str(root)})


def _usual(name: str, root: Path, ours: Path, *without: str) -> Route:
    """The same YAML, pages, theme and plugins; only what makes the terms' pages is another. `without`: folders left out."""
    shutil.copytree(ours, root, ignore=lambda folder, names: {"macros", *without} if folder == str(ours) else ())
    shutil.copytree(PEERS / "usual", root / "macros")
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    handbooks.write(root, {"mkdocs.yml": f"{config}hooks: [macros/hook.py]\n"})
    out = root.with_name(f"{root.name}-out")
    return Route(name, (sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(out)), root, out, {"PYTHONPATH": "", **_QUIET})


def _hugo(root: Path, handbook: Handbook, site: Path) -> Route:
    """The same YAML as front matter, with cross-references worked out beforehand, in the page shell of our built `site`."""
    shutil.copytree(PEERS / "hugo", root)
    shutil.copytree(site / "assets", root / "static" / "assets")
    page = min(site.glob("glossary/*/index.html")).read_text(encoding="utf-8")
    labels = {name: {word.id: word.label for word in words} for name, words in handbook.vocabularies.items()}
    texts = {"layouts/_default/baseof.html": _shell(page), "data/labels.yml": handbooks.as_yaml(labels)}
    texts |= {f"content/{term.address}.md": _front_matter(term, handbook) for term in handbook.terms}
    handbooks.write(root, {**texts, "content/glossary/_index.md": "---\ntitle: Glossary\n---\n"})
    out = root.with_name("hugo-out")
    return Route(HUGO, ("hugo", "--quiet", "-d", str(out)), root, out, {"HUGO_CACHEDIR": str(root.with_name("hugo-cache"))})


def _shell(page: str) -> str:
    """A built page as Hugo's base layout: what differs between pages is replaced."""
    for pattern, layout in (
        (r"<title>.*?</title>", "<title>{{ .Title }} - {{ site.Title }}</title>"),
        (r'<meta name="description" content=".*?">', '<meta name="description" content="{{ .Description }}">'),
        (r'<link rel="canonical" href=".*?">', '<link rel="canonical" href="{{ .Permalink }}">'),
        (
            r'(<ul class="md-nav__list" data-md-component="toc".*?>).*?(</ul>\s*</nav>\s*</div>)',
            r'\1{{ block "toc" . }}{{ end }}\2',
        ),
        (r"(<article .*?>).*</article>", r'\1{{ block "main" . }}{{ end }}</article>'),
    ):
        page, found = re.subn(pattern, layout, page, count=1, flags=re.DOTALL)
        if not found:
            raise SystemExit(f"Hugo's layout can't be made: a built page has nothing like {pattern}")
    return page


def _front_matter(term: Term, handbook: Handbook) -> str:
    """The term's own YAML, and what Hugo would have to search for: pairs from both sides, users, links in texts."""
    write = Writer(handbook, "../../", term.address)
    data = {
        **term.model_dump(exclude_defaults=True),
        "description": term.summary,
        "plain_definition": term.definition,
        "definition": _linked(write.pieces(term.definition)),
        "confused": [{"id": other.id, "difference": _linked(write.pieces(text))} for other, text in handbook.confused_with(term)],
        "broader": [other.id for other in handbook.broader(term)],
        "narrower": [other.id for other in handbook.narrower(term)],
        "users": [user.id for user in handbook.used_in(term)],
        "aliases": list(term.aliases),
    }
    return f"---\n{handbooks.as_yaml(data)}---\n"


def _linked(pieces: Iterable[str | Link]) -> str:
    return "".join(
        piece if isinstance(piece, str) else f'<a class="hb-term" href="{piece.href}" title="{piece.plain}">{piece.words}</a>'
        for piece in pieces
    )
