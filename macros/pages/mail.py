"""What readers send: forms on pages, and emails that are prepared for them. The site itself keeps and sends nothing."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from macros.sources.entry import Entry
from macros.sources.kinds.course import Course
from macros.sources.kinds.guideline import FormField
from macros.sources.settings import Settings


class Form(NamedTuple):
    """A form on a page: its id, its title, the subject under which it is sent, and what is filled in."""

    id: str
    title: str
    subject: str
    fields: tuple[FormField, ...]


def mailto(settings: Settings, subject: str, *lines: str) -> str:
    """The address of a prepared email to the service."""
    body = "\n\n".join([*lines, "Please name no young person here."])
    return f"mailto:{settings.feedback}?subject={quote(f'{settings.name}: {subject}')}&body={quote(body)}"


def interest_form(course: Course) -> Form:
    """What somebody writes who would come to a course."""
    fields = (
        FormField(label="School or team"),
        FormField(label="Your role, and how to reach you"),
        FormField(label="How many would come", kind="number"),
        FormField(label="When it would suit you", help="Days, and whether you can have cover."),
    )
    return Form("interest", "Say that you are interested", f"interested in {course.title}", fields)


def reply_form(entry: Entry) -> Form:
    """The questions of a consultation, to answer on the page."""
    asked = entry.consultation.questions if entry.consultation else ()
    fields = (
        *(FormField(label=question, kind="lines") for question in asked),
        FormField(label="Your role, and the kind of school or team", help="Needn't be filled in."),
    )
    return Form(f"reply-{entry.id}", f"Answer on {entry.title}", f"answer on {entry.title} ({entry.address})", fields)
