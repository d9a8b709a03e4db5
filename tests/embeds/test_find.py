"""Copies of our texts are known again on others' pages, whatever their editors have done to them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from macros.embeds.forms import Forms, filled_html
from macros.embeds.survey.find import Change, Finder, Found
from macros.embeds.texts import LENGTHS, embeds, filled
from macros.handbook import Handbook
from tests.embeds import sample_texts
from tests.embeds.sample_texts import NAME

PAGE = (
    "<!doctype html><html><body><h1>Careers</h1><p>Welcome to our careers page, with news for all.</p>{}<p>Bye.</p></body></html>"
)


@pytest.fixture(scope="module")
def now(handbook: Handbook) -> Handbook:
    return sample_texts.handbook(handbook)


@pytest.fixture(scope="module")
def then(handbook: Handbook) -> Handbook:
    return sample_texts.with_snippets(handbook, sample=sample_texts.snippet("sample", sample_texts.OLD))


def html(handbook: Handbook, length: str = "paragraph", school: str = "", name: str = NAME) -> str:
    return filled_html(Forms(handbook).html(embeds(handbook)[name], length), school)


def find(handbook: Handbook, inside: str, school: str = "") -> list[Found]:
    return Finder(handbook).find(PAGE.format(inside), school)


def stripped(text: str) -> str:
    """What an editor leaves that allows paragraphs only."""
    return text.partition(">")[2].rpartition("</div>")[0]


@pytest.mark.parametrize("school", ["", "Example High School", "Sample & Sons' “Academy” <b>"])
@pytest.mark.parametrize("length", LENGTHS)
def test_a_copy_is_current(now: Handbook, length: str, school: str) -> None:
    """As it was taken, with or without a name; quotes, dashes and spaces may have become others on the way."""
    taken = html(now, length, school)
    typographic = taken.replace("don't", "don’t").replace("\n", "&nbsp;\n ").replace("<p>", '<p class="wp-block">')

    for copy in (taken, typographic):
        [found] = find(now, copy)
        assert (found.state, found.name, found.length, found.version, found.marked) == ("current", NAME, length, 2, True)


def test_an_old_copy_is_outdated(now: Handbook, then: Handbook) -> None:
    """With what differs, sentence by sentence, and no more than that."""
    [found] = find(now, html(then, school="Example High School"))

    assert (found.state, found.version, found.length) == ("outdated", 1, "paragraph")
    assert found.words == "This is version 1; 2 is the newest."
    assert [change.ours for change in found.changes if "drop-in" in change.ours]


def test_a_length_that_has_not_changed_is_current(now: Handbook, then: Handbook) -> None:
    """A new version of the paragraph makes nobody put the same line in again."""
    [found] = find(now, html(then, "line"))

    assert (found.state, found.version) == ("current", 2)


def test_a_changed_copy_is_altered(now: Handbook) -> None:
    """The difference is told; nothing else of it is."""
    [found] = find(now, html(now).replace("They help with choices", "They never help with choices"))

    assert (found.state, found.version) == ("altered", 2)
    assert found.changes == (
        Change("They never help with choices, courses and jobs.", "They help with choices, courses and jobs."),
    )


def test_a_changed_old_copy_is_outdated(now: Handbook, then: Handbook) -> None:
    [found] = find(now, html(then).replace("friendly", "grumpy"))

    assert (found.state, found.version) == ("outdated", 1)
    assert "was changed" in found.words


@pytest.mark.parametrize("length", LENGTHS)
def test_a_copy_without_its_mark(now: Handbook, length: str) -> None:
    """By its words alone; also with a name that we know, or don't."""
    for school, known in (("", ""), ("Example High School", "Example High School"), ("Example High School", "")):
        [found] = find(now, stripped(html(now, length, school)), known)
        assert (found.state, found.name, found.length, found.marked) == ("current", NAME, length, False)


def test_an_old_copy_without_its_mark(now: Handbook, then: Handbook) -> None:
    [found] = find(now, stripped(html(then)))

    assert (found.state, found.version, found.marked) == ("outdated", 1, False)


def test_a_changed_copy_without_its_mark(now: Handbook) -> None:
    """Nearly ours: told as altered, with the page's own words in the difference."""
    [found] = find(now, stripped(html(now, "page")).replace("Come to the drop-in", "Knock at Room 4"))

    assert (found.state, found.length, found.marked) == ("altered", "page", False)
    assert any("Room 4" in change.theirs for change in found.changes)


def test_words_of_others_are_not_ours(now: Handbook) -> None:
    """A page about the same matter, in words of its own, holds no copy."""
    assert find(now, "<p>Our adviser Friendly Fred helps all students with courses. Ask at the library for a time.</p>") == []
    assert find(now, "") == []


def test_our_heading_alone_is_not_a_copy(now: Handbook) -> None:
    assert find(now, "<h3>The adviser at our school: sample</h3>") == []


def test_retired_renamed_unknown(now: Handbook) -> None:
    """A text that isn't kept is outdated, one with a new name is followed, and one that we never gave is told of."""
    [retired] = find(now, html(replace(now), name="snippets/retired"))
    [renamed] = find(now, html(now, name="snippets/renamed").replace("snippets/renamed@", "snippets/before@"))
    [unknown] = find(now, html(now).replace(NAME, "snippets/nonsense"))
    [garbled] = find(now, html(now).replace(f"{NAME}@2", "<script>alert(1)</script>"))

    assert (retired.state, retired.words) == ("outdated", "This text isn't kept any longer.")
    assert (renamed.state, renamed.name) == ("current", "snippets/renamed")
    assert (unknown.state, unknown.words) == ("outdated", "We don't give out this text at present.")
    assert (garbled.state, garbled.name) == ("altered", "")


def test_several_copies_on_a_page(now: Handbook, then: Handbook) -> None:
    """Each is told of; one within another is not counted twice."""
    found = find(now, f"{html(now, 'line')}<div>{html(then)}</div>{html(now, name='snippets/renamed')}")

    assert [(one.name, one.state) for one in found] == [(NAME, "current"), (NAME, "outdated"), ("snippets/renamed", "current")]


def test_a_term_is_found_by_its_mark_only(now: Handbook) -> None:
    """Its words are plain words that anybody may write."""
    name = "glossary/neet"
    [found] = find(now, html(now, name=name))

    assert (found.name, found.state) == (name, "current")
    assert find(now, stripped(html(now, name=name))) == []


def test_a_page_that_is_no_page(now: Handbook) -> None:
    """Broken HTML, and words in scripts, do no harm."""
    words = filled(embeds(now)[NAME].lengths.page)
    assert Finder(now).find("<p><<<div data-connexions><b>") == [
        Found("", "", "altered", 0, True, "Its mark can't be read. Take the text anew.")
    ]
    assert Finder(now).find(f"<script>{words}</script><!-- {words} -->") == []
