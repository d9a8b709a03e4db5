"""Something to work with, made once and shared: where it is, for whom, how long it takes, how it goes."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from macros.sources.entry import Entry, Filter, Kind, Part
from macros.sources.fields import Line, Minutes, OneOf, PartId, Prose, Refers, mistake

_TIMES = ((20, "tutor-time"), (60, "lesson"))


class Used(Part):
    """What somebody says who used it. Never a name, neither of the person nor of a student."""

    date: Annotated[date, Field(description="The day, as 2026-11-24.")]
    who: Annotated[Line, Field(description="The role: careers co-ordinator, form tutor…")]
    worked: Annotated[Line, Field(description="What worked.")]
    changed: Annotated[Line | None, Field(description="What was changed.")] = None


class Resource(Entry):
    """An entry of the directory of resources: the card for the directory, filled in."""

    KIND: ClassVar = Kind(
        "resource",
        "directory/resources",
        "Resources",
        "directories",
        shared_page="directory/resources/",
        answers="directory",
        filters=(
            Filter("years", "year-groups", "Year"),
            Filter("learning", "learning", "Topic"),
            Filter("time", "times", "I have"),
            Filter("form", "resource-forms", "Kind"),
        ),
    )

    years: Annotated[
        tuple[Annotated[str, OneOf("year-groups")], ...],
        Field(min_length=1, description="For which year groups (vocabularies/year-groups.yml)."),
    ]
    learning: Annotated[
        tuple[Annotated[str, OneOf("learning")], ...],
        Field(min_length=1, description="What students learn with it (vocabularies/learning.yml)."),
    ]
    form: Annotated[str, OneOf("resource-forms"), Field(description="lesson, game, sheet… (vocabularies/resource-forms.yml).")]
    minutes: Annotated[Minutes, Field(description="How long it takes with students.")]
    group: Annotated[Line, Field(description="One, a small group, a class, a year.")]
    outcome: Annotated[Prose, Field(description="What young people know or can do afterwards.")]
    needs: Annotated[tuple[Line, ...], Field(description="What you need.")] = ()
    how: Annotated[tuple[Line, ...], Field(min_length=1, description="How it goes, in five lines at the most.", max_length=5)]
    careful: Annotated[Prose | None, Field(description="What to watch out for.")] = None
    at: Annotated[str | None, Refers(), Field(description="The entry of this handbook in which it stands.")] = None
    part: Annotated[PartId | None, Field(description="The id of the paper in that entry.")] = None
    web: Annotated[
        Line | None, Field(pattern="^https://", description="Its address, if it stands elsewhere and may be shared.")
    ] = None
    made_by: Annotated[Line, Field(description="Who made it: a role and a team.")]
    based_on: Annotated[Line | None, Field(description="Whose work it builds on.")] = None
    used: Annotated[tuple[Used, ...], Field(description="What others say who used it.")] = ()

    @model_validator(mode="after")
    def _stands_somewhere(self) -> Self:
        if (self.at is None) == (self.web is None):
            raise mistake("write either at (an entry of this handbook) or web (an address): where is it?", "title")
        if self.part and not self.at:
            raise mistake("a part needs at: the entry in which it stands.", "part")
        return self

    @property
    def time(self) -> str:
        """For whom the time suffices: tutor-time, lesson or longer."""
        return next((word for most, word in _TIMES if self.minutes <= most), "longer")

    @property
    def found_by(self) -> tuple[str, ...]:
        """What comes of it, and how it goes."""
        return (self.summary, self.outcome, *self.how)


MODEL = Resource
