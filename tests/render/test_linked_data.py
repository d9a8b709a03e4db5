"""Linked data of courses: runs with their status, times and places."""

from __future__ import annotations

from pathlib import Path

from macros.handbook import read
from macros.render.linked_data import course
from tests import sample

RUNS = """\
sessions:
  - {id: spring, start: 2027-01-19 13:30, end: 2027-01-19 16:30, place: Room 1, book: inset@example.org}
  - id: summer
    start: 2027-06-08 13:30
    end: 2027-06-08 16:30
    place: Room 2
    book: https://example.org/book
    status: cancelled
"""


def test_runs_of_a_course(tmp_path: Path) -> None:
    """Each is a CourseInstance; a cancelled one says so."""
    root = sample.make(tmp_path / "handbook")
    (root / "inset").mkdir()
    template = (sample.ROOT / "inset" / "_template.yml").read_text(encoding="utf-8")
    (root / "inset" / "course.yml").write_text(template.replace("TITLE", "Course") + RUNS, encoding="utf-8")
    handbook = read(root)

    data = course(handbook.courses[0], handbook)

    assert [(run["startDate"], run["location"], run["eventStatus"]) for run in data["hasCourseInstance"]] == [
        ("2027-01-19T13:30:00", "Room 1", "https://schema.org/EventScheduled"),
        ("2027-06-08T13:30:00", "Room 2", "https://schema.org/EventCancelled"),
    ]
