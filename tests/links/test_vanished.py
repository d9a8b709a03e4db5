"""What was given out once always answers: a text that vanished, or a page that the built site hasn't, is a problem at its line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from macros.embeds import versions
from macros.handbook import examine, read
from macros.links import desk, vanished
from macros.sources.problems import ProblemsFound
from tests.links.small_site import handbook, site

PAGES = ("glossary__word_1", "embed__glossary__word_1", "embed__glossary__word_1__line", "embed__glossary__word_1__page")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A handbook whose texts were all given out."""
    root = handbook(tmp_path / "handbook")
    versions.publish(read(root), date(2026, 9, 1), root / "published.yml")
    return root


def only(root: Path, keep: str, rename: Callable[[str], str] = str) -> int:
    """Keep one text in published.yml, perhaps under another name; gives the line of its name."""
    path = root / "published.yml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = lines.index(f"{keep}:\n")
    kept = [lines[0], "# a remark\n", rename(lines[at]), *lines[at + 1 : at + 6]]
    path.write_text("".join(kept), encoding="utf-8")
    return 3


def found(root: Path, folder: Path) -> list[str]:
    sources, book = examine(root)
    assert book is not None
    return [str(problem) for problem in vanished.check(sources, book, folder)]


def test_all_there(root: Path, tmp_path: Path) -> None:
    """A text with its pages is no problem."""
    only(root, "glossary/word-1")

    assert found(root, site(tmp_path / "site", **dict.fromkeys(PAGES, ""))) == []


@pytest.mark.parametrize("missing", PAGES)
def test_a_page_that_is_not_built(root: Path, tmp_path: Path, missing: str) -> None:
    """Each address of a text is looked for: its entry's page and its own in each length."""
    line = only(root, "glossary/word-1")
    folder = site(tmp_path / "site", **{page: "" for page in PAGES if page != missing})

    assert found(root, folder) == [
        f"published.yml:{line}:1: 'glossary/word-1' was given out, and others' pages may hold it, but the built site has no page "
        f"{missing.replace('__', '/').replace('_', '-')}/. Build it anew: python3 scripts/build.py"
    ]


def test_a_translation_that_was_taken_out(root: Path, tmp_path: Path) -> None:
    """The entry is there, and its text in that language isn't."""
    line = only(root, "glossary/word-1", lambda name: name.replace("word-1:", "word-1/pl:"))

    assert found(root, tmp_path) == [
        f"published.yml:{line}:1: 'glossary/word-1/pl' was given out, and others' pages may hold it, but glossary/word-1 has no "
        "translation 'pl' now. Bring it back under translations:, or retire the whole text."
    ]


def test_a_text_that_became_none(root: Path, tmp_path: Path) -> None:
    """An old name that leads to what can't stand on others' pages leads nowhere for them."""
    only(root, "glossary/word-1", lambda name: name.replace("word-1", "old"))
    (root / "aliases.yml").write_text("glossary/old: directory/teams/team\n", encoding="utf-8")

    assert "'directory/teams/team', which it has become, is no text for others' pages." in found(root, tmp_path)[0]


def test_an_old_name(root: Path, tmp_path: Path) -> None:
    """A renamed text answers at its old address, and is no problem."""
    only(root, "glossary/word-1", lambda name: name.replace("word-1", "old"))
    (root / "aliases.yml").write_text("glossary/old: glossary/word-2\n", encoding="utf-8")
    pages = {page.replace("word_1", "old"): "" for page in PAGES}

    assert found(root, site(tmp_path / "site", **pages)) == []


def test_a_file_that_is_gone(root: Path, tmp_path: Path) -> None:
    """The sources' own check says so, and links.py with it."""
    only(root, "glossary/word-1", lambda name: name.replace("word-1", "old"))

    with pytest.raises(ProblemsFound, match=r"published\.yml:\d+:\d+: 'glossary/old' was given out"):
        desk.check(root, site(tmp_path / "site", index=""), None, print)


def test_a_page_that_is_no_text(root: Path, tmp_path: Path) -> None:
    """Of an entry that isn't for others' pages, only its own page has to be there."""
    (root / "published.yml").write_text("glossary/word-1: []\n", encoding="utf-8")

    assert found(root, site(tmp_path / "site", glossary__word_1="")) == []
    assert found(root, site(tmp_path / "other", index="")) == [
        "published.yml:1:1: 'glossary/word-1' was given out, and others' pages may hold it, but the built site has no page "
        "glossary/word-1/. Build it anew: python3 scripts/build.py"
    ]
