"""Two processes share the pages; if anything is wrong in the second, nothing of it counts."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.structure.files import File

from macros.pages import second
from macros.pages.second import Second

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there is no second process")
NUMBER = 200


def pages() -> list[File]:
    return [File(f"page-{number}.md", None, "site", True) for number in range(NUMBER)]


def start(make: Callable[[File], set[str]], more: Callable[[], None] = lambda: None) -> Second:
    return Second(pages(), make, more, lambda: {"a script"})


def slowly(file: File) -> set[str]:
    time.sleep(0.001)
    return {f"anchor-of-{file.src_uri}"}


def test_each_page_is_made_once(tmp_path: Path) -> None:
    """From both ends, until they meet; with the anchors of those that the second made, and what it wrote."""
    helper = start(slowly, lambda: (tmp_path / "written").write_text("more", encoding="utf-8") and None)
    mine = 0
    while helper.take():
        mine += 1
        time.sleep(0.001)
    done = helper.done()

    assert done
    assert 0 < mine < NUMBER
    assert done.anchors == {f"page-{number}.md": {f"anchor-of-page-{number}.md"} for number in range(mine, NUMBER)}
    assert done.inline_scripts == {"a script"}
    assert (tmp_path / "written").read_text(encoding="utf-8") == "more"
    assert helper.take() is False


def warns(file: File) -> set[str]:
    logging.getLogger("mkdocs.x").warning("something is odd")
    return set()


@pytest.mark.parametrize(
    "make",
    [lambda file: {1 / 0}, lambda file: sys.exit(1), lambda file: os.kill(os.getpid(), 9), warns, lambda file: time.sleep(300)],
    ids=["error", "exit", "killed", "warning", "stuck"],
)
def test_something_is_wrong(
    make: Callable[[File], set[str]], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture
) -> None:
    """An error, an end, a warning, no answer: the first process is told, and nobody else."""
    monkeypatch.setattr(second, "_PATIENCE_SECONDS", 0.5)

    assert start(make).done() is None
    assert capfd.readouterr() == ("", "")
