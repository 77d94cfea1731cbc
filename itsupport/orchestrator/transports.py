"""From a server's specification to a transport: pipes, HTTP, or memory."""

import logging
from collections.abc import AsyncIterator
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    nullcontext,
)
from pathlib import Path
from typing import Any

import httpx2
from mcp import StdioServerParameters, stdio_client
from mcp.client._memory import InMemoryTransport  # the SDK's only in-memory streams
from mcp.client.streamable_http import streamable_http_client

from itsupport.llm.addresses import is_loopback
from itsupport.orchestrator.bounded_answers import UNCOMPRESSED
from itsupport.orchestrator.configuration import (
    HttpServer,
    LocalServer,
    ServerSpecification,
    StdioServer,
)
from itsupport.orchestrator.http_client import ServerHttpClient
from itsupport.orchestrator.login import NO_LOGIN, ClientLogin
from itsupport.orchestrator.recording import Transport
from itsupport.orchestrator.start_errors import cannot_run
from itsupport.orchestrator.whole_lines import WHOLE_LINES, register

# Lines that are not MCP go into the wire view; Python would also print them into the notebook.
logging.getLogger("mcp.client.stdio").addHandler(logging.NullHandler())

# An `MCPServer` made in a notebook turns everybody's INFO on: a line for every HTTP request.
if logging.getLogger("httpx2").level == logging.NOTSET:
    logging.getLogger("httpx2").setLevel(logging.WARNING)


def open_transport(
    specification: ServerSpecification,
    log: Path,
    login: AbstractAsyncContextManager[ClientLogin] | None = None,
) -> Transport:
    """A transport to be entered by the task that owns the connection.

    `log` is the file that a started program's stderr goes to. `login` is for a server that wants
    one; without it, such a server refuses what it protects.
    """
    match specification:
        case StdioServer():
            return _pipes(specification, log)
        case HttpServer():
            return _http(specification, login or nullcontext(NO_LOGIN))
        case LocalServer():
            return InMemoryTransport(specification.server)


@asynccontextmanager
async def _pipes(server: StdioServer, log: Path) -> AsyncIterator[tuple[Any, Any]]:
    register()
    parameters = StdioServerParameters(
        command=server.command,
        args=server.args,
        env=server.env,
        cwd=server.cwd,
        encoding=WHOLE_LINES,
        encoding_error_handler="replace",  # one invalid byte would end the reading for good
    )
    # A real file: the notebook's own stderr has no file handle that a process could inherit.
    with log.open("a", encoding="utf-8") as errlog:
        async with AsyncExitStack() as stack:
            try:
                streams = await stack.enter_async_context(stdio_client(parameters, errlog=errlog))
            except (OSError, ValueError) as problem:  # the second for what no path may hold
                raise cannot_run(server, problem) from None
            yield streams


@asynccontextmanager
async def _http(
    server: HttpServer, login: AbstractAsyncContextManager[ClientLogin]
) -> AsyncIterator[tuple[Any, Any]]:
    async with (
        login as logged_in,
        ServerHttpClient(
            headers=UNCOMPRESSED | server.headers,
            auth=logged_in.auth,
            event_hooks={"request": list(logged_in.checks)},
            timeout=httpx2.Timeout(30, read=300),
            trust_env=not is_loopback(server.url),  # a proxy would be asked for its own 127.0.0.1
        ) as client,
        streamable_http_client(server.url, http_client=client) as streams,
    ):
        yield streams
