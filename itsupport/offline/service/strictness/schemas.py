"""Checks a function's parameters: a JSON Schema of an object, or OpenAI's strict subset of it."""

from collections.abc import Iterator
from typing import Any

from itsupport.offline.service.refusals import Refusal, expect
from itsupport.offline.service.strictness.strict_subset import strict_fault, types

_KINDS = ("object", "array", "string", "integer", "number", "boolean", "null")
_SHAPES: dict[str, tuple[type, ...]] = {
    "properties": (dict,),
    "$defs": (dict,),
    "definitions": (dict,),
    "required": (list,),
    "enum": (list,),
    "anyOf": (list,),
    "type": (str, list),
    "format": (str,),
    "$ref": (str,),
}
_MOST_LEVELS = 10
_MOST_PROPERTIES = 5000


def check_parameters(function: dict[str, Any], path: str) -> None:
    """Check `parameters` of a function, strictly when it says `"strict": true`."""
    schema = function.get("parameters")
    if schema is None:
        return
    expect(schema, dict, f"{path}.parameters")
    if fault := _top_fault(schema) or _fault(schema, bool(function.get("strict"))):
        message = f"Invalid schema for function '{function['name']}': {fault}"
        raise Refusal(message, f"{path}.parameters", "invalid_function_parameters")


def _top_fault(schema: dict[str, Any]) -> str | None:
    if schema.get("type") != "object":
        given = schema.get("type", "None")
        return f"schema must be a JSON Schema of 'type: \"object\"', got 'type: \"{given}\"'."
    if schema.keys() & {"oneOf", "anyOf", "allOf", "enum", "not"}:
        choices = "'oneOf'/'anyOf'/'allOf'/'enum'/'not'"
        return f"schema must have type 'object' and not have {choices} at the top level."
    return None


def _fault(schema: dict[str, Any], strict: bool) -> str | None:
    """The first thing that is no JSON Schema, or not in the strict subset; or None."""
    names = 0
    for path, part in _parts(schema):
        context = f"In context={path}"
        if not isinstance(part, dict):
            if strict or not isinstance(part, bool):
                return f"{context}, {part!r} is not a schema."
            continue
        if fault := _shape_fault(part) or (strict_fault(part, schema) if strict else None):
            return f"{context}, {fault}"
        names += len(part.get("properties", {}))
        levels = 1 + sum(step in ("properties", "items") for step in path)
        if strict and levels > _MOST_LEVELS + 1:
            return f"{levels - 1} levels of nesting exceeds limit of {_MOST_LEVELS}."
    if strict and names > _MOST_PROPERTIES:
        return f"{names} object properties exceeds limit of {_MOST_PROPERTIES}."
    return None


def _parts(schema: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every schema in a schema with the way to it, from the outside in.

    It goes on when the caller has looked at one, so that what has a wrong shape is never entered.
    """
    waiting: list[tuple[tuple[str, ...], Any]] = [((), schema)]
    while waiting:
        path, part = waiting.pop()
        yield path, part
        if not isinstance(part, dict):
            continue
        inner = [((*path, "items"), part["items"])] if "items" in part else []
        for keyword in ("anyOf", "definitions", "$defs", "properties"):
            found = part.get(keyword, {})
            children = found if isinstance(found, dict) else dict(enumerate(found))
            inner += [((*path, keyword, str(name)), children[name]) for name in reversed(children)]
        waiting += inner


def _shape_fault(schema: dict[str, Any]) -> str | None:
    for keyword, kinds in _SHAPES.items():
        if keyword in schema and not isinstance(schema[keyword], kinds):
            return f"{schema[keyword]!r} is not valid for '{keyword}'."
    for kind in types(schema):
        if kind not in _KINDS:
            return f"{kind!r} is not valid under any of the given schemas."
    return None
