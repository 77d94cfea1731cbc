"""One tool call with everything that can happen to it: time, a dead server, a broken answer.

A read-only call on a connection that broke is sent once more to the restarted server. Whatever
still goes wrong is a `SupportError`, the same envelope that the tools themselves use.
"""

import json
from typing import Any

from mcp import MCPError
from mcp.client import InputRequiredRoundsExceededError
from mcp.types import CallToolResult, TextContent, Tool

from itsupport.errors import SupportError
from itsupport.orchestrator.call_errors import (
    asked_too_often,
    broken_answer,
    envelope_error,
    interrupted_question,
    not_repeated,
    refused,
    too_slow,
)
from itsupport.orchestrator.connection import Connection
from itsupport.orchestrator.connection_errors import (
    ConnectionLostError,
    LostWhileAskingError,
    NotSentError,
)
from itsupport.orchestrator.discovery import may_repeat, unavailable
from itsupport.orchestrator.open_calls import OpenCall
from itsupport.orchestrator.start_errors import ServerStartError
from itsupport.orchestrator.visits import call_after_visits
from itsupport.unicode import sendable


class ToolCaller:
    """Calls tools over connections and restarts a server that died, once per death."""

    def __init__(self, start_seconds: float) -> None:
        self._start_seconds = start_seconds

    async def call(
        self, connection: Connection, tool: Tool, arguments: dict[str, Any], call: OpenCall
    ) -> dict[str, Any]:
        """The tool's structured result. Raises `SupportError` for every kind of failure."""
        try:
            return await self._once(connection, tool, arguments, call)
        except ConnectionLostError as lost:
            await self.restart(connection, lost)
            if isinstance(lost, LostWhileAskingError):
                raise interrupted_question(connection, tool) from None
            if not (may_repeat(tool) or isinstance(lost, NotSentError)):
                raise not_repeated(connection, tool) from None
        try:
            return await self._once(connection, tool, arguments, call)
        except ConnectionLostError as lost:
            connection.state = "unavailable"
            if not may_repeat(tool):
                raise not_repeated(connection, tool) from None
            raise unavailable(connection.name, str(lost)) from None

    async def _once(
        self, connection: Connection, tool: Tool, arguments: dict[str, Any], call: OpenCall
    ) -> dict[str, Any]:
        _check_json(tool, arguments)
        try:
            result = await call_after_visits(connection, tool.name, sendable(arguments), call)
        except TimeoutError:
            raise too_slow(connection, tool, call.seconds) from None
        except (ConnectionLostError, SupportError):
            raise
        except MCPError as problem:
            raise call.problem or refused(connection, tool, problem) from None
        except InputRequiredRoundsExceededError:
            raise asked_too_often(connection, tool) from None
        except Exception as problem:
            raise broken_answer(connection, tool, problem) from None
        if call.problem is not None:
            raise call.problem
        return content_of(result)

    async def restart(self, connection: Connection, lost: Exception) -> None:
        """Bring the server back; of several calls that saw the same death, the first does it."""
        async with connection.changing:
            if connection.state == "ready":
                return
            if connection.state == "stopped":
                raise unavailable(connection.name, "It was stopped.") from None
            try:
                await connection.restart(self._start_seconds)
            except ServerStartError as problem:
                connection.state = "unavailable"
                reason = f"{lost}, and it did not start again. {problem.envelope['reason']}"
                raise unavailable(connection.name, reason) from None
            except BaseException:
                connection.state = "lost"  # interrupted: the next call tries again
                raise


def _check_json(tool: Tool, arguments: dict[str, Any]) -> None:
    try:
        json.dumps(arguments)
    except (TypeError, ValueError, RecursionError) as problem:
        raise SupportError(
            f"The arguments of {tool.name} cannot be sent",
            f"They must be texts, numbers, true, false, null, lists or mappings: {problem}.",
            suggested_actions=["Write a day as a text such as '2025-06-30'."],
            retryable=True,
        ) from None


def content_of(result: CallToolResult) -> dict[str, Any]:
    """The structured content; for tools without it, their text. An error result is raised."""
    text = "\n".join(part.text for part in result.content if isinstance(part, TextContent))
    content: Any = result.structured_content
    content = _parsed(text) if content is None else content
    if result.is_error:
        raise _as_error(content, text)
    if isinstance(content, dict):
        return content
    if content is not None:
        return {"result": content}
    others = [part.type for part in result.content if not isinstance(part, TextContent)]
    return {"text": text} | ({"other_content": others} if others else {})


def _as_error(content: Any, text: str) -> SupportError:
    """Servers of other people say errors in their own words: those become the statement."""
    statement = text or "The tool failed without saying why"
    return envelope_error(content) or SupportError(statement, retryable=True)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
