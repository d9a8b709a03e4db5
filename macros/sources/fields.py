"""The types that fields of entries are made of: text with limits, words from closed lists, references to other entries.

Validators find the closed lists and the known ids in pydantic's validation context, a `Known`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from macros.sources.problems import did_you_mean, suggestion

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LINK = re.compile(r"\[\[(?P<name>[^\[\]|#]+?)(?:#(?P<part>[a-z0-9-]+))?(?:\|(?P<words>[^\[\]]+))?\]\]")
"""`[[id]]`, `[[id|words]]`, and `[[id#part|words]]` for a part of the entry's page."""
SWITCHES = {"off", "on"}


def mistake(said: str, field: str = "") -> PydanticCustomError:
    """An error of validation in our own words, to raise; `field` names the line of a section that it points at."""
    return PydanticCustomError("mistake", "{said}", {"said": said, "field": field})


@dataclass(frozen=True)
class Known:
    """What a value may refer to: words of each vocabulary, ids of each folder."""

    vocabularies: Mapping[str, frozenset[str]]
    ids: Mapping[str, frozenset[str]]

    def has_word(self, vocabulary: str, word: str) -> bool:
        """Whether a vocabulary has a word. Raises PydanticCustomError if there is no such vocabulary."""
        if vocabulary not in self.vocabularies:
            raise mistake(f"vocabularies/{vocabulary}.yml is missing, and '{word}' must stand in it. Put the file back.")
        return word in self.vocabularies[vocabulary]

    def link(self, name: str) -> str:
        """The `folder/id` that `[[name]]` means: the term first, then the only kind that has it. Raises as `address`."""
        if "/" not in name and name in self.ids.get("glossary", ()):
            return f"glossary/{name}"
        return self.address(name)

    def address(self, reference: str, folders: tuple[str, ...] = ()) -> str:
        """The `folder/id` that a bare id or a `folder/id` means. `folders`: where to look (all, if none).

        Raises PydanticCustomError if there is none, or more than one.
        """
        allowed = folders or tuple(self.ids)
        folder, slash, name = reference.rpartition("/")
        if slash:
            if folder in allowed and name in self.ids.get(folder, ()):
                return reference
            found = []
        else:
            found = [folder for folder in allowed if name in self.ids.get(folder, ())]
        if len(found) == 1:
            return f"{found[0]}/{name}"
        if found:
            choices = ", ".join(f"{folder}/{name}" for folder in found)
            raise mistake(f"'{name}' may mean more than one thing. Write one of: {choices}")
        names = [known for folder in allowed for known in self.ids.get(folder, ())]
        raise mistake(f"there is no '{reference}'.{did_you_mean(name, names)}")


@dataclass(frozen=True)
class Asked(Known):
    """The same for one entry; it notes what it was asked, so that one can tell whether the entry would still be valid."""

    answers: dict[tuple[Any, ...], object] = field(default_factory=dict)

    def has_word(self, vocabulary: str, word: str) -> bool:
        """As `Known`."""
        return self._noted("has_word", vocabulary, word)  # type: ignore[no-any-return]

    def link(self, name: str) -> str:
        """As `Known`."""
        return self._noted("link", name)  # type: ignore[no-any-return]

    def address(self, reference: str, folders: tuple[str, ...] = ()) -> str:
        """As `Known`."""
        return self._noted("address", reference, folders)  # type: ignore[no-any-return]

    def would_hold(self, known: Known) -> bool:
        """Whether another would have answered all that this one was asked, and the same."""
        try:
            return all(getattr(known, question)(*about) == answer for (question, *about), answer in self.answers.items())
        except PydanticCustomError:
            return False

    def _noted(self, question: str, *about: Any) -> Any:
        answer = getattr(Known, question)(self, *about)
        self.answers[question, *about] = answer
        return answer


def _known(info: ValidationInfo) -> Known | None:
    return info.context if isinstance(info.context, Known) else None


@dataclass(frozen=True)
class OneOf:
    """A word from a closed list (`vocabularies/NAME.yml`)."""

    vocabulary: str

    def check(self, value: str, info: ValidationInfo) -> str:
        """Raise PydanticCustomError unless the list has the word."""
        known = _known(info)
        if known is not None and not known.has_word(self.vocabulary, value):
            path = f"vocabularies/{self.vocabulary}.yml"
            near = suggestion(value, known.vocabularies[self.vocabulary], path)
            raise mistake(f"'{value}' isn't in {path}.{near}")
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "x-vocabulary": self.vocabulary}


@dataclass(frozen=True)
class Refers:
    """The id of another entry, kept as `folder/id`. Without folders, any kind will do."""

    folders: tuple[str, ...] = ()

    def check(self, value: str, info: ValidationInfo) -> str:
        """Give the address; raise PydanticCustomError if there is no such entry, or more than one."""
        known = _known(info)
        return value if known is None else known.address(value, self.folders)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "pattern": "^([a-z-]+(/[a-z-]+)*/)?[a-z0-9-]+$"}


@dataclass(frozen=True)
class Words:
    """At most so many words."""

    most: int

    def check(self, value: str) -> str:
        """Raise PydanticCustomError if there are more."""
        number = len(value.split())
        if number > self.most:
            raise mistake(f"{number} words; {self.most} are the most. Take out {number - self.most}.")
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))


def _not_blank(value: str) -> str:
    if not value.strip():
        raise mistake("nothing is written here. Fill it in, or delete the line.")
    return value.strip()


def _one_line(value: str) -> str:
    return " ".join(_not_blank(value).split())


def _links(value: str, info: ValidationInfo) -> str:
    """Check each `[[id]]` and `[[id|words]]` of a text; a term comes first where several kinds have the id."""
    known = _known(info)
    if known is None:
        return value
    for link in LINK.finditer(value):
        if link["name"] not in SWITCHES:
            known.link(link["name"])
    return value


def _year_month(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", value):
        raise mistake(f"'{value}' isn't a month. Write it year-month: 2026-11.")
    if isinstance(value, date):
        return f"{value:%Y-%m}"
    return value


Line = Annotated[str, AfterValidator(_one_line)]
"""One line of plain text: white space is folded, marks of Markdown stand for themselves."""

Prose = Annotated[str, AfterValidator(_not_blank), AfterValidator(_links)]
"""CommonMark with tables, `[[id]]` and `[[id|words]]` for links; HTML stands for itself."""

Month = Annotated[str, BeforeValidator(_year_month)]
"""A month as `2026-11`."""

Minutes = Annotated[int, Field(ge=1, le=3000, strict=True)]
"""A length of time in whole minutes."""

PartId = Annotated[
    str, Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", description="A short id of the part: small letters, digits, hyphens.")
]
"""The id of a part of an entry, by which a page or a pack can point at it."""
