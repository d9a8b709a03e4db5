"""A place to find labour market information: what it is good for, and what it can't say."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from macros.sources.entry import Entry, Filter, Kind
from macros.sources.fields import Line, OneOf, Prose


class LmiSource(Entry):
    """An entry of the sources of labour market information."""

    KIND: ClassVar = Kind(
        "lmi-source",
        "directory/lmi-sources",
        "Sources of labour market information",
        "directories",
        shared_page="directory/lmi/",
        answers="directory",
        filters=(Filter("covers", "areas", "Area"), Filter("form", "lmi-forms", "Kind")),
    )

    form: Annotated[str, OneOf("lmi-forms"), Field(description="figures, vacancies, people… (vocabularies/lmi-forms.yml).")]
    covers: Annotated[
        tuple[Annotated[str, OneOf("areas")], ...],
        Field(min_length=1, description="Of which area it speaks (vocabularies/areas.yml)."),
    ]
    good_for: Annotated[tuple[Line, ...], Field(min_length=1, description="What it is good for.")]
    not_for: Annotated[Prose, Field(description="What it can't say, or what misleads in it.")]
    use: Annotated[Prose, Field(description="How to use it with young people.")]
    then: Annotated[Prose, Field(description="What the study says of it, with the section.")]

    @property
    def found_by(self) -> tuple[str, ...]:
        """What it is good for."""
        return (self.summary, *self.good_for, self.use)


MODEL = LmiSource
