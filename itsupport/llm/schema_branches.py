"""The alternatives of a JSON Schema, each without `$ref`, `anyOf` and `oneOf` at its top.

References within the document are followed, others left out. `allOf` is merged.
"""

from typing import Any
from urllib.parse import unquote

Schema = dict[str, Any]
_COMBINING = ("$ref", "allOf", "anyOf", "oneOf")


def branches(schema: Any, root: Schema, seen: tuple[str, ...] = ()) -> list[Schema]:
    """Every alternative of `schema`, a part of `root`; one that takes anything is empty.

    `seen` are the references that led here: a circle of them has no alternatives.
    """
    if not isinstance(schema, dict):
        return [] if schema is False else [{}]
    found = [{name: part for name, part in schema.items() if name not in _COMBINING}]
    if isinstance(reference := schema.get("$ref"), str):
        if reference in seen:
            return []
        found = _both(found, branches(_at(reference, root), root, (*seen, reference)))
    for part in _members(schema, "allOf"):
        found = _both(found, branches(part, root, seen))
    for name in ("anyOf", "oneOf"):
        if members := _members(schema, name):
            either = [branch for part in members for branch in branches(part, root, seen)]
            found = _both(found, either)
    return found


def _members(schema: Schema, name: str) -> list[Any]:
    found = schema.get(name)
    return found if isinstance(found, list) else []


def _both(ours: list[Schema], theirs: list[Schema]) -> list[Schema]:
    """Every pair of alternatives that hold together."""
    return [_merged(one, other) for one in ours for other in theirs]


def _merged(one: Schema, other: Schema) -> Schema:
    merged = other | one
    for name, kind in (("properties", dict), ("required", list)):
        parts = [part[name] for part in (one, other) if isinstance(part.get(name), kind)]
        if len(parts) == 2:
            merged[name] = parts[1] | parts[0] if kind is dict else [*parts[0], *parts[1]]
    return merged


def _at(reference: str, root: Schema) -> Any:
    """What a JSON Pointer such as `#/$defs/Level` points at; anything where it leads nowhere."""
    if not reference.startswith("#"):
        return {}
    found: Any = root
    for step in unquote(reference[1:]).split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if not isinstance(found, dict) or key not in found:
            return {}
        found = found[key]
    return found
