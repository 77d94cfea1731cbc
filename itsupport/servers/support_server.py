"""An MCP server whose tools are dual-mode functions and whose mistakes are envelopes.

The SDK's `MCPServer` validates on its own terms and hides or rewords errors. Here a tool call is
the plain Python call: same checks, same dictionary, same error. Transports are elsewhere.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping
from functools import partial, wraps
from types import MappingProxyType
from typing import Any

import anyio.to_thread
from mcp.server import MCPServer
from mcp.server.mcpserver.context import Context
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError, ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.types import CallToolResult, GetPromptResult, InputRequiredResult, ToolAnnotations
from mcp.types import Tool as ListedTool

from itsupport.dual_mode import (
    description,
    dual_mode,
    input_schema,
    is_dual_mode,
    plain,
    title,
)
from itsupport.errors import SupportError, near_misses
from itsupport.servers.asking_tools import Asking, AskingTool
from itsupport.servers.refusals import (
    as_protocol_error,
    causes,
    check_prompt,
    prompt_problem,
    unknown_resource,
)
from itsupport.servers.results import (
    ToolCrashError,
    crash,
    failure,
    or_envelope,
    sdk_failure,
    success,
)
from itsupport.servers.state_keys import shared_state_keys

READ_ONLY = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
"""The tool looks and never changes: a client may repeat the call."""


class SupportServer(MCPServer[Any]):
    """Serves dual-mode functions; tools added with `@server.tool()` work as in any `MCPServer`.

    `functions` are offered as tools that only look. What changes something goes into `changing`,
    each with what a client should know about that: is it safe to repeat, does it destroy? What asks
    the user in the middle of a call goes into `asking`. Where `@dual_mode` was forgotten above a
    function, calls of its tool are checked all the same; an `async def` is refused.
    """

    def __init__(
        self,
        name: str,
        functions: Iterable[Callable[..., Any]] = (),
        *,
        changing: Mapping[Callable[..., Any], ToolAnnotations] = MappingProxyType({}),
        asking: Mapping[Callable[..., Any], Asking] = MappingProxyType({}),
        **settings: Any,
    ) -> None:
        hints = {**dict.fromkeys(functions, READ_ONLY), **changing}
        hints = {_checked(function): hint for function, hint in hints.items()}
        self._asking = {one.__name__: AskingTool(one, how) for one, how in asking.items()}
        self._functions = {one.__name__: _as_tool(one, hint) for one, hint in hints.items()}
        tools = [*self._functions.values(), *(asker.tool for asker in self._asking.values())]
        # The SDK sets up logging for the whole process: at its own level, a notebook would fill up.
        super().__init__(
            name, tools=tools, **shared_state_keys() | {"log_level": "WARNING"} | settings
        )

    async def list_tools(self) -> list[ListedTool]:
        """The tools; what each says of its result is true of an error's envelope too."""
        tools = await super().list_tools()
        return [t.model_copy(update={"output_schema": or_envelope(t.output_schema)}) for t in tools]

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Run a tool; every failure comes back as an error result that carries the envelope."""
        try:
            if tool := self._functions.get(name):
                return await _run(tool, arguments)
            if asker := self._asking.get(name):
                context = context or Context(mcp_server=self, subscriptions=self._subscriptions)
                return _finished(asker.tool, await asker.run(arguments, context))
            await self._refuse_unknown(name)
            return await super().call_tool(name, arguments, context)
        except SupportError as problem:
            return failure(name, problem.envelope)
        except ToolError as problem:
            return sdk_failure(name, problem)
        except ToolCrashError as problem:
            return crash(name, problem.__cause__)
        except (SystemExit, KeyboardInterrupt) as problem:  # must not end the server
            return crash(name, problem)

    async def read_resource(self, uri: Any, context: Context[Any, Any] | None = None) -> Any:
        """Read a resource; what its function says is wrong arrives with the envelope as data."""
        try:
            return await super().read_resource(uri, context)
        except ResourceNotFoundError:
            known = [resource.uri for resource in await self.list_resources()]
            raise as_protocol_error(unknown_resource(str(uri), known), uri=str(uri)) from None
        except ResourceError as problem:
            for cause in causes(problem):
                if isinstance(cause, SupportError):
                    raise as_protocol_error(cause, uri=str(uri)) from None
            raise

    async def get_prompt(
        self,
        name: str,
        arguments: dict[str, Any] | None = None,
        context: Context[Any, Any] | None = None,
    ) -> GetPromptResult | InputRequiredResult:
        """Write a prompt's messages; every mistake arrives with the envelope as data."""
        try:
            check_prompt(name, arguments or {}, await self.list_prompts())
            return await super().get_prompt(name, arguments, context)
        except Exception as problem:
            raise prompt_problem(name, problem) from None

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


def _checked(function: Callable[..., Any]) -> Callable[..., Any]:
    return function if is_dual_mode(function) else dual_mode(function)


def _finished(tool: Tool, result: Any) -> CallToolResult | InputRequiredResult:
    """A result to send; a question goes to the client as it is."""
    return result if isinstance(result, InputRequiredResult) else success(tool, plain(result))


async def _run(tool: Tool, arguments: dict[str, Any]) -> CallToolResult:
    """Call in a worker thread, so that a slow tool does not hold up the others."""
    return await anyio.to_thread.run_sync(
        partial(_guarded, tool, arguments), abandon_on_cancel=True
    )


def _guarded(tool: Tool, arguments: dict[str, Any]) -> CallToolResult:
    """Let nothing else out than our two errors, whatever the tool does or gives back."""
    try:
        return success(tool, tool.fn(**arguments))
    except SupportError:
        raise
    except BaseException as problem:
        raise ToolCrashError from problem


def _as_tool(function: Callable[..., Any], annotations: ToolAnnotations) -> Tool:
    """The signature is the only source: name, title, description and both schemas come from it."""
    tool = Tool.from_function(
        _without_parameters(function),
        title=title(function),
        description=description(function),
        annotations=annotations,
    )
    return tool.model_copy(update={"fn": function, "parameters": input_schema(function)})


def _without_parameters(function: Callable[..., Any]) -> Callable[..., Any]:
    """What the SDK learns the result's schema from; it stumbles over some names of parameters."""

    @wraps(function)
    def bare() -> Any:
        return function()

    result = inspect.signature(function, eval_str=True).return_annotation
    bare.__signature__ = inspect.Signature(return_annotation=result)  # type: ignore[attr-defined]
    bare.__annotations__ = {"return": result}
    return bare
