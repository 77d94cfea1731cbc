"""A request of any shape is answered or refused; none makes the service itself fail."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from itsupport.offline.exchange import Call, Exchange, Reply
from itsupport.offline.service.handler import serve

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"a": {"anyOf": [{"type": "string"}, {"type": "null"}]}},
    "required": ["a"],
    "additionalProperties": False,
    "$defs": {"A": {"type": "array", "items": {"type": "string", "format": "date"}}},
}
FUNCTION: dict[str, Any] = {
    "name": "look",
    "description": "d",
    "parameters": SCHEMA,
    "strict": True,
}
RESPONSES: dict[str, Any] = {
    "model": "gpt-6-luna",
    "instructions": "i",
    "stream": False,
    "include": ["reasoning.encrypted_content"],
    "reasoning": {"effort": "low"},
    "text": {"format": {"type": "text"}},
    "tools": [{"type": "function", **FUNCTION}],
    "tool_choice": {
        "type": "allowed_tools",
        "mode": "auto",
        "tools": [{"type": "function", "name": "look"}],
    },
    "input": [
        {"role": "user", "content": [{"type": "input_text", "text": "Hi"}]},
        {"type": "reasoning", "id": "rs_1", "summary": []},
        {"type": "function_call", "id": "fc_1", "call_id": "c", "name": "look", "arguments": "{}"},
        {"type": "function_call_output", "call_id": "c", "output": "{}"},
    ],
}
CHAT: dict[str, Any] = {
    "model": "gpt-6-luna",
    "reasoning_effort": "none",
    "stream": True,
    "stream_options": {"include_usage": True},
    "response_format": {"type": "text"},
    "tools": [{"type": "function", "function": FUNCTION}],
    "tool_choice": {"type": "function", "function": {"name": "look"}},
    "messages": [
        {"role": "user", "content": [{"type": "text", "text": "Hi"}]},
        {
            "role": "assistant",
            "content": None,
            "tool_calls": [
                {"id": "c", "type": "function", "function": {"name": "look", "arguments": "{}"}}
            ],
        },
        {"role": "tool", "tool_call_id": "c", "content": "{}"},
    ],
}
ODD: list[Any] = [None, True, 7, 0.5, "x", "", [], {}, [None], [[]], {"x": None}, "\ud800"]


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every part of a JSON value."""
    yield path
    steps: Any = value if isinstance(value, dict) else ()
    if isinstance(value, list):
        steps = range(len(value))
    for step in steps:
        yield from paths(value[step], (*path, step))


def changed(body: Any, path: tuple[Any, ...], odd: Any) -> Any:
    """A copy of the body with one part replaced."""
    if not path:
        return odd
    changed_body = copy.deepcopy(body)
    parent = changed_body
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = odd
    return changed_body


def status(address: str, body: Any) -> int:
    def fine(exchange: Exchange) -> Reply:
        calls = tuple(Call("", tool.name, {}) for tool in exchange.tools)
        return Reply(" ".join(message.text for message in exchange.messages), calls)

    answer = serve("POST", address, {}, json.dumps(body).encode(), fine)
    b"".join([answer.body] if isinstance(answer.body, bytes) else answer.body)
    return answer.status


@pytest.mark.parametrize(
    ("address", "body"), [("/v1/responses", RESPONSES), ("/v1/chat/completions", CHAT)]
)
def test_any_part_may_be_anything_without_a_crash(address: str, body: dict[str, Any]) -> None:
    assert status(address, body) == 200
    seen = {
        (status(address, changed(body, path, odd)), path, json.dumps(odd))
        for path in paths(body)
        for odd in ODD
    }
    assert [case for case in seen if case[0] not in (200, 400)] == []
    assert len({case[0] for case in seen}) == 2


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 100_000, b'{"n": NaN}']
)
def test_a_body_that_is_not_an_object_is_refused(body: bytes) -> None:
    assert serve("POST", "/v1/responses", {}, body).status == 400


@pytest.mark.parametrize("levels", [100, 400, 800, 50_000])
def test_a_schema_of_any_depth_is_answered_or_refused(levels: int) -> None:
    schema = b'{"type": "object", "properties": {"a": %s{}%s}}'
    inner = schema % (b'{"oneOf": [' * levels, b"]}" * levels)
    tools = b'[{"type": "function", "name": "look", "parameters": %s}]' % inner
    body = b'{"model": "m", "input": "look", "tools": %s}' % tools
    assert serve("POST", "/v1/responses", {}, body).status in (200, 400)
