"""Labels are unique, hierarchies have no circles, and nothing is related to itself or to what already holds it (SKOS S13, S27)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import Any, cast

from pydantic import BaseModel

from macros.sources.entry import Entry
from macros.sources.kinds.resource import Resource
from macros.sources.kinds.team import Team
from macros.sources.kinds.term import Term, broader_links
from macros.sources.load import Sources
from macros.sources.problems import did_you_mean
from macros.sources.yaml_marks import Location

_NAME_WITHIN = re.compile(r"[.?!\"] ([a-z_]+): ")
_CALLED = {"title": "the title", "abbreviation": "the abbreviation", "aliases": "an alias", "hidden": "a hidden name"}


def check(sources: Sources) -> None:
    """Add the problems found between entries."""
    terms = cast("dict[str, Term]", sources.entries["glossary"])
    _labels(sources, terms)
    _to_itself(sources)
    ancestors = _ancestors(broader_links(terms.values()))
    _circles(sources, terms, ancestors)
    _related_in_line(sources, terms, ancestors)
    _pairs(sources, terms)
    _team_circles(sources)
    _parts_of_resources(sources)
    for entries in sources.entries.values():
        for entry in entries.values():
            swallowed = partial(tuple, _swallowed(entry))
            for location, name in sources.kept.get(("swallowed", entry.address), (entry,), swallowed):
                said = f"'{name}:' stands inside this text. If it is a name, begin a new line with it, as far in as {location[-1]}."
                sources.problem(f"{entry.address}.yml", location, said)


def _swallowed(entry: Entry) -> Iterator[tuple[Location, str]]:
    """Names of fields that a folded text has swallowed, since their line was indented too far; with the place of the text."""
    for location, text in entry.texts:
        for found in _NAME_WITHIN.finditer(text) if ": " in text else ():
            part = _part(entry, location[:-1])
            if isinstance(part, BaseModel) and found[1] in type(part).model_fields and getattr(part, found[1]) in (None, ()):
                yield location, found[1]
                break


def _part(value: Any, location: Location) -> Any:
    """What stands at a place within an entry."""
    for step in location:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value


def _labels(sources: Sources, terms: dict[str, Term]) -> None:
    taken: dict[str, tuple[str, str]] = {}
    for term in terms.values():
        for location, label in _labelled(term):
            key = label.casefold()
            if key in taken:
                other, path = taken[key]
                also = "in this entry already" if other == term.id else f"{path} of '{other}'"
                sources.problem(_path(term), location, f"'{label}' is {also}. A label can lead to one place only: take one out.")
            else:
                taken[key] = (term.id, _CALLED[str(location[0])])


def _labelled(term: Term) -> Iterator[tuple[Location, str]]:
    yield ("title",), term.title
    if term.abbreviation:
        yield ("abbreviation",), term.abbreviation
    for name in ("aliases", "hidden"):
        for number, label in enumerate(getattr(term, name)):
            yield (name, number), label


def _path(term: Term) -> str:
    return f"{term.address}.yml"


def _to_itself(sources: Sources) -> None:
    for entries in sources.entries.values():
        for entry in entries.values():
            for number, address in enumerate(entry.related):
                if address == entry.address:
                    sources.problem(
                        f"{entry.address}.yml", ("related", number), "an entry can't be related to itself. Take this out."
                    )
                elif address in entry.related[:number]:
                    sources.problem(f"{entry.address}.yml", ("related", number), f"'{address}' stands here twice. Take one out.")


def _ancestors(links: set[tuple[str, str]]) -> dict[str, set[str]]:
    direct: dict[str, set[str]] = defaultdict(set)
    for narrow, wide in links:
        direct[narrow].add(wide)
    return {name: _reached(direct, name) for name in list(direct)}


def _reached(direct: dict[str, set[str]], name: str) -> set[str]:
    found: set[str] = set()
    waiting = set(direct.get(name, ()))
    while waiting:
        found |= waiting
        waiting = {wider for wide in waiting for wider in direct.get(wide, ())} - found
    return found


def _circles(sources: Sources, terms: dict[str, Term], ancestors: dict[str, set[str]]) -> None:
    for term in terms.values():
        if term.id in ancestors.get(term.id, ()):
            field = "broader" if term.broader else "narrower"
            around = sorted(other for other in ancestors[term.id] if term.id in ancestors.get(other, ()) and other != term.id)
            sources.problem(
                _path(term),
                (field,),
                (
                    f"going up from '{term.id}' leads back to it"
                    + (f" (through {', '.join(around)})" if around else "")
                    + ". Take one of these links out of broader or narrower."
                ),
            )


def _related_in_line(sources: Sources, terms: dict[str, Term], ancestors: dict[str, set[str]]) -> None:
    for term in terms.values():
        for number, address in enumerate(term.related):
            folder, _, other = address.rpartition("/")
            if (
                folder == "glossary"
                and other != term.id
                and (other in ancestors.get(term.id, ()) or term.id in ancestors.get(other, ()))
            ):
                sources.problem(
                    _path(term),
                    ("related", number),
                    (f"'{other}' is already broader or narrower than '{term.id}'. It can't be related as well: take it out."),
                )


def _pairs(sources: Sources, terms: dict[str, Term]) -> None:
    written: dict[frozenset[str], str] = {}
    for term in terms.values():
        for number, confusion in enumerate(term.confused_with):
            other = confusion.id.rpartition("/")[2]
            pair = frozenset((term.id, other))
            if other == term.id:
                sources.problem(
                    _path(term), ("confused_with", number, "id"), "a term can't be confused with itself. Take this out."
                )
            elif pair in written:
                sources.problem(
                    _path(term),
                    ("confused_with", number, "id"),
                    (f"this pair stands in glossary/{written[pair]}.yml already, and both pages show it. Keep one of the two."),
                )
            written.setdefault(pair, term.id)


def _parts_of_resources(sources: Sources) -> None:
    for resource in cast("dict[str, Resource]", sources.entries["directory/resources"]).values():
        folder, _, name = (resource.at or "").rpartition("/")
        if resource.part and (entry := sources.entries.get(folder, {}).get(name)):
            parts = set(entry.part_ids)
            if resource.part not in parts:
                near = did_you_mean(resource.part, parts)
                sources.problem(f"{resource.address}.yml", ("part",), f"{resource.at} has no part '{resource.part}'.{near}")


def _team_circles(sources: Sources) -> None:
    teams = cast("dict[str, Team]", sources.entries["directory/teams"])
    ancestors = _ancestors({(team.id, team.part_of.rpartition("/")[2]) for team in teams.values() if team.part_of})
    for team in teams.values():
        if team.id in ancestors.get(team.id, ()):
            sources.problem(f"{team.address}.yml", ("part_of",), f"going up from '{team.id}' leads back to it. Change one part_of.")
