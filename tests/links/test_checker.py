"""What linkchecker writes is read whole, or it is said that it can't be."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.links import checker
from macros.links.checker import INSIDE, Answer, NotChecked, ask, read

HEAD = "urlname;parentname;base;result;warningstring;infostring;valid\n"
END = "# Stopped checking at 2026-11-25 22:15:18+000 (14 seconds)\n"


def silent(words: str) -> None:
    pass


def test_rows() -> None:
    """Semicolons, quotes, line ends and letters of all kinds stay within their column."""
    rows = 'a/;http://h/;;200 OK;;;True\n"x;""y""";http://h/é/;;404 Not Found;"one\r\ntwo";info;False\n'

    assert read(HEAD + rows + END) == [
        Answer("a/", "http://h/", True, "200 OK", "", ""),
        Answer('x;"y"', "http://h/é/", False, "404 Not Found", "one\r\ntwo", "info"),
    ]


def test_windows_line_ends() -> None:
    """They are no part of a column."""
    assert read((HEAD + "a/;http://h/;;200 OK;;;True\n" + END).replace("\n", "\r\n"))[0].valid


def test_an_address_that_looks_like_a_remark() -> None:
    """`# top` is an address that somebody wrote, not linkchecker's remark."""
    assert read(f"{HEAD}# top;http://h/;;200 OK;;;True\n{END}")[0].written == "# top"


def test_a_long_address() -> None:
    """A whole picture within an address doesn't stop the check."""
    assert read(f"{HEAD}data:{'x' * 300_000};http://h/;;200 OK;;;True\n{END}")[0].valid


def test_where_a_link_leads() -> None:
    """From its page, or from the base that the page names; what makes no address stays as it is."""
    assert Answer("../b/", "http://h/a/", True, "", "", "").address == "http://h/b/"
    assert read(f"{HEAD}b/;http://h/a/;http://h/c/;200 OK;;;True\n{END}")[0].address == "http://h/c/b/"
    assert Answer("http://[x", "http://h/a/", False, "", "", "").address == "http://[x"


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("", "no end"),
        (HEAD, "no end"),
        (f"{HEAD}a/;http://h/;;200 OK;;;True\n", "no end"),
        (f'{HEAD}"a/;http://h/;;200 OK;;;True\n{END}', "can't be read"),
        (f"urlname;parentname\na/;http://h/\n{END}", "no column 'base'"),
    ],
)
def test_what_is_not_whole(output: str, words: str) -> None:
    """A crash half-way, or another form of output, is no check."""
    with pytest.raises(NotChecked, match=words):
        read(output)


def test_a_program_that_stops() -> None:
    """Its last words are told."""
    with pytest.raises(NotChecked, match=r"(?s)linkchecker stopped with status .*no-such-file"):
        ask(["http://127.0.0.1:9/"], Path("no-such-file"), [], silent)


def test_nothing_looked_at() -> None:
    """A check without an answer is none."""
    with pytest.raises(NotChecked, match="looked at nothing"):
        ask([""], INSIDE, [], silent)


def test_what_it_says_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Warnings of linkchecker are told; those that always come aren't."""
    told: list[str] = []
    ask(["http://127.0.0.1:9/"], INSIDE, [], told.append)
    assert told == []

    monkeypatch.setattr(checker, "_EXPECTED", ())
    ask(["http://127.0.0.1:9/"], INSIDE, [], told.append)
    assert all("Checking intern URLs only" in line or "root" in line for line in told)
    assert told
