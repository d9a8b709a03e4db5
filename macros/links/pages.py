"""What stands on the pages of a built site: their links, and the parts that a link can point at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

_HOLD_ADDRESSES = {"href", "src", "poster", "cite"}
_NOT_FETCHED = {"dns-prefetch", "preconnect"}
_IN_PATHS = "/!$&'()*+,;=:@~"
_IN_ADDRESSES = f"{_IN_PATHS}?#[]%"


class Link(NamedTuple):
    """A link on a page. `page`: the page's address from the site's root; `written`: what stands in the page."""

    page: str
    written: str


class Page(NamedTuple):
    """A page's links as they are written, and the ids on it."""

    links: tuple[str, ...]
    ids: frozenset[str]


class Site:
    """A built site. Addresses are whole, as if it were published: `https://…/glossary/neet/#today`."""

    def __init__(self, folder: Path, address: str) -> None:
        """`address`: where it is published, with / at the end."""
        self.folder = folder
        self.address = address
        self.origin = origin(address)

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Each page by its address from the site's root: `glossary/neet/`, `404.html`."""
        return {_address(path.relative_to(self.folder)): read(path) for path in sorted(self.folder.rglob("*.html"))}

    @cached_property
    def links(self) -> dict[str, list[Link]]:
        """Each address to which a page leads, in one spelling (see `spelling`), with the links that do."""
        found: dict[str, list[Link]] = defaultdict(list)
        for page, written in ((page, written) for page, read_page in self.pages.items() for written in read_page.links):
            found[spelling(join(self.address + page, written))].append(Link(page, written))
        return dict(found)

    def is_own(self, address: str) -> bool:
        """Whether an address is one of this site's host."""
        return address.startswith(f"{self.origin}/")

    def relative(self, address: str) -> str:
        """An address of this site from its root (`glossary/neet/#today`), any other as it is."""
        return address.removeprefix(self.address)

    def page(self, address: str) -> Page | None:
        """The page at an address of this site, whatever part of it is meant; None if there is none."""
        return self.pages.get(self.relative(whole(address).partition("?")[0]))


def origin(address: str) -> str:
    """Scheme and host of an address: `https://www.example.org`."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def join(base: str, written: str) -> str:
    """The whole address of what is written on a page; what makes no address stays as it is."""
    try:
        return urljoin(base, written.strip())
    except ValueError:
        return written


def whole(address: str) -> str:
    """The address of a page, whatever part of it is meant."""
    return address.partition("#")[0]


def spelling(address: str) -> str:
    """One spelling for an address that can be written with spaces and letters of all kinds, or with their codes (%20)."""
    return quote(address, safe=_IN_ADDRESSES)


def read(path: Path) -> Page:
    """Read a page. Raises OSError."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8", errors="replace"))
    reader.close()
    return Page(tuple(dict.fromkeys(reader.links)), frozenset(reader.ids))


def _address(path: Path) -> str:
    shown = path.as_posix()
    return quote(shown.removesuffix("index.html") if path.name == "index.html" else shown, safe=_IN_PATHS)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given[name] for name in (("id", "name") if tag == "a" else ("id",)) if name in given}
        if tag != "base" and not _NOT_FETCHED & set(given.get("rel", "").split()):
            self.links += _addresses(tag, given)


def _addresses(tag: str, given: dict[str, str]) -> Iterator[str]:
    yield from (given[name] for name in given if name in _HOLD_ADDRESSES and given[name].strip())
    yield from (one.split()[0] for one in given.get("srcset", "").split(",") if one.strip())
    if tag == "object" and "data" in given:
        yield given["data"]
    if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
        yield given.get("content", "").partition("=")[2]
