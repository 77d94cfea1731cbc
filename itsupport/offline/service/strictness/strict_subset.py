"""OpenAI's strict subset of JSON Schema, one schema at a time.

Source: OpenAI's guide "Structured Outputs", section "Supported schemas".
"""

from typing import Any

from itsupport.offline.service.refusals import members

KEYWORDS = members(
    "type properties required additionalProperties items enum const anyOf $ref $defs definitions "
    "description title pattern format minimum maximum exclusiveMinimum exclusiveMaximum multipleOf "
    "minItems maxItems $schema $id $comment"
)
FORMATS = members("date-time time date duration email hostname ipv4 ipv6 uuid")
_MOST_CHOICES = 1000


def strict_fault(schema: dict[str, Any], root: dict[str, Any]) -> str | None:
    """The first thing in one schema of the document `root` that is not in the subset, or None."""
    for keyword in schema:
        if keyword not in KEYWORDS:
            return f"'{keyword}' is not permitted."
    if not schema.keys() & {"type", "anyOf", "$ref", "enum", "const"}:
        return "schema must have a 'type' key."
    if "$ref" in schema and len(schema) > 1:
        return f"$ref cannot have keywords {sorted(schema.keys() - {'$ref'})}."
    if "$ref" in schema and not _leads_somewhere(schema["$ref"], root):
        return f"reference to component '{schema['$ref']}' which was not found in the schema."
    if schema.get("format", "date") not in FORMATS:
        return f"'{schema['format']}' is not a valid format."
    if len(schema.get("enum", [])) > _MOST_CHOICES:
        return f"{len(schema['enum'])} enum values exceeds limit of {_MOST_CHOICES}."
    if "array" in types(schema) and "items" not in schema:
        return "array schema missing items."
    return _object_fault(schema)


def _object_fault(schema: dict[str, Any]) -> str | None:
    if "object" not in types(schema) and "properties" not in schema:
        return None
    if schema.get("additionalProperties") is not False:
        return "'additionalProperties' is required to be supplied and to be false."
    names, needed = schema.get("properties", {}), schema.get("required", [])
    for name in names:
        if name not in needed:
            return (
                "'required' is required to be supplied and to be an array including "
                f"every key in properties. Missing '{name}'."
            )
    for name in needed:
        if name not in names:
            return f"'required' has '{name}', which is not in properties."
    return None


def _leads_somewhere(reference: str, root: dict[str, Any]) -> bool:
    """A `$ref` inside the document: "#", "#/$defs/Ticket" or a longer way."""
    start, *steps = reference.split("/")
    place: Any = root
    for step in steps:
        if not isinstance(place, dict) or step not in place:
            return False
        place = place[step]
    return start == "#"


def types(schema: dict[str, Any]) -> list[Any]:
    """The types that a schema allows."""
    given = schema.get("type", [])
    return given if isinstance(given, list) else [given]
