"""Checks the messages of Chat Completions: their roles, their content and their order."""

from typing import Any

from itsupport.offline.service.refusals import (
    Refusal,
    expect,
    invalid_value,
    members,
    not_empty,
    only,
    required,
)
from itsupport.offline.service.strictness.items import check_content
from itsupport.offline.service.strictness.names import check_call_id, check_name

_MEMBERS = {
    "system": members("role content name"),
    "developer": members("role content name"),
    "user": members("role content name"),
    "assistant": members("role content name refusal tool_calls audio annotations function_call"),
    "tool": members("role content tool_call_id name"),
}


def check_messages(messages: list[Any]) -> None:
    """Raises `Refusal` for the first message that is wrong or in the wrong place."""
    not_empty(messages, "messages")
    for index, message in enumerate(messages):
        _check_message(expect(message, dict, f"messages[{index}]"), f"messages[{index}]")
    _check_order(messages)


def _check_message(message: dict[str, Any], path: str) -> None:
    role = required(message, "role", str, path)
    if role not in _MEMBERS:
        raise invalid_value(f"{path}.role", role, tuple(_MEMBERS))
    only(message, _MEMBERS[role], path)
    calls = message.get("tool_calls")
    if calls is not None:
        _check_calls(expect(calls, list, f"{path}.tool_calls"), f"{path}.tool_calls")
    elif role == "assistant" and message.get("refusal"):
        return
    if message.get("content") is not None or not calls:
        parts = ("text", "refusal") if role == "assistant" else ("text",)
        if isinstance(message.get("content"), list):
            not_empty(message["content"], f"{path}.content")
        check_content(message.get("content"), f"{path}.content", parts)
    if role == "tool":
        required(message, "tool_call_id", str, path)


def _check_calls(calls: list[Any], path: str) -> None:
    not_empty(calls, path)
    for index, call in enumerate(calls):
        place = f"{path}[{index}]"
        call = expect(call, dict, place)
        only(call, {"id", "type", "function"}, place)
        check_call_id(required(call, "id", str, place), f"{place}.id")
        if required(call, "type", str, place) != "function":
            raise invalid_value(f"{place}.type", call["type"], ("function",))
        function = required(call, "function", dict, place)
        only(function, {"name", "arguments"}, f"{place}.function")
        check_name(required(function, "name", str, f"{place}.function"), f"{place}.function.name")
        required(function, "arguments", str, f"{place}.function")


def _check_order(messages: list[dict[str, Any]]) -> None:
    """The outputs of all calls follow the message that made them, before anything else."""
    open_calls: list[str] = []
    seen: set[str] = set()
    for index, message in enumerate(messages):
        if message["role"] == "tool":
            _close_call(message["tool_call_id"], open_calls, index)
            continue
        _refuse_open(open_calls, index)
        open_calls = [call["id"] for call in message.get("tool_calls") or []]
        for call_id in open_calls:
            if call_id in seen:
                param = f"messages.[{index}].tool_calls"
                raise Refusal(f"Duplicate value for 'tool_call_id': {call_id}.", param)
            seen.add(call_id)
    _refuse_open(open_calls, len(messages))


def _close_call(call_id: str, open_calls: list[str], index: int) -> None:
    if call_id not in open_calls:
        raise Refusal(
            "Invalid parameter: messages with role 'tool' must be a response to a preceding "
            f"message with 'tool_calls': there is no open call {call_id}.",
            f"messages.[{index}].role",
        )
    open_calls.remove(call_id)


def _refuse_open(open_calls: list[str], index: int) -> None:
    if open_calls:
        raise Refusal(
            "An assistant message with 'tool_calls' must be followed by tool messages responding "
            "to each 'tool_call_id'. The following tool_call_ids did not have response messages: "
            f"{', '.join(open_calls)}",
            f"messages.[{index}].role",
        )
