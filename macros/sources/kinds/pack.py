"""A printable pack: an ordered list of parts, each drawn from entries, from a picture or from words of its own."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from macros.sources.entry import Entry, Kind, Part
from macros.sources.fields import Line, Prose, Refers, mistake

FIRST_WORDS, YEAR = LISTS = ("first-words", "year")
PANELS = 6
"""What may stand for a folder: the 20 words to know first, and what the numbers in the picture of the year mean."""


class PackPart(Part):
    """A part of a pack: words, entries, all entries of a folder that fit, or a picture."""

    heading: Annotated[Line | None, Field(description="The heading over it. Without one, each entry's title is the heading.")] = (
        None
    )
    text: Annotated[Prose | None, Field(description="Words. {school} and other places are filled in for each school.")] = None
    entries: Annotated[tuple[Annotated[str, Refers()], ...], Field(description="Ids of entries, in this order.")] = ()
    all_of: Annotated[
        Line | None,
        Field(description="A folder, for all its entries: glossary, roles…; or first-words, or year."),
    ] = None
    itself: Annotated[bool, Field(description="yes, for the course for which the pack is made (with one_for_each).")] = False
    where: Annotated[
        dict[str, Line],
        Field(default_factory=dict, description="Which of them: a field and what must stand in it, as audiences: parents."),
    ]
    show: Annotated[
        tuple[Line, ...],
        Field(min_length=1, description="How much of each: page (all), answer, steps…, or ids of papers or tables of it."),
    ] = ("page",)
    picture: Annotated[
        Literal["who-can-help", "organisation-chart", "year", "hours"] | None,
        Field(description="A picture: who-can-help, organisation-chart, year or hours."),
    ] = None
    landscape: Annotated[bool, Field(description="yes, if it lies across the page.")] = False
    same_page: Annotated[bool, Field(description="yes, if it goes on where the part before it ends.")] = False

    @model_validator(mode="before")
    @classmethod
    def _one_may_be_shown(cls, data: Any) -> Any:
        return {**data, "show": [data["show"]]} if isinstance(data, dict) and isinstance(data.get("show"), str) else data

    @model_validator(mode="after")
    def _holds_something(self) -> Self:
        if not (self.text or self.entries or self.all_of or self.picture or self.itself):
            raise mistake("write what stands here: text, entries, all_of, picture or itself.")
        if self.entries and self.all_of:
            raise mistake("write entries or all_of, not both; put the other into a part of its own.", "all_of")
        if self.where and not self.all_of:
            raise mistake("where chooses among the entries of a folder: write all_of as well.", "where")
        return self


class Pack(Entry):
    """An entry of the packs."""

    KIND: ClassVar = Kind("pack", "packs", "Packs to print", "texts", shared_page="packs/")

    position: Annotated[int, Field(ge=1, description="Its place among the packs; those without one follow, A to Z.")] = 99
    paper: Annotated[
        Literal["A4", "A5", "A3-poster", "A6-card", "A4-leaflet"],
        Field(description="A4, A5 (a booklet), A3-poster, A6-card (four on A4), or A4-leaflet (folded twice, six parts)."),
    ] = "A4"
    contents: Annotated[
        int, Field(ge=0, le=3, strict=True, description="How deep the list of contents goes: 0 (none), 1 (parts), 2 or 3.")
    ] = 0
    dated: Annotated[bool, Field(description="yes, if the day on which it was made stands on it.")] = False
    personal: Annotated[bool, Field(description="yes, if it can be made for each school.")] = False
    one_for_each: Annotated[Literal["inset"] | None, Field(description="inset, if one is made for each course.")] = None
    printing: Annotated[Prose | None, Field(description="How to print and fold it.")] = None
    parts: Annotated[tuple[PackPart, ...], Field(min_length=1, description="What stands in it, in order.")]

    @property
    def place(self) -> tuple[Any, ...]:
        """By position, then by title."""
        return (self.position, *super().place)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.paper == "A6-card" and len(self.parts) != 2:
            raise mistake("a card has two sides: write two parts, the front and the back.", "parts")
        if self.paper == "A4-leaflet" and len(self.parts) != PANELS:
            raise mistake("a leaflet has six parts, in the order of reading: front, three inside, the flap, the back.", "parts")
        if any(part.itself for part in self.parts) and not self.one_for_each:
            raise mistake("itself needs one_for_each: for what is the pack made?", "parts")
        if self.one_for_each and self.personal:
            raise mistake("a pack for each course can't be for each school as well.", "personal")
        return self


MODEL = Pack
