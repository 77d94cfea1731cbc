"""The tools that OpenAI refuses, in the spelling of each API."""

from typing import Any

import openai
import pytest

from tests.offline.refusing import refused, strict, tool, wrapped

USER = {"role": "user", "content": "Hi"}


def nested(levels: int) -> dict[str, Any]:
    """Lists in lists."""
    return {"type": "array", "items": nested(levels - 1)} if levels else {"type": "string"}


TOOLS: list[tuple[list[dict[str, Any]], str, str]] = [
    ([tool() | {"name": "look up"}], "name", "invalid_value"),
    ([tool() | {"name": ""}], "name", "invalid_value"),
    ([tool() | {"name": "l" * 65}], "name", "string_above_max_length"),
    ([tool() | {"strict": "yes"}], "strict", "invalid_type"),
    ([tool(type="array")], "parameters", "invalid_function_parameters"),
    ([tool(anyOf=[])], "parameters", "invalid_function_parameters"),
    ([tool(properties={"a": {"type": "text"}})], "parameters", "invalid_function_parameters"),
    ([tool(properties={"a": "string"})], "parameters", "invalid_function_parameters"),
    ([tool(True, additionalProperties=True)], "parameters", "invalid_function_parameters"),
    (
        [tool(True, properties={"a": {"type": "string"}}, required=[])],
        "parameters",
        "invalid_function_parameters",
    ),
    ([tool(True, required=["ghost"])], "parameters", "invalid_function_parameters"),
    *(
        ([strict(a=schema)], "parameters", "invalid_function_parameters")
        for schema in (
            {"type": "string", "minLength": 1},
            {"type": "string", "default": "x"},
            {"type": "string", "examples": ["x"]},
            {"type": "string", "format": "uri"},
            {"type": "array"},
            {"type": "object"},
            {"description": "Anything."},
            {"oneOf": [{"type": "string"}]},
            {"anyOf": [{"type": "string", "maxLength": 2}, {"type": "null"}]},
            {"type": "array", "items": {"type": "object", "properties": {}}},
            {"$ref": "#/$defs/A", "description": "An A."},
            {"$ref": "#/$defs/A"},
            {"type": "string", "enum": [str(number) for number in range(1001)]},
            nested(11),
        )
    ),
]


@pytest.mark.parametrize(("tools", "place", "code"), TOOLS)
def test_both_apis_refuse_the_tools_that_openai_refuses(
    client: openai.OpenAI, tools: list[dict[str, Any]], place: str, code: str
) -> None:
    flat = {"model": "gpt-6-luna", "input": "Hi", "tools": tools}
    chat = {
        "model": "gpt-4.1",
        "messages": [{"role": "user", "content": "Hi"}],
        "tools": [wrapped(tool) for tool in tools],
    }
    first = refused(client, "/responses", flat)
    second = refused(client, "/chat/completions", chat)
    assert (first.param, first.code) == (f"tools[0].{place}", code)
    assert (second.param, second.code) == (f"tools[0].function.{place}", code)


def test_two_tools_of_one_name_are_refused(client: openai.OpenAI) -> None:
    body = {"model": "gpt-6-luna", "input": "Hi", "tools": [tool(), tool()]}
    assert refused(client, "/responses", body).param == "tools[1].name"


def test_128_tools_are_accepted_and_129_refused(client: openai.OpenAI) -> None:
    tools = [tool() | {"name": f"look_{number}"} for number in range(129)]
    body = {"model": "gpt-6-luna", "input": "Hi"}
    client.post("/responses", body=body | {"tools": tools[:128]}, cast_to=object)
    problem = refused(client, "/responses", body | {"tools": tools})
    assert problem.code == "array_above_max_length"


def test_ten_levels_and_a_way_back_to_the_top_are_in_the_strict_subset(
    client: openai.OpenAI,
) -> None:
    tools = [strict(a=nested(9)), strict(b={"$ref": "#"}) | {"name": "second"}]
    body = {"model": "gpt-6-luna", "input": "Hi", "tools": tools}
    client.post("/responses", body=body, cast_to=object)
