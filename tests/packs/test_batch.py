"""Packs for many schools: each its own words, nothing lost when interrupted, nothing made twice, what fails is told."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from macros.handbook import read
from macros.packs import batch, typeset
from macros.packs.batch import Failed, Master, Wanted
from macros.packs.pack_word import WordMaker
from macros.packs.printing import KEYS, Printer
from tests import sample

DAY = datetime(2026, 11, 25, tzinfo=UTC)
LETTER = " ".join(f"{key}: {{{key}}}." for key in KEYS)
PACK = f"""\
title: Pack
summary: A pack for tests.
audiences: [school-staff]
personal: true
parts:
  - heading: To the Head
    text: "{LETTER}"
{sample.LOCAL.partition("audiences")[2].partition(chr(10))[2]}"""
NAMES = [
    "#set page(fill: red)",
    "<b>Bold</b> & Sons",
    "=cmd()|' /C calc'!A0",
    "$x^2$ [a](b) *c* `d`",
    "Школа № 5",
    "Ysgol Ffôn",
    "L" * 200,
]


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Master:
    """A small pack that says everything a pack may say of a school."""
    root = sample.make(tmp_path_factory.mktemp("batch") / "handbook")
    (root / "packs").mkdir()
    (root / "packs" / "pack.yml").write_text(PACK, encoding="utf-8")
    handbook = read(root)
    document = next(Printer(handbook).documents())
    folder = root / "work"
    typeset.lay_out(handbook, folder)
    typeset.prepare(handbook, document, folder, DAY)
    return batch.master(document.id, folder, WordMaker(handbook, root / "word").docx(document, marked=True))


def school(number: int, name: str = "", **more: Any) -> Wanted:
    """A school with everything filled in."""
    values = {key: f"{key}-{number}" for key in KEYS} | {
        "school": name or f"Sample School {number}",
        "requests": ["One", "Two & three"],
    }
    return Wanted(f"{100000 + number}", f"{100000 + number}", {**values, **more})


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as executor:
        yield executor


def run(one: Master, schools: list[Wanted], out: Path, pool: Any) -> list[Failed]:
    return batch.run([one], schools, out, pool, 1, DAY, lambda words: None)


def pdf_text(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def word_text(path: Path) -> str:
    return "".join(node.text or "" for node in docx.Document(str(path)).element.body.iter(qn("w:t")))


def test_each_school_its_own(one: Master, tmp_path: Path, pool: ThreadPoolExecutor) -> None:
    """Every value stands in both files, lists too, and no other school's."""
    assert run(one, [school(1), school(2)], tmp_path, pool) == []

    for number, other in ((1, 2), (2, 1)):
        for text in (pdf_text(tmp_path / f"10000{number}" / "pack.pdf"), word_text(tmp_path / f"10000{number}" / "pack.docx")):
            assert all(f"{key}: {key}-{number}." in text for key in KEYS if key not in ("school", "requests"))
            assert f"school: Sample School {number}." in text
            assert "Two & three" in text
            assert f"-{other}." not in text


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_is_only_a_name(one: Master, tmp_path: Path, pool: ThreadPoolExecutor, name: str) -> None:
    """Whatever signs are in it, it comes out as itself, in both files."""
    assert run(one, [school(1, name)], tmp_path, pool) == []

    squeezed = "".join(name.split())
    assert squeezed in "".join(pdf_text(tmp_path / "100001" / "pack.pdf").split())
    assert name in word_text(tmp_path / "100001" / "pack.docx")


def test_empty_values(one: Master, tmp_path: Path, pool: ThreadPoolExecutor) -> None:
    """What isn't known is a line to write on; no open requests are told as none."""
    run(one, [school(1, adviser="", requests=[])], tmp_path, pool)

    assert "none at present" in pdf_text(tmp_path / "100001" / "pack.pdf")
    assert "adviser: ________." in word_text(tmp_path / "100001" / "pack.docx")


def test_a_school_that_fails_stops_no_other(one: Master, tmp_path: Path, pool: ThreadPoolExecutor) -> None:
    """A name in letters that no font here has is told; the others are made."""
    failed = run(one, [school(1), school(2, "学校の名前"), school(3)], tmp_path, pool)

    assert [failure.stem for failure in failed] == ["100002/pack"]
    assert "font" in failed[0].reason or "display" in failed[0].reason
    assert not (tmp_path / "100002").exists()
    assert (tmp_path / "100001" / "pack.pdf").exists()
    assert (tmp_path / "100003" / "pack.docx").exists()


class Dying(ThreadPoolExecutor):
    """an executor that breaks down at its fourth task, as if the machine went off."""

    tasks = 0

    def submit(self, *args: Any, **more: Any) -> Future[Any]:
        self.tasks += 1
        if self.tasks > 3:
            raise KeyboardInterrupt
        return super().submit(*args, **more)


def test_going_on_where_it_was(one: Master, tmp_path: Path, pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupted in the middle, it makes the rest and leaves alone what is there; the sum is the same as in one go."""
    monkeypatch.setattr(batch, "AT_ONCE", 3)
    schools = [school(number) for number in range(10)]
    with Dying(1) as dying, pytest.raises(KeyboardInterrupt):
        batch.run([one], schools, tmp_path / "halted", dying, 1, DAY, lambda words: None)
    first = {path: path.stat().st_mtime_ns for path in (tmp_path / "halted").rglob("*.pdf")}
    run(one, schools, tmp_path / "halted", pool)
    run(one, schools, tmp_path / "whole", pool)

    assert 0 < len(first) < 10
    assert all(path.stat().st_mtime_ns == moment for path, moment in first.items())
    assert contents(tmp_path / "halted") == contents(tmp_path / "whole")
    assert batch.verify(tmp_path / "halted") == []


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".pdf", ".docx")
    }


def test_only_what_changed_is_made_again(one: Master, tmp_path: Path, pool: ThreadPoolExecutor) -> None:
    """A school with another value is made again, the others stay."""
    run(one, [school(1), school(2)], tmp_path, pool)
    before = {path.parent.name: path.stat().st_mtime_ns for path in tmp_path.rglob("*.pdf")}
    run(one, [school(1), school(2, "New name")], tmp_path, pool)
    after = {path.parent.name: path.stat().st_mtime_ns for path in tmp_path.rglob("*.pdf")}

    assert before["100001"] == after["100001"]
    assert before["100002"] != after["100002"]
    assert batch.verify(tmp_path) == []


def test_verify_finds_each_fault(one: Master, tmp_path: Path, pool: ThreadPoolExecutor) -> None:
    """A file that is gone, one that was changed, one that is a stranger; a folder without a manifest."""
    run(one, [school(1), school(2)], tmp_path, pool)
    (tmp_path / "100001" / "pack.pdf").unlink()
    (tmp_path / "100002" / "pack.docx").write_bytes(b"changed")
    (tmp_path / "stranger.pdf").write_bytes(b"%PDF")

    assert batch.verify(tmp_path) == [
        "100001/pack.pdf: missing. Make it again.",
        "100002/pack.docx: not as it was made. Delete it, and make it again.",
        "stranger.pdf: not named in the manifest. Delete it, or move it elsewhere.",
    ]
    assert "there is no manifest here" in batch.verify(tmp_path / "100001")[0]


def test_a_manifest_cut_off_in_a_line(one: Master, tmp_path: Path, pool: ThreadPoolExecutor) -> None:
    """The broken line is passed over, and its file made again."""
    run(one, [school(1), school(2)], tmp_path, pool)
    manifest = tmp_path / batch.MANIFEST
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text[:-20], encoding="utf-8")
    run(one, [school(1), school(2)], tmp_path, pool)

    assert batch.verify(tmp_path) == []


def test_the_manifest(one: Master, tmp_path: Path, pool: ThreadPoolExecutor) -> None:
    """Each line names file, pack, school, revision, pages, bytes and hash."""
    run(one, [school(1)], tmp_path, pool)
    lines = [json.loads(line) for line in (tmp_path / batch.MANIFEST).read_text(encoding="utf-8").splitlines()]

    assert [(line["file"], line["pack"], line["school"], line["pages"]) for line in lines] == [
        ("100001/pack.pdf", "pack", "100001", 1),
        ("100001/pack.docx", "pack", "100001", 0),
    ]
    assert lines[0]["bytes"] == (tmp_path / "100001" / "pack.pdf").stat().st_size
    assert len(lines[0]["sha256"]) == 64


def test_many_processes_give_the_same_bytes(one: Master, tmp_path: Path, pool: ThreadPoolExecutor) -> None:
    """Two processes and one thread make the same files."""
    schools = [school(number) for number in range(6)]
    with batch.processes(2) as processes:
        batch.run([one], schools, tmp_path / "two", processes, 2, DAY, lambda words: None)
    run(one, schools, tmp_path / "one", pool)

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_what_is_told(one: Master, tmp_path: Path, pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch) -> None:
    """How far it is, how fast, how long it will take; how many were made, and how many were there already."""
    told: list[str] = []
    monkeypatch.setattr(batch, "TOLD_SECONDS", 0)
    batch.run([one], [school(1)], tmp_path, pool, 1, DAY, told.append, 1)
    batch.run([one], [school(1), school(2), school(3)], tmp_path, pool, 1, DAY, told.append, 3)

    assert [re.sub(r"[\d.]+ (?=a second|seconds)", "N ", line) for line in told] == [
        "1 of 1, N a second, about N seconds left",
        "1 packs made in N seconds.",
        "2 of 3, N a second, about N seconds left",
        "3 of 3, N a second, about N seconds left",
        "2 packs made in N seconds, 1 were there already.",
    ]


def test_pdf_is_dated_by_the_content(one: Master, tmp_path: Path, pool: ThreadPoolExecutor) -> None:
    """The file's date is the one given, not today's."""
    run(one, [school(1)], tmp_path, pool)
    about = PdfReader(io.BytesIO((tmp_path / "100001" / "pack.pdf").read_bytes())).metadata

    assert about is not None
    assert about.creation_date == DAY
