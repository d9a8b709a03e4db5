"""Safe first: each role that meets young people says where a worry about harm goes."""

from __future__ import annotations

import pytest

from macros.handbook import Handbook
from macros.sources.entry import texts

MEET_YOUNG_PEOPLE = (
    "guidance-personal-adviser",
    "intensive-personal-adviser",
    "pre-vocational-personal-adviser",
    "health-personal-adviser",
    "lead-personal-adviser",
    "young-worker",
    "group-work-specialist",
    "careers-co-ordinator-teacher",
    "careers-co-ordinator-non-teacher",
)


@pytest.mark.parametrize("name", MEET_YOUNG_PEOPLE)
def test_a_worry_goes_to_the_safeguarding_lead(handbook: Handbook, name: str) -> None:
    """The role names the safeguarding lead."""
    assert any("safeguarding lead" in text for _, text in texts(handbook.role(name)))


@pytest.mark.parametrize("name", ["confidentiality", "disclosure", "informed-consent", "referral", "professional-boundary"])
def test_words_of_confidence_name_the_limit(handbook: Handbook, name: str) -> None:
    """A word that promises or withholds says what doesn't wait: harm."""
    words = " ".join(text for _, text in texts(handbook.term(name))).lower()

    assert "harm" in words
    assert "safeguarding lead" in words
