"""What the search looks through: a record of each entry and each hand-written page, made from the data."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import NamedTuple

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from macros.handbook import Handbook
from macros.pages import packed
from macros.pages.stems import LITTLE, RULES, joined, slug, stem, stems
from macros.render.addresses import located
from macros.sources.entry import Entry
from macros.sources.kinds import models
from macros.sources.kinds.standard import Standard
from macros.sources.kinds.term import Term
from macros.sources.queries import PAGES

PATH = "assets/search/records.js"
RULES_PATH = "assets/search/rules.js"
_SHELF = "pages"
_LARGE = 120
"""In a handbook of so many records, a word that stands in one of a record's questions only tells too little for its bytes."""
_BETWEEN_NAMES = "|"
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


class Record(NamedTuple):
    """What can be found: its address from the site's root, where it stands among results, and its words.

    `shelf`: an id of `vocabularies/search-shelves.yml`; `kind`: what readers are told it is; `names`: what it is also called, shown
    or not; `shown`: what stands below its title among results; `words`: what else it is found by; `asked`: in how many of its
    questions each word stands, by the word's stem; `alarms`: words that bring it to the top, whatever else is asked; `harmless`:
    words that are none of these, though they look like one.
    """

    address: str
    shelf: str
    kind: str
    title: str
    abbreviation: str
    names: tuple[str, ...]
    shown: str
    words: str
    asked: Mapping[str, int]
    alarms: tuple[str, ...] = ()
    harmless: tuple[str, ...] = ()


def entries(handbook: Handbook) -> list[Record]:
    """A record of each entry: its page, or its place on the page that it shares."""
    return [_entry(entry, handbook) for entry in handbook]


def pages(files: Files, handbook: Handbook) -> Iterator[Record]:
    """A record of each hand-written page that is to be found, from what stands at its head. The pages have to be read by then."""
    for file in files.documentation_pages():
        if file.page and not file.generated_by and not file.page.meta.get("search", {}).get("exclude"):
            yield _page(file.page, handbook)


def _page(page: Page, handbook: Handbook) -> Record:
    folder = page.url.partition("/")[0]
    shelf = next((model.KIND.shelf for model in models().values() if model.KIND.folder.partition("/")[0] == folder), _SHELF)
    shelf = page.meta.get("shelf", shelf)
    title, shown = str(page.meta.get("title") or page.title), page.meta.get("description", "")
    queries = handbook.queries.get(f"{PAGES}/{page.file.src_uri.removesuffix('.md')}", ())
    hidden = tuple(page.meta.get("hidden", ()))
    given = (_together(title, hidden), shown, *page.meta.get("asks", ()), *queries)
    asked = handbook.kept.get(("asked", page.url), given, lambda: _asked(given))
    return Record(page.url, shelf, "Page", title, "", hidden, shown, "", asked)


def rules() -> str:
    """How words are filed, as a script."""
    return _script("handbookRules", {"little": LITTLE, **RULES})


def text(records: Iterable[Record], handbook: Handbook) -> str:
    """The records as a script, which a worker can load as well as a page that was opened from a USB stick."""
    shelves = list(handbook.vocabularies["search-shelves"])
    places = {shelf.id: number for number, shelf in enumerate(shelves)}
    light = list(_light(list(records)))
    kinds: dict[str, tuple[int, str, str]] = {}
    for one in light:
        kinds.setdefault(one.kind, (len(kinds), *_around(one)))
    asked = telling(light)
    data = {
        "columns": {
            "address": _column(_place(one, *kinds[one.kind][1:]) for one in light),
            "shelf": [places[one.shelf] for one in light],
            "kind": [kinds[one.kind][0] for one in light],
            "title": _column(one.title for one in light),
            "short": _column(one.abbreviation for one in light),
            "names": _column(_BETWEEN_NAMES.join(one.names) for one in light),
            "shown": _column(one.shown for one in light),
            "body": _column(one.words for one in light),
        },
        "asked": packed.pack(asked)._asdict(),
        "alarms": [[number, *one.alarms] for number, one in enumerate(light) if one.alarms],
        "harmless": sorted({word for one in light for word in one.harmless}),
        "shelves": [{"id": shelf.id, "label": shelf.label} for shelf in shelves],
        "kinds": [[kind, before, after] for kind, (_, before, after) in kinds.items()],
        "alike": [[group.id, *group.label.split(", ")] for group in handbook.vocabularies["search-words"]],
    }
    return _script("handbookRecords", data)


def _script(name: str, data: Mapping[str, object]) -> str:
    return f"self.{name} = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"


def _column(texts: Iterable[str]) -> str:
    """The same of all records, a line each: so it takes fewer bytes than record by record."""
    return "\n".join(" ".join(text.split()) for text in texts)


def _around(record: Record) -> tuple[str, str]:
    """What stands before and after a record's own name in its address."""
    address, slash, _ = record.address.rpartition("/") if record.address.endswith("/") else (record.address, "", "")
    return re.split(r"[^/#]*$", address)[0], slash


def _place(record: Record, before: str, after: str) -> str:
    """A record's address, or 0 where it is its title between what stands around the names of its kind."""
    return "0" if record.address == f"{before}{slug(record.title)}{after}" else record.address


def _light(records: list[Record]) -> Iterator[Record]:
    """The records with those names and words of their texts only by which nothing else would be found."""
    known = set(_words(chain.from_iterable([one.title, one.abbreviation, *one.names, one.shown] for one in records)))
    asked = set[str]().union(*(one.asked for one in records))
    for one in records:
        left = set(_words_of(one.words)) - known
        words = " ".join(sorted(word for word in left if stem(word) not in asked))
        names = tuple(_different(one.names, but=(one.title, one.abbreviation)))
        yield one._replace(names=names, words=words, alarms=tuple(_different(one.alarms)))


def _different(names: Iterable[str], but: Iterable[str] = ()) -> Iterator[str]:
    """The names without those that are typed as one before them, or as one of `but`."""
    seen = set(map(joined, but))
    for name in names:
        if joined(name) not in seen:
            seen.add(joined(name))
            yield name


def _entry(entry: Entry, handbook: Handbook) -> Record:
    abbreviation, names, shown = "", entry.hidden, entry.summary
    if isinstance(entry, Term):
        abbreviation, names, shown = entry.abbreviation or "", (*entry.aliases, *entry.hidden), entry.plain
    if isinstance(entry, Standard):
        shown = handbook.unlinked(entry.rules[0]).replace("**", "")
    texts = [handbook.unlinked(text) for text in entry.found_by]
    queries = handbook.queries.get(entry.address, ())

    def record() -> Record:
        kind, words = entry.KIND, " ".join(_words(texts))
        alarms, harmless = (entry.alarms, entry.harmless) if isinstance(entry, Standard) else ((), ())
        asked = _asked([_together(entry.title, names), shown, *entry.asks, *queries])
        return Record(
            located(entry), kind.shelf, kind.many, entry.title, abbreviation, names, shown, words, asked, alarms, harmless
        )

    return handbook.kept.get(("record", entry.address), (entry, shown, texts, queries), record)


def telling(records: list[Record]) -> list[dict[str, int]]:
    """How often each record is asked for by each word, without what tells too little for its bytes. A small handbook keeps all."""
    least = 2 if len(records) >= _LARGE else 1
    return [{word: number for word, number in one.asked.items() if number >= least} for one in records]


def _asked(asks: Iterable[str]) -> Counter[str]:
    return Counter(word for text in asks for word in set(stems(text)))


def _together(title: str, names: Iterable[str]) -> str:
    return " ".join([title, *names])


def _words(texts: Iterable[str]) -> Iterable[str]:
    return chain.from_iterable(map(_words_of, texts))


@cache
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(text) if len(word) > 2)
