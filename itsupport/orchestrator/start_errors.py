"""Why a server did not start, said so that a person can act on it. No header is ever repeated."""

import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import httpx2
from mcp import MCPError
from mcp.types import CONNECTION_CLOSED
from pydantic import ValidationError

from itsupport.errors import SupportError
from itsupport.llm.addresses import shown
from itsupport.orchestrator.configuration import StdioServer
from itsupport.orchestrator.http_client import HTTP_REFUSED

Meaning = tuple[str, list[str]]
"""One sentence, and what to do."""

RUN_IT = [
    "Run its command in a terminal and read what it says.",
    "python -m itsupport doctor checks every server.",
]


class ServerStartError(SupportError):
    """A server did not start; the others were stopped. The reason ends with the server's log."""


class CannotRunError(Exception):
    """The operating system did not start the program; the text says why."""


def start_error(
    server: str, why: str | BaseException, stray: str | None, log: str
) -> ServerStartError:
    """The error for one server. `stray` is a line that it wrote and that is not MCP."""
    sentence, advice = (why, RUN_IT) if isinstance(why, str) else _meaning(_innermost(why))
    parts = [sentence]
    if stray is not None:
        parts.append(f" It wrote {stray!r:.80}, which is not MCP.")
    if log:
        parts.append(f"\nThe end of its log:\n{log}")
    return ServerStartError(
        f"The server {server} did not start",
        "".join(parts),
        suggested_actions=advice,
        retryable=True,
        context={"server": server},
    )


def explained(problem: BaseException) -> str:
    """The innermost cause as one sentence: task groups wrap what happened in groups of one."""
    return _meaning(_innermost(problem))[0]


def cannot_run(server: StdioServer, problem: Exception) -> CannotRunError:
    """Why a program was not started. On Windows the problem itself names no file."""
    if server.cwd is not None and not Path(server.cwd).is_dir():
        return CannotRunError(f"There is no folder {server.cwd}, which is its cwd.")
    match problem:
        case FileNotFoundError():
            return CannotRunError(f"There is no program called {server.command}.")
        case PermissionError():
            return CannotRunError(f"{server.command} may not be run.")
    return CannotRunError(f"{server.command!r} cannot be run: {problem}.")


def _meaning(problem: BaseException) -> Meaning:
    match problem:
        case MCPError() if problem.code == CONNECTION_CLOSED:
            return "It ended before it answered.", RUN_IT
        case MCPError() if problem.code == HTTP_REFUSED:
            said = f"{problem.data['error']}. {problem.data['reason']}"
            return said, list(problem.data["suggested_actions"]) or RUN_IT
        case CannotRunError():
            return str(problem), RUN_IT
        case SupportError():
            return problem.envelope["error"], RUN_IT
        case ValidationError():
            return f"It broke the protocol: {_first_fault(problem)}.", RUN_IT
        case httpx2.ConnectError():
            return _unreachable(problem)
        case httpx2.LocalProtocolError() | UnicodeEncodeError():  # its text repeats what was sent
            return "What is sent to it has a character that HTTP does not allow.", [
                "Write its url and its headers again; they are not shown, as they may be secret."
            ]
        case httpx2.TransportError():
            return f"{type(problem).__name__}: {problem}", ["Start it there, or correct its url."]
    return f"{type(problem).__name__}: {problem}", RUN_IT


def _unreachable(problem: httpx2.ConnectError) -> Meaning:
    """No connection: a name that is not known, a certificate, or nobody there."""
    where = shown(str(problem.request.url))
    for cause in _causes(problem):
        match cause:
            case socket.gaierror():
                host = problem.request.url.host
                return f"No address is known for {host}.", [
                    "Correct its url, or look whether there is a network."
                ]
            case ssl.SSLCertVerificationError():
                return f"The certificate of {where} is not trusted: {cause.verify_message}.", [
                    "Where a school or company inspects what is encrypted, set SSL_CERT_FILE to a "
                    "file with its certificate, and ask whoever runs the network for it."
                ]
            case ssl.SSLError():
                return f"{where} does not speak https.", ["Is it http:// there? Correct its url."]
    return f"Nothing listens at {where}.", ["Start it there, or correct its url."]


def _causes(problem: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = problem
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _first_fault(problem: ValidationError) -> str:
    """Where, and what is wrong there; not the value, which may be long or secret."""
    fault = problem.errors(include_url=False, include_input=False)[0]
    place = ".".join(map(str, fault["loc"]))
    return f"in {problem.title}, {place}: {fault['msg'].lower()}"


def _innermost(problem: BaseException) -> BaseException:
    while isinstance(problem, BaseExceptionGroup) and problem.exceptions:
        problem = problem.exceptions[0]
    return problem
