"""Checking arguments against a tool's JSON Schema before a call is sent.

The keywords that tools use are checked here, in microseconds; others are ignored.
"""

import re
from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}

_FORMATS = {
    "date": r"\d{4}-\d{2}-\d{2}",
    "date-time": r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?",
    "time": r"\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?",
    "email": r"[^@\s]+@[^@\s]+",
}


def completed(arguments: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """The arguments with the default of each required one that was left out.

    Without a default it is null, as the strict form of a schema wants it.
    """
    missing = [name for name in schema.get("required") or () if name not in arguments]
    told = schema.get("properties") or {}
    return arguments | {name: (told.get(name) or {}).get("default") for name in missing}


def faults(arguments: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    """The names of the arguments that do not fit the schema, in order."""
    properties = schema.get("properties") or {}
    definitions = schema.get("$defs") or schema.get("definitions") or {}
    found = [name for name in schema.get("required") or () if name not in arguments]
    for name, value in arguments.items():
        if name not in properties:
            found += [name] if schema.get("additionalProperties") is False else []
        elif not fits(value, properties[name], definitions):
            found.append(name)
    return found


def fits(value: Any, schema: Any, definitions: dict[str, Any]) -> bool:
    """Whether a value fits a schema."""
    if not isinstance(schema, dict):
        return schema is not False
    if reference := schema.get("$ref"):
        target = definitions.get(str(reference).rsplit("/", 1)[-1], {})
        return fits(value, target, definitions)
    for keyword in ("anyOf", "oneOf"):
        branches = schema.get(keyword)
        if branches and not any(fits(value, branch, definitions) for branch in branches):
            return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if "const" in schema and value != schema["const"]:
        return False
    return _has_type(value, schema) and _is_within(value, schema, definitions)


def _has_type(value: Any, schema: dict[str, Any]) -> bool:
    wanted = schema.get("type")
    if wanted is None:
        return True
    for name in [wanted] if isinstance(wanted, str) else wanted:
        is_truth = isinstance(value, bool) and name not in ("boolean",)
        if isinstance(value, _TYPES.get(name, (object,))) and not is_truth:
            return True
    return False


def _is_within(value: Any, schema: dict[str, Any], definitions: dict[str, Any]) -> bool:
    match value:
        case str():
            form = _FORMATS.get(str(schema.get("format")))
            if form and not re.fullmatch(form, value):
                return False
            pattern = schema.get("pattern")
            longest = schema.get("maxLength", len(value))
            shortest = schema.get("minLength", 0)
            return shortest <= len(value) <= longest and (
                pattern is None or re.search(pattern, value) is not None
            )
        case bool():
            return True
        case int() | float():
            low, high = schema.get("minimum", value), schema.get("maximum", value)
            above = value > schema.get("exclusiveMinimum", value - 1)
            below = value < schema.get("exclusiveMaximum", value + 1)
            steps = schema.get("multipleOf")
            whole = not steps or abs(value / steps - round(value / steps)) < 1e-9
            return bool(low <= value <= high and above and below and whole)
        case list():
            longest = schema.get("maxItems", len(value))
            unique = len({repr(one) for one in value}) == len(value)
            if not schema.get("minItems", 0) <= len(value) <= longest:
                return False
            if schema.get("uniqueItems") and not unique:
                return False
            return all(fits(one, schema.get("items", True), definitions) for one in value)
        case _:
            return True
