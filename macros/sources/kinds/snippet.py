"""A text that schools put on their own websites and into their newsletters, in three lengths."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, Field, model_validator

from macros.sources.entry import Entry, Filter, Kind, Part
from macros.sources.fields import Line, OneOf, Prose, Refers, Words, mistake

SCHOOL = re.compile(r"\{([sS])chool\}")
"""Where the school's name goes: `{school}` within a sentence, `{School}` at the start of one."""

LINE_WORDS, PARAGRAPH_WORDS, PAGE_WORDS = 25, 60, 200


def _fit_to_leave(text: str) -> str:
    """A text for others' pages holds no marks that only this site understands."""
    if "[[" in text:
        raise mistake("a text for other websites can't hold [[…]]. Take the brackets out; leads_to gives the link.")
    if "](" in text:
        raise mistake("links and pictures don't stand in the text. Write leads_to, or picture, instead.")
    if "{" in SCHOOL.sub("", text) or "}" in SCHOOL.sub("", text):
        raise mistake("only {school} (or {School}, at the start of a sentence) may stand in braces here.")
    if re.search(r"(?m)^ {0,3}(#|>|```|    )", text):
        raise mistake("headings, quotations and code don't fit into others' pages. Use **bold** words and lists.")
    return text


Leaving = AfterValidator(_fit_to_leave)
LineText = Annotated[Line, Words(LINE_WORDS), Leaving]
ParagraphText = Annotated[Prose, Words(PARAGRAPH_WORDS), Leaving]
PageText = Annotated[Prose, Words(PAGE_WORDS), Leaving]


class Translation(Part):
    """The same text in another language, once somebody has approved it."""

    language: Annotated[
        str, Field(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$", description="The language's code, as pl or ur.")
    ]
    approved: Annotated[date, Field(description="The day on which the translation was approved.")]
    by: Annotated[str, OneOf("owners"), Field(description="The role that approved it (vocabularies/owners.yml).")]
    title: Annotated[Line, Words(14), Field(description="The title in that language.")]
    line: Annotated[LineText, Field(description="The line in that language.")]
    paragraph: Annotated[ParagraphText, Field(description="The paragraph in that language.")]
    page: Annotated[PageText, Field(description="The page in that language.")]


class Retired(Part):
    """A text that isn't kept any longer. Its address stays, and says where to go instead."""

    date: Annotated[date, Field(description="The day from which it isn't kept.")]
    why: Annotated[Line, Field(description="Why, in one short sentence.")]
    instead: Annotated[str | None, Refers(), Field(description="The text to take instead, if there is one.")] = None


class Snippet(Entry):
    """An entry of the texts."""

    KIND: ClassVar = Kind(
        "snippet",
        "snippets",
        "Texts for your website",
        "texts",
        filters=(Filter("shelf", "snippet-shelves", "About"),),
        prints=("page", "paragraph", "line"),
    )

    shelf: Annotated[
        str, OneOf("snippet-shelves"), Field(description="Where it stands in the list (vocabularies/snippet-shelves.yml).")
    ]
    half_term: Annotated[
        str | None, OneOf("half-terms"), Field(description="For a newsletter: its half term (vocabularies/half-terms.yml).")
    ] = None
    topics: Annotated[
        tuple[Annotated[str, OneOf("topics")], ...],
        Field(description="What it is about; standard parts on safety stand on its page by topic (vocabularies/topics.yml)."),
    ] = ()
    line: Annotated[LineText, Field(description="One sentence, 25 words at the most. {school} is where the school's name goes.")]
    paragraph: Annotated[ParagraphText, Field(description="A paragraph, 60 words at the most.")]
    page: Annotated[PageText, Field(description="The whole, 200 words at the most: paragraphs, lists and **bold** words.")]
    leads_to: Annotated[
        str | None, Refers(), Field(description="The entry to which the text's link leads, if that isn't the text itself.")
    ] = None
    picture: Annotated[bool, Field(description='yes, if the picture "Who can help?" goes with it.')] = False
    may_change: Annotated[tuple[Line, ...], Field(min_length=1, description="What a school may change or fill in.")]
    may_not_change: Annotated[tuple[Line, ...], Field(description="What has to stay as it is, once the text is agreed.")] = ()
    translations: Annotated[tuple[Translation, ...], Field(description="Approved translations.")] = ()
    retired: Annotated[Retired | None, Field(description="Only for a text that isn't kept any longer.")] = None

    @property
    def place(self) -> tuple[Any, ...]:
        """By half term for newsletters, else by title."""
        return (self.half_term or "", *super().place)

    @property
    def found_by(self) -> tuple[str, ...]:
        """The line and the paragraph."""
        return (self.summary, self.line, self.paragraph)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if (self.shelf == "newsletters") != bool(self.half_term):
            raise mistake("a newsletter item has a half_term, and only a newsletter item has one.", "shelf")
        languages = [translation.language for translation in self.translations]
        doubled = next((language for language in languages if languages.count(language) > 1), None)
        if doubled:
            raise mistake(f"there are two translations into '{doubled}'. Keep one of them.", "translations")
        return self


MODEL = Snippet
