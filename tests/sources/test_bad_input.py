"""Broken input: one line a problem, at its place, in words an editor can act on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.handbook import examine
from tests import sample

CASES: list[dict[str, Any]] = yaml.safe_load((sample.ROOT / "tests" / "cases" / "bad-input.yml").read_text(encoding="utf-8"))


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    return sample.make(tmp_path / "handbook")


def written(text: str) -> str:
    if not text.startswith("TERM:"):
        return text
    title, _, more = text.removeprefix("TERM:").partition("|")
    return sample.term(title, more)


def spoil(root: Path, case: dict[str, Any]) -> None:
    """Write the case's broken file or files into the sound handbook at `root`."""
    if "delete" in case:
        (root / case["delete"]).unlink()
        return
    for name, text in case.get("files", {}).items():
        (root / name).write_text(written(text), encoding="utf-8", newline="\n")
    path = root / case.get("file", "glossary/drop-in-session.yml")
    if "begun" in case:
        path.parent.mkdir(parents=True, exist_ok=True)
        template = (sample.ROOT / path.parent.relative_to(root) / "_template.yml").read_text(encoding="utf-8")
        path.write_text(template.replace("TITLE", "Begun"), encoding="utf-8")
    if "change" in case:
        old, new = case["change"]
        before = path.read_text(encoding="utf-8")
        assert old in before, "the case no longer fits the sample"
        path.write_text(before.replace(old, new), encoding="utf-8", newline="\n")
    elif "text" in case:
        path.write_text(written(case["text"]), encoding="utf-8", newline="\n")
    elif "repeat" in case:
        before, what, times = case["repeat"]
        path.write_text(before + what * times, encoding="utf-8")
    elif "bytes" in case:
        encoding, change = case["bytes"]
        old, new = change.split("|") if change else ("", "")
        path.write_bytes(path.read_text(encoding="utf-8").replace(old, new).encode(encoding))


def test_the_sample_is_sound(handbook: Path) -> None:
    """Each case breaks one thing in a handbook that has no fault of its own."""
    sources, found = examine(handbook)

    assert [problem for problem in sources.problems if problem.level == "error"] == []
    assert found is not None


def test_there_are_enough_cases() -> None:
    """The issue asks for at least 80; and no case may be written twice."""
    assert len({case["name"] for case in CASES}) == len(CASES) >= 80


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_bad_input(case: dict[str, Any], handbook: Path) -> None:
    """The problems found are exactly those that the case names, and no handbook comes out."""
    spoil(handbook, case)

    sources, found = examine(handbook)

    assert [str(problem) for problem in sorted(set(sources.problems)) if problem.level == "error"] == case["says"]
    assert found is None
