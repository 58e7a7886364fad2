"""An example for every body of the OpenAPI document, made of its fields' own."""

from collections.abc import Mapping
from typing import Any

_ID = "01a200a2-f7df-7053-93b4-a4956a887c9d"
_BY_TYPE = {"boolean": True, "integer": 0, "number": 0.0, "string": "", "null": None}

Schema = Mapping[str, Any]


def add_examples(schemas: dict[str, dict[str, Any]]) -> None:
    """Every object among them gets one, unless it has its own."""
    for schema in schemas.values():
        if schema.get("type") == "object" and "examples" not in schema:
            schema["examples"] = [_example("", schema, schemas)]


def _example(name: str, schema: Schema, schemas: Mapping[str, Schema]) -> Any:
    """A value of this field."""
    if "$ref" in schema:
        return _example(name, schemas[schema["$ref"].rpartition("/")[2]], schemas)
    for told in ("examples", "enum"):
        if told in schema:
            return schema[told][0]
    if "const" in schema:
        return schema["const"]
    choices = schema.get("anyOf", ())
    if choices:
        may_be_null = {"type": "null"} in choices and "examples" not in choices[0]
        return None if may_be_null else _example(name, choices[0], schemas)
    if schema.get("type") == "array":
        return [_example(name, schema["items"], schemas)]
    if schema.get("type") == "object":
        fields = schema.get("properties", {})
        return {field: _example(field, each, schemas) for field, each in fields.items()}
    is_id = schema.get("type") == "string" and name.casefold().endswith("id")
    return _ID if is_id else _BY_TYPE.get(schema.get("type", ""))
