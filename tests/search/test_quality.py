"""The search answers what people type: `queries.yml`, written before it was tuned. The benchmark `search` says more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.searching import Query, ask, queries, score
from tests.search.rows import addresses

pytestmark = pytest.mark.slow
LEAST = {"question": (0.82, 0.93), "nonsense": (0, 0)}  # right answer first, and among the first three
OTHERS = (0.93, 0.95)
SAFE = "guidance/standards/#worried-about-harm"
WORRIES = [
    "abuse",
    "Abuse?",
    "self harm",
    "self-harm",
    "scared at home",
    "bruises",
    "she wants to kill herself",
    "he hurts her",
    "which adviser for a girl who may be abused",
    "i want to end my life",
    "she cuts herself",
    "he touches me",
    "i don't feel safe at home",
    "overdoze",
    "slef harm",
    "self-harn",
    "he is frigtened of going home",
    "child told me something terrible",
    "there is violence at home",
    "carrying a knife",
    "marks on her arms",
    "sent abroad to marry",
    "hungry and dirty every day",
    "wish i was dead",
    "i'm worried about a girl in my class",
    "concerned about a child",
    "i have a concern about a pupil",
    "in danger of becoming a victim of abuse",
    "in danger",
]
NO_WORRIES = [
    "sexuality",
    "beat the deadline",
    "health and safety visit",
    "where do i want to live",
    "hit our targets",
    "at risk of exclusion",
    "run an away day",
    "marks in maths",
    "go home early",
    "seeking work",
    "dancer",
    "railway",
    "serving in the army",
    "exploit lmi",
    "violet",
    "students in danger of becoming NEET",
    "scared of interviews",
]
NAMES = [
    ("openev", "glossary/open-evening/"),
    ("depuyhead", "glossary/deputy-head/"),
    ("conexions partneship", "glossary/connexions-partnership/"),
    ("carers library", "glossary/careers-library/"),
    ("aelvel", "glossary/a-level/"),
    ("kudis", "glossary/kudos/"),
    ("citize", "glossary/citizenship/"),
    ("health personal advisers", "glossary/health-personal-adviser/"),
    ("the careers library", "snippets/careers-library-students/"),
]


@pytest.fixture(scope="module")
def answered(browser: Browser, site: Path) -> list[tuple[Query, Sequence[str]]]:
    """Each query with the addresses that are shown for it."""
    asked = queries()
    shown, _ = ask(browser, site, "ours", [query.words for query in asked])
    return list(zip(asked, shown, strict=True))


def test_the_queries_are_sound(site: Path) -> None:
    """At least 400, and 20 of nonsense; each asked once; each answer is a page that there is."""
    asked = queries()
    known = set(addresses(site))

    assert len([query for query in asked if query.kind != "nonsense"]) >= 400
    assert len([query for query in asked if query.kind == "nonsense"]) >= 20
    assert len({query.words.casefold() for query in asked}) == len(asked)
    assert [query for query in asked if not set(query.right) <= known] == []
    assert all(query.right or query.kind == "nonsense" for query in asked)


@pytest.mark.parametrize("kind", sorted({query.kind for query in queries()}))
def test_answers(answered: list[tuple[Query, Sequence[str]]], kind: str) -> None:
    """The right page is first, or among the first three, as often as it was when it was last measured, or nearly."""
    rows = [row for row in answered if row[0].kind == kind]
    told = score([query for query, _ in rows], [shown for _, shown in rows])
    first, three = LEAST.get(kind, OTHERS)

    assert told.first >= first * told.number
    assert told.three >= three * told.number


def test_nothing_is_found_for_nonsense_and_something_for_all_else(answered: list[tuple[Query, Sequence[str]]]) -> None:
    """Nobody who asks a real question stands before an empty list."""
    assert [query.words for query, shown in answered if query.kind == "nonsense" and shown] == []
    assert [query.words for query, shown in answered if query.kind != "nonsense" and not shown] == []


@pytest.fixture(scope="module")
def told(browser: Browser, site: Path) -> dict[str, Sequence[str]]:
    """What is shown for each of the words below."""
    words = [*WORRIES, *NO_WORRIES, *(words for words, _ in NAMES)]
    return dict(zip(words, ask(browser, site, "ours", words)[0], strict=True))


@pytest.mark.parametrize("words", WORRIES)
def test_a_worry_leads_to_those_who_keep_young_people_safe(told: dict[str, Sequence[str]], words: str) -> None:
    """Whoever types that someone is being harmed sees first what to do at once."""
    assert told[words][0] == SAFE, told[words][:3]


@pytest.mark.parametrize("words", NO_WORRIES)
def test_what_only_looks_like_a_worry_does_not(told: dict[str, Sequence[str]], words: str) -> None:
    """The warning would wear out if it stood above everything."""
    assert told[words][:1] != [SAFE]


@pytest.mark.parametrize(("words", "first"), NAMES)
def test_a_name_is_found_however_it_is_typed(told: dict[str, Sequence[str]], words: str, first: str) -> None:
    """Without its space, with slips (of which one makes another word), begun; a whole title before one without its "the"."""
    assert told[words][0] == first, told[words][:3]
