"""What is filled into a form is held against its schema, field by field."""

from typing import Any

import pytest

from itsupport.errors import SupportError
from itsupport.orchestrator.form_content import checked_content, choices_of, field_problem

TITLED = {"type": "string", "oneOf": [{"const": "a", "title": "A"}, {"const": "b", "title": "B"}]}
MANY = {"type": "array", "items": {"type": "string", "enum": ["x", "y"]}, "minItems": 1}
FITS: list[tuple[dict[str, Any], Any]] = [
    ({"type": "string"}, ""),
    ({"type": "string", "format": "date"}, "2025-06-30"),
    ({"type": "string", "format": "date-time"}, "2025-06-30T09:00:00"),
    ({"type": "string", "format": "email"}, "dana@techcorp.example"),
    ({"type": "string", "format": "uri"}, "https://techcorp.example/a"),
    ({"type": "string", "pattern": "^CUST-[0-9]{3}$"}, "CUST-001"),
    ({"type": "integer", "minimum": 0}, 0),
    ({"type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 2}, 1),
    ({"type": "integer"}, 10**400),
    ({"type": "number"}, 1.5),
    ({"type": "number"}, 2),
    ({"type": "boolean"}, False),
    (TITLED, "b"),
    (MANY, ["y"]),
    ({}, {"anything": "goes"}),
]
DOES_NOT: list[tuple[dict[str, Any], Any, str]] = [
    ({"type": "string"}, 5, "must be a text"),
    ({"type": "string", "minLength": 1}, "", "must not be empty"),
    ({"type": "string", "minLength": 3}, "ab", "must have at least 3 characters"),
    ({"type": "string", "maxLength": 2}, "abc", "must have at most 2 characters"),
    ({"type": "string", "format": "date"}, "30.6.2025", "must be a day such as 2025-06-30"),
    ({"type": "string", "format": "date"}, "2025-02-30", "must be a day such as 2025-06-30"),
    ({"type": "string", "format": "email"}, "dana", "must be an e-mail address"),
    ({"type": "string", "format": "uri"}, "no address", "must be an address"),
    ({"type": "string", "pattern": "^A$"}, "B", "must have the form ^A$"),
    ({"type": "integer"}, "5", "must be a whole number"),
    ({"type": "integer"}, True, "must be a whole number"),
    ({"type": "integer"}, 1.5, "must be a whole number"),
    ({"type": "number"}, False, "must be a number"),
    ({"type": "number", "maximum": 3}, 4, "must be 3 or less"),
    ({"type": "integer", "minimum": 1}, 0, "must be 1 or more"),
    ({"type": "integer", "exclusiveMinimum": 0}, 0, "must be more than 0"),
    ({"type": "number", "exclusiveMaximum": 1}, 1.0, "must be less than 1"),
    ({"type": "number"}, float("nan"), "must be a number"),
    ({}, float("inf"), "must be a number"),
    ({"type": "boolean"}, "yes", "must be true or false"),
    (TITLED, "c", "must be one of a, b"),
    (MANY, ["z"], "must be one of x, y"),
    (MANY, [], "must not be empty"),
    (MANY, "x", "must be a list of choices"),
]


@pytest.mark.parametrize(("field", "value"), FITS)
def test_what_fits_is_let_through(field: dict[str, Any], value: Any) -> None:
    assert field_problem(field, value) is None


@pytest.mark.parametrize(("field", "value", "problem"), DOES_NOT)
def test_what_does_not_fit_is_told_what_would(
    field: dict[str, Any], value: Any, problem: str
) -> None:
    assert field_problem(field, value) == problem


def test_defaults_are_filled_in_and_null_means_left_out() -> None:
    schema = {
        "properties": {"name": {"type": "string"}, "os": {"type": "string", "default": "other"}},
        "required": ["name"],
    }
    assert checked_content(schema, {"name": "Dana", "os": None}) == {"name": "Dana", "os": "other"}
    assert checked_content(schema, {"name": "Dana", "os": "linux"})["os"] == "linux"


def test_every_wrong_field_is_named_and_no_value_repeated() -> None:
    schema = {
        "properties": {"name": {"type": "string"}, "size": {"type": "integer"}},
        "required": ["name"],
    }
    with pytest.raises(SupportError) as caught:
        checked_content(schema, {"nam": "the secret text", "size": "the secret text"})
    envelope = caught.value.envelope
    assert envelope["error"] == "The reply does not fit the form: name is missing"
    assert "nam is not in the form" in envelope["reason"]
    assert "size must be a whole number" in envelope["reason"]
    assert envelope["suggested_actions"] == ["Did you mean 'name'?"]
    assert envelope["context"] == {"fields": ["nam", "name", "size"]}
    assert "secret" not in str(envelope)


def test_an_empty_form_may_be_accepted() -> None:
    assert checked_content({}, None) == {}


def test_choices_are_found_however_they_are_written() -> None:
    assert choices_of({"enum": [1, 2]}) == [1, 2]
    assert choices_of(TITLED) == ["a", "b"]
    assert choices_of({"const": "only"}) == ["only"]
    assert choices_of({"type": "string"}) == []


def test_a_pattern_that_would_run_for_ever_does_not() -> None:
    field = {"type": "string", "pattern": "^(a+)+$"}
    assert field_problem(field, "a" * 5_000 + "!") == "must have the form ^(a+)+$"


NONSENSE: list[Any] = [
    {"properties": None},
    {"properties": {"n": None}},
    {"properties": {"n": {"type": ["string"]}}},
    {"properties": {"n": {"type": "string", "minLength": "x"}}},
    {"properties": {"n": {"oneOf": 5}}},
    {"properties": {"n": {"type": "string", "pattern": 7}}},
]


@pytest.mark.parametrize("schema", NONSENSE, ids=str)
def test_a_schema_that_is_nonsense_is_left_to_its_server(schema: Any) -> None:
    assert checked_content(schema, {"n": "text"}) == {"n": "text"}
