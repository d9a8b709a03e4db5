"""The site that is being built. MkDocs loads its hooks anew for each build, so what they share lives here."""

from __future__ import annotations

from pathlib import Path

import jinja2

from macros.handbook import Handbook, read
from macros.packs.packs import Made
from macros.pages.search import Record
from macros.pages.shell import Shell
from macros.pages.views import Views
from macros.render.writer import Writer


class Site:
    """One build: the whole handbook, the part of it that is let out, its views, and the writer of each hand-written page.

    `records`: what the search knows of hand-written pages.
    `inline_scripts`: Material's, for the content security policy. `environment`: the theme's templates, once MkDocs has made
    them. `shells`: the theme around entries' pages, by their folder. `packs`: those that were made.
    """

    def __init__(self, handbook: Handbook) -> None:
        self.whole = handbook
        self.handbook = handbook.released("pages")
        self.views = Views(self.handbook)
        self.records: list[Record] = []
        self.inline_scripts: set[str] = set()
        self.environment = jinja2.Environment(autoescape=True)
        self.shells: dict[str, Shell] = {}
        self.packs: list[Made] = []
        self._writers: dict[str, Writer] = {}

    def writer(self, url: str) -> Writer:
        """The writer of the hand-written page at this address (`glossary/confused/`), one for the whole page."""
        if url not in self._writers:
            self._writers[url] = Writer(self.handbook, "../" * url.count("/"))
        return self._writers[url]


_current: Site | None = None


def start(root: Path) -> Site:
    """Read the sources below `root` and begin a build. Raises ProblemsFound."""
    global _current  # noqa: PLW0603 (MkDocs loads the hook anew for each build; this module stays)
    _current = Site(read(root))
    return _current


def site() -> Site:
    """The build that was started last. Raises RuntimeError if there is none."""
    if _current is None:
        raise RuntimeError("no build has been started: macros/pages/hook.py must be among the hooks in mkdocs.yml")
    return _current
