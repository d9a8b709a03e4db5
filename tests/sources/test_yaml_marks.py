"""The reader of YAML: what editors' programs do to files is accepted, and no text makes it fail."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from macros.handbook import examine
from macros.sources import yaml_marks
from tests import sample


def test_marks() -> None:
    """Lines and columns count from 1, for values and for keys."""
    document = yaml_marks.parse("title: A\nrelated:\n  - one\n  - two\n")

    assert document.data == {"title": "A", "related": ["one", "two"]}
    assert document.mark(("related", 1)) == yaml_marks.Mark(4, 5, "two")
    assert document.key(("related",)) == yaml_marks.Mark(2, 1, "related")
    assert document.mark(("related", 1, "deeper")).line == 4


def test_windows_line_ends_and_byte_order_mark(tmp_path: Path) -> None:
    """Notepad's files are accepted without a word."""
    root = sample.make(tmp_path / "handbook")
    path = root / "glossary" / "drop-in-session.yml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    sources, handbook = examine(root)

    assert [problem for problem in sources.problems if problem.level == "error"] == []
    assert handbook is not None
    assert handbook.term("drop-in-session").title == "Drop-in session"


@given(st.text())
def test_any_text(text: str) -> None:
    """Whatever the text: data or faults, never an exception."""
    document = yaml_marks.parse(text)

    assert document.faults or not document.data or document.text


LINES = st.sampled_from(
    [
        "title: A",
        "  - x",
        "- y",
        "{a: b",
        "}",
        "[",
        "]",
        "'",
        '"',
        "a: b: c",
        "\t",
        "? q",
        "&a",
        "*a",
        "!t",
        "---",
        "...",
        ">",
        "  text",
        "#",
        ":",
    ]
)


@given(st.lists(LINES, max_size=12))
def test_any_lines_of_broken_yaml(lines: list[str]) -> None:
    """Pieces of YAML in any order: every fault has a place in the file and words."""
    text = "\n".join(lines)
    for (line, column), message in yaml_marks.parse(text).faults:
        assert 1 <= line <= text.count("\n") + 2
        assert column >= 1
        assert message


@given(st.binary())
def test_any_bytes(content: bytes) -> None:
    """Whatever the bytes: data or faults, never an exception."""
    text, fault = yaml_marks._decode(content)

    assert fault is None or text == ""
