"""What is read again and again is worked out anew only as far as it has to be, and always as far as it has to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.handbook import examine, read
from macros.sources import yaml_marks
from macros.sources.kept import Kept
from tests import sample


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return sample.make(tmp_path)


def test_kept_for_as_long_as_it_is_true() -> None:
    """The same as long as what is given is the same and it holds; nothing is kept of what fails."""
    kept, times = Kept(), []

    def work_out() -> int:
        times.append(1)
        return len(times)

    assert [kept.get("name", (1, "a"), work_out) for _ in range(3)] == [1, 1, 1]
    assert kept.get("other", (1, "a"), work_out) == 2
    assert kept.get("name", (2, "a"), work_out) == 3
    assert kept.get("name", (2, "a", None), work_out) == 4
    assert kept.get("name", (2, "a", None), work_out, lambda result: result > 4) == 5
    with pytest.raises(ZeroDivisionError):
        kept.get("name", (3,), lambda: 1 // 0)
    assert kept.get("name", (2, "a", None), work_out) == 5


def test_only_what_was_saved_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One file of all; every other entry stays the very same thing, though an entry was added."""
    kept = Kept()
    before = read(root, kept)
    paths: list[str] = []
    yaml_read = yaml_marks.read

    def noted(path: Path, most: int) -> yaml_marks.Document:
        paths.append(path.name)
        return yaml_read(path, most)

    monkeypatch.setattr(yaml_marks, "read", noted)
    (root / "glossary" / "word-1.yml").write_text(sample.term("Quite another word"), encoding="utf-8")
    (root / "glossary" / "new.yml").write_text(sample.term("New word"), encoding="utf-8")
    after = read(root, kept)

    assert sorted(paths) == ["new.yml", "word-1.yml"]
    assert after.term("word-1").title == "Quite another word"
    assert [entry.address for entry in before if after[entry.address] is not entry] == ["glossary/word-1"]


def test_an_entry_breaks_without_being_saved(root: Path) -> None:
    """What it names goes, or may mean two things now: both are told, and both are forgotten once they are mended."""
    kept = Kept()
    assert examine(root, kept)[0].problems == []
    gone = root / "glossary" / "word-2.yml"
    text = gone.read_text(encoding="utf-8")
    gone.unlink()
    assert any("there is no 'word-2'" in str(problem) for problem in examine(root, kept)[0].problems)
    gone.write_text(text, encoding="utf-8")
    assert examine(root, kept)[0].problems == []
    role = (root / "roles" / "helper.yml").read_text(encoding="utf-8")
    (root / "roles" / "word-2.yml").write_text(role.replace("title: Helper", "title: Second helper"), encoding="utf-8")
    assert any("may mean more than one thing" in str(problem) for problem in examine(root, kept)[0].problems)
    (root / "roles" / "word-2.yml").unlink()
    assert examine(root, kept)[0].problems == []


def test_a_word_goes_from_its_list(root: Path) -> None:
    """An entry that uses a word of a vocabulary is looked at again when the vocabulary changes."""
    kept = Kept()
    read(root, kept)
    path = root / "vocabularies" / "owners.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("id: schools-manager", "id: somebody-else"), encoding="utf-8")

    assert any("'schools-manager' isn't in vocabularies/owners.yml" in str(problem) for problem in examine(root, kept)[0].problems)
    path.write_text(text, encoding="utf-8")
    assert examine(root, kept)[0].problems == []


def test_used_in_follows(root: Path) -> None:
    """A new name of a term is found in texts that weren't saved, and an old one no longer."""
    kept = Kept()
    (root / "glossary" / "word-5.yml").write_text(sample.term("Word 5th", "").replace("What Word", "What a quorble"), "utf-8")
    before = read(root, kept)
    assert [user.id for user in before.used_in(before.term("word-6"))] == []
    (root / "glossary" / "word-6.yml").write_text(sample.term("Quorble"), encoding="utf-8")
    after = read(root, kept)
    assert [user.id for user in after.used_in(after.term("word-6"))] == ["word-5"]
    (root / "glossary" / "word-6.yml").write_text(sample.term("Other thing"), encoding="utf-8")
    last = read(root, kept)
    assert [user.id for user in last.used_in(last.term("word-6"))] == []
