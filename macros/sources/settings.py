"""`handbook.yml`: the service's own facts."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.sources.entry import Part
from macros.sources.fields import Line, OneOf, Refers

Colour = Annotated[str, Field(pattern="^#[0-9a-f]{6}$", description="A colour as #rrggbb.")]
Status = Annotated[str, OneOf("statuses")]


class Colours(Part):
    """The palette. Text on `primary` and `primary_dark` is white; both need a contrast of 4.5 with it."""

    primary: Colour
    primary_dark: Colour
    accent: Colour


class LowestStatus(Part):
    """The lowest status that is let out, by view: draft lets everything out, agreed only agreed text."""

    pages: Status
    packs: Status
    embeds: Status


class Settings(Part):
    """The service's own facts, used by every view."""

    name: Annotated[Line, Field(description="The name of the handbook.")]
    service: Annotated[Line, Field(description="The name of the service.")]
    area: Annotated[Line, Field(description="The area it serves.")]
    site_url: Annotated[Line, Field(pattern="^https?://.+/$", description="The site's address: https://, and / at the end.")]
    feedback: Annotated[Line, Field(pattern=r"^[^@\s]+@[^@\s]+$", description="Where remarks go, as handbook@example.org.")]
    feedback_form: Annotated[
        Line | None,
        Field(
            pattern="^https://[^/]+/.*$",
            description="Where forms are sent, as https://forms.example.org/, if there is one; else they open as an email.",
        ),
    ] = None
    source_url: Annotated[
        Line | None, Field(pattern="^https://", description="Where the sources can be edited, if public: https:// …")
    ] = None
    licence: Annotated[Line, Field(description="The licence of the content.")]
    study: Annotated[Line, Field(description="How the study is cited.")]
    academic_year: Annotated[Line, Field(pattern=r"^20\d\d-\d\d$", description="The school year, as 2026-27.")]
    first_words: Annotated[
        tuple[Annotated[str, Refers(("glossary",))], ...],
        Field(min_length=20, max_length=20, description="The 20 words to know first, in this order."),
    ]
    lowest_status: Annotated[LowestStatus, Field(description="The lowest status let out, by view.")]
    colours: Annotated[Colours, Field(description="The palette.")]
