"""Checks a function's parameters: any JSON Schema of an object, or OpenAI's strict subset.

The subset is the one that OpenAI's guide "Structured Outputs", section "Supported schemas", lists.
"""

from typing import Any

from itsupport.offline.service.refusals import Refusal, expect, members

KEYWORDS = members(
    "type properties required additionalProperties items enum const anyOf $ref $defs definitions "
    "description title pattern format minimum maximum exclusiveMinimum exclusiveMaximum multipleOf "
    "minItems maxItems $schema $id $comment"
)
FORMATS = members("date-time time date duration email hostname ipv4 ipv6 uuid")
_SHAPES: dict[str, tuple[type, ...]] = {
    "properties": (dict,),
    "$defs": (dict,),
    "definitions": (dict,),
    "required": (list,),
    "enum": (list,),
    "anyOf": (list,),
    "type": (str, list),
    "format": (str,),
}


def check_parameters(function: dict[str, Any], path: str) -> None:
    """Check `parameters` of a function, strictly when it says `"strict": true`."""
    schema = function.get("parameters")
    if schema is None:
        return
    expect(schema, dict, f"{path}.parameters")
    if schema.get("type") != "object":
        given = schema.get("type", "None")
        detail = f"schema must be a JSON Schema of 'type: \"object\"', got 'type: \"{given}\"'."
        raise _invalid(function, path, detail)
    if schema.keys() & {"oneOf", "anyOf", "allOf", "enum", "not"}:
        choices = "'oneOf'/'anyOf'/'allOf'/'enum'/'not'"
        detail = f"schema must have type 'object' and not have {choices} at the top level."
        raise _invalid(function, path, detail)
    fault = _fault(schema, ()) if function.get("strict") else _shape_fault(schema, "In context=()")
    if fault:
        raise _invalid(function, path, fault)


def _invalid(function: dict[str, Any], path: str, detail: str) -> Refusal:
    message = f"Invalid schema for function '{function['name']}': {detail}"
    return Refusal(message, f"{path}.parameters", "invalid_function_parameters")


def _fault(schema: Any, path: tuple[str, ...]) -> str | None:
    """The first thing that the strict subset does not have, or None."""
    context = f"In context={path}"
    if not isinstance(schema, dict):
        return f"{context}, {schema!r} is not a schema."
    for keyword in schema:
        if keyword not in KEYWORDS:
            return f"{context}, '{keyword}' is not permitted."
    if fault := _shape_fault(schema, context):
        return fault
    if not schema.keys() & {"type", "anyOf", "$ref", "enum", "const"}:
        return f"{context}, schema must have a 'type' key."
    if "$ref" in schema and len(schema) > 1:
        return f"{context}, $ref cannot have keywords {sorted(schema.keys() - {'$ref'})}."
    if schema.get("format", "date") not in FORMATS:
        return f"{context}, '{schema['format']}' is not a valid format."
    if "array" in _types(schema) and "items" not in schema:
        return f"{context}, array schema missing items."
    return _object_fault(schema, context) or _inner_fault(schema, path)


def _shape_fault(schema: dict[str, Any], context: str) -> str | None:
    for keyword, kinds in _SHAPES.items():
        if keyword in schema and not isinstance(schema[keyword], kinds):
            return f"{context}, {schema[keyword]!r} is not valid for '{keyword}'."
    return None


def _object_fault(schema: dict[str, Any], context: str) -> str | None:
    if "object" not in _types(schema) and "properties" not in schema:
        return None
    if schema.get("additionalProperties") is not False:
        return f"{context}, 'additionalProperties' is required to be supplied and to be false."
    names, needed = schema.get("properties", {}), schema.get("required", [])
    for name in names:
        if name not in needed:
            return (
                f"{context}, 'required' is required to be supplied and to be an array including "
                f"every key in properties. Missing '{name}'."
            )
    for name in needed:
        if name not in names:
            return f"{context}, 'required' has '{name}', which is not in properties."
    return None


def _inner_fault(schema: dict[str, Any], path: tuple[str, ...]) -> str | None:
    inner: list[tuple[tuple[str, ...], Any]] = [
        ((keyword, name), child)
        for keyword in ("properties", "$defs", "definitions")
        for name, child in schema.get(keyword, {}).items()
    ]
    inner += [(("anyOf", str(index)), child) for index, child in enumerate(schema.get("anyOf", []))]
    inner += [(("items",), schema["items"])] if "items" in schema else []
    for steps, child in inner:
        if fault := _fault(child, (*path, *steps)):
            return fault
    return None


def _types(schema: dict[str, Any]) -> list[Any]:
    given = schema.get("type", [])
    return given if isinstance(given, list) else [given]
