"""What was filled into a form, held against the form's schema before it is sent.

A form is flat: texts, numbers, yes or no, choices and days. Defaults are filled in; every other
field that does not fit is named with what would fit, and never with what was written there.
"""

import math
import operator
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from itsupport.errors import SupportError, did_you_mean
from itsupport.orchestrator.forms.reading import fits

_FORMATS: dict[str, tuple[Callable[[str], Any], str]] = {
    "date": (date.fromisoformat, "must be a day such as 2025-06-30"),
    "date-time": (datetime.fromisoformat, "must be a day and time such as 2025-06-30T09:00:00"),
    "email": (
        lambda text: _matching(r"[^@\s]+@[^@\s]+\.[^@\s]+", text),
        "must be an e-mail address",
    ),
    "uri": (lambda text: _matching(r"[A-Za-z][A-Za-z0-9+.-]*:\S+", text), "must be an address"),
}
_KINDS: dict[str, tuple[tuple[type, ...], str]] = {
    "string": ((str,), "must be a text"),
    "integer": ((int,), "must be a whole number"),
    "number": ((int, float), "must be a number"),
    "boolean": ((bool,), "must be true or false"),
    "array": ((list,), "must be a list of choices"),
}
_LIMITS: tuple[tuple[str, Callable[[Any, Any], bool], str], ...] = (
    ("minimum", operator.ge, "must be {} or more"),
    ("maximum", operator.le, "must be {} or less"),
    ("exclusiveMinimum", operator.gt, "must be more than {}"),
    ("exclusiveMaximum", operator.lt, "must be less than {}"),
)


def checked_content(schema: dict[str, Any], content: dict[str, Any] | None) -> dict[str, Any]:
    """The content with defaults filled in. Raises `SupportError` that names every wrong field.

    What is no form, or has nonsense for limits, is left to the server that wrote it.
    """
    try:
        return _checked(schema, content)
    except (AttributeError, KeyError, TypeError):
        return dict(content or {})


def _checked(schema: dict[str, Any], content: dict[str, Any] | None) -> dict[str, Any]:
    fields: dict[str, dict[str, Any]] = schema.get("properties", {})
    defaults = {name: field["default"] for name, field in fields.items() if "default" in field}
    filled = defaults | {
        name: value for name, value in (content or {}).items() if value is not None
    }
    missing = [name for name in schema.get("required", []) if name not in filled]
    faults = [f"{name} is missing" for name in missing]
    for name, value in filled.items():
        if (
            problem := field_problem(fields[name], value)
            if name in fields
            else "is not in the form"
        ):
            faults.append(f"{name} {problem}")
    if faults:
        unknown = [name for name in filled if name not in fields]
        raise SupportError(
            f"The reply does not fit the form: {faults[0]}",
            f"Also: {'; '.join(faults[1:])}." if faults[1:] else "Nothing was sent.",
            suggested_actions=[hint for name in unknown for hint in did_you_mean(name, fields)],
            retryable=True,
            context={"fields": sorted({fault.split(" ")[0] for fault in faults})},
        )
    return filled


def field_problem(field: dict[str, Any], value: Any) -> str | None:
    """What is wrong with one value, as the end of a sentence about the field; None when it fits."""
    kinds, statement = _KINDS.get(field.get("type", ""), ((object,), ""))
    if not isinstance(value, kinds):
        return statement
    if isinstance(value, bool):  # to Python, true is a number
        return statement if {bool, object}.isdisjoint(kinds) else None
    if isinstance(value, list):
        problems = [field_problem(field.get("items", {}), item) for item in value]
        return next(filter(None, problems), None) or _size_problem(field, value, "Items", "choices")
    choices = choices_of(field)
    if choices and value not in choices:
        return f"must be one of {', '.join(map(str, choices))}"
    if isinstance(value, str):
        return _text_problem(field, value)
    return _number_problem(field, value) if isinstance(value, int | float) else None


def choices_of(field: dict[str, Any]) -> list[Any]:
    """The values that a field may have, in the form's order; empty when any value goes."""
    titled = field.get("oneOf") or field.get("anyOf") or []
    found = [choice["const"] for choice in titled if "const" in choice] or field.get("enum", [])
    return list(found) or ([field["const"]] if "const" in field else [])


def _text_problem(field: dict[str, Any], text: str) -> str | None:
    read, statement = _FORMATS.get(field.get("format", ""), (str, ""))
    try:
        read(text)
    except ValueError:
        return statement
    if "pattern" in field and not fits(field["pattern"], text):
        return f"must have the form {field['pattern']}"
    return _size_problem(field, text, "Length", "characters")


def _size_problem(field: dict[str, Any], value: Any, what: str, unit: str) -> str | None:
    least, most = field.get(f"min{what}", 0), field.get(f"max{what}")
    if len(value) < least:
        return "must not be empty" if least == 1 else f"must have at least {least} {unit}"
    return f"must have at most {most} {unit}" if most is not None and len(value) > most else None


def _number_problem(field: dict[str, Any], number: float) -> str | None:
    if isinstance(number, float) and not math.isfinite(number):
        return "must be a number"  # to Python these are some, and JSON has none of them
    for limit, holds, statement in _LIMITS:
        if field.get(limit) is not None and not holds(number, field[limit]):
            return statement.format(field[limit])
    return None


def _matching(pattern: str, text: str) -> None:
    if not re.fullmatch(pattern, text):
        raise ValueError(text)
