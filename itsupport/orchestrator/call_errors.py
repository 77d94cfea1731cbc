"""What can go wrong with one call, said so that a person or a model can act on it."""

from typing import Any

from mcp import MCPError
from mcp.types import MISSING_REQUIRED_CLIENT_CAPABILITY, Tool
from pydantic import TypeAdapter, ValidationError

from itsupport.errors import ErrorEnvelope, SupportError, from_envelope
from itsupport.orchestrator.connection import Connection
from itsupport.orchestrator.http_client import HTTP_REFUSED


def refused(connection: Connection, tool: Tool, problem: MCPError) -> SupportError:
    """The server answered with an error of the protocol; one of them means: ask a person."""
    if problem.code == HTTP_REFUSED:
        return from_envelope(problem.data)
    if problem.code != MISSING_REQUIRED_CLIENT_CAPABILITY:
        return as_support_error(tool.name, problem)
    return SupportError(
        f"{tool.name} has a question for the user, and nobody can be asked",
        f"The server {connection.name} asks in the middle of the call, and this call was made "
        "without ask_user.",
        suggested_actions=["Give ask_user to the call, or to MCPOrchestrator."],
        context={"server": connection.name},
    )


def interrupted_question(connection: Connection, tool: Tool) -> SupportError:
    """The server broke off after the person was asked: a repetition would ask again."""
    return SupportError(
        f"{tool.name} was interrupted while the user was asked",
        f"The server {connection.name} broke off. It runs again, and knows nothing of the "
        "question; whether it got the answer is not known.",
        suggested_actions=["Look whether it happened, then call again: the user is asked anew."],
        retryable=True,
        context={"server": connection.name},
    )


def asked_too_often(connection: Connection, tool: Tool) -> SupportError:
    """The SDK gives up after ten rounds of questions."""
    return SupportError(
        f"{tool.name} asked again and again",
        f"The server {connection.name} had a question after every answer.",
        suggested_actions=["Mend the tool: its question must be the same when it is asked again."],
        context={"server": connection.name},
    )


def too_slow(connection: Connection, tool: Tool, seconds: float) -> SupportError:
    """The server answers, and the tool does not."""
    return SupportError(
        f"{tool.name} took longer than {seconds:g} seconds",
        f"The server {connection.name} still answers, so only this call is stuck or slow.",
        suggested_actions=["Ask for less, or raise call_timeout."],
        retryable=True,
        context={"server": connection.name, "timeout_seconds": seconds},
    )


def not_repeated(connection: Connection, tool: Tool) -> SupportError:
    """The server broke off, and sending the call again could do its work twice."""
    return SupportError(
        f"{tool.name} was interrupted",
        f"The server {connection.name} broke off. The tool may change things, "
        "so the call was not sent again: it may have happened or not.",
        suggested_actions=["Look whether it happened before you call again."],
        context={"server": connection.name},
    )


def broken_answer(connection: Connection, tool: Tool, problem: Exception) -> SupportError:
    """What came back is no result of this tool."""
    return SupportError(
        f"{tool.name} gave an answer that cannot be used",
        f"The server {connection.name} broke its own schema or the protocol: "
        f"{type(problem).__name__}: {str(problem).splitlines()[0] if str(problem) else ''}",
        suggested_actions=["Mend the tool: its result must fit its output schema."],
        context={"server": connection.name},
    )


def as_support_error(what: str, problem: MCPError) -> SupportError:
    """An error of the protocol; our own servers give the envelope as its data."""
    return envelope_error(problem.data) or SupportError(f"{what} was refused", problem.message)


def envelope_error(content: Any) -> SupportError | None:
    """The error that a server of this kind sent; None for what is no envelope."""
    try:
        envelope = TypeAdapter(ErrorEnvelope).validate_python(content, strict=True)
    except ValidationError:
        return None
    return from_envelope(envelope)
