"""What kind of value a parameter takes: an id, a choice, a day, a name, words to search for."""

import re
from dataclasses import replace
from typing import Any, Literal

from itsupport.offline.selector.language.words import listed, stem, stems_of
from itsupport.offline.selector.tools.shapes import (
    Shape,
    codes_in,
    is_safe,
    may_abbreviate,
    shape_of_examples,
    shape_of_pattern,
)

Kind = Literal[
    "id", "choice", "day", "whole", "number", "truth", "time", "mail", "search", "text", "other"
]
_ENDS = ["start", "end", "begin", "from", "to", "pickup", "arrival", "departure"]
_TIME_NAMES = frozenset(map(stem, ["time", *_ENDS]))
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


SUCH_AS = re.compile(
    r"\b(?:such as|for example|for instance|e\.g\.)\s+((?:[^;.()]|\.(?!\s|$))+)", re.I
)


ID_ENDINGS = frozenset(
    map(stem, ["id", "ids", "sku", "code", "ref", "reference", "number", "no", "nr"])
)
ID_NAMES = ("sku", "isbn", "ean")  # names of parameters that are ids without saying "id"


def without_examples(description: str) -> str:
    """A description without the examples in it, which are values and not what it is about."""
    return SUCH_AS.sub(" ", description)


def form_of(code: str) -> str:
    return re.sub(r"[a-z]+", "a", re.sub(r"[0-9]+", "9", code.lower()))


def parts_of(text: str) -> list[str]:
    parts = re.split(r",\s*(?:or\s+|and\s+)?|\s+or\s+", text)
    return [part.strip().strip("\"'`") for part in parts if part.strip()]


def shape_of(name: str, schema: dict[str, Any]) -> Shape | None:
    """The shape of the ids that a parameter takes; zeros lead only where an example shows some."""
    shape = _shape_of(name, schema)
    told = [*map(str, schema.get("examples") or ()), *codes_in(str(schema.get("description")))]
    numbers = [one for text in told for one in re.findall(r"\d+$", text)]
    zeros = not numbers or any(one.startswith("0") for one in numbers)
    return replace(shape, padded=zeros) if shape else None


def _shape_of(name: str, schema: dict[str, Any]) -> Shape | None:
    if schema.get("type", "string") != "string" or _is_day(name, schema) or _is_time(name, schema):
        return None
    if pattern := schema.get("pattern"):
        return shape_of_pattern(str(pattern))
    if _is_text_by_name(name):
        return None
    examples = [str(example) for example in schema.get("examples") or ()]
    shape = shape_of_examples(examples + codes_in(str(schema.get("description"))))
    prefix = shape.parts[0] if shape and len(shape.parts) > 1 else ""
    letters = re.match(r"([A-Z]+)(?=\[)", shape.parts[0]) if shape else None
    if shape and letters and len(shape.parts) == 1 and not may_abbreviate(letters[1], name):
        return Shape((f"[A-Z]{{{len(letters[1])}}}" + shape.parts[0][letters.end() :],))
    if shape and prefix.isalpha() and not may_abbreviate(prefix, name):
        return Shape((f"[A-Z]{{{len(prefix)}}}", *shape.parts[1:]))  # may stand for something else
    return shape


def _is_text_by_name(name: str) -> bool:
    return bool(set(stems_of(name)) & (listed("searches") | {"serial", "postcod", "phon"}))


def kind_of(name: str, schema: dict[str, Any], choices: tuple[str, ...], shape: Any) -> Kind:
    kinds: dict[str, Kind] = {"integer": "whole", "number": "number", "boolean": "truth"}
    kind = schema.get("type", "string")
    if choices:
        return "choice"
    if kind in ("integer", "number") and _is_number_of_a_thing(name, schema):
        return "id"
    if kind != "string":
        return kinds.get(str(kind), "other")
    stems = stems_of(name)
    if _is_day(name, schema):
        return "day"
    if _is_time(name, schema):
        return "time"
    if any(one.endswith("mail") for one in (*stems, str(schema.get("format")))):
        return "mail"
    if re.search(r"\be-?mail addresses\b", str(schema.get("description")), re.IGNORECASE):
        return "mail"
    if shape or name.lower() in ID_NAMES:
        return "id"
    if len(stems) > 1 and stems[-1] in ID_ENDINGS and not _is_text_by_name(name):
        return "id"
    wanted = re.search(
        r"\b(words|free text|keywords?)\b", without_examples(str(schema.get("description"))), re.I
    )
    return "search" if listed("searches") & set(stems) or wanted else "text"


def _is_number_of_a_thing(name: str, schema: dict[str, Any]) -> bool:
    """Whether an integer is an id: order_id, or "member" described as a membership number."""
    if len(stems_of(name)) > 1 and stems_of(name)[-1] in {"id", "ids", "number", "no", "nr"}:
        return True
    said = rf"\W*(?:the )?(?:\w+ (?:number|id)\b(?! of)|(?:number|id) of the {re.escape(name)}\b)"
    return bool(re.match(said, str(schema.get("description")), re.IGNORECASE))


def _is_time(name: str, schema: dict[str, Any]) -> bool:
    """Whether a text is a time of day: by its format, its pattern, its examples or its name."""
    if pattern := str(schema.get("pattern") or ""):
        return is_safe(pattern) and bool(re.fullmatch(pattern, "15:30"))
    said = f"{schema.get('examples', '')} {schema.get('description', '')}"
    hours = re.search(r"(?<![-T\d:])(?:\d\d:\d\d|HH:MM)(?![:\d]|\s*-)", said, re.IGNORECASE)
    named = set(stems_of(name)) <= _TIME_NAMES and "tim" in stems_of(name)
    other = schema.get("format") or re.search(r"\d|\b(?:iso|date)\b", said, re.IGNORECASE)
    return schema.get("format") == "time" or bool(hours) or (named and not other)


def _is_day(name: str, schema: dict[str, Any]) -> bool:
    if str(schema.get("format", "")) in ("date", "date-time"):
        return True
    if pattern := str(schema.get("pattern") or ""):
        return is_safe(pattern) and bool(re.fullmatch(pattern, "2025-06-30"))
    said = f"{schema.get('examples', '')} {schema.get('description', '')}"
    days = {"date", "day", "since", "until", "after", "befor"}
    return bool(_DAY.search(said)) or bool(days & set(stems_of(name)[-1:]))
