"""A learner's server, tried through the protocol: in memory, in a thread, with an end."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from mcp import Client, MCPError
from mcp.server import MCPServer
from mcp.types import CallToolResult, Tool

from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.outcome import Misconception, NotAttempted
from itsupport.teaching.exercises.showing import shown


async def asked(server: Any, send: Callable[[Client], Awaitable[Any]]) -> Any:
    """What a client hears that sends something to the server; an error of the protocol passes."""
    _check_server(server)

    async def visit() -> tuple[Any, MCPError | None]:
        async with Client(server) as client:
            try:
                return await send(client), None
            except MCPError as problem:
                return None, problem

    heard, problem = await run(visit)
    if problem:
        raise problem
    return heard


async def tools_of(server: Any) -> list[Tool]:
    """The tools that a client sees."""
    _check_server(server)

    async def list_tools() -> list[Tool]:
        async with Client(server) as client:
            return list((await client.list_tools()).tools)

    found: list[Tool] = await run(list_tools)
    return found


def _check_server(server: Any) -> None:
    if not isinstance(server, MCPServer):
        raise Misconception(
            "confuses_the_check",
            seen=f"{shown(server)} in place of a server",
            expected="a server, as the starter makes it",
            next_step="Make it as in the starter, and give its name to nothing else.",
        )


async def tool_called(server: Any, name: str, untouched: str) -> Tool:
    """The tool of this name; `untouched` says what to do while the server has none at all."""
    tools = {tool.name: tool for tool in await tools_of(server)}
    if not tools:
        raise NotAttempted(untouched)
    if name in tools:
        return tools[name]
    raise Misconception(
        "another_name",
        seen=f"tools called {', '.join(tools)}",
        expected=f"a tool called {name}",
        next_step="A tool's name is the function's name.",
    )


async def call(
    server: Any, tool: str, arguments: Mapping[str, Any] | None = None
) -> CallToolResult:
    """One call as a client makes it; an error of the tool is a result like any other."""

    async def call_tool() -> CallToolResult:
        async with Client(server) as client:
            return await client.call_tool(tool, dict(arguments or {}))

    result: CallToolResult = await run(call_tool)
    return result


def text_of(result: CallToolResult) -> str:
    """What a result says to people and models."""
    return " ".join(getattr(part, "text", "") for part in result.content)
