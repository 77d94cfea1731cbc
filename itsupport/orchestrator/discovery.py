"""Which tool is on which server: learned from the servers, never written down."""

from collections.abc import Iterable
from typing import Any

from mcp.types import Tool

from itsupport.errors import SupportError, near_misses
from itsupport.llm.conversation import ToolDefinition
from itsupport.llm.schemas import to_chat_tool, to_responses_tool
from itsupport.llm.tool_names import with_aliases
from itsupport.orchestrator.connection import Connection


def check_names(connections: Iterable[Connection]) -> None:
    """Refuse two tools of one name: a call would not know where to go."""
    owners: dict[str, str] = {}
    for connection in connections:
        for tool in connection.tools:
            if tool.name in owners:
                raise SupportError(
                    f"Two tools are called {tool.name}",
                    f"The servers {owners[tool.name]} and {connection.name} both have it.",
                    suggested_actions=["Rename one of them, or start only one of the servers."],
                    context={"tool": tool.name, "servers": [owners[tool.name], connection.name]},
                )
            owners[tool.name] = connection.name


def find_tool(name: str, connections: Iterable[Connection]) -> tuple[Connection, Tool]:
    """The connection and the description of a tool. Raises `SupportError` with near misses."""
    known = [(connection, tool) for connection in connections for tool in connection.tools]
    for connection, tool in known:
        if tool.name == name and connection.state == "unavailable":
            raise unavailable(connection.name, f"It failed, and it has the tool {name}.")
        if tool.name == name:
            return connection, tool
    close = near_misses(name, [tool.name for _, tool in known])
    raise SupportError(
        f"Unknown tool {name}",
        f"None of the {len(known)} tools has this name.",
        suggested_actions=[f"Did you mean {' or '.join(close)}?"] if close else [],
        retryable=True,
        follow_up_tools=close,
    )


def unavailable(server: str, reason: str) -> SupportError:
    """The error for a server that is out of the game until it is started again."""
    return SupportError(
        f"The server {server} is unavailable",
        reason,
        suggested_actions=["Answer without it, or call start_servers() again."],
        context={"server": server},
    )


def definition(tool: Tool) -> ToolDefinition:
    """A tool as a model is told of it."""
    return ToolDefinition(tool.name, tool.description or "", tool.input_schema)


def in_style(tools: Iterable[Tool], style: str) -> list[dict[str, Any]]:
    """The tools as JSON: "mcp" as the servers list them, "responses" or "chat" for OpenAI."""
    match style:
        case "mcp":
            return [t.model_dump(mode="json", by_alias=True, exclude_none=True) for t in tools]
        case "responses":
            return [to_responses_tool(tool) for tool in with_aliases(map(definition, tools))]
        case "chat":
            return [to_chat_tool(tool) for tool in with_aliases(map(definition, tools))]
    raise SupportError(
        f"There is no style called {style}",
        suggested_actions=['Use "mcp", "responses" or "chat".'],
    )


def may_repeat(tool: Tool) -> bool:
    """Whether a call may be sent again without harm: the tool only reads, or says so itself."""
    hints = tool.annotations
    return bool(hints and (hints.read_only_hint or hints.idempotent_hint))
