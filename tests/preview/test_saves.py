"""Saves are noticed, at once where the system tells of them, and soon where it doesn't."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros import saves as module
from macros.saves import saved, saves

SECONDS = 60


class Listener:
    """Collects what is told of a folder."""

    def __init__(self, root: Path) -> None:
        self.heard: list[set[str]] = []
        self._news = threading.Event()
        self._saves: Iterator[set[str]] = saves(root, saved(root))
        threading.Thread(target=self._listen, daemon=True).start()

    def next(self) -> set[str]:
        assert self._news.wait(SECONDS)
        self._news.clear()
        return self.heard[-1]

    def _listen(self) -> None:
        for paths in self._saves:
            self.heard.append(paths)
            self._news.set()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("glossary", "docs/about", "site", "tests", ".git"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "glossary" / "neet.yml").write_text("one", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("one", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("deaf", [False, True])
def test_what_was_saved(root: Path, monkeypatch: pytest.MonkeyPatch, deaf: bool) -> None:
    """Written, added, deleted, moved; also where the system can't watch. What nobody edits isn't told."""
    if deaf:

        def refuse(self: object) -> None:
            raise OSError("inotify watch limit reached")

        monkeypatch.setattr(module.Observer, "start", refuse)
    listener = Listener(root)

    (root / "site" / "index.html").write_text("built", encoding="utf-8")
    (root / ".git" / "x.yml").write_text("x", encoding="utf-8")
    (root / "glossary" / "notes.tmp").write_text("x", encoding="utf-8")
    (root / "glossary" / "neet.yml").write_text("other words", encoding="utf-8")
    assert listener.next() == {"glossary/neet.yml"}
    (root / "docs" / "about" / "new.md").write_text("new", encoding="utf-8")
    assert listener.next() == {"docs/about/new.md"}
    (root / "glossary" / "neet.yml").rename(root / "glossary" / "moved.yml")
    assert listener.next() == {"glossary/neet.yml", "glossary/moved.yml"}
    (root / "mkdocs.yml").unlink()
    assert listener.next() == {"mkdocs.yml"}


def test_saved_before_one_listens(root: Path) -> None:
    """What was saved since one looked is told first."""
    before = saved(root)
    (root / "mkdocs.yml").write_text("other", encoding="utf-8")

    assert next(saves(root, before)) == {"mkdocs.yml"}
