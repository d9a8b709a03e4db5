"""A Python-Markdown extension for hand-written pages: first uses of terms are linked there too, and `[[…]]` is a link."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar
from xml.etree import ElementTree

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from macros.render.writer import Link, Writer

_LEAVE = {"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "script", "style", "button", "summary", "title"}


class TermsExtension(Extension):
    """Links terms in the page at `url`, which the hook sets before each page."""

    url: ClassVar[str] = ""

    def __init__(self, writer: Callable[[str], Writer]) -> None:
        super().__init__()
        self._writer = writer

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Run last: links and code are elements by then, and MkDocs has resolved the links that authors wrote."""
        md.treeprocessors.register(_Terms(md, lambda: self._writer(TermsExtension.url)), "handbook_terms", -10)


class _Terms(Treeprocessor):
    def __init__(self, md: Markdown, writer: Callable[[], Writer]) -> None:
        super().__init__(md)
        self._writer = writer

    def run(self, root: ElementTree.Element) -> None:
        _link(root, self._writer())


def _link(element: ElementTree.Element, writer: Writer) -> None:
    if element.tag in _LEAVE:
        return
    text, element.text = element.text, None
    at = _insert(element, 0, text or "", writer)
    for child in list(element)[at:]:
        tail, child.tail = child.tail, None
        _link(child, writer)
        at += 1
        at = _insert(element, at, tail or "", writer)


def _insert(element: ElementTree.Element, at: int, text: str, writer: Writer) -> int:
    """Put the text with its links into `element` before child number `at`; gives the number after what was put in."""
    for piece in writer.pieces(text):
        if isinstance(piece, Link):
            link = ElementTree.Element("a", {"href": piece.href})
            if piece.plain:
                link.attrib.update({"class": "hb-term", "title": piece.plain})
            link.text, link.tail = piece.words, piece.after
            element.insert(at, link)
            at += 1
        elif at == 0:
            element.text = (element.text or "") + piece
        else:
            element[at - 1].tail = (element[at - 1].tail or "") + piece
    return at
