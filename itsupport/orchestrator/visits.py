"""Servers of the 2025 era that need a visit to a page say so in an error: go there, call again.

In the 2026 era the same request is part of a call's answer, and the SDK's client deals with it.
"""

from typing import Any

from mcp import MCPError
from mcp.shared.exceptions import UrlElicitationRequiredError
from mcp.types import URL_ELICITATION_REQUIRED, CallToolResult, ElicitRequestURLParams
from pydantic import ValidationError

from itsupport.errors import SupportError
from itsupport.orchestrator.asking import LinkRequest
from itsupport.orchestrator.connection import Connection
from itsupport.orchestrator.open_calls import OpenCall

MAXIMUM_VISITS = 3
"""A server that sends people to one page after the other has an end."""


async def call_after_visits(
    connection: Connection, tool: str, arguments: dict[str, Any], call: OpenCall
) -> CallToolResult:
    """The result of a call, after the person has been to the pages that it needs."""
    for _ in range(MAXIMUM_VISITS):
        try:
            return await connection.call(tool, arguments, call)
        except MCPError as problem:
            for visit in _visits(problem):
                await _go(connection, tool, visit, call)
    return await connection.call(tool, arguments, call)


def _visits(problem: MCPError) -> list[ElicitRequestURLParams]:
    """The pages that an error asks for. Raises the error itself when it asks for none."""
    if problem.code == URL_ELICITATION_REQUIRED:
        try:
            if visits := UrlElicitationRequiredError.from_error(problem.error).elicitations:
                return visits
        except (ValidationError, AttributeError, TypeError):
            pass
    raise problem


async def _go(
    connection: Connection, tool: str, visit: ElicitRequestURLParams, call: OpenCall
) -> None:
    reply = await connection.ask(LinkRequest(connection.name, visit.message, visit.url), call)
    if reply is not None and reply.action == "accept":
        return
    raise SupportError(
        f"{tool} needs a visit to a page, and nobody went there",
        "Nobody could be asked." if reply is None else "The person did not want to.",
        suggested_actions=["Give ask_user to the call, or to MCPOrchestrator, and call again."],
        retryable=True,
        context={"server": connection.name},
    )
