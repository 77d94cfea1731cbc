"""Schemas that also take null, as strict ones do: what they take besides."""

from typing import Any


def without_null(raw: Any, definitions: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """The schema with references followed, and whether it also takes null."""
    if not isinstance(raw, dict):
        return {}, False
    if reference := raw.get("$ref"):
        raw = definitions.get(str(reference).rsplit("/", 1)[-1], {}) | raw
    branches = raw.get("anyOf") or raw.get("oneOf")
    if isinstance(branches, list):
        kept = [one for one in branches if isinstance(one, dict) and one.get("type") != "null"]
        inner = without_null(kept[0], definitions)[0] if kept else {}
        outer = {key: value for key, value in raw.items() if key not in ("anyOf", "oneOf")}
        return inner | outer, len(kept) < len(branches)
    if isinstance(types := raw.get("type"), list):
        plain = [one for one in types if one != "null"]
        return raw | {"type": plain[0] if plain else "string"}, "null" in types
    return raw, False
