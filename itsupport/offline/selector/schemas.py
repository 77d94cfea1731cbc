"""Reading a tool's JSON Schema: which parameters it has and what each takes.

Both shapes are read: plain, and strict, where an optional parameter is required but nullable.
This file leaves out any judgement of which tool fits a question.
"""

import re
from dataclasses import dataclass
from typing import Any, Literal

from itsupport.offline.exchange import Tool
from itsupport.offline.selector.identifiers import (
    Shape,
    ids_named_in,
    shape_of_examples,
    shape_of_pattern,
)
from itsupport.offline.selector.words import stem, stems_of

Kind = Literal["id", "choice", "day", "whole", "number", "truth", "mail", "search", "text", "other"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SEARCH_NAMES = frozenset(
    map(
        stem,
        [
            "query",
            "search",
            "text",
            "words",
            "keywords",
            "question",
            "topic",
            "issue",
            "problem",
            "term",
            "phrase",
        ],
    )
)
NAMES = frozenset(map(stem, ["name", "title", "author", "guest", "city", "place"]))
_DAY_NAMES = frozenset(map(stem, ["date", "day", "since", "until", "after", "before"]))


@dataclass(frozen=True)
class Parameter:
    """One parameter. `type_key` is equal for parameters that take the same kind of id."""

    name: str
    kind: Kind
    required: bool
    description: str
    stems: tuple[str, ...]
    choices: tuple[str, ...] = ()
    many: bool = False
    shape: Shape | None = None
    type_key: str = ""
    examples: tuple[Any, ...] = ()

    @property
    def noun(self) -> str:
        """What an id identifies, for people: "customer" for customer_id."""
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", self.name).replace("_", " ").lower().split()
        kept = [word for word in words if word not in {"id", "ids", "number", "code", "ref"}]
        return " ".join(kept) or self.name


def parameters_of(tool: Tool) -> tuple[Parameter, ...]:
    """The parameters of a tool in the order of its schema."""
    schema = tool.parameters
    definitions = schema.get("$defs") or schema.get("definitions") or {}
    required = set(schema.get("required") or ())
    found = []
    for name, raw in (schema.get("properties") or {}).items():
        inner, nullable = _without_null(raw, definitions)
        needed = name in required and not nullable and "default" not in raw
        found.append(_parameter(name, inner, needed))
    return tuple(found)


def takes_names(parameter: Parameter) -> bool:
    """Whether a text parameter is for the name of a person, a company, a place, a work."""
    return bool(NAMES & set(parameter.stems))


def _without_null(raw: Any, definitions: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """The schema with references followed, and whether it also takes null."""
    if not isinstance(raw, dict):
        return {}, False
    if reference := raw.get("$ref"):
        raw = definitions.get(str(reference).rsplit("/", 1)[-1], {}) | raw
    for keyword in ("anyOf", "oneOf"):
        if branches := raw.get(keyword):
            kept = [branch for branch in branches if branch.get("type") != "null"]
            inner, _ = _without_null(kept[0] if kept else {}, definitions)
            outer = {key: value for key, value in raw.items() if key != keyword}
            return inner | outer, len(kept) < len(branches)
    types = raw.get("type")
    if isinstance(types, list):
        kept = [one for one in types if one != "null"]
        return raw | {"type": kept[0] if kept else "string"}, "null" in types
    return raw, False


def _parameter(name: str, schema: dict[str, Any], required: bool) -> Parameter:
    items = schema.get("items") if schema.get("type") == "array" else None
    one = _without_null(items, {})[0] if items else schema
    description = str(schema.get("description") or one.get("description") or "")
    choices = tuple(str(c) for c in one.get("enum") or () if c is not None)
    shape = None if choices else _shape(name, one, description)
    kind = _kind(name, one, description, choices, shape)
    return Parameter(
        name=name,
        kind=kind,
        required=required,
        description=description,
        stems=stems_of(name),
        choices=choices,
        many=items is not None,
        shape=shape if kind == "id" else None,
        type_key=(shape.key if shape else _noun_key(name)) if kind == "id" else "",
        examples=tuple(one.get("examples") or ()),
    )


def _shape(name: str, schema: dict[str, Any], description: str) -> Shape | None:
    if schema.get("type", "string") != "string" or _is_day(name, schema):
        return None
    if pattern := schema.get("pattern"):
        return shape_of_pattern(pattern)
    examples = [str(example) for example in schema.get("examples") or ()]
    named = [example for example in ids_named_in(description) if not _DAY.fullmatch(example)]
    return shape_of_examples(examples + named)


def _kind(
    name: str, schema: dict[str, Any], description: str, choices: tuple[str, ...], shape: Any
) -> Kind:
    match schema.get("type", "string"):
        case _ if choices:
            return "choice"
        case "integer":
            return "whole"
        case "number":
            return "number"
        case "boolean":
            return "truth"
        case "string":
            return _kind_of_text(name, schema, description, shape)
        case _:
            return "other"


def _kind_of_text(name: str, schema: dict[str, Any], description: str, shape: Any) -> Kind:
    stems = stems_of(name)
    if _is_day(name, schema):
        return "day"
    if shape or (len(stems) > 1 and stems[-1] in {"id", "ids"}):
        return "id"
    if any(word.endswith("mail") for word in (*stems, str(schema.get("format")))):
        return "mail"
    searches = re.search(r"\b(words|free text|keywords|search for|look for)\b", description, re.I)
    return "search" if _SEARCH_NAMES & set(stems) or searches else "text"


def _is_day(name: str, schema: dict[str, Any]) -> bool:
    if str(schema.get("format", "")).startswith("date"):
        return True
    if pattern := schema.get("pattern"):
        return len(pattern) < 120 and bool(re.search(r"4\}\$?-", pattern)) and "-" in pattern
    examples = " ".join(str(example) for example in schema.get("examples") or ())
    said = f"{examples} {schema.get('description', '')}"
    return bool(_DAY.search(said)) or bool(_DAY_NAMES & set(stems_of(name)))


def _noun_key(name: str) -> str:
    return "_".join(part for part in stems_of(name) if part not in {"id", "ids"})
