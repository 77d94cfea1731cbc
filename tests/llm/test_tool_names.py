"""Tools whose names MCP allows and OpenAI does not: an alias goes out, the own name comes back."""

import json
from dataclasses import replace
from typing import Any

import pytest

from itsupport.llm import (
    ChatCompletionsModel,
    ResponsesModel,
    ToolOutput,
    UserMessage,
    to_chat_tool,
    to_responses_tool,
)
from itsupport.llm.tool_names import with_aliases
from itsupport.offline.exchange import Call, Reply
from tests.llm.asking import WEATHER, ask, model_of
from tests.llm.strict_service import StrictService

BOTH = pytest.mark.parametrize("kind", [ResponsesModel, ChatCompletionsModel])
DOTTED = replace(WEATHER, name="github.search_issues")
OSLO = {"town": "Oslo", "unit": None}


def aliases(*names: str) -> list[str]:
    return [tool.name for tool in with_aliases([replace(WEATHER, name=name) for name in names])]


@pytest.mark.parametrize(
    ("name", "alias"),
    [
        ("get_weather", "get_weather"),
        ("github.search_issues", "github_search_issues"),
        ("suche.öffnen", "suche__ffnen"),
        ("a/b c", "a_b_c"),
        ("a" * 70, "a" * 64),
        ("", "tool"),
    ],
)
def test_a_single_tool_gets_the_nearest_name_that_openai_takes(name: str, alias: str) -> None:
    tool = replace(WEATHER, name=name)
    assert to_responses_tool(tool)["name"] == alias
    assert to_chat_tool(tool)["function"]["name"] == alias


def test_no_two_tools_share_an_alias_and_a_fine_name_stays() -> None:
    assert aliases("a.b", "a_b", "a/b") == ["a_b_2", "a_b", "a_b_3"]
    assert aliases("a.b", "a_b", "a_b_2") == ["a_b_3", "a_b", "a_b_2"]
    assert aliases("x" * 65, "x" * 66) == ["x" * 64, "x" * 62 + "_2"]


def test_the_order_of_the_tools_does_not_change_the_aliases() -> None:
    names = ["a.b", "a_b", "a/b"]
    assert aliases(*reversed(names)) == aliases(*names)[::-1]


@BOTH
@pytest.mark.anyio
async def test_a_call_comes_back_under_the_tools_own_name(kind: Any) -> None:
    script = Reply("", (Call("", "github_search_issues_2", OSLO),)), Reply("Cold.")
    tools = [DOTTED, replace(WEATHER, name="github_search_issues")]
    question = UserMessage("How is Oslo?")
    with StrictService(*script) as service:
        model = model_of(kind, service)
        _, first = await ask(model, [question], tools)
        output = ToolOutput(first.calls[0].id, "{}")
        _, second = await ask(model, [question, first, output], tools)
        await model.close()
    assert [call.name for call in first.calls] == ["github.search_issues"]
    assert second.text == "Cold."
    assert "github.search_issues" not in json.dumps(service.requests)
    assert "github_search_issues_2" in json.dumps(first.items)
