"""The glossary holds what a newcomer needs: every word of the floor, and enough of everything."""

from __future__ import annotations

import pytest

from macros.handbook import Handbook
from tests.sample import ROOT

LINES = [
    line for line in (ROOT / "tests" / "content" / "terms.txt").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"
]


@pytest.mark.parametrize("line", LINES)
def test_every_word_of_the_floor_is_found(handbook: Handbook, line: str) -> None:
    """Each word, and each alias or abbreviation beside it, is a label of one and the same term."""
    labels = {label.casefold(): term.id for term in handbook.terms for label in term.shown_labels}
    first, _, others = line.partition(" | ")
    words = [others] if others.casefold() in labels else [word.strip() for word in others.split(",") if word]

    assert {labels.get(word.casefold()) for word in (first, *words)} == {labels[first.casefold()]}


def test_enough_terms(handbook: Handbook) -> None:
    """At least 170 terms and 40 pairs that people confuse, each shown on both sides."""
    assert len(handbook.terms) >= 170
    assert len(handbook.pairs) >= 40
    assert all(any(other is pair.one for other, _ in handbook.confused_with(pair.other)) for pair in handbook.pairs)


def test_all_roles(handbook: Handbook) -> None:
    """The twelve roles and the two examples; the four kinds of adviser in the comparison."""
    assert {role.id for role in handbook.roles} >= {
        "guidance-personal-adviser", "intensive-personal-adviser", "pre-vocational-personal-adviser", "health-personal-adviser",
        "link-personal-adviser", "lead-personal-adviser", "team-leader", "young-worker", "employer-liaison-officer",
        "careers-co-ordinator-teacher", "careers-co-ordinator-non-teacher", "head-or-deputy", "governor", "group-work-specialist",
        "lmi-specialist",
    }  # fmt: skip
    assert [role.compared for role in handbook.roles if role.compared] == [1, 2, 3, 4]
