"""A learner's server, tried through the protocol: in memory, in a thread, with an end."""

from collections.abc import Mapping
from typing import Any

from mcp import Client
from mcp.server import MCPServer
from mcp.types import CallToolResult, Tool

from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.showing import shown


async def tools_of(server: Any) -> list[Tool]:
    """The tools that a client sees."""
    if not isinstance(server, MCPServer):
        raise Misconception(
            "confuses_the_check",
            seen=f"{shown(server)} in place of a server",
            expected="a server, as the starter makes it",
            next_step="Make it as in the starter, and give its name to nothing else.",
        )

    async def list_tools() -> list[Tool]:
        async with Client(server) as client:
            return list((await client.list_tools()).tools)

    found: list[Tool] = await run(list_tools)
    return found


async def call(
    server: Any, tool: str, arguments: Mapping[str, Any] | None = None
) -> CallToolResult:
    """One call as a client makes it; an error of the tool is a result like any other."""

    async def call_tool() -> CallToolResult:
        async with Client(server) as client:
            return await client.call_tool(tool, dict(arguments or {}))

    result: CallToolResult = await run(call_tool)
    return result
