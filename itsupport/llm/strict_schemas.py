"""Rewrites a JSON Schema for OpenAI's strict mode, where that loses nothing.

Strict mode makes a model's arguments valid by construction. It wants every property required (an
optional one takes null instead), closed objects, and only some keywords. Source: OpenAI's guide
"Structured Outputs", section "Supported schemas". What a dropped keyword said to the model, its
examples and its default, moves into the description.
"""

import re
from typing import Any

_CANNOT = {"allOf", "oneOf", "not", "if", "then", "else", "prefixItems", "patternProperties"}
_CANNOT |= {"dependentRequired", "dependentSchemas", "unevaluatedProperties", "propertyNames"}
_KEPT = "type enum const description title pattern minimum maximum exclusiveMinimum"
_KEPT_NAMES = [*_KEPT.split(), "exclusiveMaximum", "multipleOf", "minItems", "maxItems"]
_FORMATS = ["date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"]
_LOOKS_AROUND = re.compile(r"\(\?[=!<]|\\[1-9]")
_DEEPEST = 10


class _NotStrictError(Exception):
    """The schema says something that strict mode cannot say."""


def strict_schema(schema: dict[str, Any]) -> dict[str, Any] | None:
    """The schema in strict form, or None where strict mode would change what it accepts.

    Free-form objects, values of any type and combinations other than `anyOf` have no strict form.
    """
    if schema.keys() & {"$ref", "anyOf"}:
        return None
    try:
        return _strict({"type": "object", "properties": {}} | schema, depth=0)
    except (_NotStrictError, AttributeError, TypeError):  # the last two: not a JSON Schema at all
        return None


def _strict(schema: Any, depth: int) -> dict[str, Any]:
    if not isinstance(schema, dict) or schema.keys() & _CANNOT or depth > _DEEPEST:
        raise _NotStrictError
    if "$ref" in schema:
        return _reference(schema)
    strict = {name: schema[name] for name in _KEPT_NAMES if name in schema}
    if _LOOKS_AROUND.search(strict.get("pattern", "")):
        del strict["pattern"]
    if schema.get("format") in _FORMATS:
        strict["format"] = schema["format"]
    if description := _described(schema):
        strict["description"] = description
    for name in ("$defs", "definitions"):
        if name in schema:
            strict[name] = {key: _strict(inner, depth) for key, inner in schema[name].items()}
    return strict | _structure(schema, depth)


def _reference(schema: dict[str, Any]) -> dict[str, Any]:
    """In strict mode nothing may stand beside `$ref`."""
    reference = {"$ref": schema["$ref"]}
    if description := _described(schema):
        return {"anyOf": [reference], "description": description}
    return reference


def _structure(schema: dict[str, Any], depth: int) -> dict[str, Any]:
    """What the schema is made of; one made of nothing accepts anything: not strict."""
    made: dict[str, Any] = {}
    if "object" in _types(schema) or "properties" in schema:
        made |= _closed_object(schema, depth)
    if "array" in _types(schema):
        made["items"] = _strict(schema.get("items"), depth)
    if "anyOf" in schema:
        made["anyOf"] = [_strict(member, depth) for member in schema["anyOf"]]
    if not made and not schema.keys() & {"type", "enum", "const"}:
        raise _NotStrictError
    return made


def _closed_object(schema: dict[str, Any], depth: int) -> dict[str, Any]:
    if "properties" not in schema or schema.get("additionalProperties", False) is not False:
        raise _NotStrictError
    needed = schema.get("required", [])
    properties = {
        name: _strict(inner, depth + 1) if name in needed else _nullable(_strict(inner, depth + 1))
        for name, inner in schema["properties"].items()
    }
    return {
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """The same schema, which takes null as well."""
    if "anyOf" in schema:
        others = [member for member in schema["anyOf"] if member != {"type": "null"}]
        return schema | {"anyOf": [*others, {"type": "null"}]}
    if "type" not in schema or "const" in schema:
        inner = {name: value for name, value in schema.items() if name != "description"}
        kept = {name: value for name, value in schema.items() if name == "description"}
        return {"anyOf": [inner, {"type": "null"}]} | kept
    nullable = schema | {"type": [*(kind for kind in _types(schema) if kind != "null"), "null"]}
    if "enum" in schema and None not in schema["enum"]:
        nullable["enum"] = [*schema["enum"], None]
    return nullable


def _described(schema: dict[str, Any]) -> str:
    """The description, and the default and the example that strict mode has no keyword for."""
    text = str(schema.get("description", ""))
    example = next(iter(schema.get("examples", [])), None)
    if example is not None and str(example) not in text:
        text += f" Example: {example}."
    if schema.get("default") is not None:
        text += f" Default: {schema['default']}."
    return text.strip()


def _types(schema: dict[str, Any]) -> list[Any]:
    given = schema.get("type", [])
    return given if isinstance(given, list) else [given]
