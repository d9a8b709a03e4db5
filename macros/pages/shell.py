"""The theme around an entry's page, rendered once for all entries of a folder and then only filled in.

The theme's templates take as long as the page itself, and between two entries they differ in a few places only. Marks are
rendered in these places once; a page is the text between the marks with its own values. A test compares this, byte by byte,
with what the theme makes of each page.
"""

from __future__ import annotations

import re
from typing import Any

import jinja2
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

TEMPLATE = "filled.html"
_TITLE, _DESCRIPTION, _ADDRESS, _CONTENTS, _SKIP = (f"handbook-mark-{number}" for number in range(5))
_CONTENT = "<h1 handbook-mark-5>"  # the theme adds a heading to a page without one
_MARKS = re.compile(r"(<h1 handbook-mark-5>|handbook-mark-\d)")


class _Model:
    """Stands for any entry's page: what the theme reads of a page, with marks for what differs."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.title = _TITLE
        self.meta = {**page.meta, "title": _TITLE, "description": _DESCRIPTION}
        self.content = _CONTENT
        self.canonical_url = _ADDRESS
        self.toc = TableOfContents([AnchorLink(_CONTENTS, _SKIP, 2)])

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)


class Shell:
    """The theme around the entries of one folder, from which all relative addresses are the same."""

    def __init__(self, env: jinja2.Environment, context: dict[str, Any], page: Page) -> None:
        """`context`: what MkDocs gives to the template of any of these pages; `page`: that page."""
        self._table = env.get_template("filled-contents.html")
        self._context = context
        model = _Model(page)
        whole = env.get_template("main.html").render({**context, "page": model})
        self._pieces: list[str] = _MARKS.split(whole.replace(self._contents(model), _CONTENTS))

    def fill(self, page: Page) -> str:
        """The page's whole HTML."""
        values: dict[str, str] = {
            _TITLE: str(page.meta["title"]),
            _DESCRIPTION: str(page.meta["description"]),
            _ADDRESS: page.canonical_url or "",
            _CONTENT: page.content or "",
            _CONTENTS: self._contents(page),
            _SKIP: page.toc.items[0].id if page.toc.items else "",
        }
        return "".join(values.get(piece, piece) for piece in self._pieces)

    def _contents(self, page: Page | _Model) -> str:
        return self._table.render({**self._context, "page": page})
