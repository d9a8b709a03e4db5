"""The calendars, read back by another library, and by the letter of RFC 5545."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import vobject

from macros.exports import ical
from macros.handbook import Handbook, read
from tests import sample

RUNS = """\
history:
  - {date: 2026-11-24, change: First version.}
  - {date: 2026-12-01, change: The summer run is cancelled.}
sessions:
  - {id: spring, start: 2027-01-19 13:30, end: 2027-01-19 16:30, place: "Room 1; first, floor", book: inset@example.org}
  - id: summer
    start: 2027-06-08 13:30
    end: 2027-06-08 16:30
    place: Room 2
    book: inset@example.org
    status: cancelled
    note: Cancelled, since too few could come.
"""


@pytest.fixture(scope="module")
def course_book(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    root = sample.make(tmp_path_factory.mktemp("ical") / "handbook")
    (root / "inset").mkdir()
    template = (sample.ROOT / "inset" / "_template.yml").read_text(encoding="utf-8")
    (root / "inset" / "course.yml").write_text(template.replace("TITLE", "Long " * 12 + "name") + RUNS, encoding="utf-8")
    return read(root)


def test_requests(handbook: Handbook) -> None:
    """Each request is a whole day, with who asks, why and how long it takes."""
    calendar = vobject.readOne(ical.requests(handbook).decode())
    wanted = [entry for entry in handbook.calendar if entry.sort == "request"]

    assert [event.dtstart.value for event in calendar.vevent_list] == [entry.day for entry in wanted]
    for event, entry in zip(calendar.vevent_list, wanted, strict=True):
        assert event.summary.value == entry.title
        assert f"about {entry.minutes} minutes" in event.description.value
        assert entry.asked_by in event.description.value
        assert "not yet confirmed" in event.description.value


def test_runs_in_london_time(course_book: Handbook) -> None:
    """Winter and summer time are right, from the file's own VTIMEZONE; a cancelled run says so."""
    text = ical.inset(course_book).decode()
    spring, summer = vobject.readOne(text).vevent_list
    utc = [event.dtstart.value.astimezone(datetime.UTC) for event in (spring, summer)]

    assert "BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\n" in text
    assert [moment.isoformat() for moment in utc] == ["2027-01-19T13:30:00+00:00", "2027-06-08T12:30:00+00:00"]
    assert spring.location.value == "Room 1; first, floor"
    assert (spring.status.value, summer.status.value) == ("CONFIRMED", "CANCELLED")
    assert summer.summary.value.startswith("Cancelled: ")
    assert [event.sequence.value for event in (spring, summer)] == ["1", "2"]


def test_ids_last(handbook: Handbook, course_book: Handbook) -> None:
    """No two events share an id, and an id doesn't hang on dates or titles."""
    ids = [event.uid.value for event in vobject.readOne(ical.requests(handbook).decode()).vevent_list]

    assert len(ids) == len(set(ids)) > 2
    assert {event.uid.value for event in vobject.readOne(ical.inset(course_book).decode()).vevent_list} == {
        "course-spring@handbook.example.org",
        "course-summer@handbook.example.org",
    }


def test_the_letter_of_the_format(course_book: Handbook, handbook: Handbook) -> None:
    """Lines end in CRLF and hold 75 octets at most; the same each time."""
    for made in (ical.inset(course_book), ical.requests(handbook)):
        assert b"\n" not in made.replace(b"\r\n", b"")
        assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    assert ical.inset(course_book) == ical.inset(course_book)


def test_on_the_site(site: Path, handbook: Handbook) -> None:
    """The files are served as they were made."""
    assert (site / "data" / "requests.ics").read_bytes() == ical.requests(handbook)
    assert vobject.readOne((site / "data" / "inset.ics").read_text(encoding="utf-8")).prodid.value.startswith("-//")
