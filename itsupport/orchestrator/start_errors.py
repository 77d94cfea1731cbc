"""Why a server did not start, said so that a person can act on it."""

import httpx2
from mcp import MCPError
from mcp.types import CONNECTION_CLOSED
from pydantic import ValidationError

from itsupport.errors import SupportError
from itsupport.llm.addresses import shown
from itsupport.orchestrator.http_client import HTTP_REFUSED


class ServerStartError(SupportError):
    """A server did not start; the others were stopped. The reason ends with the server's log."""


def start_error(
    server: str, why: str | BaseException, stray: str | None, log: str
) -> ServerStartError:
    """The error for one server. `stray` is a line that it wrote and that is not MCP."""
    problem = why if isinstance(why, str) else _innermost(why)
    parts = [problem if isinstance(problem, str) else explained(problem)]
    if stray is not None:
        parts.append(f" It wrote {stray!r:.80}, which is not MCP.")
    if log:
        parts.append(f"\nThe end of its log:\n{log}")
    return ServerStartError(
        f"The server {server} did not start",
        "".join(parts),
        suggested_actions=_advice(problem),
        retryable=True,
        context={"server": server},
    )


def explained(problem: BaseException) -> str:
    """The innermost cause as one sentence: task groups wrap what happened in groups of one."""
    problem = _innermost(problem)
    match problem:
        case FileNotFoundError():
            return f"There is no program called {problem.filename}."
        case PermissionError():
            return f"{problem.filename} may not be run."
        case MCPError() if problem.code == CONNECTION_CLOSED:
            return "It ended before it answered."
        case MCPError() if problem.code == HTTP_REFUSED:
            return f"{problem.data['error']}. {problem.data['reason']}"
        case SupportError():
            return problem.envelope["error"]
        case ValidationError():
            return f"It broke the protocol: {_first_fault(problem)}."
        case httpx2.ConnectError():
            return f"Nothing listens at {shown(str(problem.request.url))}."
        case _:
            return f"{type(problem).__name__}: {problem}"


def _first_fault(problem: ValidationError) -> str:
    """Where, and what is wrong there; not the value, which may be long or secret."""
    fault = problem.errors(include_url=False, include_input=False)[0]
    place = ".".join(map(str, fault["loc"]))
    return f"in {problem.title}, {place}: {fault['msg'].lower()}"


def _innermost(problem: BaseException) -> BaseException:
    while isinstance(problem, BaseExceptionGroup) and problem.exceptions:
        problem = problem.exceptions[0]
    return problem


def _advice(problem: str | BaseException) -> list[str]:
    """What to do: another thing for a program that does not run than for a server far away."""
    match problem:
        case MCPError() if problem.code == HTTP_REFUSED and problem.data["suggested_actions"]:
            return list(problem.data["suggested_actions"])
        case httpx2.TransportError():
            return ["Start it there, or correct its url."]
    return [
        "Run its command in a terminal and read what it says.",
        "python -m itsupport doctor checks every server.",
    ]
