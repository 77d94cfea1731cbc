"""What a person typed or chose, as the value that the server asked for.

Raises `ValueError` with a sentence for the person. The server checks again: this is to help, and
not a guard. Patterns run in pydantic's engine, whose time no pattern can blow up.
"""

import json
import math
import re
from datetime import date, datetime
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import StringConstraints, TypeAdapter, ValidationError
from pydantic_core import SchemaError

from itsupport.orchestrator.forms.fields import Choice, FormField
from itsupport.orchestrator.forms.rules import demand
from itsupport.unicode import sendable

LEFT_OUT = object()
"""The field stays away from the answer; the server then takes its own default."""


def value_of(field: FormField, typed: Any) -> Any:
    """The value, or `LEFT_OUT`. `typed` is text, or a list of chosen keys for several choices."""
    if field.kind == "choices":
        return _chosen(field, typed if isinstance(typed, list) else [])
    text = sendable(typed) if isinstance(typed, str) else ""
    text = text if field.secret else text.strip()
    if not text:
        return _nothing(field)
    try:
        return _READERS[field.kind](field, text)
    except (ValueError, RecursionError):
        raise ValueError(demand(field)) from None


def _nothing(field: FormField) -> Any:
    """An emptied text is empty, where that is allowed and the default would come back otherwise."""
    free = field.kind == "text" and not (field.format or field.pattern or field.least)
    if field.required:
        raise ValueError(f"This is needed. {demand(field)}")
    return "" if free and field.default else LEFT_OUT


def _text(field: FormField, text: str) -> str:
    if field.format:
        _FORMATS[field.format](text)
    if field.format not in ("date", "date-time"):
        _hold(field.least is None or len(text) >= field.least)
        _hold(field.most is None or len(text) <= field.most)
    _hold(not field.pattern or fits(field.pattern, text))
    return text


def fits(pattern: str, text: str) -> bool:
    """Whether the text has the pattern in it; true for a pattern that cannot be run here."""
    try:
        kind = TypeAdapter[str](Annotated[str, StringConstraints(pattern=pattern)])
        kind.validate_python(text)
    except ValidationError:
        return False
    except SchemaError:  # written for another engine: the server will know
        return True
    return True


def _whole_number(field: FormField, text: str) -> int | float:
    _hold(bool(re.fullmatch(r"[+-]?\d+", text)))
    return _within(field, int(text))


def _number(field: FormField, text: str) -> int | float:
    if re.fullmatch(r"[+-]?\d+", text):
        return _within(field, int(text))
    number = float(text)
    _hold(math.isfinite(number) and "_" not in text)
    return _within(field, number)


def _within(field: FormField, number: int | float) -> int | float:
    _hold(field.least is None or number >= field.least)
    _hold(field.most is None or number <= field.most)
    _hold(field.above is None or number > field.above)
    _hold(field.below is None or number < field.below)
    return number


def _choice(field: FormField, text: str) -> Any:
    """By key or label; by their beginning where only one begins so."""
    for same in (str, str.casefold):
        for choice in field.choices:
            if same(text) in (same(choice.key), same(choice.label)):
                return choice.value
    starts = [c for c in field.choices if c.label.casefold().startswith(text.casefold())]
    _hold(len(starts) == 1)
    return starts[0].value


def _chosen(field: FormField, keys: list[Any]) -> Any:
    chosen: list[Choice] = [choice for choice in field.choices if choice.key in keys]
    unknown = set(map(str, keys)) - {choice.key for choice in field.choices}
    least = max(field.least or 0, 1 if field.required else 0)
    if not chosen and not unknown and not field.required:
        return [] if field.default else LEFT_OUT
    if unknown or len(chosen) < least or (field.most is not None and len(chosen) > field.most):
        raise ValueError(demand(field))
    return [choice.value for choice in chosen]


def _json(_: FormField, text: str) -> Any:
    value = sendable(json.loads(text, parse_constant=_refused))
    _hold(_can_be_sent(value))
    return value


def _object(_: FormField, text: str) -> dict[str, Any]:
    value = sendable(json.loads(text, parse_constant=_refused))
    _hold(isinstance(value, dict) and all(map(_can_be_sent, value.values())))
    return dict(value)


def _can_be_sent(value: Any) -> bool:
    """The protocol carries single values and lists of texts, and nothing deeper."""
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    return not isinstance(value, dict)


def _day(text: str) -> None:
    _hold(len(text) == 10 and bool(date.fromisoformat(text)))


def _moment(text: str) -> None:
    _hold("T" in text.upper() and datetime.fromisoformat(text).tzinfo is not None)


def _email(text: str) -> None:
    name, _, host = text.rpartition("@")
    _hold(bool(name) and "." in host.strip(".") and len(text.split()) == 1 and "@" not in name)


def _address(text: str) -> None:
    parts = urlsplit(text)
    _hold(bool(parts.scheme and (parts.netloc or parts.path)) and len(text.split()) == 1)


def _hold(so: bool) -> None:
    if not so:
        raise ValueError


def _refused(constant: str) -> None:
    raise ValueError(constant)


_FORMATS = {"date": _day, "date-time": _moment, "email": _email, "uri": _address}
_READERS = {
    "text": _text,
    "whole number": _whole_number,
    "number": _number,
    "choice": _choice,
    "json": _json,
    "object": _object,
}
