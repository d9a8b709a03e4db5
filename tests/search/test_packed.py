"""The words of queries come out of the index as they went in; browser and build file words alike."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from macros.handbook import Handbook
from macros.pages import packed, search, stems
from tests.sample import ROOT

SCRIPTS = ROOT / "docs" / "assets" / "search"
OFTEN = {1: 1, 2: 2.4, 3: 2.4, 4: 5, 7: 5, 8: 11, 15: 11, 16: 21, 60: 21}
"""What comes out for so many."""


@pytest.fixture(scope="module")
def unpack(browser: Browser) -> Any:
    """The browser's own reading of what was packed: for each word the records, each with its number and how often."""
    page = browser.new_page()
    page.evaluate((SCRIPTS / "packed.js").read_text(encoding="utf-8"))
    yield lambda counts: page.evaluate(
        "([packed, records]) => Object.fromEntries(self.handbookUnpacked(packed, records))",
        [packed.pack(counts)._asdict(), len(counts)],
    )
    page.close()


def expected(counts: list[dict[str, int]]) -> dict[str, list[list[float]]]:
    """The same from what was given."""
    words = sorted({word for count in counts for word in count})
    return {word: [[record, OFTEN[count[word]]] for record, count in enumerate(counts) if word in count] for word in words}


@pytest.mark.slow
@pytest.mark.parametrize("records", [1, 2, 3, 7, 64, 479])
def test_what_went_in_comes_out(unpack: Any, records: int) -> None:
    """For any number of records; words that nearly all have, and words of one only; words that begin with each other."""
    chance = random.Random(records)
    words = ["a", "ab", "abc", "b", "11", "année", "x" * 40, "x" * 40 + "y"]
    shares = dict(zip(words, [1, 0.9, 0.5, 0.3, 0.1, 0.05, 0.02, 0.02], strict=True))
    counts = [
        {word: chance.choice(list(OFTEN)) for word, share in shares.items() if chance.random() < share} for _ in range(records)
    ]

    assert unpack(counts) == expected(counts)
    assert unpack([{} for _ in range(records)]) == {}


@pytest.mark.slow
def test_the_browser_files_words_as_the_build_does(browser: Browser, handbook: Handbook) -> None:
    """Every word of all queries, and what is awkward in them: dots, apostrophes, hyphens, accents."""
    texts = [query for lines in handbook.queries.values() for query in lines] + [
        "S.E.N. and p.a.'s, e.g. N.E.E.T",
        "the PA’s drop-in – naïve advisors' organization/programs",
        "C.V. or c.v? 14–19, 2:1",
    ]
    page = browser.new_page()
    page.evaluate(f"{search.rules()}\n{(SCRIPTS / 'words.js').read_text(encoding='utf-8')}")
    told = page.evaluate(
        "texts => texts.map((text) => self.handbookWords.typed(text).map(self.handbookWords.filed).map(self.handbookWords.stem))",
        texts,
    )
    page.close()

    assert [text for text, words in zip(texts, told, strict=True) if list(stems.stems(text)) != words] == []


@settings(max_examples=30, deadline=None)
@given(st.lists(st.dictionaries(st.text("abc1", min_size=1, max_size=4), st.integers(1, 9)), max_size=20))
def test_any_counts_can_be_packed(counts: list[dict[str, int]]) -> None:
    """Words come in order, each once, and short."""
    words = packed.pack(counts).words

    assert sum(letter.isupper() for letter in words) == len({word for count in counts for word in count})


def test_families() -> None:
    """One stem for what belongs together, and none for what doesn't."""
    assert len({stems.stem(word) for word in ("refer", "referral", "referring", "referrals")}) == 1
    assert len({stems.stem(word) for word in ("organise", "organize", "organisation")}) == 1
    assert stems.stem("adviser") == stems.stem("advisors")
    assert stems.stem("college") != stems.stem("colleague")
    assert stems.slug("Parents’ evening & more") == "parents-evening-more"
    assert stems.joined("Drop-in sessions") == stems.joined("drop in session")


def test_little_that_tells_nothing_is_left_out(handbook: Handbook) -> None:
    """A small handbook keeps every word; a large one drops single mentions."""
    record = search.entries(handbook)[0]
    few = [record._replace(asked={"rare": 1, "known": 2})]
    many = [record._replace(asked={f"single{number}": 1, "twice": 2}) for number in range(300)]

    assert search.telling(few) == [{"rare": 1, "known": 2}]
    assert search.telling(many) == [{"twice": 2}] * 300
