"""What a term's page weighs over the wire, beside the same text in a stock site of Material for MkDocs."""

from __future__ import annotations

import json
import re
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from benchmarks import handbooks, loading, timing
from benchmarks.browsers import zipped
from benchmarks.timing import Route
from macros.pages.build import build
from macros.pages.search import PATH

_STOCK = "site_name: Stock\ntheme: material\n"
_UNITS = "kB of 1,000 bytes over the wire: text as gzip level 6, woff2 as it is."
_NOTES = (
    "- Stock: the same text in a site with `theme: material` and nothing else set. It takes its fonts, and the style sheet that",
    "  names them, from another host; they can't be fetched here and are left out of its column, in its favour.",
    "- The search index of the stock site holds two pages, ours the whole handbook; ours is loaded when somebody begins to search.",
)
_FACE = re.compile(r"@font-face\s*{([^}]*)}")
_BOLD = {"h1", "h2", "h3", "h4", "strong", "b", "th", "dt"}
_ITALIC = {"em", "i", "cite", "dfn"}


class Loaded(HTMLParser):
    """What a page names: style sheets and scripts as written, the elements in it, the theme's settings."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.styles: list[str] = []
        self.scripts: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        given = dict(attrs)
        self.tags.add(tag)
        if tag == "link" and given.get("rel") == "stylesheet":
            self.styles.append(given["href"] or "")
        if tag == "script" and given.get("src"):
            self.scripts.append(given["src"] or "")


@dataclass(frozen=True)
class Weight:
    """Bytes over the wire of a page and what it loads, and how many files it asks other hosts for."""

    html: int
    css: int
    js: int
    fonts: int
    search: int
    elsewhere: int

    @property
    def text(self) -> int:
        """HTML, style sheets and scripts together."""
        return self.html + self.css + self.js


def report() -> str:
    """The tables of both pages as Markdown: what they weigh, and how they load."""
    with timing.workspace() as space:
        build(handbooks.ROOT, space / "site")
        page = middle(space / "site")
        stock_page = _stock(space, page)
        ours, stock = weigh(page, space / "site"), weigh(stock_page, space / "stock-out")
        loads = list(loading.report({"ours": (space / "site", page), "stock": (space / "stock-out", stock_page)}))
    return "\n".join(
        [
            f"The page: `glossary/{page.parent.name}/` of the handbook itself, the middle one by size. {_UNITS}",
            "",
            "| what | ours | stock | ours ÷ stock |",
            "| --- | --- | --- | --- |",
            *(_line(part, getattr(ours, part), getattr(stock, part)) for part in ("html", "css", "js")),
            _line("together", ours.text, stock.text),
            _line("fonts of our own", ours.fonts, stock.fonts),
            _line("search: program and index", ours.search, stock.search),
            f"| files from other hosts | {ours.elsewhere} | {stock.elsewhere} | |",
            "",
            f"- With fonts, ours is {(ours.text + ours.fonts) / 1000:.1f} kB.",
            *_NOTES,
            "",
            *loads,
        ]
    )


def _line(part: str, ours: int, stock: int) -> str:
    ratio = f"{ours / stock:.2f}" if stock else ""
    return f"| {part} | {ours / 1000:.1f} | {stock / 1000:.1f} | {ratio} |"


def weigh(page: Path, site: Path) -> Weight:
    """The weight of a built page of a built site."""
    html = page.read_text(encoding="utf-8")
    loaded = Loaded(html)
    styles, scripts = list(_own(loaded.styles, page)), list(_own(loaded.scripts, page))
    return Weight(
        _sent(page),
        sum(map(_sent, styles)),
        sum(map(_sent, scripts)),
        sum(font.stat().st_size for font in _fonts(styles, loaded.tags)),
        sum(map(_sent, _search(html, page, site))),
        sum(_is_elsewhere(address) for address in (*loaded.styles, *loaded.scripts)),
    )


def _search(html: str, page: Path, site: Path) -> list[Path]:
    """What is loaded when somebody begins to search: our own, or the theme's worker and index."""
    ours = sorted(path for path in (site / PATH).parent.glob("*.js") if path.name != "box.js")
    if ours:
        return ours
    worker = json.loads(re.findall(r'id="__config"[^>]*>(.*?)</script>', html)[0])["search"]
    return [*_own([worker], page), site / "search" / "search_index.json"]


def _own(addresses: list[str], page: Path) -> Iterator[Path]:
    for address in addresses:
        if not _is_elsewhere(address):
            yield (page.parent / address.partition("?")[0]).resolve()


def _is_elsewhere(address: str) -> bool:
    return address.startswith(("http:", "https:", "//"))


def _sent(path: Path) -> int:
    return len(zipped(path.read_bytes()))


def _fonts(styles: list[Path], tags: set[str]) -> Iterator[Path]:
    """The files of the faces that the page's elements need, of the families that the style sheets use."""
    used = "".join(_FACE.sub("", style.read_text(encoding="utf-8")) for style in styles)
    for style in styles:
        for face in _FACE.findall(style.read_text(encoding="utf-8")):
            family, address = re.findall(r"font-family:\s*[\"']?([^\"';]+)", face)[0], re.findall(r"url\([\"']?([^\"')]+)", face)[0]
            bold, italic = re.search(r"font-weight:\s*(?:bold|[6-9]00)", face), "italic" in face
            if family in used and (not bold or tags & _BOLD) and (not italic or tags & _ITALIC):
                yield (style.parent / address).resolve()


def middle(site: Path) -> Path:
    """The term's page of median size."""
    pages = sorted(site.glob("glossary/*/index.html"))
    middle = statistics.median_low(page.stat().st_size for page in pages)
    return next(page for page in pages if page.stat().st_size == middle)


def _stock(space: Path, page: Path) -> Path:
    """Build the stock site with the text of `page`, and give its page."""
    article = re.findall(r"<article[^>]*>(.*)</article>", page.read_text(encoding="utf-8"), re.DOTALL)[0].strip()
    handbooks.write(space / "stock", {"mkdocs.yml": _STOCK, "docs/index.md": "# Stock\n", "docs/term.md": article})
    out = space / "stock-out"
    timing.run(Route("stock site", (sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(out)), space / "stock", out))
    return out / "term" / "index.html"
