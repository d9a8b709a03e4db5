"""Finds our texts on a page: by their mark, or where an editor took it out, by their words."""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString
from rapidfuzz import fuzz

from macros.embeds import versions
from macros.embeds.forms import plain
from macros.embeds.texts import LENGTHS, Embed, embeds, filled
from macros.handbook import Handbook
from macros.sources.kinds.snippet import Snippet

STATES = ("current", "outdated", "altered", "gone", "none", "not read")
ALIKE = 80.0
"""How much of a text must be found, in per cent, to be taken for a copy that somebody has changed."""

_OUR_SCHOOL = "our school"
_MARK = re.compile(r"(?P<name>[a-zA-Z0-9/-]+)@(?P<version>\d{1,6})")
_SENTENCE = re.compile(r"(?<=[.!?:])\s+")
_BLOCKS = ["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd", "figcaption", "blockquote", "div", "section"]
_LEAST_WORDS = 8
_MOST_BLOCKS = 40


class Change(NamedTuple):
    """A place in which a copy differs: what stands there, and what stands in our text ("" for nothing)."""

    theirs: str
    ours: str


class Found(NamedTuple):
    """A copy on a page. `version`: the one it is a copy of, 0 if that isn't known. `words`: what is wrong, in a sentence."""

    name: str
    length: str
    state: str
    version: int
    marked: bool
    words: str = ""
    changes: tuple[Change, ...] = ()


class _Given(NamedTuple):
    """What a fingerprint is of."""

    name: str
    length: str
    version: int


class Finder:
    """Knows every text, and every version of it that was given out."""

    def __init__(self, handbook: Handbook) -> None:
        self._handbook = handbook
        self._embeds = embeds(handbook.released("embeds"))
        self._given: dict[tuple[str, str], _Given] = {}
        for name, given in handbook.published.items():
            for one in given:
                self._given |= {(name, one.fingerprint(length)): _Given(name, length, one.version) for length in LENGTHS}
        for name, embed in self._embeds.items():
            for length, mark in versions.fingerprints(embed).items():
                self._given[name, mark] = _Given(name, length, self._version(embed))
        self._snippets = {
            mark: given for (name, mark), given in self._given.items() if name in self._embeds and _kept_snippet(self._embeds[name])
        }

    def find(self, html: str, school: str = "") -> list[Found]:
        """Every copy on a page, those with a mark first. `school`: its name, if we know it."""
        soup = BeautifulSoup(html, "html.parser")
        for element in soup(["script", "style", "template", "noscript"]):
            element.decompose()
        marked = [
            element for element in soup.select("[data-connexions]") if not element.find_parent(attrs={"data-connexions": True})
        ]
        found = [self._marked(element.extract(), school) for element in marked]
        return [*found, *self._unmarked(list(_blocks(soup.body or soup)), school, {one.name for one in found})]

    def _version(self, embed: Embed) -> int:
        return versions.version(embed, self._handbook.published)

    def _marked(self, element: Tag, school: str) -> Found:
        mark = _MARK.fullmatch(str(element["data-connexions"]).strip())
        if mark is None:
            return Found("", "", "altered", 0, True, "Its mark can't be read. Take the text anew.")
        name, version, length = mark["name"], int(mark["version"]), str(element.get("data-length", ""))
        embed = self._embeds.get(self._handbook.aliases.get(name, name))
        if embed is None:
            return Found(name, length, "outdated", version, True, "We don't give out this text at present.")
        if embed.retired:
            return Found(name, length, "outdated", version, True, "This text isn't kept any longer.")
        theirs = _copied(element)
        said = _anonymous(versions.words(theirs), str(element.get("data-school", "")), school)
        given = self._given.get((embed.name, versions.fingerprint(said))) or self._given.get((name, versions.fingerprint(said)))
        if given:
            return self._as_given(given, embed, theirs, marked=True)
        length = length if length in LENGTHS else max(LENGTHS, key=lambda one: fuzz.ratio(said, versions.words(_text(embed, one))))
        now, changes = self._version(embed), _changes(theirs, _text(embed, length))
        if version < now:
            words = f"This was version {version}, and was changed; {now} is the newest."
            return Found(embed.name, length, "outdated", version, True, words, changes)
        return Found(embed.name, length, "altered", version, True, "Its words were changed.", changes)

    def _as_given(self, given: _Given, embed: Embed, theirs: str, marked: bool) -> Found:
        """A copy whose words are those of a version."""
        now = self._version(embed)
        if given.version == now:
            return Found(embed.name, given.length, "current", now, marked)
        words = f"This is version {given.version}; {now} is the newest."
        changes = _changes(theirs, _text(embed, given.length))
        return Found(embed.name, given.length, "outdated", given.version, marked, words, changes)

    def _unmarked(self, blocks: list[str], school: str, seen: set[str]) -> Iterator[Found]:
        """Snippets that stand on a page without a mark, each once. Words, roles and kinds of help are found by their mark only."""
        for copy in self._whole_copies(blocks, school):
            if copy.name not in seen:
                seen.add(copy.name)
                yield copy
        shown = " ".join(blocks)
        page = _anonymous(versions.words(shown), school)
        for embed in self._embeds.values():
            near = self._alike(embed, page, shown) if _kept_snippet(embed) and embed.name not in seen else None
            if near:
                yield near

    def _whole_copies(self, blocks: list[str], school: str) -> Iterator[Found]:
        """Runs of paragraphs that are, word for word, a version that was given out; the longest from each beginning."""
        said = [_anonymous(versions.words(block), school) for block in blocks]
        for start in range(len(blocks)):
            for end in range(min(len(blocks), start + _MOST_BLOCKS), start, -1):
                text = " ".join(said[start:end])
                given = self._snippets.get(versions.fingerprint(text))
                if given and len(text.split()) >= _LEAST_WORDS:
                    yield self._as_given(given, self._embeds[given.name], " ".join(blocks[start:end]), marked=False)
                    break

    def _alike(self, embed: Embed, page: str, shown: str) -> Found | None:
        """The longest length of a text that is on the page nearly word for word, or with a name that we don't know."""
        for length in reversed(LENGTHS):
            ours = versions.words(_text(embed, length))
            pieces = [re.escape(piece.strip()) for piece in ours.split(_OUR_SCHOOL)]
            if re.search(r"\b" + r" (?:\w+ ){1,12}?".join(pieces).strip() + r"\b", page):
                return Found(embed.name, length, "current", self._version(embed), False)
            near = fuzz.partial_ratio_alignment(ours, page, score_cutoff=ALIKE) if len(ours) <= len(page) else None
            if near is not None:
                theirs = _as_shown(page[near.dest_start : near.dest_end], shown)
                words = f"It has no mark, and {near.score:.0f} per cent of it are ours."
                return Found(embed.name, length, "altered", 0, False, words, _changes(theirs, _text(embed, length)))
        return None


def _kept_snippet(embed: Embed) -> bool:
    return isinstance(embed.entry, Snippet) and not embed.retired


def _text(embed: Embed, length: str) -> str:
    return filled(plain(embed.text(length)))


def _copied(element: Tag) -> str:
    """A marked element's text, without its heading and without the line on where it comes from."""
    heading = element.find(re.compile(r"^h[1-6]$"))
    for part in (heading, *element.select(".connexions-source")):
        if isinstance(part, Tag):
            part.decompose()
    return " ".join(_blocks(element))


def _blocks(root: Tag) -> Iterator[str]:
    """The text below an element, block by block."""
    strings = (node for node in root.find_all(string=True) if not isinstance(node, PreformattedString))
    for _, inside in itertools.groupby(strings, key=lambda node: id(node.find_parent(_BLOCKS))):
        text = " ".join("".join(inside).split())
        if versions.words(text):
            yield text


def _anonymous(said: str, *names: str) -> str:
    """Words in which a school's name is "our school" again."""
    for name in sorted({versions.words(name) for name in names} - {""}, key=len, reverse=True):
        said = re.sub(rf"\b{re.escape(name)}\b", _OUR_SCHOOL, said)
    return said


def _as_shown(words: str, shown: str) -> str:
    """The stretch of a page's text that has these words, with its capitals and stops; the words if there is none."""
    found = re.search(r"[\W_]+".join(re.escape(word) for word in words.split()), shown, re.IGNORECASE)
    return found.group() if found else words


def _changes(theirs: str, ours: str) -> tuple[Change, ...]:
    """What differs, sentence by sentence, whatever the signs between the words."""
    there, here = (_SENTENCE.split(" ".join(text.replace("•", " ").split())) for text in (theirs, ours))
    same = difflib.SequenceMatcher(None, [versions.words(one) for one in there], [versions.words(one) for one in here], False)
    return tuple(Change(" ".join(there[a:b]), " ".join(here[c:d])) for what, a, b, c, d in same.get_opcodes() if what != "equal")
