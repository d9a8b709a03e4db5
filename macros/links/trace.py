"""Where an editor mends a link: the place in a YAML file, a hand-written page or a template at which it stands."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Set
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from pydantic import BaseModel

from macros.handbook import Handbook
from macros.links.pages import Link, join, spelling, whole
from macros.render.addresses import located
from macros.sources.entry import Entry, texts
from macros.sources.fields import LINK
from macros.sources.load import Sources

_WRITTEN_LINK = re.compile(
    r"""
    !?\[[^\[\]]*\]\(\s*<?(?P<inline>[^\s<>()]+)        # [words](address)
    | ^\ {0,3}\[[^\[\]]+\]:\s*<?(?P<apart>[^\s<>]+)    # [words]: address
    | (?:href|src)=["'](?P<html>[^"']+)["']
    | url\(\s*["']?(?P<style>[^"')\s]+)
    """,
    re.MULTILINE | re.VERBOSE,
)
_NOT_ITS_END = r"(?![\w/?&=%#~-]|[.,:;]\w)"
_VIEWS = ("macros/*/templates/**/*", "overrides/**/*", "macros/**/*.py")
_SHELL = "overrides/main.html"


class Place(NamedTuple):
    """A place in a file (relative to the root); lines and columns count from 1."""

    path: str
    line: int = 1
    column: int = 1


class Tracer:
    """Knows all sources. One instance serves a whole check."""

    def __init__(self, sources: Sources, handbook: Handbook) -> None:
        self._root = sources.root
        self._documents = sources.documents
        self._handbook = handbook
        self._site = handbook.settings.site_url
        self._docs = {path.relative_to(self._root).as_posix(): _text(path) for path in sorted((self._root / "docs").rglob("*.md"))}

    def places(self, address: str, links: Iterable[Link]) -> list[Place]:
        """Every place at which a link to this address stands; else where it must come from, as near as can be told."""
        links = list(links)
        files = list(dict.fromkeys(path for link in links for path in self._made_from(link.page)))
        written = {link.written for link in links}
        found = [place for path in files for place in self._in_source(path, address, written)]
        if not found or not address.startswith(self._site):
            found += [place for path in self._all for place in self._in_source(path, address)]
        found = found or list(self._part(address)) or list(self._in_views(address)) or [self._as_near(files)]
        return sorted(set(found))

    @cached_property
    def _all(self) -> list[str]:
        return [*self._documents, *self._docs]

    def _made_from(self, page: str) -> Iterator[str]:
        """The source of a page, or of another file of the site, by its address; nothing if that is no source's own."""
        parts = unquote(page).removeprefix("embed/").split("/")
        if parts[0] == "slides":
            parts = ["inset", parts[-1].removesuffix(".html")]
        names = ["/".join(parts[:end]) for end in range(len(parts), 1, -1)]
        if entry := next((name for name in names if name in self._handbook), None):
            yield f"{entry}.yml"
        elif any(name in self._handbook.aliases for name in names):
            yield "aliases.yml"
        at = f"docs/{unquote(page)}"
        yield from (path for path in (f"{at}index.md", f"{at.rstrip('/')}.md", at) if (self._root / path).is_file())

    def _in_source(self, path: str, address: str, written: Set[str] = frozenset()) -> Iterator[Place]:
        """Where links to an address stand in a source. `written`: as they are on the page that is made from it."""
        text = self._text(path)
        for start in _literal(text, address):
            yield _place(path, text, start)
        if address.startswith(self._site):
            yield from (_place(path, text, found.start()) for found in LINK.finditer(text) if self._meant(found) == address)
            base = self._base(path)
            for found in _WRITTEN_LINK.finditer(text):
                target = found[found.lastgroup or 0]
                if target in written or spelling(_of_page(join(base, target))) == address:
                    yield _place(path, text, found.start())
            yield from self._named(path, address)

    def _base(self, path: str) -> str:
        """The address from which a source's relative links lead."""
        entry = self._entry(path.removesuffix(".yml"))
        return f"{self._site}{located(entry) if entry else path.removeprefix('docs/')}"

    def _named(self, path: str, address: str) -> Iterator[Place]:
        """Where fields of an entry, or of the settings, name the entry that is at an address."""
        name = path.removesuffix(".yml")
        model: BaseModel | None = self._handbook.settings if name == "handbook" else self._entry(name)
        part = address.partition("#")[2]
        for location, text in texts(model) if model else ():
            if "/" not in text or text not in self._handbook:
                continue
            if address in self._addresses(text):
                yield Place(path, *self._documents[path].mark(location)[:2])
            elif whole(address) in self._addresses(text) and part == getattr(model, "part", None):
                yield Place(path, *self._documents[path].mark(("part",))[:2])
        for old, new in self._handbook.aliases.items() if name == "aliases" else ():
            if address in self._addresses(new):
                yield Place(path, *self._documents[path].key((old,))[:2])

    def _entry(self, name: str) -> Entry | None:
        folder, _, last = name.rpartition("/")
        return self._handbook.entries.get(folder, {}).get(last)

    def _addresses(self, name: str) -> set[str]:
        """The addresses at which links to an entry lead."""
        return {f"{self._site}{located(self._handbook[name])}", f"{self._site}{name}/"}

    def _meant(self, link: re.Match[str]) -> str:
        """The whole address that `[[…]]` leads to."""
        name = self._handbook.link(link["name"])
        if name is None:
            return ""
        page = located(self._handbook[name])
        return f"{self._site}{whole(page)}#{link['part']}" if link["part"] else f"{self._site}{page}"

    def _part(self, address: str) -> Iterator[Place]:
        """The part of an entry after which an address below the entry's own is called: a paper, a step."""
        page, _, part = address.removeprefix(self._site).partition("#")
        for path in self._made_from(page):
            name = part or posixpath.splitext(posixpath.basename(page))[0]
            entry = self._entry(path.removesuffix(".yml"))
            for location, text in entry.texts if entry else ():
                if location[-1] == "id" and text == name and len(location) > 1:
                    yield Place(path, *self._documents[path].mark(location)[:2])

    def _in_views(self, address: str) -> Iterator[Place]:
        """Where templates and their modules hold an address, or a piece of it."""
        page, _, part = address.removeprefix(self._site).partition("#")
        pieces = [address, f"{page}#{part}", f"#{part}", page] if part else [address, page]
        for piece in (piece for piece in pieces if piece.strip("/")):
            found = [_place(path, text, start) for path, text in self._views.items() for start in _quoted(text, piece)]
            if found:
                yield from found
                return

    @cached_property
    def _views(self) -> dict[str, str]:
        paths = [self._root / "mkdocs.yml", *(path for pattern in _VIEWS for path in sorted(self._root.glob(pattern)))]
        files = (path for path in paths if path.suffix in (".html", ".py", ".yml") and path.is_file())
        return {path.relative_to(self._root).as_posix(): _text(path) for path in files}

    def _as_near(self, files: list[str]) -> Place:
        """The only source; else the template of the kind that its pages are of; else the shell around all pages."""
        if len(files) == 1:
            return Place(files[0])
        kinds = {entry.KIND.name if (entry := self._entry(path.removesuffix(".yml"))) else "" for path in files}
        template = f"macros/pages/templates/{min(kinds, default='')}.html"
        return Place(template if len(kinds) == 1 and (self._root / template).is_file() else _SHELL)

    def _text(self, path: str) -> str:
        if path in self._documents:
            return self._documents[path].text
        return self._docs[path] if path in self._docs else _text(self._root / path)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig", errors="replace")


def _of_page(address: str) -> str:
    """The address of the page that MkDocs makes of a hand-written one: `…/year.md#top` is at `…/year/#top`."""
    return re.sub(r"\.md(?=$|[?#])", "/", re.sub(r"/index\.md(?=$|[?#])", "/", address))


def _literal(text: str, address: str) -> Iterator[int]:
    """Where an address stands whole in a text, in either spelling."""
    for spelt in {address, unquote(address)}:
        if spelt in text:
            yield from (found.start() for found in re.finditer(re.escape(spelt) + _NOT_ITS_END, text))


def _quoted(text: str, piece: str) -> Iterator[int]:
    """Where a piece of an address stands in quotes, perhaps behind what leads there (`{{ base }}`)."""
    if piece in text:
        yield from (found.start(1) for found in re.finditer(rf"[\"'}}(/]({re.escape(piece)})(?=[\"'#?)])", text))


def _place(path: str, text: str, start: int) -> Place:
    before = text[:start]
    return Place(path, before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1)
