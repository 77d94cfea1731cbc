"""On Azure strict mode knows fewer keywords: what they say moves into the description."""

from collections.abc import Iterator
from typing import Any

import pytest

from itsupport.llm import ChatCompletionsModel, ResponsesModel, ToolDefinition
from itsupport.llm.azure_schemas import azure_schema
from itsupport.orchestrator import MCPOrchestrator
from tests.llm.asking import sent

AZURE = "https://desk.openai.azure.com/openai/v1/"
REFUSED = {
    *("minLength", "maxLength", "pattern", "format", "minimum", "maximum", "multipleOf"),
    *("patternProperties", "unevaluatedProperties", "propertyNames", "minProperties"),
    *("maxProperties", "unevaluatedItems", "contains", "minContains", "maxContains"),
    *("minItems", "maxItems", "uniqueItems"),
}
"""Microsoft Learn, "Structured outputs", section "Unsupported type-specific keywords"."""


def keywords(schema: Any) -> Iterator[str]:
    """All keywords of a schema and of the schemas in it; the names of properties are none."""
    for name, value in schema.items() if isinstance(schema, dict) else ():
        yield name
        inner = [*value.values()] if name in {"properties", "$defs"} else [value]
        for one in value if isinstance(value, list) else inner:
            yield from keywords(one)


def functions_sent(kind: Any, address: str, tools: list[ToolDefinition]) -> list[dict[str, Any]]:
    """The functions in the request that a model sends to an address."""
    return [tool.get("function", tool) for tool in sent(kind, address, tools)["tools"]]


@pytest.fixture(scope="module")
def tools() -> list[ToolDefinition]:
    with MCPOrchestrator() as desk:
        listed = desk.get_available_tools(style="mcp")
    return [ToolDefinition(t["name"], t["description"], t["inputSchema"]) for t in listed]


@pytest.mark.parametrize("kind", [ChatCompletionsModel, ResponsesModel])
def test_azure_gets_strict_tools_without_the_keywords_that_it_refuses(
    kind: Any, tools: list[ToolDefinition]
) -> None:
    functions = functions_sent(kind, AZURE, tools)
    assert len(functions) == len(tools)
    for function in functions:
        assert function["strict"] is True
        assert REFUSED & {*keywords(function["parameters"])} == set()


def test_openai_gets_the_keywords(tools: list[ToolDefinition]) -> None:
    functions = functions_sent(ResponsesModel, "https://api.openai.com/v1", tools)
    assert "pattern" in {word for one in functions for word in keywords(one["parameters"])}


def test_what_a_dropped_keyword_said_stands_in_the_description() -> None:
    schema = {
        "type": "object",
        "properties": {
            "pattern": {"type": "string", "pattern": "^A-[0-9]$", "description": "Which one."},
            "limits": {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 5}},
            "either": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
        },
    }
    before = repr(schema)
    properties = azure_schema(schema)["properties"]
    assert properties == {
        "pattern": {"type": "string", "description": "Which one. Form: ^A-[0-9]$."},
        "limits": {
            "type": "array",
            "items": {"type": "integer", "description": "At least 1. At most 5."},
        },
        "either": {"anyOf": [{"type": "string", "description": "Format: date."}, {"type": "null"}]},
    }
    assert repr(schema) == before
