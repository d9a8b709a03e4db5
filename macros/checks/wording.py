"""The handbook's own words are held to it. What is an error and what is only reported stands in `vocabularies/wording.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, cast

from macros.forms import is_abbreviation
from macros.sources.entry import Entry, texts
from macros.sources.kinds.role import Role
from macros.sources.kinds.term import Term
from macros.sources.load import Sources
from macros.sources.yaml_marks import Location

LONGEST_SENTENCE = 20
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")
_ABBREVIATION = re.compile(r"(?<![\w'/.@-])[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?![\w@])")
_WORD = re.compile(r"[A-Za-z]+")
_PLAIN_READERS = frozenset({"young-people", "parents"})
_NOT_PROSE = (
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

Check = Literal["long-sentence", "us-spelling", "avoided-word", "unexplained-abbreviation", "unsettled-now"]


def check(sources: Sources) -> None:
    """Add what the handbook's words lack, each finding an error or a report as the vocabulary says."""
    terms = [cast(Term, term) for term in sources.entries["glossary"].values()]
    explained = {label for term in terms for label in term.shown_labels} | _EVERYDAY
    avoided = [(avoid.say, avoid.instead) for term in terms for avoid in term.avoid if _PLAIN_READERS & set(avoid.audiences)]
    for entries in sources.entries.values():
        for entry in entries.values():
            _spelling_and_abbreviations(sources, entry, explained)
            if isinstance(entry, Term | Role):
                _plain(sources, entry, avoided)
    for term in terms:
        _today(sources, term)


def _add(sources: Sources, entry: Entry, location: Location, check: Check, message: str) -> None:
    words = sources.vocabularies["wording"].words
    if check in words:
        name = ".".join(str(part) for part in location if isinstance(part, str))
        sources.problem(
            f"{entry.address}.yml", location, f"{name}: {message}", "error" if words[check].level == "error" else "report"
        )


def _prose(entry: Entry) -> Iterator[tuple[Location, str]]:
    for location, text in texts(entry):
        if not any(part in _NOT_PROSE for part in location):
            yield location, text


def _spelling_and_abbreviations(sources: Sources, entry: Entry, explained: set[str]) -> None:
    unexplained: dict[str, Location] = {}
    for location, text in _prose(entry):
        for word in _WORD.findall(text):
            if word.lower() in _US_WORDS:
                _add(sources, entry, location, "us-spelling", f"'{word}' is spelt '{_US_WORDS[word.lower()]}' in the UK.")
        for abbreviation in _ABBREVIATION.findall(text):
            spelled_out = f"({abbreviation})" in text
            if (
                not spelled_out
                and abbreviation not in explained
                and abbreviation.removesuffix("s") not in explained
                and is_abbreviation(abbreviation)
            ):
                unexplained.setdefault(abbreviation, location)
    for abbreviation, location in unexplained.items():
        _add(
            sources,
            entry,
            location,
            "unexplained-abbreviation",
            (f"no term explains '{abbreviation}'. Spell it out, or add a term with this abbreviation."),
        )


def _plain(sources: Sources, entry: Term | Role, avoided: list[tuple[str, str]]) -> None:
    for sentence in _SENTENCE.findall(entry.plain):
        number = len(sentence.split())
        if number > LONGEST_SENTENCE:
            _add(
                sources,
                entry,
                ("plain",),
                "long-sentence",
                f"a sentence of {number} words; {LONGEST_SENTENCE} are the most. Make it two.",
            )
    for say, instead in avoided:
        if re.search(rf"(?<!\w){re.escape(say)}(?!\w)", entry.plain, 0 if is_abbreviation(say) else re.IGNORECASE):
            _add(sources, entry, ("plain",), "avoided-word", f"'{say}' misleads these readers. Say instead: {instead}")


def _today(sources: Sources, term: Term) -> None:
    if term.category in ("programmes", "policy", "service") and term.now is None and not term.is_local:
        _add(sources, term, ("category",), "unsettled-now", "nothing says what became of it. Add now, once a reference is found.")
