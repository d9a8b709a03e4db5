"""Pydantic's errors in an editor's words."""

from __future__ import annotations

import datetime
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from macros.sources.problems import suggestion
from macros.sources.yaml_marks import Document, Location, Mark

_TYPES = {
    bool: "yes or no",
    int: "a number",
    float: "a number",
    datetime.date: "a date",
    datetime.datetime: "a date and time",
    list: "a list",
    dict: "a section with names of its own",
    type(None): "nothing",
}


def explain(error: ErrorDetails, document: Document, model: type[BaseModel] | None) -> tuple[Mark, str]:
    """Where an error of validation stands, and the words for it. `model`: what the document should be, for suggestions."""
    location: Location = tuple(error["loc"])
    kind = error["type"]
    field = (error.get("ctx") or {}).get("field")
    if field:
        return document.mark((*location, field)), _named((*location, field), error["msg"])
    if kind == "missing":
        return document.mark(location[:-1]), f"'{location[-1]}' is missing here.{_about(model, location)}"
    if kind == "extra_forbidden":
        names = _fields(model, location[:-1])
        return document.key(
            location
        ), f"'{location[-1]}' isn't a name that belongs here.{suggestion(str(location[-1]), names, 'CONTRIBUTING.md')}"
    mark = document.mark(location)
    if kind == "string_pattern_mismatch":
        needed = _about(model, location) or " See the field's description in CONTRIBUTING.md."
        return mark, _named(location, f"'{error.get('input')}' isn't in the form that is needed here.{needed}")
    return mark, _named(location, _words(kind, error, mark))


def _named(location: Location, words: str) -> str:
    names = [str(part) for part in location if isinstance(part, str)]
    return f"{'.'.join(names)}: {words}" if names else words


def _words(kind: str, error: ErrorDetails, mark: Mark) -> str:
    given = error.get("input")
    context = error.get("ctx") or {}
    if given is None and kind.endswith(("_type", "_attributes_type")):
        return "nothing is written here. Fill it in, or delete the line."
    if kind == "string_type":
        return (
            (
                f"'{mark.written}' is read as {_TYPES.get(type(given), 'something else')}, not as words. "
                f'Put it in quotes: "{mark.written}"'
            )
            if mark.written
            else (f"words are needed here, not {_TYPES.get(type(given), 'something else')}.")
        )
    if kind in ("tuple_type", "list_type"):
        return f"a list is needed here. Write it as [{mark.written or 'one, two'}], or one line each with '- ' before it."
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return "a section with names of its own is needed here, like 'name: value', one a line, two spaces to the right."
    if kind.startswith("datetime"):
        return f"'{mark.written or given}' isn't a day with a time. Write it as 2027-01-19 13:30."
    if kind.startswith("date"):
        return f"'{mark.written or given}' isn't a date. Dates are written year-month-day, without quotes: 2027-09-01."
    if kind.startswith("int"):
        return f"'{mark.written or given}' isn't a whole number."
    if kind == "literal_error":
        return f"'{given}' can't stand here. You can write: {context.get('expected', '')}."
    if kind in ("too_short", "too_long"):
        return f"{context.get('actual_length')} in this list; {_bounds(context)}."
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"'{given}' is out of bounds: {error['msg'].removeprefix('Input should be ')}."
    return error["msg"]


def _bounds(context: dict[str, Any]) -> str:
    least, most = context.get("min_length"), context.get("max_length")
    number, name = (least, "least") if least is not None else (most, "most")
    return f"{number} {'is' if number == 1 else 'are'} the {name}"


def _about(model: type[BaseModel] | None, location: Location) -> str:
    """The description of the field at a location, or of the list in which it stands."""
    names = [at for at, part in enumerate(location) if isinstance(part, str)]
    if not names:
        return ""
    parent = _model_at(model, location[: names[-1]])
    field = parent.model_fields.get(str(location[names[-1]])) if parent else None
    return f" {field.description}" if field and field.description else ""


def _fields(model: type[BaseModel] | None, location: Location) -> list[str]:
    found = _model_at(model, location)
    return [name for name in found.model_fields if name != "id" or "date" not in found.model_fields] if found else []


def _model_at(model: type[BaseModel] | None, location: Location) -> type[BaseModel] | None:
    for part in location:
        if model is None:
            return None
        if isinstance(part, str):
            field = model.model_fields.get(part)
            model = model_in(field.annotation) if field else None
    return model


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model within an annotation such as `tuple[Avoid, ...]`, or None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        found = model_in(argument)
        if found:
            return found
    return None
