"""The servers over HTTP inside this process, for a notebook and for tests: started and stopped.

A real web server on a real port of this machine; only the process is not another one. It leaves
out everything that a deployment needs.
"""

import threading
from collections.abc import Mapping
from typing import Any

from mcp.server import MCPServer
from starlette.types import ASGIApp

from itsupport.errors import SupportError
from itsupport.listening import listen
from itsupport.servers.http.application import addresses_of, http_app
from itsupport.servers.http.recording import HttpExchanges, overheard
from itsupport.servers.http.running import url_of, web_server

START_SECONDS = 10
STOP_SECONDS = 10


class HttpSite:
    """A web server that runs in a thread of its own; `stop()` ends it, and so does `with`."""

    def __init__(self, app: ASGIApp, addresses: Mapping[str, str], port: int = 0) -> None:
        self.exchanges = HttpExchanges()
        """What was asked and answered, as it was on the wire; secrets are not kept."""
        self._listener = listen("127.0.0.1", port)
        self.url = url_of(self._listener)
        self.urls = {name: self.url + address for name, address in addresses.items()}
        self._server = web_server(overheard(app, self.exchanges))
        self._thread = threading.Thread(target=self._run, name="itsupport http", daemon=True)
        self._thread.start()

    def entries(self, headers: Mapping[str, str] | None = None) -> dict[str, dict[str, Any]]:
        """The servers as an MCP host's configuration has them."""
        more = {"headers": dict(headers)} if headers else {}
        return {name: {"url": url, **more} for name, url in self.urls.items()}

    def stop(self) -> None:
        """End it; stopping twice does no harm. Raises `SupportError` when it does not end."""
        self._server.should_exit = True
        self._thread.join(STOP_SECONDS)
        self._listener.close()
        if self._thread.is_alive():
            raise SupportError("The web server did not end", f"{STOP_SECONDS} seconds went by.")

    def _run(self) -> None:
        self._server.run(sockets=[self._listener])

    def __enter__(self) -> "HttpSite":
        return self

    def __exit__(self, *problem: object) -> None:
        self.stop()


def start_http(
    servers: Mapping[str, MCPServer[Any]], *, port: int = 0, **settings: Any
) -> HttpSite:
    """Serve these at a port of 127.0.0.1, 0 for a free one; `settings` are those of `http_app`."""
    return HttpSite(http_app(servers, **settings), addresses_of(servers), port)
