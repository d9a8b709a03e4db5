"""What the search looks through: a record of each entry and each hand-written page, made from the data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from macros.handbook import Handbook
from macros.render.addresses import located
from macros.sources.entry import Entry
from macros.sources.kinds import models
from macros.sources.kinds.standard import Standard
from macros.sources.kinds.term import Term

PATH = "assets/search/records.js"
_SHELF = "pages"
_LITTLE = (Path(__file__).parent / "little-words.txt").read_text(encoding="utf-8").split()
"""Words that say nothing of what is meant: they are left out of questions, here and in what is typed."""
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


class Record(NamedTuple):
    """What can be found: its address from the site's root, where it stands among results, and its words.

    `shelf`: an id of `vocabularies/search-shelves.yml`; `kind`: what readers are told it is; `names`: what it is also called, shown
    or not; `shown`: what stands below its title among results; `asks`: the words of its
    questions; `words`: what else it is found by; `alarms`: words that bring it to the top, whatever else is asked.
    """

    address: str
    shelf: str
    kind: str
    title: str
    abbreviation: str
    names: tuple[str, ...]
    shown: str
    asks: str
    words: str
    alarms: tuple[str, ...] = ()


def entries(handbook: Handbook) -> list[Record]:
    """A record of each entry: its page, or its place on the page that it shares."""
    return [_entry(entry, handbook) for entry in handbook]


def pages(files: Files) -> Iterator[Record]:
    """A record of each hand-written page that is to be found, from what stands at its head. The pages have to be read by then."""
    for file in files.documentation_pages():
        if file.page and not file.generated_by and not file.page.meta.get("search", {}).get("exclude"):
            yield _page(file.page)


def _page(page: Page) -> Record:
    folder = page.url.partition("/")[0]
    shelf = next((model.KIND.shelf for model in models().values() if model.KIND.folder.partition("/")[0] == folder), _SHELF)
    shelf = page.meta.get("shelf", shelf)
    asks = _asked(page.meta.get("asks", ()))
    return Record(
        page.url, shelf, "Page", str(page.meta.get("title") or page.title), "", (), page.meta.get("description", ""), asks, ""
    )


def text(records: Iterable[Record], handbook: Handbook) -> str:
    """The records as a script, which a worker can load as well as a page that was opened from a USB stick."""
    shelves = list(handbook.vocabularies["search-shelves"])
    places = {shelf.id: number for number, shelf in enumerate(shelves)}
    kinds: dict[str, int] = {}
    light = list(_light(list(records)))
    data = {
        "rows": [[one.address, places[one.shelf], kinds.setdefault(one.kind, len(kinds)), *one[3:-1]] for one in light],
        "alarms": [[number, *one.alarms] for number, one in enumerate(light) if one.alarms],
        "shelves": [{"id": shelf.id, "label": shelf.label} for shelf in shelves],
        "kinds": list(kinds),
        "little": _LITTLE,
        "alike": [[group.id, *group.label.split(", ")] for group in handbook.vocabularies["search-words"]],
    }
    return f"self.handbookRecords = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"


def _light(records: list[Record]) -> Iterator[Record]:
    """The records with those words of their texts only by which nothing else would be found."""
    known = {word for one in records for word in _words([one.title, one.abbreviation, *one.names, one.asks, one.shown])}
    for one in records:
        yield one._replace(words=" ".join(sorted(set(_words([one.words])) - known)))


def _entry(entry: Entry, handbook: Handbook) -> Record:
    abbreviation, names, shown = "", tuple[str, ...](), entry.summary
    if isinstance(entry, Term):
        abbreviation, names, shown = entry.abbreviation or "", (*entry.aliases, *entry.hidden), entry.plain
    if isinstance(entry, Standard):
        shown = handbook.unlinked(entry.rules[0]).replace("**", "")
    words = " ".join(_words(handbook.unlinked(text) for text in entry.found_by))
    kind, alarms = entry.KIND, getattr(entry, "alarms", ())
    return Record(located(entry), kind.shelf, kind.many, entry.title, abbreviation, names, shown, _asked(entry.asks), words, alarms)


def _asked(asks: Iterable[str]) -> str:
    """The words of questions that say something, each once and in alphabetical order: nobody reads them, and they pack well."""
    return " ".join(sorted({word for word in _words(asks) if word.replace("'", "").replace("’", "") not in _LITTLE}))


def _words(texts: Iterable[str]) -> Iterable[str]:
    return (word.lower() for text in texts for word in _WORD.findall(text) if len(word) > 2)
