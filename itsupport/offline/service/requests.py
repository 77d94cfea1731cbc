"""Reads a request of either API into an `Exchange`. It trusts that `strictness` has checked it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Literal

from itsupport.offline.exchange import Call, Exchange, Message, Tool
from itsupport.offline.service.strictness.items import kind

Role = Literal["system", "user", "assistant", "tool"]


def responses_exchange(body: dict[str, Any]) -> Exchange:
    """Read the body of POST /v1/responses."""
    instructions = body.get("instructions")
    given = body["input"]
    items = [{"role": "user", "content": given}] if isinstance(given, str) else given
    spoken = [Message("system", instructions)] if instructions else []
    return _exchange(body, [*spoken, *_joined(map(_item_message, items))], body.get("tools") or [])


def chat_exchange(body: dict[str, Any]) -> Exchange:
    """Read the body of POST /v1/chat/completions."""
    tools = [tool["function"] for tool in body.get("tools") or []]
    return _exchange(body, map(_chat_message, body["messages"]), tools)


def _exchange(
    body: dict[str, Any], messages: Iterable[Message], functions: list[dict[str, Any]]
) -> Exchange:
    choice, allowed = _choice(body.get("tool_choice"))
    tools = [_tool(function) for function in functions]
    return Exchange(
        messages=tuple(messages),
        tools=tuple(tool for tool in tools if allowed is None or tool.name in allowed),
        tool_choice=choice,
        parallel_calls=body.get("parallel_tool_calls") is not False,
    )


def _tool(function: dict[str, Any]) -> Tool:
    parameters = function.get("parameters") or {"type": "object", "properties": {}}
    return Tool(function["name"], function.get("description") or "", parameters)


def _choice(choice: Any) -> tuple[str, list[str] | None]:
    """The mode or the name of the tool to call, and the names that may be called (None: all)."""
    if not isinstance(choice, dict):
        return choice or "auto", None
    if choice["type"] == "allowed_tools":
        allowed = choice.get("allowed_tools", choice)
        return allowed["mode"], [tool.get("function", tool)["name"] for tool in allowed["tools"]]
    return choice.get("function", choice)["name"], None


def _item_message(item: dict[str, Any]) -> Message | None:
    """One item of a Responses input; None for reasoning, which has nothing to read."""
    match kind(item):
        case "function_call":
            call = Call(item["call_id"], item["name"], _arguments(item["arguments"]))
            return Message("assistant", "", (call,))
        case "function_call_output":
            return Message("tool", _text(item["output"]), call_id=item["call_id"])
        case "message":
            return _spoken(item)
        case _:
            return None


def _chat_message(message: dict[str, Any]) -> Message:
    calls = tuple(
        Call(call["id"], call["function"]["name"], _arguments(call["function"]["arguments"]))
        for call in message.get("tool_calls") or []
    )
    return replace(_spoken(message), calls=calls, call_id=message.get("tool_call_id"))


def _spoken(message: dict[str, Any]) -> Message:
    role: Role = "system" if message["role"] == "developer" else message["role"]
    return Message(role, _text(message.get("content") or message.get("refusal")))


def _joined(messages: Iterable[Message | None]) -> Iterator[Message]:
    """One assistant message for each reply: its text and its calls are items of their own."""
    pending: Message | None = None
    for message in filter(None, messages):
        if pending and pending.role == message.role == "assistant":
            text = "\n\n".join(filter(None, [pending.text, message.text]))
            pending = Message("assistant", text, pending.calls + message.calls)
            continue
        if pending:
            yield pending
        pending = message
    if pending:
        yield pending


def _text(content: Any) -> str:
    """A text, or the text of all parts."""
    if isinstance(content, list):
        return "\n".join(part.get("text", part.get("refusal", "")) for part in content)
    return content or ""


def _arguments(written: str) -> dict[str, Any]:
    """OpenAI accepts broken arguments in the history: models write them. They read as none."""
    try:
        arguments = json.loads(written)
    except ValueError:
        return {}
    return arguments if isinstance(arguments, dict) else {}
