"""A job or a duty, described so that a school can use it."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from macros.sources.entry import Entry, Kind, Part
from macros.sources.fields import Line, OneOf, Prose, Refers, Words

RoleId = Annotated[str, Refers(("roles",))]


class Reach(Part):
    """One way to the person."""

    way: Annotated[str, OneOf("ways"), Field(description="self, staff, parent, supported or other (vocabularies/ways.yml).")]
    how: Annotated[Prose, Field(description="What to do, in a sentence or two.")]


class Handover(Part):
    """When somebody else takes over."""

    to: Annotated[RoleId | None, Field(description="The role that takes over, if it has a page.")] = None
    who: Annotated[Line | None, Field(description="Who takes over, where no page describes them.")] = None
    when: Annotated[Prose, Field(description="For what, or when.")]


class Day(Part):
    """A piece of an ordinary week."""

    when: Annotated[Line, Field(description="A day or a part of one.")]
    what: Annotated[Prose, Field(description="What happens then.")]


class Question(Part):
    """A question that leads to this role."""

    ask: Annotated[Line, Field(description="The question as a school or a young person would put it.")]
    answer: Annotated[Prose, Field(description="The answer: whom to see, and what happens.")]


class Role(Entry):
    """An entry of the roles."""

    KIND: ClassVar = Kind("role", "roles", "Roles", "people", prints=("page", "answer", "reach", "short"))

    form: Annotated[
        Literal["post", "duty", "specialism"],
        Field(description="post (a job), duty (done beside a job) or specialism (an example of a special role)."),
    ]
    group: Annotated[str, OneOf("role-groups"), Field(description="Who employs the person (vocabularies/role-groups.yml).")]
    term: Annotated[str | None, Refers(("glossary",)), Field(description="The glossary's term for it, if there is one.")] = None
    purpose: Annotated[Prose, Words(60), Field(description="What the role is for, 60 words at the most.")]
    plain: Annotated[Line, Words(30), Field(description="The same for young people and parents, 30 words at the most.")]
    works_with: Annotated[tuple[Prose, ...], Field(min_length=1, description="Whom the person works with.")]
    does: Annotated[tuple[Prose, ...], Field(min_length=1, description="What the person does.")]
    does_not: Annotated[tuple[Prose, ...], Field(min_length=1, description="What the person does not do, and who does.")]
    reach: Annotated[tuple[Reach, ...], Field(min_length=1, description="How to reach the person.")]
    caseload: Annotated[Prose, Field(description="How many young people, in words; no invented figures.")]
    qualifications: Annotated[Prose, Field(description="What the study found on qualifications.")]
    found: Annotated[Prose, Field(description="Where and when to find the person.")]
    introduction: Annotated[Prose | None, Field(description="How the person introduces themselves to a student, as said.")] = None
    hands_over: Annotated[tuple[Handover, ...], Field(min_length=1, description="Who takes over, and when.")]
    week: Annotated[tuple[Day, ...], Field(min_length=1, description="An ordinary week, as an illustration.")]
    questions: Annotated[tuple[Question, ...], Field(min_length=1, description="Questions to which this role is the answer.")]
    compared: Annotated[int | None, Field(ge=1, description="Its column in the comparison of advisers, if it stands there.")] = None

    @property
    def found_by(self) -> tuple[str, ...]:
        """What it says in short."""
        return (self.plain, self.purpose, *self.does)


MODEL = Role
