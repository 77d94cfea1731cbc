"""An MCP server whose tools are dual-mode functions and whose mistakes are envelopes.

The SDK's `MCPServer` validates on its own terms and hides or rewords errors. Here a tool call is
the plain Python call: same checks, same dictionary, same error. Transports are elsewhere.
"""

import json
import logging
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import anyio.to_thread
from mcp.server import MCPServer
from mcp.server.mcpserver.context import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.types import CallToolResult, InputRequiredResult, TextContent, ToolAnnotations

from itsupport.dual_mode import description, input_schema, title
from itsupport.errors import ErrorEnvelope, SupportError, near_misses
from itsupport.unicode import sendable

READ_ONLY = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
"""The tool looks and never changes: a client may repeat the call."""

logger = logging.getLogger(__name__)


class SupportServer(MCPServer[Any]):
    """Serves dual-mode functions; tools added with `@server.tool()` work as in any `MCPServer`."""

    def __init__(
        self, name: str, functions: Iterable[Callable[..., Any]] = (), **settings: Any
    ) -> None:
        self._functions = {function.__name__: function for function in functions}
        tools = [_as_tool(function) for function in self._functions.values()]
        # The SDK sets up logging for the whole process: at its own level, a notebook would fill up.
        super().__init__(name, tools=tools, **{"log_level": "WARNING"} | settings)

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Run a tool; every failure comes back as an error result that carries the envelope."""
        try:
            if function := self._functions.get(name):
                return _success(await _run(function, arguments))
            await self._refuse_unknown(name)
            return await super().call_tool(name, arguments, context)
        except SupportError as problem:
            return failure(problem.envelope)
        except ToolError as problem:
            return failure(_envelope_of(name, problem))
        except ToolCrashError as crash:
            logger.error("Tool %s crashed", name, exc_info=crash.__cause__)
            return failure(_crashed(name))

    async def _refuse_unknown(self, name: str) -> None:
        known = [tool.name for tool in await self.list_tools()]
        if name not in known:
            close = near_misses(name, known)
            raise SupportError(
                f"Unknown tool {name}",
                f"The server {self.name} has {', '.join(known) or 'no tools'}.",
                suggested_actions=[f"Did you mean {' or '.join(close)}?"] if close else [],
                retryable=True,
                follow_up_tools=close,
            )


class ToolCrashError(Exception):
    """A tool failed in a way that its author did not foresee; the cause is for the log only."""


async def _run(function: Callable[..., Any], arguments: dict[str, Any]) -> dict[str, Any]:
    """Call in a worker thread, so that a slow tool does not hold up the others."""
    result: dict[str, Any] = await anyio.to_thread.run_sync(
        partial(_guarded, function, arguments), abandon_on_cancel=True
    )
    return result


def _guarded(function: Callable[..., Any], arguments: dict[str, Any]) -> Any:
    """Let nothing else out than our two errors: `sys.exit` in a tool must not end the server."""
    try:
        return function(**arguments)
    except SupportError:
        raise
    except BaseException as problem:
        raise ToolCrashError from problem


def failure(envelope: ErrorEnvelope) -> CallToolResult:
    """An error result: the envelope as structured content, and the same JSON as text."""
    content = sendable(dict(envelope))
    return CallToolResult(content=[_text(content)], structured_content=content, is_error=True)


def _success(result: dict[str, Any]) -> CallToolResult:
    return CallToolResult(content=[_text(result)], structured_content=result)


def _text(content: dict[str, Any]) -> TextContent:
    return TextContent(type="text", text=json.dumps(content, ensure_ascii=False))


def _as_tool(function: Callable[..., Any]) -> Tool:
    """The signature is the only source: name, title, description and both schemas come from it."""
    tool = Tool.from_function(
        function, title=title(function), description=description(function), annotations=READ_ONLY
    )
    return tool.model_copy(update={"parameters": input_schema(function)})


def _envelope_of(name: str, problem: ToolError) -> ErrorEnvelope:
    """The envelope for an error of a tool that was added with `@server.tool()`."""
    match problem.__cause__:
        case SupportError() as cause:
            return cause.envelope
        case None | ToolError():
            return SupportError(str(problem), retryable=True).envelope
        case ValueError() as cause if hasattr(cause, "errors"):
            faults = [f"{'.'.join(map(str, f['loc']))}: {f['msg']}" for f in cause.errors()]
            return SupportError(
                f"{name} cannot be called like this", "; ".join(faults), retryable=True
            ).envelope
        case cause:
            logger.error("Tool %s crashed", name, exc_info=cause)
            return _crashed(name)


def _crashed(name: str) -> ErrorEnvelope:
    return SupportError(
        f"{name} crashed",
        "This is a fault in the tool, not in the call. The details are in the server's log.",
        suggested_actions=["Read the server's log.", "Try another tool."],
    ).envelope
