"""Takes out the nulls that strict mode made a model send, and no others.

A strict schema requires every property, so a model sends null for what it leaves out. A null that
the tool's own schema takes, or asks for, or says nothing about, is meant and stays.
This leaves out validation: what else is wrong with the arguments is for the server to say.
"""

from typing import Any

from itsupport.llm.schema_branches import Schema, branches

_DEEPEST = 50
_KINDS: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": (int, float),  # JSON has 5.0 as well
    "number": (int, float),
    "null": type(None),
}


def without_nulls(arguments: dict[str, Any], input_schema: dict[str, Any]) -> dict[str, Any]:
    """The arguments without the nulls of optional properties that are not nullable themselves."""
    return _object(arguments, input_schema, input_schema, 0)


def _cleaned(value: Any, schema: Any, root: Schema, depth: int) -> Any:
    if depth > _DEEPEST:
        return value
    if isinstance(value, dict):
        return _object(value, schema, root, depth)
    if isinstance(value, list):
        items = [branch["items"] for branch in branches(schema, root) if "items" in branch]
        return [_cleaned(item, {"anyOf": items}, root, depth + 1) for item in value]
    return value


def _object(value: dict[str, Any], schema: Any, root: Schema, depth: int) -> dict[str, Any]:
    shape = _shape(value, schema, root)
    properties, needed = _properties(shape), _needed(shape)
    return {
        name: _cleaned(item, properties.get(name), root, depth + 1)
        for name, item in value.items()
        if item is not None
        or name in needed
        or name not in properties
        or _takes(None, properties[name], root)
    }


def _shape(value: dict[str, Any], schema: Any, root: Schema) -> Schema:
    """The one of several alternatives that the value was written for."""
    shapes = [branch for branch in branches(schema, root) if _has_kind(value, branch)]
    if len(shapes) == 1:
        return shapes[0]
    fitting = (shape for shape in shapes if _fits(value, shape, root))
    return next(fitting, schema if isinstance(schema, dict) else {})


def _fits(value: dict[str, Any], shape: Schema, root: Schema) -> bool:
    """Whether the strict form of this alternative takes the value, as far as its own level says."""
    properties, needed = _properties(shape), _needed(shape)
    if not value.keys() <= properties.keys() or not set(needed) <= value.keys():
        return not properties and not needed
    return all(
        (item is None and name not in needed) or _takes(item, properties[name], root)
        for name, item in value.items()
    )


def _takes(value: Any, schema: Any, root: Schema) -> bool:
    return any(
        _has_kind(value, branch)
        and value in _choices(branch, value)
        and value == branch.get("const", value)
        for branch in branches(schema, root)
    )


def _choices(branch: Schema, value: Any) -> list[Any]:
    found = branch.get("enum")
    return found if isinstance(found, list) else [value]


def _has_kind(value: Any, branch: Schema) -> bool:
    given = branch.get("type")
    kinds = given if isinstance(given, list) else [given]
    return any(isinstance(value, _KINDS.get(str(kind), object)) for kind in kinds)


def _properties(schema: Schema) -> dict[str, Any]:
    found = schema.get("properties")
    return found if isinstance(found, dict) else {}


def _needed(schema: Schema) -> list[str]:
    found = schema.get("required")
    return [name for name in found if isinstance(name, str)] if isinstance(found, list) else []
