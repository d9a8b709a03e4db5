"""What is made from the models for editors: JSON Schemas for their program, the table of fields for CONTRIBUTING."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from macros.sources.entry import Entry
from macros.sources.explain import model_in
from macros.sources.kinds import models
from macros.sources.settings import Settings
from macros.sources.vocabularies import Vocabulary

BEGIN, END = "<!-- fields: made by scripts/generate.py -->", "<!-- end of fields -->"


def files(vocabularies: Mapping[str, Vocabulary]) -> dict[str, str]:
    """The text of each schema by its path from the root, and of the settings that wire them up in VS Code."""
    made = {f"schemas/{model.KIND.name}.schema.json": schema(model, vocabularies) for model in models().values()}
    made["schemas/handbook.schema.json"] = schema(Settings, vocabularies)
    wired = {f"./schemas/{model.KIND.name}.schema.json": f"{folder}/*.yml" for folder, model in models().items()}
    wired["./schemas/handbook.schema.json"] = "handbook.yml"
    made[".vscode/settings.json"] = as_json(
        {
            "yaml.schemas": wired,
            "files.encoding": "utf8",
            "editor.rulers": [120],
            "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.wordWrap": "on"},
        }
    )
    made[".vscode/extensions.json"] = as_json({"recommendations": ["redhat.vscode-yaml"]})
    return made


def schema(model: type[BaseModel], vocabularies: Mapping[str, Vocabulary]) -> str:
    """The JSON Schema of a model, with the words of closed lists to choose from."""
    made = model.model_json_schema()
    _complete(made, vocabularies)
    if issubclass(model, Entry):
        made["required"] = [name for name in made["required"] if name != "id"]
    return as_json({"$schema": "http://json-schema.org/draft-07/schema#", **made})


def field_table() -> str:
    """Markdown: the fields of every kind, those shared by all first."""
    parts = ["### Fields of every entry", "", *_table(Entry.model_fields)]
    for folder, model in models().items():
        own = {name: field for name, field in model.model_fields.items() if name not in Entry.model_fields}
        parts += ["", f"### Fields of a {model.KIND.name} (`{folder}/`)", "", *_table(own)]
    return "\n".join(parts)


def as_json(data: Mapping[str, Any]) -> str:
    """JSON with two spaces a step."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _complete(node: Any, vocabularies: Mapping[str, Vocabulary]) -> None:
    if isinstance(node, dict):
        name = node.pop("x-vocabulary", None)
        if name is not None:
            words = list(vocabularies[name])
            node["enum"] = [word.id for word in words]
            node["enumDescriptions"] = [f"{word.label}: {word.description}" for word in words]
        for value in node.values():
            _complete(value, vocabularies)
    elif isinstance(node, list):
        for value in node:
            _complete(value, vocabularies)


def _table(fields: Mapping[str, FieldInfo]) -> Iterator[str]:
    yield "| field | needed | what to write |"
    yield "| --- | --- | --- |"
    for name, field in fields.items():
        if name == "id":
            continue
        yield f"| `{name}` | {'yes' if field.is_required() else ''} | {field.description} |"
        part = model_in(field.annotation)
        for inner, inner_field in part.model_fields.items() if part else ():
            yield f"| `{name}` › `{inner}` | {'yes' if inner_field.is_required() else ''} | {inner_field.description} |"
