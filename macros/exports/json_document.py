"""Everything as one JSON file, with a JSON Schema beside it."""

from __future__ import annotations

import json
from typing import Any

from macros.handbook import Handbook
from macros.sources import kinds

FORMAT = 1


def document(handbook: Handbook) -> dict[str, Any]:
    """The handbook as plain data: facts of the service, vocabularies, entries by folder and id."""
    settings = handbook.settings
    return {
        "$schema": f"{settings.site_url}data/handbook.schema.json",
        "format": FORMAT,
        "name": settings.name,
        "service": settings.service,
        "area": settings.area,
        "url": settings.site_url,
        "licence": settings.licence,
        "vocabularies": {
            name: [word.model_dump(mode="json", exclude_defaults=True) for word in vocabulary]
            for name, vocabulary in handbook.vocabularies.items()
            if name != "wording"
        },
        "entries": {
            folder: {
                name: {**entry.model_dump(mode="json"), "url": _url(handbook, folder, name)} for name, entry in entries.items()
            }
            for folder, entries in handbook.entries.items()
        },
        "confused": [{"terms": [pair.one.id, pair.other.id], "difference": pair.difference} for pair in handbook.pairs],
    }


def schema() -> dict[str, Any]:
    """The JSON Schema of `document`, made from the models."""
    definitions: dict[str, Any] = {}
    folders = {}
    for folder, model in kinds.models().items():
        made = model.model_json_schema(ref_template="#/$defs/{model}", mode="serialization")
        parts = made.pop("$defs", {})
        clash = next((name for name, part in parts.items() if definitions.get(name, part) != part), None)
        if clash:
            raise ValueError(f"two kinds have a part called {clash} that isn't the same: give one another name")
        definitions |= parts
        made["properties"]["url"] = {"type": "string", "description": "The address of its page."}
        definitions[model.__name__] = made
        folders[folder] = {"type": "object", "additionalProperties": {"$ref": f"#/$defs/{model.__name__}"}}
    text = {"type": "string"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Connexions Schools Handbook",
        "type": "object",
        "required": ["format", "name", "url", "licence", "vocabularies", "entries", "confused"],
        "properties": {
            "$schema": text,
            "format": {"const": FORMAT},
            "name": text,
            "service": text,
            "area": text,
            "url": text,
            "licence": text,
            "vocabularies": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "object"}}},
            "entries": {"type": "object", "properties": folders, "additionalProperties": False},
            "confused": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["terms", "difference"],
                    "properties": {"terms": {"type": "array", "items": text, "minItems": 2, "maxItems": 2}, "difference": text},
                },
            },
        },
        "$defs": definitions,
    }


def text(handbook: Handbook) -> str:
    """The document as JSON."""
    return as_json(document(handbook))


def schema_text() -> str:
    """The schema as JSON."""
    return as_json(schema())


def as_json(data: dict[str, Any]) -> str:
    """Plain data as JSON that people can read too."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _url(handbook: Handbook, folder: str, name: str) -> str:
    kind = handbook.entries[folder][name].KIND
    site = handbook.settings.site_url
    return f"{site}{kind.shared_page}#{name}" if kind.shared_page else f"{site}{folder}/{name}/"
