"""A tool in the form that each of OpenAI's two APIs wants, and the way back for its arguments.

`strict` is always said: when it is left out, the Responses API turns it on by itself.
"""

import re
from typing import Any

from itsupport.errors import SupportError
from itsupport.llm.conversation import ToolDefinition
from itsupport.llm.strict_schemas import strict_schema

_NOT_AT_THE_TOP = ("anyOf", "oneOf", "allOf", "enum", "not")
_NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")


def to_responses_tool(tool: ToolDefinition) -> dict[str, Any]:
    """The tool for the Responses API. Raises `SupportError` for a name that OpenAI refuses."""
    return {"type": "function", **_function(tool)}


def to_chat_tool(tool: ToolDefinition) -> dict[str, Any]:
    """The tool for Chat Completions. Raises `SupportError` for a name that OpenAI refuses."""
    return {"type": "function", "function": _function(tool)}


def without_nulls(arguments: dict[str, Any], input_schema: dict[str, Any]) -> dict[str, Any]:
    """The arguments without those that are null and optional in the tool's own schema.

    A strict schema makes a model send null for what it leaves out.
    """
    properties, needed = input_schema.get("properties", {}), input_schema.get("required", [])
    return {
        name: _inner_without_nulls(value, properties.get(name))
        for name, value in arguments.items()
        if value is not None or name in needed
    }


def _inner_without_nulls(value: Any, schema: Any) -> Any:
    if not isinstance(schema, dict):
        return value
    if isinstance(value, dict):
        return without_nulls(value, schema)
    if isinstance(value, list):
        return [_inner_without_nulls(item, schema.get("items")) for item in value]
    return value


def _function(tool: ToolDefinition) -> dict[str, Any]:
    if not _NAME.fullmatch(tool.name):
        raise SupportError(
            f"Tool {tool.name[:80]!r} cannot be offered to a model",
            "A tool's name has 1 to 64 letters, digits, underscores and dashes.",
            suggested_actions=["Rename the tool on its server."],
            context={"tool": tool.name},
        )
    strict = strict_schema(tool.input_schema)
    return {
        "name": tool.name,
        "description": tool.description,
        "parameters": strict or _plain_schema(tool.input_schema),
        "strict": strict is not None,
    }


def _plain_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema as it is, but for what OpenAI refuses at its top; the server still checks it."""
    kept = {name: value for name, value in schema.items() if name not in _NOT_AT_THE_TOP}
    return {"type": "object", "properties": {}} | kept
