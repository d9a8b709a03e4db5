"""The forms in which a text is taken away: HTML, plain text, Markdown, rich text, addresses, a frame.

Each is written here once, with signs where the reader's own choices go (`macros.embeds.texts`). The page on which they choose
puts the choices in, escaped for each form; whatever else takes a form puts "our school" in with `filled`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from markdown_it.token import Token
from markupsafe import Markup, escape

from macros.embeds import versions
from macros.embeds.texts import HASHES_MARK, LEVEL_MARK, NAME_MARK, Embed, filled
from macros.handbook import Handbook
from macros.render.addresses import located
from macros.render.wheel import SIZE, description
from macros.render.writer import markdown, markdown_tokens
from macros.sources.kinds.snippet import Snippet

PICTURE = "embed/pictures/who-can-help.svg"
RESIZE = "embed/resize.js"
_HEIGHTS = {"line": 170, "paragraph": 330, "page": 780}
_PICTURE_HEIGHT = 450
_REMEMBERED = 4096
"""Texts. Each stands in several forms, and most are the same in the next build of a preview."""

_MARKUP = re.compile(r"([\\`*_\[\]<>&])")
_FIRST = re.compile(r"^([#\-+=]|\d+(?=[.)]))")


def path(embed: Embed, length: str = "paragraph") -> str:
    """The text's own page, from the site's root: `embed/snippets/guidance-pa/`, or `…/line/` for another length."""
    return f"embed/{embed.name}/" + ("" if length == "paragraph" else f"{length}/")


def height(embed: Embed, length: str) -> int:
    """How high a frame stands before its text has said how high it is (pixels): near enough that little moves."""
    return _HEIGHTS[length] + (_PICTURE_HEIGHT if has_picture(embed, length) else 0)


def has_picture(embed: Embed, length: str) -> bool:
    """Whether the picture "Who can help?" stands in a text."""
    return isinstance(embed.entry, Snippet) and embed.entry.picture and length != "line"


class Forms:
    """Writes the forms of each text. One instance serves a whole build."""

    def __init__(self, handbook: Handbook) -> None:
        self._handbook = handbook
        self._pages = handbook.released("pages")
        self._settings = handbook.settings

    def all(self, embed: Embed, length: str) -> dict[str, str]:
        """Every form of one length, by its id, with signs for the school's name and the heading's level."""
        site = self._settings.site_url
        return {
            "html": self.html(embed, length),
            "word": self.rich(embed, length),
            "text": self.text(embed, length),
            "markdown": self.markdown(embed, length),
            "address": f"{site}{path(embed, length)}",
            "frame": self.frame(embed, length),
            "json": f"{site}embed/{embed.name}.json",
        }

    def html(self, embed: Embed, length: str) -> str:
        """Plain HTML with the text's name and version on it: what every site lets through."""
        version = versions.version(embed, self._handbook.published)
        return (
            f'<div class="connexions-text" data-connexions="{escape(embed.name)}@{version}" data-length="{length}"{NAME_MARK} '
            f'lang="{embed.language}" dir="{embed.direction}">\n{self.rich(embed, length)}\n</div>'
        )

    def rich(self, embed: Embed, length: str) -> str:
        """The same without what only a website needs, for Word and email."""
        title = "" if length == "line" else f"<h{LEVEL_MARK}>{escape(embed.title)}</h{LEVEL_MARK}>\n"
        return f"{title}{self._picture(embed, length)}{self.body(embed, length)}\n{self._source(embed)}"

    def body(self, embed: Embed, length: str) -> Markup:
        """The text alone as HTML."""
        return _html(embed.text(length))

    def text(self, embed: Embed, length: str) -> str:
        """Plain text: paragraphs with an empty line between, items with a dot."""
        title = [] if length == "line" else [embed.title]
        source = " ".join([f"{self.source_words()}: {self.more(embed)}", *self.standing(embed)])
        return "\n\n".join([*title, plain(embed.text(length)), source])

    def markdown(self, embed: Embed, length: str) -> str:
        """Markdown, with the title as a heading."""
        title = [] if length == "line" else [f"{HASHES_MARK} {escaped(embed.title)}"]
        source = [f"[{escaped(self.source_words())}](<{self.more(embed)}>).", *map(escaped, self.standing(embed))]
        return "\n\n".join([*title, embed.text(length).strip(), " ".join(source)])

    def frame(self, embed: Embed, length: str) -> str:
        """A frame that shows the text as it is on the day, and a script that makes it as high as its text."""
        site = self._settings.site_url
        return (
            f'<iframe src="{site}{path(embed, length)}{NAME_MARK}" title="{escape(embed.title)}" loading="lazy" '
            f'width="100%" height="{height(embed, length)}" style="border:0"></iframe>\n'
            f'<script src="{site}{RESIZE}" defer></script>'
        )

    def more(self, embed: Embed) -> str:
        """Where a reader of the text reads on: the page that it names, its entry's, or its own."""
        entry = embed.entry
        leads_to = entry.leads_to if isinstance(entry, Snippet) else entry.address
        page = located(self._pages[leads_to]) if leads_to and leads_to in self._pages else path(embed)
        return f"{self._settings.site_url}{page}"

    def source_words(self) -> str:
        """What the link under a text says."""
        return f"More from {self._settings.service}"

    def _source(self, embed: Embed) -> str:
        standing = "".join(f" {escape(words)}" for words in self.standing(embed))
        link = f'<a href="{escape(self.more(embed))}">{escape(self.source_words())}</a>'
        return f'<p class="connexions-source"><small>{link}.{standing}</small></p>'

    def standing(self, embed: Embed) -> list[str]:
        """How far the text is confirmed, unless it is agreed."""
        status = embed.entry.status
        return [] if status == "agreed" else [f"{self._handbook.vocabularies['statuses'][status].label}."]

    def _picture(self, embed: Embed, length: str) -> str:
        if not has_picture(embed, length):
            return ""
        return (
            f'<p><img src="{self._settings.site_url}{PICTURE}" alt="{escape(description(self._handbook.services))}" '
            f'width="{SIZE}" height="{SIZE}" loading="lazy" style="max-width:100%;height:auto"></p>\n'
        )


@functools.lru_cache(_REMEMBERED)
def _html(text: str) -> Markup:
    return Markup(markdown(text).strip())


def filled_html(html: str, school: str) -> str:
    """A form in HTML with the school's name in its places, as words and as the attribute by which a copy is known again."""
    name = str(escape(school))
    return filled(html.replace(NAME_MARK, f' data-school="{name}"' if school else ""), name)


@functools.lru_cache(_REMEMBERED)
def plain(text: str) -> str:
    """Markdown as plain text: empty lines between paragraphs, a dot before each item."""
    return "".join(_plain(markdown_tokens(text))).strip()


def escaped(text: str) -> str:
    """A line of words as Markdown: no sign in it is markup."""
    return _FIRST.sub(r"\\\1", _MARKUP.sub(r"\\\1", text))


def _plain(tokens: list[Token]) -> Iterator[str]:
    numbers: list[int | None] = []
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                numbers.append(None)
            case "ordered_list_open":
                numbers.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                numbers.pop()
                yield "\n"
            case "list_item_open":
                number = numbers[-1]
                yield f"{number}. " if number else "• "
                numbers[-1] = number + 1 if number else None
            case "paragraph_close":
                yield "\n" if token.hidden else "\n\n"
            case "inline":
                yield "".join(_words(token.children or []))


def _words(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield " "
        else:
            yield token.content
