"""Tools in OpenAI's two forms: strict where nothing is lost, else plain."""

from typing import Any

import jsonschema
import pytest

from itsupport.llm import ToolDefinition, to_chat_tool, to_responses_tool
from itsupport.offline.service.strictness.schemas import check_parameters

SEARCH: dict[str, Any] = {
    "type": "object",
    "properties": {
        "ticket_id": {"type": "string", "pattern": "^TKT-[0-9]{4}$", "examples": ["TKT-1001"]},
        "priority": {"type": "string", "enum": ["low", "high"], "description": "How urgent."},
        "limit": {"type": "integer", "minimum": 1, "maximum": 50, "default": 10},
        "words": {"type": "string", "minLength": 1, "maxLength": 80},
        "since": {"type": "string", "format": "date", "examples": ["2025-06-30"]},
        "link": {"type": "string", "format": "uri"},
        "tags": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
        "place": {
            "type": "object",
            "properties": {"city": {"type": "string"}, "floor": {"type": "integer"}},
            "required": ["city"],
        },
        "either": {"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "null"}]},
        "level": {"$ref": "#/$defs/Level", "description": "How high."},
        "exactly": {"const": "yes"},
    },
    "required": ["ticket_id"],
    "$defs": {"Level": {"type": "string", "enum": ["a", "b"]}},
    "additionalProperties": False,
}
FREE_FORM = [
    {"type": "object", "properties": {"data": {"type": "object"}}},
    {"type": "object", "properties": {"data": {}}},
    {"type": "object", "properties": {"data": {"description": "Anything."}}},
    {"type": "object", "properties": {}, "additionalProperties": True},
    {
        "type": "object",
        "properties": {
            "m": {"type": "object", "properties": {}, "additionalProperties": {"type": "string"}}
        },
    },
    {"type": "object", "properties": {"one": {"oneOf": [{"type": "string"}]}}},
    {"type": "object", "properties": {"list": {"type": "array"}}},
    {"type": "object", "properties": ["not", "a", "schema"]},
]


def tool(schema: dict[str, Any], name: str = "search") -> ToolDefinition:
    return ToolDefinition(name, "Search tickets.", schema)


def strict_form(schema: dict[str, Any]) -> dict[str, Any]:
    function = to_responses_tool(tool(schema))
    assert function["strict"] is True
    check_parameters(function, "tools[0]")
    jsonschema.Draft202012Validator.check_schema(function["parameters"])
    parameters: dict[str, Any] = function["parameters"]
    return parameters


def test_a_strict_schema_requires_every_property_and_passes_the_strict_check() -> None:
    parameters = strict_form(SEARCH)
    assert parameters["required"] == list(SEARCH["properties"])
    assert parameters["properties"]["place"]["required"] == ["city", "floor"]
    assert parameters["properties"]["place"]["additionalProperties"] is False


def test_optional_properties_take_null_and_required_ones_do_not() -> None:
    validator = jsonschema.Draft202012Validator(strict_form(SEARCH))
    empty = dict.fromkeys(SEARCH["properties"])
    assert validator.is_valid(empty | {"ticket_id": "TKT-1001"})
    assert not validator.is_valid(empty)
    full = empty | {"ticket_id": "TKT-1001", "priority": "low", "exactly": "yes", "level": "a"}
    assert validator.is_valid(full | {"place": {"city": "Oslo", "floor": None}, "either": 3})
    assert not validator.is_valid(full | {"priority": "urgent"})
    assert not validator.is_valid(full | {"ticket_id": "TKT-1"})


def test_what_strict_mode_cannot_say_is_told_in_the_description() -> None:
    properties = strict_form(SEARCH)["properties"]
    assert properties["ticket_id"]["description"] == "Example: TKT-1001."
    assert properties["limit"]["description"] == "Default: 10."
    assert properties["words"] == {"type": ["string", "null"]}
    assert properties["since"]["format"] == "date"
    assert "format" not in properties["link"]


def test_an_example_that_the_description_has_is_not_told_twice() -> None:
    described = {"type": "string", "description": "Id, such as A-1.", "examples": ["A-1"]}
    schema = {"type": "object", "properties": {"id": described}, "required": ["id"]}
    assert strict_form(schema)["properties"]["id"]["description"] == "Id, such as A-1."


@pytest.mark.parametrize("pattern", ["^(?!x)", "(?<=a)b", r"(a)\1"])
def test_patterns_that_look_around_are_left_out(pattern: str) -> None:
    schema = {"type": "object", "properties": {"a": {"type": "string", "pattern": pattern}}}
    assert "pattern" not in strict_form(schema)["properties"]["a"]


@pytest.mark.parametrize("schema", [{"type": "object"}, {}, {"type": "object", "properties": {}}])
def test_a_tool_without_parameters_is_strict(schema: dict[str, Any]) -> None:
    assert strict_form(schema)["properties"] == {}


@pytest.mark.parametrize("schema", FREE_FORM)
def test_a_schema_without_a_strict_form_is_sent_as_it_is(schema: dict[str, Any]) -> None:
    function = to_chat_tool(tool(schema))["function"]
    assert function["strict"] is False
    assert function["parameters"] == {"properties": {}} | schema


def test_a_choice_at_the_top_is_left_to_the_server_because_openai_refuses_it() -> None:
    properties = {"a": {"type": "string"}, "b": {"type": "string"}}
    either = [{"required": ["a"]}, {"required": ["b"]}]
    schema = {"type": "object", "properties": properties, "anyOf": either}
    function = to_responses_tool(tool(schema))
    check_parameters(function, "tools[0]")
    assert function["strict"] is False
    assert function["parameters"] == {"type": "object", "properties": properties}


def test_the_tools_own_schema_is_not_changed() -> None:
    before = repr(SEARCH)
    to_chat_tool(tool(SEARCH))
    assert repr(SEARCH) == before


def test_the_two_apis_get_the_same_function_in_their_own_wrapping() -> None:
    flat, wrapped = to_responses_tool(tool(SEARCH)), to_chat_tool(tool(SEARCH))
    assert flat == {"type": "function", **wrapped["function"]}
    assert wrapped.keys() == {"type", "function"}
