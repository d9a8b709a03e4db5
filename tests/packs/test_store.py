"""What is kept from build to build is used as long as it is whole."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from macros.packs import store


def word_file() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        # Without a fixed date, each process of a test run would hold another file.
        entry = zipfile.ZipInfo("word/document.xml", (2007, 1, 1, 0, 0, 0))
        file.writestr(entry, "words " * 500, zipfile.ZIP_DEFLATED)
    return made.getvalue()


CONTENTS = {"a.pdf": b"%PDF-1.7\n" + b"words " * 500 + b"\n%%EOF\n", "a.docx": word_file()}


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def turned(content: bytes) -> bytes:
    """A byte of the words is another."""
    at = content.index(b"word/document.xml") + 24
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


@pytest.mark.parametrize("name", CONTENTS)
def test_whole(tmp_path: Path, name: str, capsys: pytest.CaptureFixture) -> None:
    """It is there as it was put, and nothing else is left beside it."""
    path = tmp_path / name
    assert store.has(path) is False
    store.put(path, CONTENTS[name])

    assert store.has(path)
    assert [found.name for found in tmp_path.iterdir()] == [name]
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.pdf", b"", id="pdf-empty"),
        pytest.param("a.pdf", b"something else", id="pdf-foreign"),
        pytest.param("a.pdf", cut(CONTENTS["a.pdf"]), id="pdf-cut"),
        pytest.param("a.docx", b"", id="docx-empty"),
        pytest.param("a.docx", b"something else", id="docx-foreign"),
        pytest.param("a.docx", cut(CONTENTS["a.docx"]), id="docx-cut"),
        pytest.param("a.docx", turned(CONTENTS["a.docx"]), id="docx-altered"),
    ],
)
def test_damaged(tmp_path: Path, name: str, content: bytes, capsys: pytest.CaptureFixture) -> None:
    """Empty, foreign, cut off, altered: thrown away with one line."""
    path = tmp_path / name
    path.write_bytes(content)

    assert store.has(path) is False
    assert not path.exists()
    assert capsys.readouterr().err == f"{path} was damaged and is made anew.\n"
