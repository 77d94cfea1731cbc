"""Why a server did not start, said so that a person can act on it."""

import httpx2
from mcp import MCPError
from mcp.types import CONNECTION_CLOSED

from itsupport.errors import SupportError
from itsupport.llm.addresses import shown


class ServerStartError(SupportError):
    """A server did not start; the others were stopped. The reason ends with the server's log."""


def start_error(server: str, reason: str, stray: str | None, log: str) -> ServerStartError:
    """The error for one server. `stray` is a line that it wrote and that is not MCP."""
    parts = [reason]
    if stray is not None:
        parts.append(f" It wrote {stray!r:.80}, which is not MCP.")
    if log:
        parts.append(f"\nThe end of its log:\n{log}")
    return ServerStartError(
        f"The server {server} did not start",
        "".join(parts),
        suggested_actions=[
            "Run its command in a terminal and read what it says.",
            "python -m itsupport doctor checks every server.",
        ],
        retryable=True,
        context={"server": server},
    )


def explained(problem: BaseException) -> str:
    """The innermost cause as one sentence: task groups wrap what happened in groups of one."""
    while isinstance(problem, BaseExceptionGroup) and problem.exceptions:
        problem = problem.exceptions[0]
    match problem:
        case FileNotFoundError():
            return f"There is no program called {problem.filename}."
        case PermissionError():
            return f"{problem.filename} may not be run."
        case MCPError() if problem.code == CONNECTION_CLOSED:
            return "It ended before it answered."
        case SupportError():
            return problem.envelope["error"]
        case httpx2.ConnectError():
            return f"Nothing listens at {shown(str(problem.request.url))}."
        case _:
            return f"{type(problem).__name__}: {problem}"
