"""A form's JSON Schema as a list of fields.

The protocol allows a flat object of texts, numbers, yes-or-no and choices. Servers send other
things too: whatever is not understood becomes a box for JSON, so that no schema can break a form.
This file leaves out what may be typed (`rules.py`) and what it then means (`reading.py`).
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from itsupport.orchestrator.forms.secrecy import looks_secret
from itsupport.unicode import printable

Kind = Literal["text", "whole number", "number", "choice", "choices", "json", "object"]
FORMATS = ("date", "date-time", "email", "uri")
LONGEST_LABEL, LONGEST_TEXT = 120, 1_000


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values to choose from; `key` is what a page sends back for it."""

    value: Any
    label: str

    @property
    def key(self) -> str:
        return self.value if isinstance(self.value, str) else json.dumps(self.value)


@dataclass(frozen=True, slots=True)
class FormField:
    """`least` and `most` are letters of a text, choices of several, or the number's own limits."""

    name: str
    label: str
    description: str = ""
    kind: Kind = "text"
    required: bool = False
    default: Any = None
    format: str = ""
    pattern: str = ""
    least: float | None = None
    most: float | None = None
    above: float | None = None
    below: float | None = None
    choices: tuple[Choice, ...] = ()

    @property
    def secret(self) -> bool:
        """Whether it looks as if a password were wanted, which no server may ask by form."""
        return looks_secret(self.name, self.label, self.description)


def field_of(name: str, schema: Any, *, required: bool) -> FormField:
    """The field of one property. Never fails."""
    told = _without_null(schema if isinstance(schema, dict) else {})
    said = {"label": _label(name, told), "description": _text(told.get("description"))}
    about: dict[str, Any] = {
        "name": name,
        "required": required,
        "default": told.get("default"),
        **said,
    }
    if choices := _choices(told):
        return FormField(kind="choice", choices=choices, **about)
    match told.get("type"):
        case "string":
            return FormField(kind="text", **about, **_text_rules(told))
        case "integer" | "number" as kind:
            kind = "whole number" if kind == "integer" else "number"
            return FormField(kind=kind, **about, **_number_rules(told))  # type: ignore[arg-type]
        case "array" if several := _choices(told.get("items")):
            least, most = _count(told.get("minItems")), _count(told.get("maxItems"))
            return FormField(kind="choices", choices=several, least=least, most=most, **about)
    return FormField(kind="json", **about)


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Optional values of other generators: `["string", "null"]`, or any of X and null."""
    kinds = schema.get("type")
    if isinstance(kinds, list):
        named = [kind for kind in kinds if kind != "null"]
        return schema | {"type": named[0] if len(named) == 1 else None}
    branches = schema.get("anyOf")
    if isinstance(branches, list):
        real = [b for b in branches if isinstance(b, dict) and b.get("type") != "null"]
        if len(real) == 1 and len(branches) == 2:
            return real[0] | {key: schema[key] for key in schema if key != "anyOf"}
    return schema


def _choices(schema: Any) -> tuple[Choice, ...]:
    """What there is to choose from, in the protocol's newer and older ways of writing it."""
    if not isinstance(schema, dict):
        return ()
    for titled in (schema.get("oneOf"), schema.get("anyOf")):
        if isinstance(titled, list) and titled and all(map(_is_titled, titled)):
            return tuple(_choice(one["const"], one.get("title")) for one in titled)
    values, names = schema.get("enum"), schema.get("enumNames")
    if isinstance(values, list) and values and all(map(_is_single, values)):
        labels = names if isinstance(names, list) and len(names) == len(values) else values
        return tuple(_choice(value, name) for value, name in zip(values, labels, strict=True))
    if "const" in schema and _is_single(schema["const"]):
        return (_choice(schema["const"], None),)
    yes_or_no = (Choice(True, "Yes"), Choice(False, "No"))
    return yes_or_no if schema.get("type") == "boolean" else ()


def _is_titled(option: Any) -> bool:
    return isinstance(option, dict) and "const" in option and _is_single(option["const"])


def _is_single(value: Any) -> bool:
    return not isinstance(value, dict | list)


def _choice(value: Any, label: Any) -> Choice:
    shown = label if isinstance(label, str) and label.strip() else None
    written = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return Choice(value, _text(shown or written, LONGEST_LABEL) or "(empty)")


def _text_rules(schema: Mapping[str, Any]) -> dict[str, Any]:
    kind, pattern = schema.get("format"), schema.get("pattern")
    return {
        "format": kind if kind in FORMATS else "",
        "pattern": pattern if isinstance(pattern, str) else "",
        "least": _count(schema.get("minLength")),
        "most": _count(schema.get("maxLength")),
    }


def _number_rules(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "least": _number(schema.get("minimum")),
        "most": _number(schema.get("maximum")),
        "above": _number(schema.get("exclusiveMinimum")),
        "below": _number(schema.get("exclusiveMaximum")),
    }


def _number(limit: Any) -> float | None:
    real = isinstance(limit, int | float) and not isinstance(limit, bool)
    return limit if real and (isinstance(limit, int) or math.isfinite(limit)) else None


def _count(limit: Any) -> float | None:
    number = _number(limit)
    return number if number is not None and number >= 0 else None


def _label(name: str, schema: Mapping[str, Any]) -> str:
    """The title; without one, the name in words."""
    title = _text(schema.get("title"), LONGEST_LABEL)
    words = _text(name.replace("_", " ").strip(), LONGEST_LABEL)
    return title or words[:1].upper() + words[1:] or "(no name)"


def _text(said: Any, longest: int = LONGEST_TEXT) -> str:
    """What a server said on one line, harmless and not endless."""
    flat = printable(" ".join(said.split())) if isinstance(said, str) else ""
    return flat if len(flat) <= longest else f"{flat[: longest - 1]}…"
