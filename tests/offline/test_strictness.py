"""What OpenAI refuses is refused offline, with the same status, `param` and `code`."""

from typing import Any

import openai
import pytest

from tests.offline.refusing import refused, strict, tool, wrapped

USER = {"role": "user", "content": "Hi"}
CALL = {"type": "function_call", "call_id": "c1", "name": "look", "arguments": "{}"}
OUTPUT = {"type": "function_call_output", "call_id": "c1", "output": "{}"}
THOUGHT = {"type": "reasoning", "id": "rs_1", "summary": []}
CHAT_CALL = {"id": "c1", "type": "function", "function": {"name": "look", "arguments": "{}"}}
SAID = {"role": "assistant", "content": None, "tool_calls": [CHAT_CALL]}
TOLD = {"role": "tool", "tool_call_id": "c1", "content": "{}"}


RESPONSES: list[tuple[dict[str, Any], str | None, str | None]] = [
    ({"input": None}, "input", "missing_required_parameter"),
    ({"input": []}, "input", "empty_array"),
    ({"input": 7}, "input", "invalid_type"),
    ({"model": None}, "model", "invalid_type"),
    ({"messages": [USER]}, "messages", "unknown_parameter"),
    ({"max_tokens": 9}, "max_tokens", "unknown_parameter"),
    ({"functions": []}, "functions", "unknown_parameter"),
    ({"temperature": 0.2}, "temperature", None),
    ({"reasoning": {"effort": "huge"}}, "reasoning.effort", "invalid_value"),
    ({"model": "gpt-4.1", "include": ["reasoning.encrypted_content"]}, "include", None),
    ({"input": [CALL]}, "input", None),
    ({"input": [CALL, USER]}, "input", None),
    ({"input": [OUTPUT]}, "input", None),
    ({"input": [OUTPUT, CALL]}, "input", None),
    ({"input": [CALL, OUTPUT, OUTPUT]}, "input[2]", "duplicate_item"),
    ({"input": [CALL, CALL, OUTPUT]}, "input[1]", "duplicate_item"),
    ({"input": [USER | {"type": "message", "id": "msg_1"}] * 2}, "input[1]", "duplicate_item"),
    ({"input": [CALL | {"arguments": {}}, OUTPUT]}, "input[0].arguments", "invalid_type"),
    ({"input": [CALL | {"parsed": 1}, OUTPUT]}, "input[0].parsed", "unknown_parameter"),
    ({"input": [CALL, OUTPUT | {"output": {}}]}, "input[1].output", "invalid_type"),
    ({"input": [{"role": "tool", "content": "x"}]}, "input[0].role", "invalid_value"),
    ({"input": [{"role": "user"}]}, "input[0].content", "missing_required_parameter"),
    ({"input": [{"type": "dance"}]}, "input[0].type", "invalid_value"),
    ({"input": [CALL | {"id": "call_1"}, OUTPUT]}, "input[0].id", "invalid_value"),
    ({"input": [CALL | {"name": "look up"}, OUTPUT]}, "input[0].name", "invalid_value"),
    ({"input": [CALL | {"call_id": ""}, OUTPUT]}, "input[0].call_id", "empty_string"),
    ({"input": [CALL | {"call_id": "c" * 65}]}, "input[0].call_id", "string_above_max_length"),
    ({"input": [THOUGHT, USER]}, "input", None),
    ({"input": [USER, THOUGHT]}, "input", None),
    ({"tools": [tool() | {"type": "dance"}]}, "tools[0].type", "invalid_value"),
    ({"tools": [{"type": "web_search"}]}, "tools[0].type", "unsupported_value"),
    ({"tools": [wrapped(tool())]}, "tools[0].function", "unknown_parameter"),
    ({"tool_choice": "required"}, "tool_choice", None),
    ({"tools": [tool()], "tool_choice": "always"}, "tool_choice", "invalid_value"),
    ({"tools": [tool()], "tool_choice": {"type": "function", "name": "x"}}, "tool_choice", None),
]

CHAT: list[tuple[dict[str, Any], str | None, str | None]] = [
    ({"messages": []}, "messages", "empty_array"),
    ({"messages": "Hi"}, "messages", "invalid_type"),
    ({"input": "Hi"}, "input", "unknown_parameter"),
    ({"temperature": 0}, "temperature", "unsupported_value"),
    ({"presence_penalty": 0.5}, "presence_penalty", "unsupported_parameter"),
    ({"stop": ["."]}, "stop", "unsupported_parameter"),
    ({"logprobs": True}, "logprobs", "unsupported_parameter"),
    ({"max_tokens": 9}, "max_tokens", "unsupported_parameter"),
    ({"model": "o4-mini", "max_tokens": 9}, "max_tokens", "unsupported_parameter"),
    ({"model": "gpt-4.1", "reasoning_effort": "low"}, "reasoning_effort", "unsupported_parameter"),
    ({"tools": [wrapped(tool())]}, "reasoning_effort", None),
    ({"tools": [wrapped(tool())], "reasoning_effort": "low"}, "reasoning_effort", None),
    ({"tools": []}, "tools", "empty_array"),
    ({"tool_choice": "auto"}, "tool_choice", None),
    ({"parallel_tool_calls": False}, "parallel_tool_calls", None),
    ({"messages": [USER, SAID]}, "messages.[2].role", None),
    ({"messages": [USER, SAID, USER, TOLD]}, "messages.[2].role", None),
    ({"messages": [USER, TOLD]}, "messages.[1].role", None),
    ({"messages": [SAID, TOLD, TOLD]}, "messages.[2].role", None),
    ({"messages": [SAID, TOLD, SAID, TOLD]}, "messages.[2].tool_calls", None),
    ({"messages": [{"role": "critic", "content": "x"}]}, "messages[0].role", "invalid_value"),
    ({"messages": [{"content": "x"}]}, "messages[0].role", "missing_required_parameter"),
    ({"messages": [USER | {"content": None}]}, "messages[0].content", "missing_required_parameter"),
    ({"messages": [USER | {"text": "x"}]}, "messages[0].text", "unknown_parameter"),
    ({"messages": [USER | {"content": []}]}, "messages[0].content", "empty_array"),
    (
        {"messages": [{"role": "tool", "content": "x"}]},
        "messages[0].tool_call_id",
        "missing_required_parameter",
    ),
    ({"messages": [SAID | {"tool_calls": []}]}, "messages[0].tool_calls", "empty_array"),
    (
        {
            "messages": [
                SAID
                | {"tool_calls": [CHAT_CALL | {"function": {"name": "look", "arguments": {}}}]},
                TOLD,
            ]
        },
        "messages[0].tool_calls[0].function.arguments",
        "invalid_type",
    ),
]


@pytest.mark.parametrize(("change", "param", "code"), RESPONSES)
def test_the_responses_api_refuses(
    client: openai.OpenAI, change: dict[str, Any], param: str | None, code: str | None
) -> None:
    body = {"model": "gpt-6-luna", "input": "Hi"}
    client.post("/responses", body=body, cast_to=object)
    problem = refused(client, "/responses", body | change)
    assert (problem.param, problem.code) == (param, code)


@pytest.mark.parametrize(("change", "param", "code"), CHAT)
def test_chat_completions_refuse(
    client: openai.OpenAI, change: dict[str, Any], param: str | None, code: str | None
) -> None:
    body = {"model": "gpt-6-luna", "messages": [USER]}
    client.post("/chat/completions", body=body, cast_to=object)
    problem = refused(client, "/chat/completions", body | change)
    assert (problem.param, problem.code) == (param, code)


@pytest.mark.parametrize("name", ["model", "messages"])
def test_a_chat_request_without_its_essentials_is_refused(client: openai.OpenAI, name: str) -> None:
    body = {"model": "gpt-6-luna", "messages": [USER]}
    del body[name]
    problem = refused(client, "/chat/completions", body)
    assert (problem.param, problem.code) == (name, "missing_required_parameter")


def test_an_item_that_would_have_to_be_stored_is_not_found(client: openai.OpenAI) -> None:
    body = {"model": "gpt-6-luna", "input": [{"type": "item_reference", "id": "msg_1"}]}
    with pytest.raises(openai.NotFoundError, match="not persisted"):
        client.post("/responses", body=body, cast_to=object)


@pytest.mark.parametrize(
    "change",
    [
        {"temperature": 1},
        {"model": "gpt-4.1", "temperature": 0.2},
        {"model": "gpt-5-chat-latest", "temperature": 0.2},
        {"model": "qwen3:8b", "temperature": 0.2},
        {"include": ["reasoning.encrypted_content"]},
        {"input": [USER, CALL, CALL | {"call_id": "c2"}, OUTPUT | {"call_id": "c2"}, OUTPUT]},
        {"input": [THOUGHT, THOUGHT | {"id": "rs_2"}, CALL, OUTPUT]},
        {"tools": [strict(a={"type": ["string", "null"], "pattern": "^a", "enum": ["a", None]})]},
        {"tools": [tool(properties={"a": {"minLength": 1, "default": "x"}})]},
        {"tools": [{"type": "function", "name": "look", "parameters": None, "strict": None}]},
    ],
)
def test_what_openai_accepts_is_accepted(client: openai.OpenAI, change: dict[str, Any]) -> None:
    body = {"model": "gpt-6-luna", "input": "Hi"} | change
    answer: Any = client.post("/responses", body=body, cast_to=object)
    assert answer["status"] == "completed"


def test_chat_with_tools_is_accepted_with_no_effort_or_an_older_model(
    client: openai.OpenAI,
) -> None:
    body = {"messages": [USER, SAID, TOLD, USER], "tools": [wrapped(tool())]}
    for more in ({"model": "gpt-6-luna", "reasoning_effort": "none"}, {"model": "gpt-5-mini"}):
        answer: Any = client.post("/chat/completions", body=body | more, cast_to=object)
        assert answer["choices"][0]["finish_reason"] == "tool_calls"
