"""Which address a request was meant for, and the site that stands there.

Tokens, metadata and redirects hold the server's own address, which is known only when the first
request comes: behind a proxy it is not the one that this process listens at. Then say it in
`ITSUPPORT_HTTP_URL`, such as https://desk.example.org.
"""

import os
from contextlib import suppress
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from itsupport.errors import SupportError
from itsupport.servers.account.site import AccountSite, paths_of

PUBLIC_URL = "ITSUPPORT_HTTP_URL"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def site_of(endpoint: ASGIApp, path: str, running: Router) -> Starlette:
    """An application for all addresses. `running` keeps the MCP server alive meanwhile."""
    sites = _Sites(endpoint, path)
    routes = [Route(pattern, sites) for pattern in paths_of(path)]
    return Starlette(routes=routes, lifespan=running.lifespan_context)


class _Sites:
    """One site for each name of this machine that clients use; three at most, or the public one."""

    def __init__(self, endpoint: ASGIApp, path: str) -> None:
        self._endpoint, self._path, self._public = endpoint, path, _public_url()
        self._sites: dict[str, AccountSite] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        base = self._public or _own_address(scope)
        if base is None:
            said = SupportError(
                "Logging in is not set up for this address",
                suggested_actions=[f"Say in {PUBLIC_URL} how clients reach this server."],
            )
            await JSONResponse(said.envelope, 421)(scope, receive, send)
            return
        if base not in self._sites:
            self._sites[base] = AccountSite(self._endpoint, base, self._path)
        await self._sites[base](scope, receive, send)


def _own_address(scope: Scope) -> str | None:
    """The address of a request to this machine. The port is ours, whatever the client says."""
    host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
    name, port = host.rpartition(":")[0] or host, (scope.get("server") or ("", None))[1]
    return f"http://{name}:{port}" if name in LOOPBACK and port else None


def _public_url() -> str:
    """Raises `SupportError` for a value that no token should go to."""
    url = os.environ.get(PUBLIC_URL, "").rstrip("/")
    with suppress(ValueError):  # of brackets that are no address
        parts = urlsplit(url)
        if not url or (parts.scheme == "https" and parts.netloc and not parts.path):
            return url
    raise SupportError(
        f"{PUBLIC_URL} is not the address of a server",
        suggested_actions=["Write it like https://desk.example.org, without a path."],
    )
