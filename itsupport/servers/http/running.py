"""Runs the web application on a socket, until Ctrl-C or SIGTERM, which end it within seconds."""

import asyncio
import socket
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import uvicorn
from mcp.server import MCPServer
from starlette.types import ASGIApp

from itsupport.listening import listen
from itsupport.patience import ImpatientProtocol
from itsupport.servers.http.application import addresses_of, http_app

LEAVE_SECONDS = 1.0
"""How long answers under way may take at the end. Open streams never end by themselves."""

IDLE_SECONDS = 20


def serve_http(
    servers: Mapping[str, MCPServer[Any]],
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    **settings: Any,
) -> None:
    """Serve at an address of this machine until Ctrl-C; `settings` are those of `http_app`.

    Port 0 takes a free one. Raises `SupportError` when the port is taken.
    """
    app = http_app(servers, **settings)
    with listen(host, port) as listener:
        tell_addresses(servers, listener)
        web_server(app).run(sockets=[listener])


def tell_addresses(servers: Iterable[str], listener: socket.socket) -> None:
    """Say on stderr where each server is."""
    for name, address in addresses_of(servers).items():
        print(f"{name} listens at {url_of(listener, address)}", file=sys.stderr)
    print("Ctrl-C ends it", file=sys.stderr, flush=True)


def web_server(app: ASGIApp) -> uvicorn.Server:
    """uvicorn with our limits; `run(sockets=[listener])` serves."""
    return _Server(limited(app))


def limited(app: ASGIApp | str, **more: Any) -> uvicorn.Config:
    """uvicorn's settings with our limits; an application by its name is made in each process."""
    return uvicorn.Config(
        app,
        http=ImpatientProtocol,
        ws="none",
        log_config=None,
        log_level="warning",
        access_log=False,  # it would hold addresses, which can hold secrets
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=3,
        **more,
    )


class _Server(uvicorn.Server):
    """Hangs up on open streams at the end; uvicorn would wait for them."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        asyncio.get_running_loop().call_later(LEAVE_SECONDS, self._hang_up)
        await super().shutdown(sockets)

    def _hang_up(self) -> None:
        for connection in list(self.server_state.connections):
            if connection.transport is not None:
                connection.transport.abort()


def url_of(listener: socket.socket, path: str = "") -> str:
    """The address of a listening socket for a client on this machine."""
    host, port = listener.getsockname()[:2]
    own = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"http://{f'[{own}]' if ':' in own else own}:{port}{path}"
