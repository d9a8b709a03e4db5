"""Requests and courses as calendars (RFC 5545), made by icalendar: bytes, since their line ends are part of the format."""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from macros.handbook import Handbook
from macros.sources.entry import Entry
from macros.sources.kinds.course import Course, Run

LONDON = ZoneInfo("Europe/London")
_STATUS = {"planned": "CONFIRMED", "moved": "CONFIRMED", "cancelled": "CANCELLED"}


def requests(handbook: Handbook) -> bytes:
    """What the service asks of schools, each on the day by which it is due."""
    made = _calendar(handbook, "requests to schools")
    for entry in handbook.calendar:
        if entry.sort == "request":
            event = _event(handbook, entry, entry.id, entry.title)
            event.add("dtstart", entry.day)
            event.add("dtend", (entry.until or entry.day) + datetime.timedelta(days=1))
            event.add("transp", "TRANSPARENT")
            taking = f"It takes about {entry.minutes} minutes."
            event.add(
                "description", f"{entry.why} Asked by: {entry.asked_by}. For: {entry.who}. {taking} {_status(handbook, entry)}."
            )
            made.add_component(event)
    return bytes(made.to_ical())


def inset(handbook: Handbook) -> bytes:
    """Every run of every course; one that is cancelled or moved says so and keeps its id."""
    made = _calendar(handbook, "INSET")
    for course in handbook.courses:
        for run in sorted(course.sessions, key=lambda run: (run.start, run.id)):
            made.add_component(_run(handbook, course, run))
    made.add_component(_london())
    return bytes(made.to_ical())


def _london() -> Timezone:
    """Europe/London since 1996, by rules: the library's own list of dates is read wrongly by other programs."""
    zone = Timezone()
    zone.add("tzid", "Europe/London")
    for part, name, month, hour, before, after in (
        (TimezoneDaylight(), "BST", 3, 1, 0, 1),
        (TimezoneStandard(), "GMT", 10, 2, 1, 0),
    ):
        part.add("tzname", name)
        part.add("dtstart", datetime.datetime(1996, month, 31 if month == 3 else 27, hour))
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", datetime.timedelta(hours=before))
        part.add("tzoffsetto", datetime.timedelta(hours=after))
        zone.add_component(part)
    return zone


def _run(handbook: Handbook, course: Course, run: Run) -> Event:
    title = {"cancelled": f"Cancelled: {course.title}", "moved": f"Moved: {course.title}"}.get(run.status, course.title)
    event = _event(handbook, course, f"{course.id}-{run.id}", title, changes=int(run.status != "planned"))
    event.add("dtstart", run.start.replace(tzinfo=LONDON))
    event.add("dtend", run.end.replace(tzinfo=LONDON))
    event.add("location", run.place)
    event.add("status", _STATUS[run.status])
    event.add("description", " ".join([*([run.note] if run.note else []), course.summary, f"Book: {run.book}."]))
    return event


def _calendar(handbook: Handbook, name: str) -> Calendar:
    made = Calendar()
    made.add("prodid", f"-//{handbook.settings.name}//{name}//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", f"{handbook.settings.name}: {name}")
    return made


def _event(handbook: Handbook, entry: Entry, name: str, title: str, changes: int = 0) -> Event:
    """An event with a lasting id; its stamp is the day of the entry's last change, so that the same sources give the same bytes.

    `changes`: how often it has changed itself, apart from the entry.
    """
    host = urlsplit(handbook.settings.site_url).hostname
    changed = max((change.date for change in entry.history), default=entry.review_by)
    event = Event()
    event.add("uid", f"{name}@{host}")
    event.add("dtstamp", datetime.datetime.combine(changed, datetime.time(), datetime.UTC))
    event.add("sequence", max(len(entry.history) - 1, 0) + changes)
    event.add("summary", title)
    event.add("url", f"{handbook.settings.site_url}{entry.KIND.shared_page or f'{entry.address}/'}")
    return event


def _status(handbook: Handbook, entry: Entry) -> str:
    return handbook.vocabularies["statuses"][entry.status].label
