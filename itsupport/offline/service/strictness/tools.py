"""Checks the tools of a request and the choice among them, in the spellings of the two APIs."""

from collections.abc import Iterable
from typing import Any

from itsupport.offline.service.refusals import (
    Refusal,
    above_maximum_length,
    expect,
    invalid_value,
    members,
    not_empty,
    only,
    required,
)
from itsupport.offline.service.strictness.names import check_name
from itsupport.offline.service.strictness.schemas import check_parameters

MOST_TOOLS = 128
_MODES = ("none", "auto", "required")
_RESPONSES_TOOL = members(
    "type name description parameters strict allowed_callers defer_loading output_schema"
)
_HOSTED = members(
    "apply_patch code_interpreter computer computer_use_preview custom file_search "
    "image_generation local_shell mcp namespace programmatic_tool_calling shell tool_search "
    "web_search web_search_preview"
)
_CHAT_FUNCTION = members("name description parameters strict")


def check_responses_tools(body: dict[str, Any]) -> None:
    """A tool is flat: {"type": "function", "name": …, "parameters": …, "strict": …}."""
    tools = _tool_list(body)
    for index, tool in enumerate(tools):
        path = f"tools[{index}]"
        _check_kind(tool, path)
        only(tool, _RESPONSES_TOOL, path)
        _check_function(tool, path)
    _refuse_twins([tool["name"] for tool in tools], "tools[{}].name")
    choice = body.get("tool_choice")
    if isinstance(choice, dict) and choice.get("type") == "function":
        _check_named(required(choice, "name", str, "tool_choice"), tools)
    else:
        _check_choice(choice, choice, tools)


def check_chat_tools(body: dict[str, Any]) -> None:
    """A tool wraps its function: {"type": "function", "function": {"name": …}}."""
    tools = _tool_list(body)
    if body.get("tools") is not None:
        not_empty(tools, "tools")
    for index, tool in enumerate(tools):
        path = f"tools[{index}]"
        _check_kind(tool, path)
        only(tool, {"type", "function"}, path)
        function = required(tool, "function", dict, path)
        only(function, _CHAT_FUNCTION, f"{path}.function")
        _check_function(function, f"{path}.function")
    functions = [tool["function"] for tool in tools]
    _refuse_twins([function["name"] for function in functions], "tools[{}].function.name")
    _check_chat_choice(body, functions)


def _check_chat_choice(body: dict[str, Any], functions: list[dict[str, Any]]) -> None:
    choice = body.get("tool_choice")
    for name in ("tool_choice", "parallel_tool_calls"):
        if body.get(name) is not None and not functions:
            message = f"'{name}' is only allowed when 'tools' are specified."
            raise Refusal(f"Invalid value for '{name}': {message}", name)
    if isinstance(choice, dict) and choice.get("type") == "function":
        function = required(choice, "function", dict, "tool_choice")
        _check_named(required(function, "name", str, "tool_choice.function"), functions)
    else:
        inner = choice.get("allowed_tools") if isinstance(choice, dict) else None
        _check_choice(choice, inner, functions)


def _check_choice(choice: Any, allowed: Any, functions: list[dict[str, Any]]) -> None:
    if choice is None or choice in ("none", "auto"):
        return
    if choice == "required":
        if not functions:
            message = "Tool choice 'required' must be specified with 'tools' parameter."
            raise Refusal(message, "tool_choice")
        return
    if not isinstance(choice, dict):
        raise invalid_value("tool_choice", choice, _MODES)
    if choice.get("type") != "allowed_tools" or not isinstance(allowed, dict):
        raise invalid_value("tool_choice.type", choice.get("type"), ("function", "allowed_tools"))
    if allowed.get("mode") not in ("auto", "required"):
        raise invalid_value("tool_choice.mode", allowed.get("mode"), ("auto", "required"))
    for tool in required(allowed, "tools", list, "tool_choice"):
        tool = expect(tool, dict, "tool_choice.tools")
        _check_named(tool.get("function", tool).get("name"), functions)


def _check_named(name: Any, functions: list[dict[str, Any]]) -> None:
    if name not in [function["name"] for function in functions]:
        message = f"Tool choice '{name}' not found in 'tools' parameter."
        raise Refusal(message, "tool_choice")


def _tool_list(body: dict[str, Any]) -> list[dict[str, Any]]:
    tools: list[Any] = expect(body.get("tools") or [], list, "tools")
    if len(tools) > MOST_TOOLS:
        raise above_maximum_length("array", "tools", MOST_TOOLS, len(tools))
    return [expect(tool, dict, f"tools[{index}]") for index, tool in enumerate(tools)]


def _check_kind(tool: dict[str, Any], path: str) -> None:
    """Other kinds of tools run on OpenAI's side; nothing here could run them."""
    kind = required(tool, "type", str, path)
    if kind in _HOSTED:
        message = f"Hosted tool '{kind}' is not supported with the offline model."
        raise Refusal(message, f"{path}.type", "unsupported_value")
    if kind != "function":
        raise invalid_value(f"{path}.type", kind, ("function", *sorted(_HOSTED)))


def _check_function(function: dict[str, Any], path: str) -> None:
    check_name(required(function, "name", str, path), f"{path}.name")
    if function.get("description") is not None:
        expect(function["description"], str, f"{path}.description")
    if function.get("strict") is not None:
        expect(function["strict"], bool, f"{path}.strict")
    check_parameters(function, path)


def _refuse_twins(names: Iterable[str], param: str) -> None:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            message = f"Invalid tool name: '{name}' is used by more than one tool."
            raise Refusal(message, param.format(index), "invalid_value")
        seen.add(name)
