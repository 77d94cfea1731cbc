"""Which nulls of a model's arguments are taken out: those that strict mode asked for."""

from typing import Any

import pytest

from itsupport.llm import without_nulls

PLACE = {
    "type": "object",
    "properties": {"city": {"type": "string"}, "floor": {"type": "integer"}},
    "required": ["city"],
}
NULLABLE = [
    {"type": ["string", "null"]},
    {"anyOf": [{"type": "string"}, {"type": "null"}]},
    {"oneOf": [{"type": "string"}, {"type": "null"}]},
    {"$ref": "#/$defs/MaybeText"},
    {"allOf": [{"$ref": "#/$defs/MaybeText"}], "description": "Text."},
    {"enum": ["a", None]},
    {},
    True,
]
NOT_NULLABLE = [
    {"type": "string"},
    {"enum": ["a", "b"]},
    {"const": "a"},
    {"$ref": "#/$defs/Text"},
    {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/Text"}]},
    {"$ref": "#/$defs/Circle"},
]
DEFINED = {
    "Text": {"type": "string"},
    "MaybeText": {"type": ["string", "null"]},
    "Circle": {"anyOf": [{"$ref": "#/$defs/Circle"}]},
    "a/b": PLACE,
}


def one(schema: Any, *, required: bool = False) -> dict[str, Any]:
    """The schema of a tool with a single parameter `x`."""
    needed = ["x"] if required else []
    return {"type": "object", "properties": {"x": schema}, "required": needed, "$defs": DEFINED}


def test_nulls_of_optional_arguments_are_dropped_and_required_ones_kept() -> None:
    schema = {
        "type": "object",
        "properties": {
            "note": {"type": ["string", "null"]},
            "place": PLACE,
            "places": {"type": "array", "items": PLACE},
            "limit": {"type": "integer"},
        },
        "required": ["note"],
    }
    place = {"city": "Oslo", "floor": None}
    arguments = {"note": None, "place": place, "places": [place], "limit": None}
    kept = {"note": None, "place": {"city": "Oslo"}, "places": [{"city": "Oslo"}]}
    assert without_nulls(arguments, schema) == kept


@pytest.mark.parametrize("schema", NULLABLE)
def test_a_null_that_the_tool_takes_itself_stays(schema: Any) -> None:
    assert without_nulls({"x": None}, one(schema)) == {"x": None}


@pytest.mark.parametrize("schema", NOT_NULLABLE)
def test_a_null_that_the_tool_does_not_take_is_dropped_unless_required(schema: Any) -> None:
    assert without_nulls({"x": None}, one(schema)) == {}
    assert without_nulls({"x": None}, one(schema, required=True)) == {"x": None}


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "object"},
        {"type": "object", "additionalProperties": True, "properties": {"y": {"type": "string"}}},
        {"type": "object", "additionalProperties": {"type": ["string", "null"]}},
        {"anyOf": [{"type": "object"}, {"type": "null"}]},
    ],
)
def test_nulls_in_a_free_form_object_stay(schema: Any) -> None:
    arguments = {"x": {"email": None, "deep": {"also": None}}}
    assert without_nulls(arguments, one(schema)) == arguments


@pytest.mark.parametrize("schema", [{"$ref": "#/$defs/a~1b"}, {"anyOf": [PLACE, {"type": "null"}]}])
def test_nulls_are_found_behind_references_and_alternatives(schema: Any) -> None:
    many = one({"type": "array", "items": schema})
    place = {"city": None, "floor": None}
    assert without_nulls({"x": place}, one(schema)) == {"x": {"city": None}}
    assert without_nulls({"x": [place]}, many) == {"x": [{"city": None}]}


def test_of_several_alternatives_the_one_that_the_value_was_written_for_counts() -> None:
    text, maybe = {"type": "string"}, {"type": ["string", "null"]}
    mail = {"properties": {"kind": {"const": "mail"}, "to": maybe}, "required": ["kind", "to"]}
    call = {"properties": {"kind": {"const": "call"}, "to": text}, "required": ["kind"]}
    schema = one({"oneOf": [mail, call]})
    written = {"x": {"kind": "mail", "to": None}}
    assert without_nulls(written, schema) == written
    assert without_nulls({"x": {"kind": "call", "to": None}}, schema) == {"x": {"kind": "call"}}


def test_of_two_arguments_that_exclude_each_other_the_null_one_is_dropped() -> None:
    either = [{"required": ["a"]}, {"required": ["b"]}]
    schema = {"properties": {"a": {"type": "string"}, "b": {"type": "string"}}, "anyOf": either}
    assert without_nulls({"a": None, "b": "x"}, schema) == {"b": "x"}
    assert without_nulls({"a": "x", "b": None}, schema) == {"a": "x"}


def test_a_tree_of_itself_is_cleaned_at_every_level() -> None:
    node = {"type": "object", "properties": {"next": {"$ref": "#/$defs/Node"}}}
    schema = {"properties": {"x": {"$ref": "#/$defs/Node"}}, "$defs": {"Node": node}}
    assert without_nulls({"x": {"next": {"next": None}}}, schema) == {"x": {"next": {}}}


@pytest.mark.parametrize(
    "schema",
    [
        {"properties": None},
        {"properties": ["x"], "required": None},
        {"required": [{}]},
        {"$ref": "https://example.com/schema"},
        {"anyOf": None, "allOf": 1},
    ],
)
def test_a_schema_that_says_nothing_usable_changes_nothing(schema: Any) -> None:
    assert without_nulls({"x": None, "y": {"z": None}}, schema) == {"x": None, "y": {"z": None}}


def test_a_type_that_is_not_one_does_not_stop_the_call() -> None:
    assert without_nulls({"x": None}, one({"type": 5, "enum": 3})) == {"x": None}
