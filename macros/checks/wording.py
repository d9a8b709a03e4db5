"""The handbook's own words are held to it. What is an error and what is only reported stands in `vocabularies/wording.yml`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import partial
from typing import Literal, cast

from macros.forms import is_abbreviation
from macros.sources.entry import Entry, Text
from macros.sources.kept import Kept
from macros.sources.kinds.role import Role
from macros.sources.kinds.term import Avoid, Term
from macros.sources.load import Sources
from macros.sources.yaml_marks import Location

LONGEST_SENTENCE = 20
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")
_ABBREVIATION = re.compile(r"(?<![\w'/.@-])[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?![\w@])")
_WORD = re.compile(r"[A-Za-z]+")
_PLAIN_READERS = frozenset({"young-people", "parents"})
_NOT_PROSE = frozenset(
    (
        "id",
        "asks",
        "aliases",
        "hidden",
        "source",
        "remedies",
        "related",
        "audiences",
        "say",
        "history",
        "email",
        "category",
        "owner",
        "status",
        "to",
        "part_of",
        "role",
        "team",
        "term",
        "led_by",
        "entries",
        "all_of",
        "where",
        "show",
        "picture",
    )
)
_EVERYDAY = frozenset({"UK", "US", "OK", "PDF", "ID", "IT", "TV", "PhD", "BBC", "YouTube", "LinkedIn", "GP", "UTF"})
_US_WORDS = {
    "organize": "organise",
    "organized": "organised",
    "organization": "organisation",
    "organizations": "organisations",
    "organizational": "organisational",
    "recognize": "recognise",
    "recognized": "recognised",
    "center": "centre",
    "centers": "centres",
    "behavior": "behaviour",
    "color": "colour",
    "colors": "colours",
    "labor": "labour",
    "favor": "favour",
    "favorite": "favourite",
    "enroll": "enrol",
    "enrollment": "enrolment",
    "fulfill": "fulfil",
    "skillful": "skilful",
    "counseling": "counselling",
    "counselor": "counsellor",
    "traveled": "travelled",
    "personalized": "personalised",
    "specialized": "specialised",
    "summarize": "summarise",
    "prioritize": "prioritise",
    "emphasize": "emphasise",
    "analyze": "analyse",
    "catalog": "catalogue",
    "neighbor": "neighbour",
    "honor": "honour",
    "advisor": "adviser",
    "advisors": "advisers",
    "coordinator": "co-ordinator",
    "coordinators": "co-ordinators",
    "coordinate": "co-ordinate",
    "gray": "grey",
    "math": "maths",
}

_Avoided = dict[str, list[tuple[re.Pattern[str], Avoid]]]

Check = Literal["long-sentence", "us-spelling", "avoided-word", "unexplained-abbreviation", "unsettled-now", "hard-passage"]
_Findings = Iterator[tuple[Location, Check, str]]


def check(sources: Sources) -> None:
    """Add what the handbook's words lack, each finding an error or a report as the vocabulary says."""
    terms = [cast(Term, term) for term in sources.entries["glossary"].values()]
    explained = {label for term in terms for label in term.shown_labels} | _EVERYDAY
    avoids = tuple(term.avoid for term in terms)
    avoided = sources.kept.get("avoided", (avoids,), lambda: _avoided(terms))
    for entries in sources.entries.values():
        for entry in entries.values():
            for finding in _findings(sources.kept, entry, explained, avoided):
                add(sources, entry, *finding)


def _findings(kept: Kept, entry: Entry, explained: Set[str], avoided: _Avoided) -> _Findings:
    """What one entry's words lack, with the place and the check."""
    yield from kept.get(("spelling", entry.address), (entry,), partial(tuple, _spelling(entry)))
    yield from _unexplained(kept.get(("short", entry.address), (entry,), lambda: _abbreviations(entry)), explained)
    if isinstance(entry, Term | Role):
        yield from kept.get(("plain", entry.address), (entry, avoided), partial(tuple, _plain(entry, avoided)))
    if isinstance(entry, Term):
        yield from _today(entry)


def add(sources: Sources, entry: Entry, location: Location, check: Check, message: str) -> None:
    """Note a finding, as an error or to be reported, as `vocabularies/wording.yml` has it."""
    words = sources.vocabularies["wording"].words
    if check in words:
        name = ".".join(str(part) for part in location if isinstance(part, str))
        sources.problem(
            f"{entry.address}.yml",
            location,
            f"{name}: {message}" if name else message,
            "error" if words[check].level == "error" else "report",
        )


def prose(entry: Entry) -> Iterator[Text]:
    """The entry's texts that people read as sentences, with their places."""
    return ((location, text) for location, text in entry.texts if _NOT_PROSE.isdisjoint(location))


def _spelling(entry: Entry) -> _Findings:
    texts = list(prose(entry))
    if _US_WORDS.keys().isdisjoint(_WORD.findall("\n".join(text for _, text in texts).lower())):
        return
    for location, text in texts:
        for word in dict.fromkeys(_WORD.findall(text.lower())):
            if word in _US_WORDS:
                yield location, "us-spelling", f"'{word}' is spelt '{_US_WORDS[word]}' in the UK."


def _abbreviations(entry: Entry) -> dict[str, Location]:
    """The abbreviations that an entry doesn't spell out itself, and the place of the first text with each."""
    found: dict[str, Location] = {}
    for location, text in prose(entry):
        for abbreviation in _ABBREVIATION.findall(text):
            if f"({abbreviation})" not in text and is_abbreviation(abbreviation):
                found.setdefault(abbreviation, location)
    return found


def _unexplained(abbreviations: Mapping[str, Location], explained: Set[str]) -> _Findings:
    for abbreviation, location in abbreviations.items():
        if abbreviation not in explained and abbreviation.removesuffix("s") not in explained:
            said = f"no term explains '{abbreviation}'. Spell it out, or add a term with this abbreviation."
            yield location, "unexplained-abbreviation", said


def _avoided(terms: Iterable[Term]) -> _Avoided:
    """The words that young people and parents shouldn't meet, by their first word."""
    found: _Avoided = defaultdict(list)
    for term in terms:
        for avoid in term.avoid:
            if _PLAIN_READERS & set(avoid.audiences):
                flags = 0 if is_abbreviation(avoid.say) else re.IGNORECASE
                pattern = re.compile(rf"(?<!\w){re.escape(avoid.say)}(?!\w)", flags)
                found[_first_word(avoid.say)].append((pattern, avoid))
    return found


def _first_word(text: str) -> str:
    found = _WORD.search(text)
    return found.group().lower() if found else ""


def _plain(entry: Term | Role, avoided: _Avoided) -> _Findings:
    for sentence in _SENTENCE.findall(entry.plain):
        number = len(sentence.split())
        if number > LONGEST_SENTENCE:
            said = f"a sentence of {number} words; {LONGEST_SENTENCE} are the most. Make it two."
            yield ("plain",), "long-sentence", said
    for word in dict.fromkeys(["", *_WORD.findall(entry.plain.lower())]):
        for pattern, avoid in avoided.get(word, ()):
            if pattern.search(entry.plain):
                yield ("plain",), "avoided-word", f"'{avoid.say}' misleads these readers. Say instead: {avoid.instead}"


def _today(term: Term) -> _Findings:
    if term.category in ("programmes", "policy", "service") and term.now is None and not term.is_local:
        yield ("category",), "unsettled-now", "nothing says what became of it. Add now, once a reference is found."
