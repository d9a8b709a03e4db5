"""What every entry of every kind has. The descriptions are read by editors: in CONTRIBUTING, in their editor, in errors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from macros.ordering import sort_key
from macros.sources.fields import Line, Month, OneOf, Prose, Refers, Words, mistake

Text = tuple[tuple[str | int, ...], str]
"""A text, after its place: names of fields and numbers of items, from the outside in."""


@dataclass(frozen=True)
class Filter:
    """A way to narrow a list of entries: a field (or property), the closed list of its words, what stands before the choice."""

    field: str
    vocabulary: str
    label: str


@dataclass(frozen=True)
class Kind:
    """A kind of thing: one folder of YAML. `name` is what `new.py` calls it, `many` the heading over a list of them,
    `shelf` where search results show them (vocabularies/search-shelves.yml).

    `shared_page`: the page on which all entries of the kind stand, where they have no page of their own.
    `answers`: the kind of answer to a remedy that its entries are, if that isn't called like the kind.
    `more_pages`: views of an entry that have pages of their own under its address (`trainer`).
    `filters`: by what a list of its entries can be narrowed, beside words and audience.
    `prints`: what its print template can show, beside single papers by their id.
    """

    name: str
    folder: str
    many: str
    shelf: str
    shared_page: str = ""
    answers: str = ""
    more_pages: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    prints: tuple[str, ...] = ("page",)


class Part(BaseModel):
    """A piece of an entry: frozen, and a name it doesn't know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Change(Part):
    """One line of an entry's history."""

    date: Annotated[date, Field(description="The day of the change, as 2026-11-24.")]
    change: Annotated[Line, Field(description="What changed, in one short sentence.")]


class Now(Part):
    """What the thing is called, or was replaced by, today."""

    text: Annotated[Prose, Words(80), Field(description="Today's word or practice, in one to three sentences.")]
    source: Annotated[str, OneOf("references"), Field(description="The reference that says so (vocabularies/references.yml).")]
    checked: Annotated[Month, Field(description="The month in which someone last looked, as 2026-11.")]


class Consultation(Part):
    """What readers are asked before a text is agreed, and until when."""

    closes: Annotated[date, Field(description="The last day for answers.")]
    questions: Annotated[tuple[Line, ...], Field(min_length=1, description="What you want to know from those whom it concerns.")]


class Entry(Part):
    """The fields that every kind shares."""

    KIND: ClassVar[Kind]

    id: Annotated[str, Field(description="The file's name without .yml. You needn't write it.")]
    title: Annotated[Line, Words(14), Field(description="The name of the entry as readers see it.")]
    summary: Annotated[
        Line, Words(40), Field(description="One sentence for lists and search results: what it is and why it matters.")
    ]
    audiences: Annotated[
        tuple[Annotated[str, OneOf("audiences")], ...],
        Field(min_length=1, description="Whom it is for (vocabularies/audiences.yml)."),
    ]
    related: Annotated[
        tuple[Annotated[str, Refers()], ...],
        Field(description="Ids of other entries worth reading next. Where two kinds share an id, write folder/id."),
    ] = ()
    now: Annotated[Now | None, Field(description="What it is called or was replaced by today. Only what a reference says.")] = None
    hidden: Annotated[
        tuple[Line, ...], Field(description="Other names and misspellings that people type: found by the search, never shown.")
    ] = ()
    asks: Annotated[
        tuple[Line, ...], Field(description="Three or more questions, as people would type them into a search box.")
    ] = ()
    confirm: Annotated[
        tuple[Line, ...],
        Field(description="What the service or the law must settle before this can be agreed. Shown on the review page."),
    ] = ()
    consultation: Annotated[
        Consultation | None, Field(description="While you ask schools about it: your questions and the last day for answers.")
    ] = None
    remedies: Annotated[
        tuple[Annotated[str, OneOf("remedies")], ...], Field(description="The remedies of the study that this answers, as [R4].")
    ] = ()
    source: Annotated[
        tuple[Annotated[str, OneOf("sources")], ...],
        Field(min_length=1, description='Sections of the study ("2.3"), ids of references, or local.'),
    ]
    status: Annotated[str, OneOf("statuses"), Field(description="draft, consulted or agreed.")]
    owner: Annotated[str, OneOf("owners"), Field(description="The role that answers for this text (vocabularies/owners.yml).")]
    reviewed: Annotated[
        date | None, Field(description="The day somebody of the service read and approved it. Empty until then.")
    ] = None
    review_by: Annotated[date, Field(description="The day by which somebody should read it again.")]
    history: Annotated[tuple[Change, ...], Field(description="What changed and when, the newest last.")] = ()

    @property
    def address(self) -> str:
        """`glossary/neet`: the folder and the id, as in the page's address."""
        return f"{self.KIND.folder}/{self.id}"

    @property
    def place(self) -> tuple[Any, ...]:
        """Where it stands among its kind: by title, unless the kind has an order of its own."""
        return (sort_key(self.title), self.id)

    @property
    def found_by(self) -> tuple[str, ...]:
        """The texts by which the search finds it, beside its title and `asks`."""
        return (self.summary,)

    @property
    def is_local(self) -> bool:
        """A service's own entry, from which less is asked."""
        return "local" in self.source

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the entry with its place, in the order of the fields."""
        return tuple(texts(self))

    @cached_property
    def part_ids(self) -> tuple[str, ...]:
        """The ids of all parts within the entry, in the order of the fields."""
        return tuple(_part_ids(self))

    @model_validator(mode="before")
    @classmethod
    def _source_may_be_one_word(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("source"), str):
            return {**data, "source": [data["source"]]}
        return data

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if not self.is_local:
            if len(self.asks) < 3:
                raise mistake(f"{len(self.asks)} questions; three are the least. Write them as people would type them.", "asks")
            if not self.remedies:
                raise mistake("no remedy is named. Write at least one, as [R4], or source: local.", "remedies")
            if not self.history:
                raise mistake("a first line is missing: - {date: 2026-11-24, change: First version.}", "history")
        if self.consultation and self.status == "agreed":
            raise mistake("an agreed text isn't consulted on. Take consultation out, or change the status.", "consultation")
        if self.reviewed and self.review_by <= self.reviewed:
            raise mistake("this day isn't after the day in reviewed.", "review_by")
        return self


def texts(value: Any, location: tuple[str | int, ...] = ()) -> Iterator[Text]:
    """Every text of a model with its place, in the order of the fields."""
    if isinstance(value, str):
        yield location, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if inner := getattr(value, name):
                yield from texts(inner, (*location, name))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from texts(item, (*location, number))


def _part_ids(value: Any) -> Iterator[str]:
    if isinstance(value, BaseModel):
        value = tuple(getattr(value, name) for name in type(value).model_fields)
    for inner in value if isinstance(value, tuple) else ():
        if isinstance(inner, Part) and "id" in type(inner).model_fields:
            yield str(inner.id)  # type: ignore[attr-defined]
        yield from _part_ids(inner)
