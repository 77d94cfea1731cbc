"""A tool in the form that each of OpenAI's two APIs wants; `nulls.py` is the way back.

`strict` is always said: when it is left out, the Responses API turns it on by itself.
"""

from typing import Any

from itsupport.llm.conversation import ToolDefinition
from itsupport.llm.nulls import without_nulls
from itsupport.llm.strict_schemas import strict_schema
from itsupport.llm.tool_names import alias

__all__ = ["to_chat_tool", "to_responses_tool", "without_nulls"]

_NOT_AT_THE_TOP = ("anyOf", "oneOf", "allOf", "enum", "not")


def to_responses_tool(tool: ToolDefinition) -> dict[str, Any]:
    """The tool for the Responses API, under a name that OpenAI takes."""
    return {"type": "function", **_function(tool)}


def to_chat_tool(tool: ToolDefinition) -> dict[str, Any]:
    """The tool for Chat Completions, under a name that OpenAI takes."""
    return {"type": "function", "function": _function(tool)}


def _function(tool: ToolDefinition) -> dict[str, Any]:
    strict = strict_schema(tool.input_schema)
    return {
        "name": alias(tool.name),
        "description": tool.description,
        "parameters": strict or _plain_schema(tool.input_schema),
        "strict": strict is not None,
    }


def _plain_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema as it is, but for what OpenAI refuses at its top; the server still checks it."""
    kept = {name: value for name, value in schema.items() if name not in _NOT_AT_THE_TOP}
    return {"type": "object", "properties": {}} | kept
