"""The `Handbook`: all entries, checked as a whole. Every view reads this, and nothing but this."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar, cast

from macros.checks import check
from macros.forms import Forms, runs
from macros.ordering import letter, sort_key
from macros.sources.entry import Entry
from macros.sources.fields import LINK, SWITCHES
from macros.sources.kept import Kept
from macros.sources.kinds.calendar_date import CalendarDate
from macros.sources.kinds.contact import Contact
from macros.sources.kinds.course import Course
from macros.sources.kinds.guideline import Guideline
from macros.sources.kinds.role import Role
from macros.sources.kinds.service import Service
from macros.sources.kinds.standard import Standard
from macros.sources.kinds.team import Team
from macros.sources.kinds.term import Term, broader_links
from macros.sources.load import Sources, load
from macros.sources.problems import ProblemsFound
from macros.sources.published import Published
from macros.sources.queries import Queries
from macros.sources.settings import Settings
from macros.sources.vocabularies import Vocabulary

E = TypeVar("E", bound=Entry)
_BETWEEN = "\n|\n"
"""What stands between texts that are looked through together: no term reaches across it."""


class Pair(NamedTuple):
    """Two terms that are taken for each other, and the difference."""

    one: Term
    other: Term
    difference: str

    @property
    def letter(self) -> str:
        """The letter under which the pair stands: that of the first title."""
        return letter(self.one.title)


@dataclass(frozen=True)
class Handbook:
    """All entries of all kinds by folder and id, both in alphabetical order.

    `queries`: what people type who look for a page. `kept`: what was worked out from single entries, for the next handbook
    that is read.
    """

    settings: Settings
    vocabularies: Mapping[str, Vocabulary]
    entries: Mapping[str, Mapping[str, Entry]]
    aliases: Mapping[str, str]
    published: Published
    queries: Queries = field(default_factory=dict)
    kept: Kept = field(default_factory=Kept, repr=False, compare=False)

    def __getitem__(self, address: str) -> Entry:
        """The entry at `folder/id`. Raises KeyError."""
        folder, _, name = address.rpartition("/")
        return self.entries[folder][name]

    def __iter__(self) -> Iterator[Entry]:
        for entries in self.entries.values():
            yield from entries.values()

    def __contains__(self, address: str) -> bool:
        folder, _, name = address.rpartition("/")
        return name in self.entries.get(folder, {})

    def link(self, name: str) -> str | None:
        """The address that `[[name]]` means: the term first, then any other kind; None if there is none."""
        if name in self:
            return name
        return next((f"{folder}/{name}" for folder in ("glossary", *self.entries) if name in self.entries.get(folder, {})), None)

    def unlinked(self, text: str) -> str:
        """A text in which each `[[…]]` is its words, or the title of what it names."""

        def words(link: re.Match[str]) -> str:
            address = self.link(link["name"])
            return link["words"] or (self[address].title if address else link["name"].replace("-", " "))

        return LINK.sub(words, text)

    def released(self, view: str) -> Handbook:
        """The part of the handbook that `handbook.yml` lets out in a view (`pages`, `packs` or `embeds`).

        An entry on which a standard part must stand isn't let out before that part is: no guidance goes out without its safety.
        """
        lowest = self.status_rank(getattr(self.settings.lowest_status, view))
        if lowest == 0:
            return self

        def let_out(entry: Entry) -> bool:
            topics = () if isinstance(entry, Standard) else getattr(entry, "topics", ())
            needed = (entry, *self.standards_for(topics))
            return all(self.status_rank(part.status) >= lowest for part in needed)

        entries = {
            folder: {name: entry for name, entry in entries.items() if let_out(entry)} for folder, entries in self.entries.items()
        }
        return replace(self, entries=entries)

    def term(self, name: str) -> Term:
        """The term with this id. Raises KeyError."""
        return cast(Term, self.entries["glossary"][name])

    def role(self, name: str) -> Role:
        """The role with this id. Raises KeyError."""
        return cast(Role, self.entries["roles"][name])

    def in_order(self, folder: str) -> tuple[Entry, ...]:
        """All entries of a folder, in the order of their kind. Raises KeyError if there is no such folder."""
        return self._in_order[folder]

    def of(self, model: type[E]) -> tuple[E, ...]:
        """All entries of a kind, in its order."""
        return cast("tuple[E, ...]", self._in_order[model.KIND.folder])

    @cached_property
    def _in_order(self) -> dict[str, tuple[Entry, ...]]:
        return {folder: tuple(sorted(entries.values(), key=lambda entry: entry.place)) for folder, entries in self.entries.items()}

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms, A to Z by title."""
        return self.of(Term)

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """All roles: those compared first, by column; then by group and title."""
        groups = list(self.vocabularies["role-groups"].words)
        return tuple(sorted(self.of(Role), key=lambda role: (role.compared or 99, groups.index(role.group), role.title)))

    @property
    def teams(self) -> tuple[Team, ...]:
        """All teams, by position."""
        return self.of(Team)

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """All contacts, A to Z by title."""
        return self.of(Contact)

    @property
    def services(self) -> tuple[Service, ...]:
        """All kinds of help, clockwise from the top of the picture."""
        return self.of(Service)

    @property
    def calendar(self) -> tuple[CalendarDate, ...]:
        """All dates of the year, in order."""
        return self.of(CalendarDate)

    @property
    def guidelines(self) -> tuple[Guideline, ...]:
        """All guidelines, A to Z by title."""
        return self.of(Guideline)

    @property
    def courses(self) -> tuple[Course, ...]:
        """All courses, A to Z by title."""
        return self.of(Course)

    @property
    def standards(self) -> tuple[Standard, ...]:
        """The standard parts, in the order in which they stand on a page."""
        return self.of(Standard)

    def standards_for(self, topics: Iterable[str]) -> tuple[Standard, ...]:
        """The standard parts that stand on a page with these topics."""
        wanted = set(topics)
        return tuple(standard for standard in self.standards if wanted & set(standard.topics))

    @cached_property
    def first_words(self) -> tuple[Term, ...]:
        """The 20 words to know first, in the order of `handbook.yml`."""
        return tuple(cast(Term, self[address]) for address in self.settings.first_words if address in self)

    @cached_property
    def forms(self) -> Forms:
        """The forms under which terms stand in running text."""
        shape = tuple((term.id, term.shown_labels, term.linking) for term in self.terms)
        return self.kept.get("forms", (shape,), lambda: Forms(self.terms))

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every pair of terms that people confuse, once, A to Z by the first title."""
        pairs = {}
        for term in self.terms:
            for confusion in term.confused_with:
                if confusion.id not in self:
                    continue
                one, other = sorted((term, cast(Term, self[confusion.id])), key=lambda term: (sort_key(term.title), term.id))
                pairs[one.id, other.id] = Pair(one, other, confusion.difference)
        return tuple(sorted(pairs.values(), key=lambda pair: (sort_key(pair.one.title), sort_key(pair.other.title))))

    @cached_property
    def first_pairs(self) -> tuple[Pair, ...]:
        """Confused pairs by how many of the two are among the 20 words to know first, most first."""
        first = {term.id for term in self.first_words}
        return tuple(sorted(self.pairs, key=lambda pair: -((pair.one.id in first) + (pair.other.id in first))))

    def confused_with(self, term: Term) -> tuple[tuple[Term, str], ...]:
        """The terms that people take for this one, with the difference; from whichever side it was written."""
        return self._confused.get(term.id, ())

    @cached_property
    def _confused(self) -> dict[str, tuple[tuple[Term, str], ...]]:
        found: dict[str, list[tuple[Term, str]]] = defaultdict(list)
        for pair in self.pairs:
            found[pair.one.id].append((pair.other, pair.difference))
            found[pair.other.id].append((pair.one, pair.difference))
        return {name: tuple(others) for name, others in found.items()}

    def broader(self, term: Term) -> tuple[Term, ...]:
        """The wider terms, whichever side wrote it, by title."""
        return self._hierarchy[0].get(term.id, ())

    def narrower(self, term: Term) -> tuple[Term, ...]:
        """The narrower terms, whichever side wrote it, by title."""
        return self._hierarchy[1].get(term.id, ())

    @cached_property
    def _hierarchy(self) -> tuple[dict[str, tuple[Term, ...]], dict[str, tuple[Term, ...]]]:
        terms = self.entries["glossary"]
        links = {(narrow, wide) for narrow, wide in broader_links(self.terms) if narrow in terms and wide in terms}
        up, down = defaultdict(set), defaultdict(set)
        for narrow, wide in links:
            up[narrow].add(wide)
            down[wide].add(narrow)

        def titled(ids: Iterable[str]) -> tuple[Term, ...]:
            return tuple(sorted((self.term(name) for name in ids), key=lambda term: sort_key(term.title)))

        return {name: titled(ids) for name, ids in up.items()}, {name: titled(ids) for name, ids in down.items()}

    def related(self, entry: Entry) -> tuple[Entry, ...]:
        """The entries worth reading next, in the editor's order."""
        return tuple(self[address] for address in entry.related if address in self)

    def used_in(self, entry: Entry) -> tuple[Entry, ...]:
        """The entries that name this one in a field or use it in their texts, by kind and title."""
        return self._used_in.get(entry.address, ())

    @cached_property
    def _used_in(self) -> dict[str, tuple[Entry, ...]]:
        users: dict[str, dict[str, Entry]] = defaultdict(dict)
        for entry in self:
            for address in references(entry, self) | self._mentioned(entry):
                if address != entry.address:
                    users[address][entry.address] = entry
        return {
            address: tuple(sorted(found.values(), key=lambda user: (user.KIND.folder, sort_key(user.title))))
            for address, found in users.items()
        }

    def _mentioned(self, entry: Entry) -> Set[str]:
        """The addresses of the terms that stand in the entry's texts."""
        whole = _BETWEEN.join(text for _, text in entry.texts)

        def find() -> Set[str]:
            return {f"glossary/{mention.term}" for mention in self.forms.find(whole)}

        def find_if_forms_changed() -> Set[str]:
            there = self.kept.get(("runs", entry.address), (entry,), lambda: runs(whole))
            return self.kept.get(("found", entry.address), (entry, self.forms.concerning(there)), find)

        return self.kept.get(("mentioned", entry.address), (entry, self.forms), find_if_forms_changed)

    def for_audience(self, audience: str) -> tuple[Term, ...]:
        """The terms for an audience or one within it, A to Z."""
        wanted = self.vocabularies["audiences"].within(audience)
        return tuple(term for term in self.terms if wanted & set(term.audiences))

    def status_rank(self, status: str) -> int:
        """How far a status has come: 0 for the first of the vocabulary."""
        return list(self.vocabularies["statuses"].words).index(status)


def references(entry: Entry, handbook: Handbook) -> set[str]:
    """The addresses of all entries that this one names: in related, in fields of its kind, in `[[…]]`."""
    addresses, links = handbook.kept.get(("named", entry.address), (entry,), lambda: _named(entry))
    linked = (handbook.link(name) for name in links)
    return {address for address in addresses if address in handbook} | {address for address in linked if address}


def _named(entry: Entry) -> tuple[list[str], list[str]]:
    """The texts of an entry that may be addresses, and the names in its `[[…]]`."""
    texts = [text for _, text in entry.texts]
    links = [link["name"] for text in texts if "[[" in text for link in LINK.finditer(text)]
    return [text for text in texts if "/" in text and " " not in text], [name for name in links if name not in SWITCHES]


def read(root: Path, kept: Kept | None = None) -> Handbook:
    """The handbook whose sources lie below `root`. Raises ProblemsFound with every problem there is.

    `kept`: from the last time, if they were read before.
    """
    sources, handbook = examine(root, kept)
    errors = [problem for problem in sources.problems if problem.level == "error"]
    if errors or handbook is None:
        raise ProblemsFound(errors)
    return handbook


def examine(root: Path, kept: Kept | None = None) -> tuple[Sources, Handbook | None]:
    """The sources with all problems found in them, and the handbook if there was nothing in its way."""
    sources = load(root, kept)
    check(sources)
    if sources.settings is None or any(problem.level == "error" for problem in sources.problems):
        return sources, None
    handbook = Handbook(
        sources.settings,
        sources.vocabularies,
        sources.entries,
        sources.aliases,
        sources.published,
        sources.queries,
        sources.kept,
    )
    return sources, handbook
