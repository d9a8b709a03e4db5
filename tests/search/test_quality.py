"""The search answers what people type: `queries.yml`, written before it was tuned. The benchmark `search` says more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.searching import Query, ask, queries, score
from tests.search.rows import addresses

pytestmark = pytest.mark.slow
LEAST = {"question": (0.42, 0.6), "nonsense": (0, 0)}  # right answer first, and among the first three
OTHERS = (0.85, 0.9)
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


@pytest.mark.parametrize("words", WORRIES)
def test_a_worry_leads_to_those_who_keep_young_people_safe(browser: Browser, site: Path, words: str) -> None:
    """Whoever types that someone is being harmed sees first what to do at once."""
    shown, _ = ask(browser, site, "ours", [words])

    assert shown[0][0] == SAFE, shown[0][:3]
