"""How hard the longer texts are to read. It needs textstat, which the other checks don't, so it runs only when asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.checks.wording import add, prose
from macros.sources.entry import Entry
from macros.sources.fields import LINK
from macros.sources.load import Sources

LEAST_WORDS = 100
"""Shorter texts can't be scored: the formula needs a passage."""
OLDEST_READER = {"young-people": 11, "parents": 11}
OLDEST_STAFF = 14
_MARKS = re.compile(r"[*_`#|>]")


def check(sources: Sources) -> None:
    """Add a finding for each entry whose text, taken together, asks for an older reader than its audience allows."""
    for entries in sources.entries.values():
        for entry in entries.values():
            text = passage(entry)
            if len(text.split()) >= LEAST_WORDS:
                _judge(sources, entry, reading_age(text))


def passage(entry: Entry) -> str:
    """The entry's prose, a sentence after the other, without marks of Markdown."""
    return " ".join(_sentences(entry))


def reading_age(text: str) -> float:
    """The age in years at which a passage can be read: Flesch-Kincaid's school grade, plus five."""
    import textstat

    textstat.set_lang("en_GB")
    return float(textstat.flesch_kincaid_grade(text)) + 5


def _sentences(entry: Entry) -> Iterator[str]:
    for _, text in prose(entry):
        plain = _MARKS.sub("", LINK.sub(lambda link: link["words"] or link["name"].replace("-", " "), text)).strip()
        yield plain if plain.endswith((".", "!", "?", '"')) else f"{plain}."


def _judge(sources: Sources, entry: Entry, age: float) -> None:
    oldest = max(OLDEST_READER.get(audience, OLDEST_STAFF) for audience in entry.audiences)
    if age > oldest:
        add(
            sources,
            entry,
            (),
            "hard-passage",
            f"the text asks for a reader of {age:.0f}; {oldest} is the most here. Shorten sentences, take plainer words.",
        )
