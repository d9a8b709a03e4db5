"""A course of the INSET catalogue: a kit with which a trainer can run it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from macros.sources.entry import Entry, Kind, Part
from macros.sources.fields import Line, Minutes, OneOf, PartId, Prose, Refers, Words, mistake
from macros.sources.kinds.guideline import FormField


class Cost(Part):
    """What it costs a school."""

    cover: Annotated[Line, Field(description="What it costs in cover for lessons, and what needs none.")]
    money: Annotated[Line | None, Field(description="What it costs in money, if that is known.")] = None


class Variant(Part):
    """Another length, made from the same plan."""

    name: Annotated[Line, Field(description="twilight, half day, day, staff meeting…")]
    length: Annotated[Minutes, Field(description="Its length in minutes; the parts must add up to it.")]
    parts: Annotated[tuple[PartId, ...], Field(min_length=1, description="The parts of the plan that it keeps.")]
    leaves_out: Annotated[Prose, Field(description="What it leaves out, and where that is made good.")]
    without_cover: Annotated[bool, Field(description="yes, if nobody needs cover for it.")] = False


class Group(Part):
    """How many people, and who sits with whom."""

    min: Annotated[int, Field(ge=1, description="The fewest with whom it works.")]
    max: Annotated[int, Field(ge=1, description="The most.")]
    mix: Annotated[Line | None, Field(description="Who sits with whom.")] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min > self.max:
            raise mistake("min is more than max.", "min")
        return self


class Preparation(Part):
    """What somebody does before the day."""

    who: Annotated[Line, Field(description="participants, trainer, host…")]
    do: Annotated[Prose, Field(description="What to do.")]
    minutes: Annotated[Minutes | None, Field(description="How long it takes.")] = None


class Session(Part):
    """A part of the plan."""

    id: PartId
    title: Annotated[Line, Field(description="Its name, as participants see it.")]
    minutes: Annotated[Minutes, Field(description="How long it takes.")]
    how: Annotated[Prose | None, Field(description="The instructions: what people do, step by step. A break needs none.")] = None
    handout: Annotated[PartId | None, Field(description="The handout that it uses.")] = None
    trap: Annotated[Prose | None, Field(description="What goes wrong here, and what to do then. For the trainer.")] = None
    notes: Annotated[Prose | None, Field(description="More for the trainer.")] = None


class Card(Part):
    """A statement or case to sort, stand on or talk about; what settles it is for the trainer."""

    title: Annotated[Line | None, Field(description="A short title.")] = None
    text: Annotated[Prose, Field(description="What participants read. Invented, and free of names that could be real.")]
    settles: Annotated[Line | None, Field(description="The answer in a word or two. For the trainer.")] = None
    because: Annotated[Prose | None, Field(description="The reason. For the trainer.")] = None
    talk: Annotated[Line | None, Field(description="A question that keeps the talk going.")] = None


class Said(Part):
    """A line of a dialogue."""

    who: Annotated[Line, Field(description="Who speaks: a role.")]
    words: Annotated[Line, Field(description="What is said.")]


class Dialogue(Part):
    """A short scene to read aloud."""

    title: Annotated[Line, Field(description="Its title.")]
    lines: Annotated[tuple[Said, ...], Field(min_length=2, description="The lines, in order.")]
    ask: Annotated[Line, Field(description="The question after it.")]
    shows: Annotated[Line | None, Field(description="What it shows. For the trainer.")] = None


class Handout(Part):
    """A paper for participants."""

    id: PartId
    title: Annotated[Line, Field(description="Its title.")]
    use: Annotated[Prose | None, Field(description="How it is used.")] = None
    text: Annotated[Prose | None, Field(description="Text to read.")] = None
    cards: Annotated[tuple[Card, ...], Field(description="Statements or cases.")] = ()
    dialogues: Annotated[tuple[Dialogue, ...], Field(description="Scenes.")] = ()
    fields: Annotated[tuple[FormField, ...], Field(description="What is filled in.")] = ()
    columns: Annotated[tuple[Line, ...], Field(description="The headings of a table to fill in.")] = ()
    rows: Annotated[tuple[Line, ...], Field(description="What stands in the table's first column.")] = ()
    blank_rows: Annotated[int, Field(ge=0, le=40, description="How many empty rows follow.")] = 0

    @model_validator(mode="after")
    def _holds_something(self) -> Self:
        if not (self.text or self.cards or self.dialogues or self.fields or self.columns):
            raise mistake("it needs text, cards, dialogues, fields or columns.", "title")
        return self


class FollowUp(Part):
    """What happens after the day."""

    when: Annotated[Line, Field(description="two weeks, six weeks…")]
    do: Annotated[Prose, Field(description="What happens, and who sees to it.")]


class EvaluationQuestion(Part):
    """A question of the evaluation form."""

    ask: Annotated[Line, Field(description="The question.")]
    kind: Annotated[
        Literal["open", "scale", "before-and-after", "after-six-weeks"],
        Field(description="open, scale (1 to 5), before-and-after or after-six-weeks."),
    ]


class Run(Part):
    """A date on which it is given."""

    id: PartId
    start: Annotated[datetime, Field(description="Day and time, as 2027-01-19 13:30.")]
    end: Annotated[datetime, Field(description="Day and time of the end.")]
    place: Annotated[Line, Field(description="Where.")]
    book: Annotated[Line, Field(description="Where to book: an address on the web or by email.")]
    status: Annotated[Literal["planned", "cancelled", "moved"], Field(description="planned, cancelled or moved.")] = "planned"
    note: Annotated[Line | None, Field(description="What readers should know, such as the old date.")] = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.end <= self.start:
            raise mistake("this isn't after start.", "end")
        return self


class Course(Entry):
    """An entry of the INSET catalogue."""

    KIND: ClassVar = Kind(
        "course", "inset", "INSET", "inset", more_pages=("trainer",), prints=("page", "answer", "trainer", "dates")
    )

    theme: Annotated[str, OneOf("themes"), Field(description="The section of the study it arises from (vocabularies/themes.yml).")]
    topics: Annotated[
        tuple[Annotated[str, OneOf("topics")], ...],
        Field(min_length=1, description="What it is about (vocabularies/topics.yml). They decide which standard parts it shows."),
    ]
    format: Annotated[str, OneOf("formats"), Field(description="workshop, symposium, conference… (vocabularies/formats.yml).")]
    delivered_with: Annotated[tuple[Line, ...], Field(description="With whom it is given.")] = ()
    cost: Annotated[Cost, Field(description="What it costs.")]
    length: Annotated[Minutes, Field(description="Its length in minutes, breaks included. The plan must add up to it.")]
    also_as: Annotated[tuple[Variant, ...], Field(description="Other lengths. At least one needs no cover.")] = ()
    group: Annotated[Group, Field(description="How many people.")]
    aims: Annotated[tuple[Line, ...], Field(min_length=1, description="What it is for.")]
    outcomes: Annotated[tuple[Line, ...], Field(min_length=1, description="What you can do afterwards, each begun with You.")]
    not_covered: Annotated[Prose, Words(60), Field(description="What it doesn't cover, and who does.")]
    before: Annotated[tuple[Preparation, ...], Field(min_length=1, description="What is done before the day.")]
    room: Annotated[Line, Field(description="The room it needs.")]
    materials: Annotated[tuple[Line, ...], Field(description="What to bring, beside the handouts.")] = ()
    plan: Annotated[tuple[Session, ...], Field(min_length=2, description="The timed plan.")]
    handouts: Annotated[tuple[Handout, ...], Field(description="The papers.")] = ()
    after: Annotated[tuple[FollowUp, ...], Field(min_length=1, description="What happens afterwards.")]
    evaluation: Annotated[tuple[EvaluationQuestion, ...], Field(min_length=2, description="The evaluation form.")]
    made_of: Annotated[
        tuple[Annotated[str, Refers(("inset",))], ...], Field(description="The courses of which this one is made up.")
    ] = ()
    sessions: Annotated[tuple[Run, ...], Field(description="When it is given.")] = ()

    @property
    def found_by(self) -> tuple[str, ...]:
        """What it says in short."""
        return (self.summary, *self.aims, *self.outcomes)

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        minutes = {part.id: part.minutes for part in self.plan}
        if len(minutes) < len(self.plan):
            raise mistake("two parts have the same id. Give one of them another.", "plan")
        if sum(minutes.values()) != self.length:
            raise mistake(f"the parts of the plan add up to {sum(minutes.values())} minutes, not {self.length}.", "length")
        for variant in self.also_as:
            unknown = [part for part in variant.parts if part not in minutes]
            if unknown:
                raise mistake(f"{variant.name}: the plan has no part '{unknown[0]}'.", "also_as")
            total = sum(minutes[part] for part in variant.parts)
            if total != variant.length:
                raise mistake(f"{variant.name}: its parts add up to {total} minutes, not {variant.length}.", "also_as")
        papers = {handout.id for handout in self.handouts}
        missing = next((part.handout for part in self.plan if part.handout and part.handout not in papers), None)
        if missing:
            raise mistake(f"the plan uses '{missing}', and there is no such handout.", "plan")
        return self


MODEL = Course
