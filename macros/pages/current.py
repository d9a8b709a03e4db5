"""The site that is being built. MkDocs loads its hooks anew for each build, so what they share lives here."""

from __future__ import annotations

import threading
from functools import cached_property
from pathlib import Path

import jinja2
from markupsafe import Markup
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from macros.handbook import Handbook
from macros.packs import packs
from macros.pages.second import Done, Second
from macros.pages.shell import Shell
from macros.pages.views import Views
from macros.render.writer import Writer


class Site:
    """One build: the whole handbook, the part of it that is let out, its views, and the writer of each hand-written page.

    `cache`: the folder of what was made in earlier builds. `inline_scripts`: Material's, for the content security policy.
    `at_once`: all pages are made in one go. `second`: the process that makes some of them; `theirs`: those that are left to it,
    by their sources; `made`: what it tells in the end.
    `late`: HTML for which signs stand in hand-written pages (see there).
    `environment`, `files`: the theme's templates and all files, once MkDocs has them. `shells`: the theme around entries' pages,
    by their folder.
    """

    def __init__(self, handbook: Handbook, cache: Path) -> None:
        self.whole = handbook
        self.handbook = handbook.released("pages")
        self.for_packs = handbook.released("packs")
        self.views = Views(self.handbook)
        self.cache = cache
        self.inline_scripts: set[str] = set()
        self.environment = jinja2.Environment(autoescape=True)
        self.files = Files([])
        self.at_once = False
        self.second: Second | None = None
        self.theirs: dict[str, Page] = {}
        self.made: Done | None = None
        self.shells: dict[str, Shell] = {}
        self.late: list[Markup] = []
        self._writers: dict[str, Writer] = {}

    def writer(self, url: str) -> Writer:
        """The writer of the hand-written page at this address (`glossary/confused/`), one for the whole page."""
        if url not in self._writers:
            self._writers[url] = Writer(self.handbook, "../" * url.count("/"))
        return self._writers[url]

    @cached_property
    def packs(self) -> list[packs.Made]:
        """The packs, made when they are asked for. Raises typeset.NotSet, RuntimeError if pandoc fails, and OSError."""
        return packs.make(self.for_packs, self.cache / "packs")


def pages(handbook: Handbook) -> list[tuple[str, str]]:
    """Address and view of each page that an entry has (`glossary/neet`, `page`)."""
    own = (entry for entry in handbook if not entry.KIND.shared_page)
    return [(entry.address, view) for entry in own for view in ("page", *entry.KIND.more_pages)]


AT_WORK = threading.RLock()
"""Held by whoever works on a site where others may, too: MkDocs' hook and macros look at the one that is in use. A build that has
the process to itself needn't hold it."""
_current: Site | None = None


def use(site: Site) -> Site:
    """From now on this is the site that is being built."""
    global _current  # noqa: PLW0603 (MkDocs loads the hook anew for each build; this module stays)
    _current = site
    return site


def site() -> Site:
    """The site that is being built. Raises RuntimeError if there is none."""
    if _current is None:
        raise RuntimeError("no build has been started: macros/pages/hook.py must be among the hooks in mkdocs.yml")
    return _current
