"""Writes an entry's texts as HTML for one page: first uses of terms are linked, abbreviations spelled out, addresses relative."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup, escape

from macros.forms import Mention, plural
from macros.handbook import Handbook
from macros.render.addresses import located
from macros.sources.entry import Entry
from macros.sources.fields import LINK, SWITCHES
from macros.sources.kinds.term import Term

_BLANK = re.compile(r"\{([^{}<>]+)\}")


@dataclass(frozen=True)
class Link:
    """A link to an entry: its words, address and the plain version of a term; `after`: an abbreviation spelled out."""

    words: str
    href: str
    plain: str = ""
    after: str = ""


class Writer:
    """The hand that writes one page. It remembers which terms the page has used, and in `unknown` which links lead nowhere."""

    def __init__(self, handbook: Handbook, base: str = "", own: str = "") -> None:
        """`base`: the way from the page to the site's root ("../../"). `own`: the address of the page's entry."""
        self.handbook = handbook
        self.base = base
        self.own = own
        self.linking = True
        self.unknown: list[str] = []
        self._seen = {own.removeprefix("glossary/")}

    def href(self, address: str) -> str:
        """The relative address of an entry's page (or of its place on the page it shares)."""
        return f"{self.base}{located(self.handbook[address])}"

    def page(self, path: str) -> str:
        """The relative address of a page by its path from the site's root (`glossary/confused/`)."""
        return f"{self.base}{path}" or "./"

    def block(self, text: str) -> Markup:
        """CommonMark with tables as HTML: paragraphs, lists, tables."""
        return Markup(_MARKDOWN.render(text, {"writer": self}))

    def inline(self, text: str) -> Markup:
        """CommonMark without its paragraph, for a cell or an item."""
        return Markup(_MARKDOWN.renderInline(text, {"writer": self}))

    def said(self, text: str) -> Markup:
        """Words to say: CommonMark with links to terms; each `{…}` is a place to fill in."""
        return Markup(_BLANK.sub(r'<span class="hb-blank">\1</span>', self.block(text)))

    def paper(self, text: str) -> Markup:
        """The text of a letter or handout: CommonMark without links to terms; each `{…}` is a place to fill in."""
        return Markup(_BLANK.sub(r'<span class="hb-blank">\1</span>', _MARKDOWN.render(text)))

    def words(self, text: str) -> Markup:
        """Plain text: escaped, with links to terms."""
        return Markup("").join(self._html(piece) for piece in self.pieces(text))

    def link(self, entry: Entry, words: str = "") -> Markup:
        """A plain link to an entry, under its title or other words."""
        return Markup(f'<a href="{escape(self.href(entry.address))}">{escape(words or entry.title)}</a>')

    def pieces(self, text: str) -> Iterator[str | Link]:
        """The text with the first use of each term, and each `[[…]]`, as links. `[[off]]` … `[[on]]` switch it."""
        start = 0
        for written in LINK.finditer(text):
            yield from self._found(text[start : written.start()])
            yield from self._written(written)
            start = written.end()
        yield from self._found(text[start:])

    def _written(self, written: re.Match[str]) -> Iterator[str | Link]:
        name, words = written["name"], written["words"]
        if name in SWITCHES:
            self.linking = name == "on"
            return
        address = self.handbook.link(name)
        if address is None:
            self.unknown.append(name)
            yield words or name
            return
        entry = self.handbook[address]
        shown = words or _in_sentence(entry.title)
        if written["part"]:
            page = self.href(address) if address != self.own else ""
            yield Link(shown, f"{page.partition('#')[0]}#{written['part']}")
        elif address == self.own:
            yield shown
        elif isinstance(entry, Term):
            self._seen.add(entry.id)
            yield Link(shown, self.href(address), entry.plain)
        else:
            yield Link(shown, self.href(address))

    def _found(self, text: str) -> Iterator[str | Link]:
        start = 0
        if self.linking:
            for mention in self.handbook.forms.find(text):
                if mention.term in self._seen:
                    continue
                self._seen.add(mention.term)
                yield text[start : mention.start]
                yield self._to_term(text[mention.start : mention.end], mention)
                start = mention.end
        yield text[start:]

    def _to_term(self, words: str, mention: Mention) -> Link:
        term = self.handbook.term(mention.term)
        after = ""
        if mention.abbreviated and words.rstrip("s") != term.title:
            title = _in_sentence(term.title)
            after = f" ({plural(title) if words.endswith('s') and not term.title.endswith('s') else title})"
        return Link(words, self.href(term.address), term.plain, after)

    def _html(self, piece: str | Link) -> Markup:
        if isinstance(piece, str):
            return escape(piece)
        if not piece.plain:
            return Markup('<a href="{}">{}</a>').format(piece.href, piece.words)
        return Markup('<a class="hb-term" href="{}" title="{}">{}</a>{}').format(piece.href, piece.plain, piece.words, piece.after)


def markdown(text: str) -> Markup:
    """CommonMark with tables as HTML, without links to terms."""
    return Markup(_MARKDOWN.render(text))


def markdown_tokens(text: str) -> list[Token]:
    """The same as markdown-it's tokens, for what isn't HTML."""
    return _MARKDOWN.parse(text)


def _in_sentence(title: str) -> str:
    """A title as it stands within a sentence: a small letter first, unless other words have capitals (Personal Adviser)."""
    rest = title[1:]
    return title if any(c.isupper() for c in rest) or not rest else title[0].lower() + rest


def _link_rule(state: StateInline, silent: bool) -> bool:
    """Keep `[[…]]` together as one text token; the core rule makes the link."""
    found = LINK.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("text", "", 0)
        token.content = found.group()
    state.pos = found.end()
    return True


def _terms_rule(state: StateCore) -> None:
    writer = state.env.get("writer")
    heading = False
    for token in state.tokens:
        heading = token.type == "heading_open" or (heading and token.type != "heading_close")
        if token.type == "inline" and token.children and writer is not None:
            token.children = list(_with_links(token.children, cast(Writer, writer), heading))


def _with_links(tokens: list[Token], writer: Writer, heading: bool) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += token.nesting if token.type in ("link_open", "link_close") else 0
        if token.type != "text" or depth or (heading and not LINK.search(token.content)):
            yield token
            continue
        for piece in writer.pieces(token.content):
            yield from _tokens(piece)


def _tokens(piece: str | Link) -> Iterator[Token]:
    if isinstance(piece, str):
        if piece:
            yield Token("text", "", 0, content=piece)
        return
    attributes: dict[str, str | int | float] = {"href": piece.href}
    if piece.plain:
        attributes = {"class": "hb-term", "href": piece.href, "title": piece.plain}
    yield Token("link_open", "a", 1, attrs=attributes)
    yield Token("text", "", 0, content=piece.words)
    yield Token("link_close", "a", -1)
    if piece.after:
        yield Token("text", "", 0, content=piece.after)


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.inline.ruler.before("link", "entry_link", _link_rule)
    markdown.core.ruler.after("inline", "terms", _terms_rule)
    return markdown


_MARKDOWN = _markdown()
