"""Schools from a file: every cell is only text, every row that can't be used is told, and no name of a head is read."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import register
from macros.handbook import Handbook
from macros.packs.printing import KEYS
from macros.schools import schools
from macros.schools.register import LONGEST_ROW, OWN, REGISTER
from macros.schools.schools import Filter, RowProblem, School
from tests.sample import ROOT

REQUESTS = {"staff-list": "Who is who", "leavers-check": "Check of leavers"}
OFFICIAL = "URN,EstablishmentName,EstablishmentStatus (name),LA (name),TelephoneNum,HeadFirstName\n"
TEXTS = ("street", "locality", "address3", "town", "postcode", "authority", "phase", "telephone", "website", "adviser",
         "adviser_days", "adviser_telephone")  # fmt: skip


def read(path: Path, wanted: Filter | None = None) -> tuple[list[School], list[str]]:
    """The schools of a file, and what is wrong with it in words."""
    found, wrong = schools.read_all(path, wanted or Filter(), REQUESTS)
    return found, [str(problem) for problem in wrong]


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "schools.csv"
    path.write_bytes(text.encode(encoding))
    return path


def table(*rows: dict[str, str]) -> str:
    """A list of ours with all columns, as a spreadsheet would write it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, OWN, restval="")
    writer.writeheader()
    writer.writerows({"urn": "900001", "name": "Sample Street School"} | row for row in rows)
    return out.getvalue()


def test_our_own_list(handbook: Handbook) -> None:
    """The sample file is sound, and gives all that a pack may say, as plain data and always under the same names."""
    requests = {entry.id: entry.title for entry in handbook.calendar if entry.sort == "request"}
    found, wrong = schools.read_all(ROOT / "directory" / "schools.csv", requests=requests)

    assert wrong == []
    assert len(found) == 6
    for school in found:
        assert tuple(school.values(requests)) == KEYS
        assert json.loads(json.dumps(school.values(requests))) == school.values(requests)
    assert found[0].values(requests) == {
        "school": "Sample Street School",
        "address": "1 Sample Street, Old Sampleton, Sample Quarter, Sampleton, ZZ1 1ZZ",
        "urn": "999001",
        "adviser": "Guidance Personal Adviser",
        "adviser_days": "Tuesdays and Thursdays",
        "adviser_email": "guidance@example.org",
        "adviser_telephone": "01632 960102",
        "delivery": "integrated",
        "agreement_meeting": "11 May 2027",
        "plan_review": "21 January 2027",
        "requests": [requests["staff-list"], requests["leavers-check"]],
    }


def test_the_sample_shows_every_column() -> None:
    """Each column is filled, each model of delivery stands there, and of one school little is known."""
    with (ROOT / "directory" / "schools.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))

    assert tuple(rows[0]) == OWN
    assert all(all(row.values()) for row in rows[:5])
    assert {row["delivery"] for row in rows[:5]} == set(schools.DELIVERY)
    assert [row["adviser"] + row["requests"] + row["agreement_meeting"] for row in rows[5:]] == [""]


def test_a_school_of_which_little_is_known(tmp_path: Path) -> None:
    """Only a URN and a name are needed; all else is empty, and can still be asked for."""
    found, wrong = read(written(tmp_path, "urn,name\n900001,Sample Street School\n"))

    assert wrong == []
    assert found == [School("900001", "Sample Street School", (), "", "", "", "", None, None, *[""] * 7, None, None, ())]
    assert set(map(str, found[0].values().values())) == {"900001", "Sample Street School", "", "[]"}


def test_the_register(tmp_path: Path) -> None:
    """Windows-1252, 134 columns, quotes, accents, new lines; closed schools are left out, unusable rows are told."""
    register.write(tmp_path / "register.csv", 1000)
    found, wrong = read(tmp_path / "register.csv")
    lines = {number: 1 + number + (number - 1) // 11 for number in (250, 498, 499, 750, 998, 999)}

    assert set(REGISTER.values()) <= set(register.COLUMNS)
    assert len(register.COLUMNS) == len(set(register.COLUMNS)) > 120
    assert len(found) + len(wrong) == 1000 - 1000 // 9 + 1  # row 999 is made open, so as to be told
    assert wrong == [
        f"register.csv:{lines[250]}: column 'EstablishmentName': it is missing. Write it in.",
        f"register.csv:{lines[499]}: column 'URN': 900498 stands in line {lines[498]} already. Take one of the two out.",
        f"register.csv:{lines[750]}: column 'EstablishmentName': it is missing. Write it in.",
        f"register.csv:{lines[999]}: column 'URN': 900998 stands in line {lines[998]} already. Take one of the two out.",
    ]
    assert any(school.town == "Côte-Inventée" for school in found)
    assert next(school for school in found if school.urn == "900007").name.startswith('Invented School 7, "')
    assert {(school.phase, school.low_age, school.high_age) for school in found} == {
        ("Primary", 4, 11), ("Secondary", 11, 18), ("16 plus", 16, 19), ("Not applicable", 5, 19),
    }  # fmt: skip


def test_the_made_up_register_is_always_the_same(tmp_path: Path) -> None:
    """By its seed; it is in the old Windows encoding with Windows line ends; and it never runs out of URNs unnoticed."""
    for name, seed in (("one", 1), ("two", 1), ("three", 2)):
        register.write(tmp_path / name, 50, seed)
    content = {name: (tmp_path / name).read_bytes() for name in ("one", "two", "three")}

    assert content["one"] == content["two"] != content["three"]
    assert content["one"].count(b"\r\n") == content["one"].count(b"\n") > 50
    with pytest.raises(UnicodeDecodeError):
        content["one"].decode("utf-8")
    with pytest.raises(ValueError, match="six figures"):
        register.write(tmp_path / "one", 100_000)


def test_no_name_of_a_head_is_read(tmp_path: Path) -> None:
    """Whatever stands in the register's columns on people, it reaches no school and no message, wanted or not, open or not."""
    register.write(tmp_path / "register.csv", 1000)
    for wanted in (Filter(), Filter(open_only=False), Filter(authority="no such")):
        told = [*schools.read(tmp_path / "register.csv", wanted)]

        assert told
        assert register.NEVER_READ not in repr(told)
    text = (tmp_path / "register.csv").read_text(encoding="cp1252")
    assert text.count(register.NEVER_READ) == 1000 * len(register.HEADS)
    assert {column for column in register.COLUMNS if column.startswith("Head")} < set(register.HEADS)


@pytest.mark.parametrize("row", [
    "900001,A,Open,Sampleshire,HEADNAME-NEVER-READ",  # a comma too few: the name stands under the telephone
    "900001,A,Open,Sampleshire,,,HEADNAME-NEVER-READ",
    '900001,"A,Open,Sampleshire,01632960001,HEADNAME-NEVER-READ',
    '900001,"A,Open,Sampleshire,01632960001,HEADNAME-NEVER-READ\n900003,B",Open,Sampleshire,01632960003,Z',
    "HEADNAME-NEVER-READ",
])  # fmt: skip
def test_no_name_of_a_head_slips_into_another_column(tmp_path: Path, row: str) -> None:
    """A row with cells missing, too many, or run together is told and not used; the one after it is."""
    last = "900002,Last School,Open,Sampleshire,01632960002,HEADNAME-NEVER-READ\n"
    found, wrong = read(written(tmp_path, f"{OFFICIAL}{row}\n{last}"))

    assert "Last School" in [school.name for school in found]
    assert wrong[0].startswith("schools.csv:2: ")
    assert "HEADNAME" not in repr((found, wrong))


def test_only_those_that_are_wanted(tmp_path: Path) -> None:
    """By local authority and phase, however they are capitalised; open ones, or all."""
    register.write(tmp_path / "register.csv", 240)
    found, _ = read(tmp_path / "register.csv", Filter(authority=" sampleshire", phase="Secondary"))
    every, _ = read(tmp_path / "register.csv", Filter(open_only=False))

    assert {(school.authority, school.phase) for school in found} == {("Sampleshire", "Secondary")}
    assert len(every) == 240
    assert len(read(tmp_path / "register.csv")[0]) == 240 - 240 // 9


@pytest.mark.parametrize(("status", "kept"), [
    ("Open", True), ("Open, but proposed to close", True), ("Closed", False), ("Proposed to open", False),
])  # fmt: skip
def test_which_are_open(tmp_path: Path, status: str, kept: bool) -> None:
    """Those about to close still are; those that are only planned aren't yet."""
    found, _ = read(written(tmp_path, f'{OFFICIAL}900001,A,"{status}",,,\n'))

    assert len(found) == kept


def test_rows_that_arent_wanted_are_not_told(tmp_path: Path) -> None:
    """What is wrong with another authority's school, or a closed one, is no concern of whoever prints packs."""
    rows = "900001,A,Open,Sampleshire,,\n12,B,Open,Modelshire,,\n900001,C,Closed,Sampleshire,,\n"
    found, wrong = read(written(tmp_path, OFFICIAL + rows), Filter(authority="Sampleshire"))

    assert [school.name for school in found] == ["A"]
    assert wrong == []


@pytest.mark.parametrize(("text", "wanted", "said"), [
    (OFFICIAL + "900001,A,Open,Sampleshire,,\n", Filter("Samplshire"),
     "schools.csv: column 'LA (name)': no school has 'Samplshire' there. Did you mean 'sampleshire'? Write it as the file does."),
    (OFFICIAL + "900001,A,Closed,Sampleshire,,\n", Filter("Sampleshire"),
     "schools.csv: there is no open school for 'Sampleshire' in it. See whether it is the right file."),
    (OFFICIAL + "900001,A,Closed,Sampleshire,,\n", Filter(), "schools.csv: there is no open school in it."),
    ("urn,name\n", Filter(), "schools.csv: there is no school in it. See whether it is the right file."),
    ("urn,name\n900001,A\n", Filter("Sampleshire", "Secondary"), "schools.csv:1: these columns are missing: 'authority', 'phase'."),
    ("URN,EstablishmentName\n900001,A\n", Filter(), "these columns are missing: 'EstablishmentStatus (name)'."),
    ("EstablishmentName,LA (name)\nA,B\n", Filter(phase="Secondary"),
     "are missing: 'URN', 'PhaseOfEducation (name)', 'EstablishmentStatus (name)'."),
])  # fmt: skip
def test_a_filter_that_cant_be_right(tmp_path: Path, text: str, wanted: Filter, said: str) -> None:
    """No school at all, or no column to choose by, is told rather than nothing made without a word."""
    found, wrong = read(written(tmp_path, text), wanted)

    assert found == []
    assert len(wrong) == 1
    assert said in wrong[0]


@pytest.mark.parametrize(("text", "said"), [
    ("", "schools.csv: the file is empty. Its first row must name the columns: urn, name,"),
    ("\n\n", "schools.csv: the file is empty."),
    ("\ufeff", "schools.csv: the file is empty."),
    ("urn,school\n900001,A\n", "schools.csv:1: these columns are missing: 'name'. The first row must name the columns."),
    ("a,b\n", "these columns are missing: 'urn' (or 'URN'), 'name' (or 'EstablishmentName')."),
    ("900001,A\n", "schools.csv:1: these columns are missing: 'urn' (or 'URN'), 'name' (or 'EstablishmentName'). "
     "The first row looks like a school already: put a row with the columns' names above it."),
    ("urn,name\n12345,A\n", "schools.csv:2: column 'urn': '12345': this isn't a URN: six figures are."),
    ("urn,name\n٩٠٠٠٠١,A\n", "column 'urn': '٩٠٠٠٠١': this isn't a URN"),
    ("urn,name\n,A\n", "schools.csv:2: column 'urn': it is missing. Write it in."),
    ("urn,name\n900001,\n", "schools.csv:2: column 'name': it is missing. Write it in."),
    ("urn,name\n900001,\u200b\u200e\n", "schools.csv:2: column 'name': it is missing."),
    (f"urn,name\n900001,{'L' * 201}\n", "schools.csv:2: column 'name': 201 letters; 200 are the most. Shorten it."),
    ("urn,name\n900001,A\x07B\n", "column 'name': there are signs in it that can't be shown. Type it anew."),
    ("urn,name\n900001,A\u202eB\n", "column 'name': there are signs in it that can't be shown."),
    ("urn,name,town\n900001,A,\ufffd\n", "column 'town': there are signs in it that can't be shown."),
    ("urn,name,plan_review\n900001,A,2027-02-30\n", "column 'plan_review': '2027-02-30' isn't a day."),
    ("urn,name,plan_review\n900001,A,31/06/2027\n", "column 'plan_review': '31/06/2027' isn't a day."),
    ("urn,name,plan_review\n900001,A,soon\n", "'soon' isn't a day. Write it year-month-day, as 2027-05-11."),
    ("urn,name,low_age\n900001,A,eleven\n", "column 'low_age': 'eleven': this isn't an age in years, such as 11."),
    ("urn,name,high_age\n900001,A,110\n", "column 'high_age': '110': this isn't an age"),
    ("urn,name,delivery\n900001,A,integrate\n", "column 'delivery': there is no 'integrate'. Did you mean 'integrated'?"),
    ("urn,name,requests\n900001,A,staff-list; staff-lists\n",
     "column 'requests': there is no 'staff-lists'. Did you mean 'staff-list'?"),
    ("urn,name,adviser_email\n900001,A,desk at x\n", "column 'adviser_email': 'desk at x': this isn't an email address"),
    (f"urn,name\n{'9' * 5000},A\n", f"column 'urn': '{'9' * 60}…': this isn't a URN"),
    ("urn,name,town\n900001,A\n", "schools.csv:2: the row has 2 cells, the first row 3. Is a comma missing, or one too many?"),
    ("urn,name\n900001,A, of B\n", "schools.csv:2: the row has 3 cells, the first row 2."),
    ("urn;name\n900001;A; of B\n", "Is a semicolon missing, or one too many? Put a cell with a semicolon in it in quotes."),
])  # fmt: skip
def test_what_is_told(tmp_path: Path, text: str, said: str) -> None:
    """Each fault in one line: file, line, column, what is wrong, what to do."""
    found, wrong = read(written(tmp_path, text))

    assert found == []
    assert len(wrong) == 1
    assert said in wrong[0]
    assert "\n" not in wrong[0]


def test_a_doubled_urn(tmp_path: Path) -> None:
    """The first of the two is named, and used if nothing else is wrong with it."""
    found, wrong = read(written(tmp_path, "urn,name\n900001,A\n900002,\n900001,B\n900002,C\n"))

    assert [school.name for school in found] == ["A"]
    assert wrong == [
        "schools.csv:3: column 'name': it is missing. Write it in.",
        "schools.csv:4: column 'urn': 900001 stands in line 2 already. Take one of the two out.",
        "schools.csv:5: column 'urn': 900002 stands in line 3 already. Take one of the two out.",
    ]


def test_all_that_is_wrong_with_a_row_is_told_at_once(tmp_path: Path) -> None:
    """So that whoever mends it does so once."""
    row = {"urn": "1", "name": "", "delivery": "none", "plan_review": "x", "adviser_email": "x", "requests": "a; b"}
    _, wrong = read(written(tmp_path, table(row)))

    assert [problem.split("'")[1] for problem in wrong] == [
        *("urn", "name", "adviser_email", "delivery", "plan_review", "requests", "requests"),
    ]


def test_without_requests_none_is_known(tmp_path: Path) -> None:
    """Whoever gives no titles of requests gets no school with one."""
    found, wrong = schools.read_all(written(tmp_path, "urn,name,requests\n900001,A,staff-list\n900002,B,\n"))

    assert [school.name for school in found] == ["B"]
    assert str(wrong[0]) == "schools.csv:2: column 'requests': there is no 'staff-list'. Leave it empty."


@pytest.mark.parametrize("content", [
    "urn,name\n900001,A\n".encode("utf-16"), "urn,name\n900001,A\n".encode("utf-16-le"), b"PK\x03\x04 a spreadsheet",
    b"urn,name\n\x00\x01", b"%PDF-1.7", b"\xd0\xcf\x11\xe0 an old one",
])  # fmt: skip
def test_what_is_no_csv(tmp_path: Path, content: bytes) -> None:
    """A spreadsheet's own file, or another encoding, is told as such."""
    (tmp_path / "schools.csv").write_bytes(content)

    assert read(tmp_path / "schools.csv") == ([], [
        "schools.csv: this isn't a CSV file in UTF-8 or Windows-1252. Save it from your spreadsheet as CSV UTF-8."
    ])  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("before", ["", "\n"])
def test_as_spreadsheets_save_it(tmp_path: Path, encoding: str, delimiter: str, end: str, before: str) -> None:
    """With a mark at the start or not, in the old Windows encoding, with semicolons or tabs, any line ends, odd spaces."""
    rows = (("URN", " Name ", "Plan_review"), ("'900001", "\xa0École Ink ", "11/05/2027"))
    text = before + "".join(delimiter.join(row) + end for row in rows)
    found, wrong = read(written(tmp_path, text, encoding))

    assert wrong == []
    assert [(school.urn, school.name, school.plan_review) for school in found] == [("900001", "École Ink", date(2027, 5, 11))]


def test_a_sign_cut_off_at_the_end_is_not_utf_8(tmp_path: Path) -> None:
    """A file that ends in the first half of a UTF-8 sign is in the old encoding."""
    (tmp_path / "schools.csv").write_bytes(b"urn,name\n900001,Sample \xc3")

    assert [school.name for school in read(tmp_path / "schools.csv")[0]] == ["Sample Ã"]


@pytest.mark.parametrize(("text", "name"), [
    *((name, name) for name in (
        "#set page()", "<b>", "=cmd()", "+1 School", "-1 School", "@school", "$x$", "[link](http://x)", "{school}", "\\n *a* _b_",
        "'s Sample School", "St Sample's School", "A '=' School", "'39 Club School", 'The "Sample", Sampleton', "L" * 200,
        "学校", "مدرسة", "Σχολείο", "बाल विद्यालय", "Ysgol 🏫",
    )),
    ("'=cmd()", "=cmd()"), ("'0123", "0123"), ("\xa0 A\u2003 B\n", "A B"),
])  # fmt: skip
def test_a_name_is_only_text(tmp_path: Path, text: str, name: str) -> None:
    """Nothing in it has a meaning; only what a spreadsheet adds is taken off."""
    found, wrong = read(written(tmp_path, table({"name": text})))

    assert wrong == []
    assert [school.name for school in found] == [name]
    assert found[0].values()["school"] == name


def test_quotes_and_new_lines_in_cells(tmp_path: Path) -> None:
    """They are right in CSV; lines are counted as an editor sees them."""
    found, wrong = read(written(tmp_path, 'urn,name\n900001,"A ""fine""\nschool"\n\n12,B\n'))

    assert [school.name for school in found] == ['A "fine" school']
    assert wrong[0].startswith("schools.csv:5: column 'urn'")


@pytest.mark.parametrize(("bad", "said"), [
    ("x,A", "column 'urn'"),
    ('900009,"A', 'a quote (") is left open'),
    ('900009,"A" B', 'a quote (") is left open'),
    (f'900009,"{"x" * LONGEST_ROW}"', "the row is longer than 100,000 letters."),
    ("9" * (3 * LONGEST_ROW), "the row is longer than 100,000 letters."),
    (f"900009,{'x' * (LONGEST_ROW - 5)}", "the row is longer than 100,000 letters."),
    ("900009", "the row has 1 cells, the first row 2."),
])  # fmt: skip
def test_one_bad_row_stops_no_other(tmp_path: Path, bad: str, said: str) -> None:
    """All that can be used is used, all that can't is told, each with its own line."""
    found, wrong = read(written(tmp_path, f'urn,name\n{bad}\n900001,B\n,C\n900002,"D"\n'))

    assert [school.name for school in found] == ["B", "D"]
    assert [line.partition(": ")[0] for line in wrong] == ["schools.csv:2", "schools.csv:4"]
    assert said in wrong[0]


def test_a_quote_left_open_for_good(tmp_path: Path) -> None:
    """It spoils its own row even if no other quote follows in a long file, and no line is lost or counted twice."""
    rows = "".join(f"{900000 + number},School {number}\n" for number in range(1, 9001))
    found, wrong = read(written(tmp_path, f'urn,name\n900000,"Open\n{rows}x,Last\n'))

    assert len(found) == 9000
    assert [line.partition(": ")[0] for line in wrong] == ["schools.csv:2", "schools.csv:9003"]


def test_a_quote_that_swallows_other_rows(tmp_path: Path) -> None:
    """Rows run together by a quote that is closed much later are read one by one."""
    found, wrong = read(written(tmp_path, 'urn,name,town\n900009,"A,X\n900001,B,Y\n900002,C"\n900003,D,Z\n'))

    assert [school.name for school in found] == ["B", "D"]
    assert [line.partition(": ")[0] for line in wrong] == ["schools.csv:2", "schools.csv:4"]


def test_a_first_line_without_end(tmp_path: Path) -> None:
    """It is told, not held."""
    found, wrong = read(written(tmp_path, "x" * (2 * LONGEST_ROW)))

    assert found == []
    assert wrong[0].startswith("schools.csv:1: the row is longer than 100,000 letters.")


def test_a_file_that_cant_be_read(tmp_path: Path) -> None:
    """Missing, or a folder: one line, no exception."""
    (tmp_path / "schools.csv").mkdir()

    assert read(tmp_path / "no-such.csv")[1][0].startswith("no-such.csv: the file can't be read (No such file or directory).")
    assert read(tmp_path / "schools.csv")[1][0].startswith("schools.csv: the file can't be read (")


def plain(text: str) -> str:
    """A text without white space at its ends and with single spaces."""
    return " ".join(text.replace("\ufeff", "").split())


def as_file(text: str) -> bool:
    """Half a sign can't be in a file; a NUL makes it no CSV, told as such elsewhere."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


@given(name=st.text(min_size=1, max_size=210).filter(as_file))
def test_any_name_is_itself_or_refused(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    """No sign has a meaning: a name comes out as it went in, but for white space, or is told."""
    found, wrong = read(written(tmp_path_factory.mktemp("any"), table({"name": name})))

    assert len(found) + len(wrong) == 1
    for school in found:
        assert school.name == plain(name) or (plain(name)[0] == "'" and school.name == plain(name)[1:])
    for problem in wrong:
        assert problem.startswith("schools.csv:2: column 'name': ")


@given(cells=st.fixed_dictionaries({column: st.text(max_size=40).filter(as_file) for column in TEXTS}))
def test_any_row_is_itself_or_refused(tmp_path_factory: pytest.TempPathFactory, cells: dict[str, str]) -> None:
    """In every column of free text, and each refusal names a column that holds something."""
    path = written(tmp_path_factory.mktemp("any"), table(cells))
    found, wrong = schools.read_all(path)

    assert bool(found) != bool(wrong)
    assert {problem.column for problem in wrong} <= {column for column, text in cells.items() if plain(text)}
    for school in found:
        lines = [cells[column] for column in ("street", "locality", "address3")]
        came = [*school.address, *(getattr(school, column) for column in TEXTS[3:])]
        went = [*(plain(line) for line in lines if plain(line)), *(plain(cells[column]) for column in TEXTS[3:])]
        assert all(out in (text, text.removeprefix("'")) for out, text in zip(came, went, strict=True))


@given(content=st.binary(max_size=300))
def test_any_file_is_read_or_told(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Whatever bytes it holds, there is no exception, and never nothing."""
    path = tmp_path_factory.mktemp("any") / "schools.csv"
    path.write_bytes(content)
    for start in (b"", b"urn,name\n", b'urn,name\n900001,"'):
        path.write_bytes(start + content)

        assert sum(map(len, read(path)))


class Lazy(io.RawIOBase):
    """A file that exists only as far as it is read; `given` counts its bytes."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.given = 0
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, room: bytearray) -> int:  # type: ignore[override]
        self._rest = self._rest or next(self._pieces, b"")
        bite, self._rest = self._rest[: len(room)], self._rest[len(room) :]
        room[: len(bite)] = bite
        self.given += len(bite)
        return len(bite)


CLOSED = b"900001,Sample Street School,Closed," + b"x" * 1000 + b"\n"


class Opened:
    """Opens such a file, of a school and 20,000 times the same piece, anew each time, and keeps what was opened."""

    def __init__(self, piece: bytes) -> None:
        self._piece = piece
        self.files: list[Lazy] = []

    def __call__(self) -> io.BufferedReader:
        self.files.append(Lazy(self._pieces()))
        return io.BufferedReader(self.files[-1])

    def _pieces(self) -> Iterator[bytes]:
        yield b"URN,EstablishmentName,EstablishmentStatus (name),LA (name)\n900000,First School,Open,\n"
        for _ in range(20_000):
            yield self._piece


def test_a_large_file_is_read_bit_by_bit() -> None:
    """The first school is there when little more than its row is read."""
    opened = Opened(CLOSED)
    rows = schools.read_from(opened, "register.csv", Filter(), {})
    first = next(rows)

    assert isinstance(first, School)
    encoding, content = opened.files
    assert encoding.given > 20_000_000
    assert content.given < 20_000
    assert list(rows) == []
    assert content.given == encoding.given
    assert all(file.closed for file in opened.files)


@pytest.mark.parametrize("piece", [CLOSED, b"y" * 1000, b'"' + b"z" * 1000 + b"\n"], ids=["rows", "a row without end", "quotes"])
def test_a_large_file_is_never_held(piece: bytes) -> None:
    """20 MB in rows, in one row that has no end, or in rows that each leave a quote open, take no more room than a few bites."""
    opened = Opened(piece)
    tracemalloc.start()
    found = sum(isinstance(school, School) for school in schools.read_from(opened, "register.csv", Filter(), {}))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert found == 1
    assert opened.files[1].given > 20_000_000
    assert peak < 5_000_000


def test_a_file_that_fails_in_the_middle() -> None:
    """What was read stays read; the rest is told."""

    def lines() -> Iterator[bytes]:
        yield b"urn,name\n" + b"".join(b"%d,School\n" % number for number in range(900000, 902000))
        if len(opened) > 1:
            raise OSError(5, "Input/output error")

    opened: list[Lazy] = []

    def open_file() -> io.BufferedReader:
        opened.append(Lazy(lines()))
        return io.BufferedReader(opened[-1])

    *found, last = schools.read_from(open_file, "schools.csv", Filter(), {})

    assert len(found) > 100
    assert isinstance(last, RowProblem)
    assert str(last).startswith("schools.csv: the file can't be read (Input/output error).")
