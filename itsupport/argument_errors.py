"""From pydantic's findings about a call to one error that says what to write instead."""

import re
from contextlib import suppress
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from itsupport.errors import SupportError, did_you_mean

_SEPARATORS = re.compile(r"[\s_\-\u2010-\u2015]+")
_ID = re.compile(r"[A-Z]+(-[A-Z]+)*-\d+")
_AS = {
    "int_type": "a whole number, without quotation marks",
    "float_type": "a number, without quotation marks",
    "bool_type": "true or false",
    "string_type": "a text, in quotation marks",
}


def argument_error(name: str, model: type[BaseModel], problem: ValidationError) -> SupportError:
    """The error for a call of the function `name`, whose parameters `model` describes."""
    faults = problem.errors(include_url=False)
    return SupportError(
        f"{name} cannot be called like this: {_statement(faults[0], model)}",
        _reason(faults, model),
        suggested_actions=[action for fault in faults for action in _advice(fault, model)],
        retryable=True,
        context={"arguments": sorted({str(fault["loc"][0]) for fault in faults})},
    )


def _reason(faults: list[ErrorDetails], model: type[BaseModel]) -> str:
    """The other faults when there are several; for a single one, what its argument is for."""
    if len(faults) > 1:
        return f"Also: {'; '.join(_statement(fault, model) for fault in faults[1:])}."
    field = _fields(model).get(str(faults[0]["loc"][0]))
    return _notes(field, "description") or "" if field else f"{_parameters(model)}."


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The parameters by the names that callers use."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _parameters(model: type[BaseModel]) -> str:
    return f"It takes {', '.join(_fields(model)) or 'no arguments'}"


def _statement(fault: ErrorDetails, model: type[BaseModel]) -> str:
    """One fault as a sentence without its full stop."""
    argument, given = ".".join(str(step) for step in fault["loc"]), _short(fault["input"])
    match fault["type"]:
        case "missing":
            return f"{argument} is missing"
        case "extra_forbidden":
            return f"there is no argument {argument}"
        case "literal_error":
            return f"{argument} is {given}, not one of {fault['ctx']['expected']}"
        case "string_pattern_mismatch":
            return f"{argument} is {given}, which {_unlike(fault, model)}"
        case "value_error":
            return f"{argument} is {given}: {fault['ctx']['error']}"
        case _:
            return f"{argument} is {given}: {fault['msg'][:1].lower()}{fault['msg'][1:]}"


def _unlike(fault: ErrorDetails, model: type[BaseModel]) -> str:
    """What a text of the wrong form lacks: an example says it better than a pattern."""
    examples = _notes(_fields(model)[str(fault["loc"][0])], "examples")
    if examples:
        return f"does not look like {examples[0]!r}"
    return f"does not have the form {fault['ctx']['pattern']}"


def _advice(fault: ErrorDetails, model: type[BaseModel]) -> list[str]:
    """What to write instead: a near miss where there is one, else an example."""
    argument = str(fault["loc"][0])
    if fault["type"] == "extra_forbidden":
        return did_you_mean(argument, _fields(model)) or [f"Leave {argument} out."]
    given = fault["input"]
    if fault["type"] == "literal_error" and isinstance(given, str):
        choices = [
            choice.strip("'")
            for choice in fault["ctx"]["expected"].replace(" or ", ", ").split(", ")
        ]
        return did_you_mean(given, choices)
    if fault["type"] in _AS:
        return [f"Write {argument} as {_AS[fault['type']]}."]
    examples = _notes(_fields(model)[argument], "examples") or []
    unlike = fault["type"] == "string_pattern_mismatch" and examples
    if unlike and (meant := _meant(given, str(examples[0]), fault["ctx"]["pattern"])):
        return [f"Did you mean {meant!r}?"]
    advice = [f"Write {argument} like {example!r}." for example in examples[:1]]
    return advice or ([f"Give {argument}."] if fault["type"] == "missing" else [])


def _meant(given: str, example: str, pattern: str) -> str:
    """The id that somebody meant with small letters, blanks, no dash or too few zeros, or ""."""
    if not _ID.fullmatch(example):
        return ""
    with_dashes = "-".join(_SEPARATORS.split(given.strip())).upper()
    head, number = _in_two(with_dashes)
    _, digits = _in_two(example)
    if digits.startswith("0"):
        number = number.lstrip("0").zfill(len(digits))
    guesses = (with_dashes, f"{head.rstrip('-')}-{number}")
    with suppress(re.error):  # pydantic's patterns are Rust's, and know more
        return next((guess for guess in guesses if re.search(pattern, guess)), "")
    return ""


def _in_two(text: str) -> tuple[str, str]:
    """What a text begins with, and the number that it ends with."""
    head = text.rstrip("0123456789")
    return head, text[len(head) :]


def _notes(field: FieldInfo, kind: str) -> Any:
    """A note of a field, such as its examples; those of `X | None` are kept with X."""
    if found := getattr(field, kind):
        return found
    members = getattr(field.annotation, "__args__", ())
    notes = [note for member in members for note in getattr(member, "__metadata__", ())]
    return next((found for note in notes if (found := getattr(note, kind, None))), None)


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
