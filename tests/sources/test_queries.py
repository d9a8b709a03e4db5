"""`queries/`: what people type, by the page that answers it; each mistake is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.handbook import read
from macros.sources.kept import Kept
from macros.sources.problems import ProblemsFound
from tests import sample

GLOSSARY = """\
# A word to whoever opens the file.
word-1: |
  the first of them

  what's: it?   to do
word-2: |
  another
"""


def made(root: Path, **texts: str) -> Path:
    """The sample with these files of queries (`directory__contacts` for one in a folder), and a hand-written page."""
    sample.make(root)
    (root / "docs" / "about").mkdir(parents=True)
    (root / "docs" / "about" / "index.md").write_text("# About\n", encoding="utf-8")
    for name, text in texts.items():
        path = root / "queries" / f"{name.replace('__', '/')}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def told(root: Path, kept: Kept | None = None) -> list[str]:
    """What is wrong."""
    with pytest.raises(ProblemsFound) as raised:
        read(root, kept)
    return [str(problem) for problem in raised.value.problems]


def test_each_page_has_its_queries(tmp_path: Path) -> None:
    """A line each, as it was typed: entries by folder and id, hand-written pages by their path. There need be none at all."""
    assert read(made(tmp_path / "none")).queries == {}

    root = made(tmp_path / "some", glossary=GLOSSARY, directory__contacts="desk: |\n  who to ring\n", pages="about/index: why\n")

    assert read(root).queries == {
        "glossary/word-1": ("the first of them", "what's: it? to do"),
        "glossary/word-2": ("another",),
        "directory/contacts/desk": ("who to ring",),
        "pages/about/index": ("why",),
    }


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("word-1: |\n  one\nword2: |\n  two\n", "3:1", "there is no 'word2'. Did you mean 'word-2'?"),
        ("word-1:\nword-2: |\n  two\n", "1:1", "'word-1' has no queries. Write '|' behind the name"),
        ("word-1: [one, two]\n", "1:1", "'word-1' has no queries. Write '|' behind the name"),
        ("word-1: |\n  one\n" + "  more " * 21 + "\n", "3:1", "a query of 21 words; 20 are the most."),
        ("word-1: >\n" + "  five words are on it\n" * 5, "2:1", "a query of 25 words; 20 are the most. Write '|' behind"),
        ("word-1: |\n  one\n\n  One\n", "4:1", "'One' stands at 'word-1' in queries/glossary.yml as well."),
        ("- word-1\n", "1:1", "the file must hold names of pages"),
        ("word-1: |\n one\nword-1: |\n two\n", "3:1", "'word-1' stands here a second time"),
        ("word-1: |\none\n", "2:1", ""),
    ],
)
def test_what_is_wrong_in_a_file(tmp_path: Path, text: str, place: str, words: str) -> None:
    """Named with its line and what to do."""
    [problem] = told(made(tmp_path, glossary=text))

    assert problem.startswith(f"queries/glossary.yml:{place}: ")
    assert words in problem


def test_a_query_leads_to_one_page(tmp_path: Path) -> None:
    """The same at two pages is told of at the second, whichever file it stands in."""
    root = made(tmp_path, glossary=GLOSSARY, pages="about/index: |\n  what for\n  Another\n")

    assert told(root) == [
        "queries/pages.yml:3:1: 'Another' stands at 'word-2' in queries/glossary.yml as well. "
        "A query leads to one page: keep the better."
    ]


def test_queries_follow_a_renamed_entry(tmp_path: Path) -> None:
    """Whoever renames a word needn't rename it here as well."""
    root = made(tmp_path, glossary=GLOSSARY + "old-word: |\n  the old one\n")
    (root / "aliases.yml").write_text("glossary/old-word: glossary/word-2\n", encoding="utf-8")

    assert read(root).queries["glossary/word-2"] == ("another", "the old one")


def test_a_file_that_nobody_reads(tmp_path: Path) -> None:
    """Its name is told of, with the one that was meant."""
    [problem] = told(made(tmp_path, glosary=GLOSSARY))

    assert problem.startswith("queries/glosary.yml:1:1: no kind has this name")
    assert "Did you mean 'queries/glossary.yml'?" in problem


def test_from_state_to_state(tmp_path: Path) -> None:
    """What is kept from before isn't taken for what is there now: a page that went, a query that came."""
    kept = Kept()
    root = made(tmp_path, glossary=GLOSSARY, pages="about/index: why\n")
    read(root, kept)

    (root / "docs" / "about" / "index.md").unlink()
    assert [problem.partition(" Did")[0] for problem in told(root, kept)] == [
        "queries/pages.yml:1:1: there is no 'about/index'. Mend the name, or take it and its queries out."
    ]
    (root / "queries" / "pages.yml").unlink()
    (root / "queries" / "glossary.yml").write_text(GLOSSARY + "  and one more\n", encoding="utf-8")
    assert read(root, kept).queries["glossary/word-2"] == ("another", "and one more")
