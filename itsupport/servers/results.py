"""What a tool call sends back: a dictionary that is JSON, or the envelope of what went wrong.

A tool whose signature promises a list, a text or a number sends `{"result": …}`, as the schema of
its result says; so does one that promises nothing. A tool that gives anything else has crashed.
This leaves out the call itself.
"""

import json
import logging
from typing import Any

from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.types import CallToolResult, TextContent

from itsupport.dual_mode import plain
from itsupport.errors import ErrorEnvelope, SupportError

logger = logging.getLogger(__name__)


class ToolCrashError(Exception):
    """A tool failed in a way that its author did not foresee; the cause is for the log only."""


def success(tool: Tool, result: Any) -> CallToolResult:
    """The result of a tool as structured content, and the same JSON as text.

    Raises `TypeError` or `ValueError` when it is not a dictionary of JSON values.
    """
    promised = tool.fn_metadata
    if promised.wrap_output or (promised.output_schema is None and not isinstance(result, dict)):
        result = {"result": result}
    if not isinstance(result, dict):
        raise TypeError(f"The result is a {type(result).__name__}, not a dictionary")
    return CallToolResult(content=[_text(result)], structured_content=result)


def failure(name: str, envelope: ErrorEnvelope) -> CallToolResult:
    """An error result of tool `name`: the envelope as structured content and as text."""
    try:
        content = plain(dict(envelope))
        return CallToolResult(content=[_text(content)], structured_content=content, is_error=True)
    except (TypeError, ValueError, RecursionError) as problem:  # a set in the context, say
        return crash(name, problem)


def crash(name: str, problem: BaseException | None) -> CallToolResult:
    """An error result that says only that tool `name` crashed; the rest is in the log."""
    logger.error("Tool %s crashed", name, exc_info=problem)
    error = SupportError(
        f"{name} crashed",
        "This is a fault in the tool, not in the call. The details are in the server's log.",
        suggested_actions=["Read the server's log.", "Try another tool."],
    )
    return failure(name, error.envelope)


def sdk_failure(name: str, problem: ToolError) -> CallToolResult:
    """An error result for what the SDK raised about a tool added with `@server.tool()`."""
    match problem.__cause__:
        case SupportError() as cause:
            return failure(name, cause.envelope)
        case None | ToolError():
            return failure(name, SupportError(str(problem), retryable=True).envelope)
        case ValueError() as cause if hasattr(cause, "errors"):
            faults = [f"{'.'.join(map(str, f['loc']))}: {f['msg']}" for f in cause.errors()]
            error = f"{name} cannot be called like this"
            return failure(name, SupportError(error, "; ".join(faults), retryable=True).envelope)
        case cause:
            return crash(name, cause)


def or_envelope(schema: dict[str, Any] | None) -> dict[str, Any] | None:
    """A result's schema that the envelope of an error fits as well.

    The MCP Inspector and TypeScript clients of 2025 hold an error's content against it, and show
    their own complaint in place of the error (typescript-sdk issue 2748).
    """
    if schema is None or "required" not in schema:
        return schema
    either = [{"required": schema["required"]}, {"required": ["error", "reason", "retryable"]}]
    return {key: schema[key] for key in schema if key != "required"} | {"anyOf": either}


def _text(content: dict[str, Any]) -> TextContent:
    text = json.dumps(content, ensure_ascii=False, allow_nan=False)
    return TextContent(type="text", text=text)
