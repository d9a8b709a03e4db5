"""Safe first: each role that meets young people says where a worry about harm goes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from macros.handbook import Handbook
from macros.sources.entry import Entry
from macros.sources.kinds.practice import Practice
from macros.sources.kinds.snippet import Snippet

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
    assert any("safeguarding lead" in text for _, text in handbook.role(name).texts)


PRIVATE = {"referral", "interviews", "group-work", "parents", "confidentiality"}
FROM_OUTSIDE = {"employers", "speakers"}


def test_a_worry_stands_first_on_every_page_that_meets_young_people(handbook: Handbook) -> None:
    """Guidance on referral, interviews, group work, parents: what to do when worried; on visitors: the school's own policy."""
    for guideline in (*handbook.guidelines, *handbook.courses, *handbook.of(Practice)):
        shown = [standard.id for standard in handbook.standards_for(guideline.topics)]
        assert not PRIVATE & set(guideline.topics) or shown[0] == "worried-about-harm", guideline.address
        assert not FROM_OUTSIDE & set(guideline.topics) or "visitors-and-placements" in shown, guideline.address
        assert "languages" not in guideline.topics or "interpreters" in shown, guideline.address


def test_forms_about_young_people_say_who_sees_them(handbook: Handbook) -> None:
    """A form with a place for a student's or young person's name says who sees it, and how it is sent."""
    for guideline in handbook.guidelines:
        for template in guideline.templates:
            asked = [field for field in template.fields if re.search(r"(?i)(student|young person).*name", field.label)]
            assert not asked or template.who_sees, f"{guideline.address}: {template.id}"
            assert all(field.who_sees or template.who_sees for field in asked), f"{guideline.address}: {template.id}"
            assert not (asked and template.send) or "ordinary email" in template.send, f"{guideline.address}: {template.id}"


@pytest.mark.parametrize("name", ["confidentiality", "disclosure", "informed-consent", "referral", "professional-boundary"])
def test_words_of_confidence_name_the_limit(handbook: Handbook, name: str) -> None:
    """A word that promises or withholds says what doesn't wait: harm."""
    words = " ".join(text for _, text in handbook.term(name).texts).lower()

    assert "harm" in words
    assert "safeguarding lead" in words


def test_no_guidance_goes_out_without_its_safety(handbook: Handbook) -> None:
    """With agreed text only: an agreed page waits for the standard part that must stand on it."""
    lowest = handbook.settings.lowest_status.model_copy(update={"pages": "agreed"})
    settings = handbook.settings.model_copy(update={"lowest_status": lowest})
    agreed = {"status": "agreed"}
    page = handbook["guidance/making-referrals"].model_copy(update=agreed)
    part = handbook["standards/worried-about-harm"].model_copy(update=agreed)

    def released(*entries: Entry) -> list[str]:
        changed = {folder: dict(found) for folder, found in handbook.entries.items()}
        for entry in entries:
            changed[entry.KIND.folder][entry.id] = entry
        return [entry.address for entry in replace(handbook, settings=settings, entries=changed).released("pages")]

    assert released(page) == []
    assert released(page, part) == ["guidance/making-referrals", "standards/worried-about-harm"]


def test_texts_for_others_pages_stand_alone(handbook: Handbook) -> None:
    """Whoever reads one length only reads no promise without its limit; each whole text says what to do when someone isn't safe."""
    for text in handbook.of(Snippet):
        for length in (text.line, text.paragraph, text.page):
            promises = re.search(r"unless (you|your child|the student|they)\b.*?\bagrees?", length, re.DOTALL)
            assert not promises or re.search(r"harmed|worry about harm", length), f"{text.address}: {length[:60]}"
        assert re.search(r"harmed|hurts|n't safe|feels wrong|is wrong", text.page), text.address
        assert text.confirm, text.address
        assert text.may_not_change, text.address
