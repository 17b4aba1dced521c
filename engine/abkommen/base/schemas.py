"""JSON Schema (draft 2020-12) of the models that read YAML and TOML files, with a description of every key for editors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

Json = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(model: type[BaseModel], keys: Mapping[str, str]) -> Json:
    """The schema of a model; ``keys`` are the descriptions of its keys and of those in the models inside it.

    Raises :class:`KeyError` for a key without a description, so that none is forgotten.
    """
    schema = model.model_json_schema(by_alias=True)
    for part in (schema, *schema.get("$defs", {}).values()):
        for name, entry in part.get("properties", {}).items():
            entry["description"] = keys[name]
    described: Json = without_titles(schema)
    return described


def without_titles(schema: Any) -> Any:
    """The schema without the titles that repeat its names."""
    if isinstance(schema, list):
        return [without_titles(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: without_titles(part) for key, part in schema.items() if not (key == "title" and isinstance(part, str))}
