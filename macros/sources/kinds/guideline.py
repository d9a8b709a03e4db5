"""How something is done, in parts that a page, a Word file, a poster and a search can each be made from."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from macros.sources.entry import Entry, Kind, Part
from macros.sources.fields import Line, Minutes, OneOf, PartId, Prose, Words, mistake


class Step(Part):
    """One step of the way."""

    when: Annotated[Line, Field(description="When it is done.")]
    who: Annotated[Line, Field(description="Who does it: a role, never a name.")]
    do: Annotated[Prose, Words(70), Field(description="What to do, 70 words at the most.")]
    why: Annotated[Prose | None, Field(description="Why it matters, in a sentence.")] = None
    words: Annotated[Prose | None, Field(description="What to say, word for word.")] = None
    minutes: Annotated[Minutes | None, Field(description="How long it takes, in minutes.")] = None


class Checklist(Part):
    """Points to tick."""

    id: PartId
    title: Annotated[Line, Field(description="What is ticked off here.")]
    who: Annotated[Line | None, Field(description="Who ticks.")] = None
    items: Annotated[tuple[Line, ...], Field(min_length=2, description="The points, each begun with a verb or a thing.")]


class Wording(Part):
    """Something to say, word for word."""

    id: PartId
    when: Annotated[Line, Field(description="When it is said, and to whom.")]
    words: Annotated[Prose, Field(description="The words.")]


class Decision(Part):
    """A row of a decision table: either one answer always, or one for each case."""

    what: Annotated[Line, Field(description="What it is about: the thing that somebody asks for.")]
    asked_by: Annotated[Line, Field(description="Who asks for it.")]
    always: Annotated[Prose | None, Field(description="The answer, where no agreement changes it.")] = None
    agreed: Annotated[Prose | None, Field(description="The answer if the young person agreed.")] = None
    not_agreed: Annotated[Prose | None, Field(description="The answer if the young person didn't agree, or wasn't asked.")] = None
    why: Annotated[Prose | None, Field(description="Why, in a sentence.")] = None

    @model_validator(mode="after")
    def _one_way_or_the_other(self) -> Self:
        if (self.always is None) == (self.agreed is None or self.not_agreed is None):
            raise mistake("write either always, or both agreed and not_agreed.", "what")
        return self


class Table(Part):
    """A table to read."""

    id: PartId
    title: Annotated[Line, Field(description="What the table shows.")]
    head: Annotated[tuple[Line, ...], Field(min_length=2, description="The columns' headings.")]
    rows: Annotated[tuple[tuple[Prose, ...], ...], Field(min_length=1, description="The rows, each a list as long as head.")]

    @model_validator(mode="after")
    def _rows_fit(self) -> Self:
        for number, row in enumerate(self.rows):
            if len(row) != len(self.head):
                raise mistake(f"row {number + 1} is {len(row)} long and head {len(self.head)}. Make them alike.", "rows")
        return self


class QuestionSet(Part):
    """Questions to ask people."""

    id: PartId
    title: Annotated[Line, Field(description="What the questions are for.")]
    whom: Annotated[Line, Field(description="Who is asked.")]
    questions: Annotated[tuple[Line, ...], Field(min_length=1, description="The questions.")]


class FormField(Part):
    """A place to fill in. A plain text in its place means a line with this label."""

    label: Annotated[Line, Field(description="What is asked for.")]
    kind: Annotated[
        Literal["line", "lines", "date", "tick", "choice", "choices", "number"],
        Field(description="line, lines (several), date, tick, choice (one), choices (several) or number."),
    ] = "line"
    options: Annotated[tuple[Line, ...], Field(description="For choice and choices: what can be chosen.")] = ()
    who_sees: Annotated[Line | None, Field(description="Who will see this answer.")] = None
    help: Annotated[Line | None, Field(description="A word of help under the label.")] = None

    @model_validator(mode="before")
    @classmethod
    def _a_text_is_a_label(cls, data: Any) -> Any:
        return {"label": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _choices_have_options(self) -> Self:
        if self.kind.startswith("choice") != bool(self.options):
            raise mistake("a choice needs options, and only a choice has them.", "label")
        return self


class Template(Part):
    """A letter, form, agenda or sheet to use as it is. `{…}` in its text is a place to fill in."""

    id: PartId
    title: Annotated[Line, Field(description="What it is called.")]
    kind: Annotated[
        Literal["letter", "form", "notice", "agenda", "sheet", "questionnaire", "plan", "poster", "report"],
        Field(description="letter, form, notice, agenda, sheet, questionnaire, plan, poster or report."),
    ]
    use: Annotated[Prose | None, Field(description="When and how to use it.")] = None
    text: Annotated[Prose | None, Field(description="Its text. {name of the school} is a place to fill in.")] = None
    fields: Annotated[tuple[FormField, ...], Field(description="What is filled in, in this order.")] = ()
    columns: Annotated[tuple[Line, ...], Field(description="For a sheet: the headings of the table to fill in.")] = ()
    rows: Annotated[tuple[Line, ...], Field(description="For a sheet: what stands in the first column.")] = ()
    blank_rows: Annotated[int, Field(ge=0, le=40, description="For a sheet: how many empty rows follow.")] = 0
    fillable: Annotated[bool, Field(description="yes, if it is also made as a PDF to fill in on screen.")] = False
    who_sees: Annotated[Line | None, Field(description="Who will see it. Needed where young people's details go in.")] = None
    send: Annotated[Line | None, Field(description="How it is sent: [secure way], never ordinary email.")] = None

    @model_validator(mode="after")
    def _holds_something(self) -> Self:
        if not (self.text or self.fields or self.columns):
            raise mistake("it needs text, fields or columns.", "title")
        if (self.rows or self.blank_rows) and not self.columns:
            raise mistake("rows need columns with headings.", "title")
        return self


class Guideline(Entry):
    """An entry of the guidance."""

    KIND: ClassVar = Kind(
        "guideline",
        "guidance",
        "Guidance",
        "guidance",
        prints=("page", "answer", "steps", "decisions", "tables", "checklists", "wordings", "do", "questions", "templates"),
    )

    topics: Annotated[
        tuple[Annotated[str, OneOf("topics")], ...],
        Field(min_length=1, description="What it is about (vocabularies/topics.yml). They decide which standard parts it shows."),
    ]
    first: Annotated[Prose, Words(60), Field(description="What to do first and why, 60 words at the most.")]
    stops: Annotated[Prose | None, Words(60), Field(description="Where this guidance stops, and who does the rest.")] = None
    found: Annotated[
        tuple[Prose, ...], Field(description="What the study found, with its sections: the reason for the guidance.")
    ] = ()
    steps: Annotated[tuple[Step, ...], Field(description="The way, step by step.")] = ()
    checklists: Annotated[tuple[Checklist, ...], Field(description="Points to tick.")] = ()
    decisions: Annotated[tuple[Decision, ...], Field(description="A decision table.")] = ()
    decisions_title: Annotated[Line | None, Field(description="The heading over the decision table.")] = None
    tables: Annotated[tuple[Table, ...], Field(description="Tables to read.")] = ()
    wordings: Annotated[tuple[Wording, ...], Field(description="What to say, word for word.")] = ()
    do: Annotated[tuple[Line, ...], Field(description="What to do, in short.")] = ()
    dont: Annotated[tuple[Line, ...], Field(description="What not to do, in short.")] = ()
    question_sets: Annotated[tuple[QuestionSet, ...], Field(description="Questions to ask.")] = ()
    templates: Annotated[tuple[Template, ...], Field(description="Letters, forms, agendas and sheets to use.")] = ()

    @property
    def found_by(self) -> tuple[str, ...]:
        """What it says in short."""
        return (self.summary, self.first, *(step.do for step in self.steps), *(part.title for part in self.templates))

    @model_validator(mode="after")
    def _usable(self) -> Self:
        if not (self.steps or self.checklists or self.decisions or self.tables):
            raise mistake("it has nothing to do yet: write steps, checklists, decisions or tables.", "first")
        ids = [
            part.id for parts in (self.checklists, self.tables, self.wordings, self.question_sets, self.templates) for part in parts
        ]
        twice = next((name for name in ids if ids.count(name) > 1), None)
        if twice:
            raise mistake(f"two parts have the id '{twice}'. Give one of them another.", "title")
        return self


MODEL = Guideline
