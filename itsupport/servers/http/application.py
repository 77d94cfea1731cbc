"""One web application with any number of MCP servers in it: addresses, order of checks, lifespans.

One server is at /mcp; several are at /NAME/mcp each. Both eras of the protocol are served at the
same address: the SDK tells them apart by the request's headers. How it is run is elsewhere.
"""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from mcp.server import MCPServer
from mcp.server.auth.provider import TokenVerifier
from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send

from itsupport.servers.http.allowed import allowed, checked_origin
from itsupport.servers.http.body_limits import LARGEST_BODY, PATIENCE, BodyLimits
from itsupport.servers.http.guard import Guard
from itsupport.servers.http.refusals import SpokenRefusals, refusal
from itsupport.servers.http.tokens import protected


def http_app(
    servers: Mapping[str, MCPServer[Any]],
    *,
    hosts: Iterable[str] = (),
    origins: Iterable[str] = (),
    tokens: TokenVerifier | None = None,
    sse: bool = False,
    stateless: bool = False,
    largest_body: int = LARGEST_BODY,
    patience: float = PATIENCE,
) -> Starlette:
    """The servers as one ASGI application. It can be started once; make another to start again.

    It answers to this machine's own names and to `hosts`, and to web pages of `origins`. With
    `tokens` a request must carry one, except to a server with an `auth` of its own and to /health.
    `sse` adds the deprecated HTTP+SSE at /NAME/sse for clients from before 2025, except where
    people log in. `stateless` keeps no sessions for clients of 2025: any worker can answer them,
    and they cannot be asked anything.
    """
    pages = [checked_origin(origin) for origin in origins]
    security, addresses = allowed(hosts, pages), addresses_of(servers)
    sites = [
        site
        for name, server in servers.items()
        for site in _sites(server, addresses[name], security, sse=sse, stateless=stateless)
    ]
    middleware = [
        Middleware(SpokenRefusals, addresses=addresses),
        Middleware(Guard, security=security),
        *_cors(pages),
        Middleware(BodyLimits, largest=largest_body, patience=patience),
    ]
    app = Starlette(
        routes=[_health(addresses), *(_ServerRoutes(*site, tokens) for site in sites)],
        middleware=middleware,
        exception_handlers={500: _failed},
        lifespan=_lifespan_of([site for site, _ in sites]),
    )
    app.router.redirect_slashes = False  # a redirect would name the scheme of this side of a proxy
    return app


def addresses_of(servers: Iterable[str]) -> dict[str, str]:
    """Where each server is, by its name: one at /mcp, several at /NAME/mcp."""
    names = list(servers)
    return {name: f"/{name}/mcp" if len(names) > 1 else "/mcp" for name in names}


def _sites(
    server: MCPServer[Any],
    address: str,
    security: TransportSecuritySettings,
    *,
    sse: bool,
    stateless: bool,
) -> list[tuple[Starlette, MCPServer[Any]]]:
    """The SDK's own applications of one server, with the whole path in their routes.

    They are not mounted below a prefix: what OAuth looks for is at the root of the web server.
    """
    modern = server.streamable_http_app(
        streamable_http_path=address, transport_security=security, stateless_http=stateless
    )
    if not sse or _has_own_login(server):  # the door of such a server guards /mcp only
        return [(modern, server)]
    base = address.removesuffix("/mcp")
    old = server.sse_app(
        sse_path=f"{base}/sse", message_path=f"{base}/messages/", transport_security=security
    )
    return [(modern, server), (old, server)]


def _has_own_login(server: MCPServer[Any]) -> bool:
    return bool(getattr(server, "own_login", False))


class _ServerRoutes(BaseRoute):
    """Hands a request to a server's own application when one of its routes is meant."""

    def __init__(
        self, site: Starlette, server: MCPServer[Any], tokens: TokenVerifier | None
    ) -> None:
        own_login = _has_own_login(server) or server.settings.auth is not None
        self._routes = site.routes
        self._app = site if tokens is None or own_login else protected(site, tokens)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        found = [route.matches(scope)[0] for route in self._routes]
        return max(found, key=lambda match: match.value, default=Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)


def _lifespan_of(sites: list[Starlette]) -> Any:
    """The sites' own lifespans would not run by themselves: only the outermost one's does."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for site in sites:
                await stack.enter_async_context(site.router.lifespan_context(site))
            yield

    return lifespan


def _cors(pages: list[str]) -> list[Middleware]:
    """Leave for scripts of these pages to send our headers and read our answers; else for none."""
    if not pages:
        return []
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=pages,
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["*"],  # Starlette's way of saying: those that the browser asks for
            expose_headers=["Mcp-Session-Id", "WWW-Authenticate"],
        )
    ]


def _health(addresses: Mapping[str, str]) -> Route:
    """Open to everybody who may talk to the server at all, token or not."""

    async def health(_request: Request) -> JSONResponse:
        return JSONResponse({"status": "ok", "servers": dict(addresses)})

    return Route("/health", health, methods=["GET"])


async def _failed(_request: Request, _problem: Exception) -> Response:
    """What failed is in the log, and not in the answer."""
    return refusal(500, "The server failed", "This is a fault in the server; its log says why.")
