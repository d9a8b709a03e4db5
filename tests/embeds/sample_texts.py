"""A handbook in which one text has a second version, one is retired, and one has another name now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from macros.embeds import versions
from macros.embeds.texts import embeds
from macros.handbook import Handbook
from macros.sources.kinds.snippet import Retired, Snippet
from macros.sources.published import Version

NAME = "snippets/sample"
OLD = {
    "line": "A friendly adviser comes to {school} on most days and helps you with all of your choices.",
    "paragraph": "A friendly adviser comes to {school}. You can ask to see them. They help with choices, courses and jobs.",
    "page": "**What they do.** They talk with you about choices.\n\n- Ask at the library.\n- Come to the drop-in.\n\n"
    "**Who gets to know.** They don't tell anybody what you say unless you agree.\n\n{School} keeps a list of times.",
}
NEW = {**OLD, "paragraph": OLD["paragraph"].replace("You can ask to see them.", "You can ask to see them, or come to the drop-in.")}


def snippet(name: str, texts: dict[str, str], **more: object) -> Snippet:
    """A text of our own making."""
    given = {
        "id": name, "title": f"The adviser at our school: {name}", "summary": "For tests.", "shelf": "service",
        "audiences": ["young-people"], "may_change": ["the day"], "source": "local", "status": "draft",
        "owner": "schools-manager", "reviewed": None, "review_by": "2027-09-01",
    }  # fmt: skip
    return Snippet.model_validate({**given, **texts, **more})


def handbook(real: Handbook) -> Handbook:
    """The handbook of today: `sample` is at version 2, `retired` is kept no longer, `renamed` was `before`."""
    old = with_snippets(real, sample=snippet("sample", OLD))
    before = versions.fingerprints(embeds(old)[NAME])
    retired = Retired(date=date(2026, 11, 1), why="It said too much.", instead=NAME)
    now = with_snippets(
        real,
        sample=snippet("sample", NEW),
        retired=snippet("retired", other("retired"), retired=retired),
        renamed=snippet("renamed", other("renamed")),
    )
    found = embeds(now)
    published = {
        NAME: (
            Version(version=1, date=date(2026, 9, 1), **before),
            Version(version=2, date=date(2026, 10, 1), **versions.fingerprints(found[NAME])),
        ),
        "snippets/retired": (Version(version=1, date=date(2026, 9, 1), **versions.fingerprints(found["snippets/retired"])),),
    }
    return replace(now, published=published, aliases={"snippets/before": "snippets/renamed"})


def with_snippets(real: Handbook, **snippets: Snippet) -> Handbook:
    """The handbook with only these snippets, and nothing given out."""
    return replace(real, entries={**real.entries, "snippets": snippets}, published={}, aliases={})


def other(word: str) -> dict[str, str]:
    """Three lengths that nothing else resembles."""
    return {
        "line": f"Of {word} one line speaks about tulips and lanterns quite at length, and little besides.",
        "paragraph": f"Of {word} this paragraph speaks: seven brown kettles stood upon the northern shelf until midsummer.",
        "page": f"**{word}.** Nine carpenters brought ladders.\n\nThen the ferry left, laden with barley and blue paint.",
    }
