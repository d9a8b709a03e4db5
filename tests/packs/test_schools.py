"""Schools from a file: every cell is only text, every row that can't be used is told, and no name of a head is read."""

from __future__ import annotations

import csv
import io
from dataclasses import astuple
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import register
from macros.handbook import Handbook
from macros.packs import schools
from macros.packs.printing import KEYS
from macros.packs.schools import Filter, RowProblem, School
from tests.sample import ROOT

REQUESTS = {"staff-list": "Who is who", "leavers-check": "Check of leavers"}


def read(path: Path, wanted: Filter | None = None) -> tuple[list[School], list[str]]:
    """The schools of a file, and what is wrong with it in words."""
    rows = list(schools.read(path, wanted or Filter(), REQUESTS))
    return [row for row in rows if isinstance(row, School)], [str(row) for row in rows if isinstance(row, RowProblem)]


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "schools.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_our_own_list(handbook: Handbook) -> None:
    """The sample file is sound, and gives all that a pack may say."""
    requests = {entry.id: entry.title for entry in handbook.calendar if entry.sort == "request"}
    rows = list(schools.read(ROOT / "directory" / "schools.csv", Filter(), requests))

    assert len(rows) == 6
    assert all(isinstance(row, School) for row in rows)
    for row in rows:
        assert isinstance(row, School)
        assert tuple(row.values(requests)) == KEYS
    first = rows[0]
    assert isinstance(first, School)
    assert first.values(requests)["agreement_meeting"] == "11 May 2027"
    assert first.values(requests)["requests"] == [requests["staff-list"], requests["leavers-check"]]


def test_the_register(tmp_path: Path) -> None:
    """Windows-1252, 140 columns, quotes and accents; closed schools are left out, unusable rows are told with their line."""
    register.write(tmp_path / "register.csv", 1000)
    found, wrong = read(tmp_path / "register.csv")

    assert len(register.COLUMNS) > 120
    assert len(found) + len(wrong) == 1000 - 1000 // 9 + 1  # row 999 is made open, so as to be told
    assert wrong == [
        "register.csv:251: column 'name': the school's name is missing.",
        "register.csv:500: column 'urn': 100498 stands in line 499 already. Take one of the two out.",
        "register.csv:751: column 'name': the school's name is missing.",
        "register.csv:1000: column 'urn': 100998 stands in line 999 already. Take one of the two out.",
    ]
    assert any(school.town == "Côte-Inventée" for school in found)
    assert any(
        school.name == 'Invented School 7, "Sampleton"' or school.name.startswith('Invented School 7, "') for school in found
    )


def test_no_name_of_a_head_is_read(tmp_path: Path) -> None:
    """Whatever stands in the register's columns on heads, it reaches no school and no message."""
    register.write(tmp_path / "register.csv", 1000)

    assert register.NEVER_READ in (tmp_path / "register.csv").read_text(encoding="cp1252")
    for row in schools.read(tmp_path / "register.csv", Filter(), {}):
        assert register.NEVER_READ not in repr(astuple(row) if isinstance(row, School) else row)


def test_only_those_that_are_wanted(tmp_path: Path) -> None:
    """By local authority and phase, however they are capitalised."""
    register.write(tmp_path / "register.csv", 300)
    found, _ = read(tmp_path / "register.csv", Filter(authority="sampleshire", phase="Secondary"))

    assert {(school.authority, school.phase) for school in found} == {("Sampleshire", "Secondary")}


@pytest.mark.parametrize(("text", "said"), [
    ("", "schools.csv: the file is empty. Its first row must name the columns"),
    ("\n\n", "schools.csv: the file is empty."),
    ("urn,school\n100001,A\n", "schools.csv:1: these columns are missing: 'name' (or 'EstablishmentName')."),
    ("a,b\n", "these columns are missing: 'urn' (or 'URN'), 'name' (or 'EstablishmentName')."),
    ("urn,name\n12345,A\n", "schools.csv:2: column 'urn': '12345': this isn't a URN: six figures are."),
    ("urn,name\n100001,\n", "schools.csv:2: column 'name': the school's name is missing."),
    (f"urn,name\n100001,{'L' * 201}\n", "column 'name': 201 letters; 200 are the most. Shorten it."),
    ("urn,name\n100001,A\x07B\n", "column 'name': there are signs in it that can't be shown. Type it anew."),
    ("urn,name\n100001,A\n100002,B\n100001,C\n", "schools.csv:4: column 'urn': 100001 stands in line 2 already."),
    ("urn,name,plan_review\n100001,A,2027-02-30\n", "column 'plan_review': '2027-02-30' isn't a day."),
    ("urn,name,plan_review\n100001,A,soon\n", "'soon' isn't a day. Write it year-month-day, as 2027-05-11."),
    ("urn,name,delivery\n100001,A,integrate\n", "column 'delivery': there is no 'integrate'. Did you mean 'integrated'?"),
    ("urn,name,requests\n100001,A,staff-lists\n", "column 'requests': there is no 'staff-lists'. Did you mean 'staff-list'?"),
    ("urn,name,adviser_email\n100001,A,desk at x\n", "column 'adviser_email': 'desk at x': this isn't an email address."),
    ('urn,name\n100001,"A\n100002,B\n', "schools.csv:2: the row can't be read"),
    (f'urn,name\n100001,"{"x" * 200_000}"\n', "the row can't be read (field larger than field limit"),
])  # fmt: skip
def test_what_is_told(tmp_path: Path, text: str, said: str) -> None:
    """Each fault in one line: file, line, column, what is wrong, what to do."""
    found, wrong = read(written(tmp_path, text))

    assert len(wrong) == 1
    assert said in wrong[0]
    assert len(found) == {"schools.csv:4": 2}.get(wrong[0][:13], 0)


@pytest.mark.parametrize("content", [
    "urn,name\n100001,A\n".encode("utf-16"), b"PK\x03\x04 a spreadsheet", b"urn,name\n\x00\x01", b"%PDF-1.7",
])  # fmt: skip
def test_what_is_no_csv(tmp_path: Path, content: bytes) -> None:
    """A spreadsheet's own file, or another encoding, is told as such."""
    (tmp_path / "schools.csv").write_bytes(content)

    assert "Save it from your spreadsheet as CSV UTF-8." in read(tmp_path / "schools.csv")[1][0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_as_spreadsheets_save_it(tmp_path: Path, encoding: str, delimiter: str) -> None:
    """With a mark at the start or not, in the old Windows encoding, with semicolons or tabs, and odd spaces around."""
    text = (
        delimiter.join(("URN", " Name ", "Plan_review"))
        + "\r\n"
        + delimiter.join(("'100001", "\xa0École Ink ", "11/05/2027"))
        + "\r\n"
    )
    found, wrong = read(written(tmp_path, text, encoding))

    assert wrong == []
    assert [(school.urn, school.name, school.plan_review) for school in found] == [("100001", "École Ink", date(2027, 5, 11))]


def test_quotes_and_new_lines_in_cells(tmp_path: Path) -> None:
    """They are right in CSV; lines are counted as an editor sees them."""
    found, wrong = read(written(tmp_path, 'urn,name\n100001,"A ""fine""\nschool"\n12,B\n'))

    assert [school.name for school in found] == ['A "fine" school']
    assert wrong[0].startswith("schools.csv:4: column 'urn'")


def test_one_bad_row_stops_no_other(tmp_path: Path) -> None:
    """All that can be used is used, all that can't is told."""
    found, wrong = read(written(tmp_path, "urn,name\nx,A\n100001,B\n,C\n100002,D\n"))

    assert [school.name for school in found] == ["B", "D"]
    assert [line.partition(": ")[0] for line in wrong] == ["schools.csv:2", "schools.csv:4"]


def test_a_file_that_isnt_there(tmp_path: Path) -> None:
    """It is an error of the file system, which names the file."""
    with pytest.raises(FileNotFoundError, match="schools"):
        read(tmp_path / "schools.csv")


@given(name=st.text(min_size=1, max_size=210))
def test_any_name_is_itself_or_refused(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    """No sign has a meaning: a name comes out as it went in, but for white space, or is told."""
    out = io.StringIO()
    csv.writer(out).writerows([["urn", "name"], ["100001", name]])
    try:
        path = written(tmp_path_factory.mktemp("any"), out.getvalue())
    except UnicodeEncodeError:  # half a sign can't be in a file
        return
    found, wrong = read(path)

    assert len(found) + len(wrong) == 1
    if found:
        bare = " ".join(name.replace("\ufeff", "").split())
        assert found[0].name in (bare, bare[1:])
        assert found[0].name == bare or bare[:2] in {"'=", "'+", "'-", "'@"} or bare[1].isdigit()


def test_a_large_file_is_read_bit_by_bit(tmp_path: Path) -> None:
    """The first school is there before the last row is read, so the size of the file doesn't matter."""
    register.write(tmp_path / "register.csv", 5000)
    rows = schools.read(tmp_path / "register.csv", Filter(), {})
    first = next(rows)

    assert isinstance(first, School)
    assert sum(1 for _ in rows) > 4000
