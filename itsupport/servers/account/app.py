"""The account server on the network: its door, the authorization server and a calendar service.

Three parties stand side by side in one application here, so that one address is enough to try
everything. They share no secret: each could run on a machine of its own.
"""

from typing import NamedTuple

from mcp.server.auth.middleware.auth_context import AuthContextMiddleware
from mcp.server.auth.middleware.bearer_auth import BearerAuthBackend
from mcp.server.auth.routes import build_resource_metadata_url, create_protected_resource_routes
from mcp.server.streamable_http_manager import (
    StreamableHTTPASGIApp,
    StreamableHTTPSessionManager,
)
from pydantic import AnyHttpUrl
from starlette.applications import Starlette
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp

from itsupport.servers.account.calendar_link import CalendarLinks
from itsupport.servers.account.calendar_service import CalendarService
from itsupport.servers.account.guard import Guard
from itsupport.servers.account.scopes import SCOPES
from itsupport.servers.account.server import build
from itsupport.servers.account.token_verifier import SignedTokenVerifier
from itsupport.servers.authorization.provider import grant_of
from itsupport.servers.authorization.server import AuthorizationServer
from itsupport.servers.authorization.tokens import TokenChecker


class AccountSite(NamedTuple):
    """Routes for the root of an application, and what has to run while it does."""

    routes: list[BaseRoute]
    sessions: StreamableHTTPSessionManager
    logins: AuthorizationServer


def account_site(base: str) -> AccountSite:
    """The account server at BASE/account/mcp, its logins at BASE/authorization.

    `base` is the address that clients use, such as http://127.0.0.1:8000: it is in the tokens.
    """
    resource = f"{base}/account/mcp"
    logins = AuthorizationServer(f"{base}/authorization", {resource: SCOPES})
    calendar = CalendarService(f"{base}/calendar")
    links = CalendarLinks(f"{base}/account", f"{base}/calendar", logins.page)
    server = build(links)
    server.streamable_http_app(stateless_http=True)  # a session would belong to nobody yet
    endpoint = StreamableHTTPASGIApp(server.session_manager)
    routes: list[BaseRoute] = [
        *create_protected_resource_routes(
            AnyHttpUrl(resource), [AnyHttpUrl(logins.issuer)], list(SCOPES), "IT support: account"
        ),
        Route("/account/mcp", _protected(endpoint, resource, logins)),
        Mount("/account", routes=links.routes),
        *logins.routes(),
        *[Route(f"/calendar{route.path}", route.endpoint) for route in calendar.routes],
        *calendar.logins.routes(),
    ]
    return AccountSite(routes, server.session_manager, logins)


def account_app(base: str) -> Starlette:
    """The whole of it as one application for a server such as uvicorn, on this machine."""
    site = account_site(base)
    app = Starlette(routes=site.routes, lifespan=lambda _: site.sessions.run())
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])
    return app


def _protected(endpoint: ASGIApp, resource: str, logins: AuthorizationServer) -> ASGIApp:
    """First who is it, then may they, then the server itself."""
    checker = TokenChecker(logins.provider.signer.public_keys, logins.issuer, resource)
    grants = logins.provider.grants
    verifier = SignedTokenVerifier(checker, lambda claims: grants.revoked(grant_of(claims)))
    metadata = str(build_resource_metadata_url(AnyHttpUrl(resource)))
    guarded = AuthContextMiddleware(Guard(endpoint, metadata))
    return AuthenticationMiddleware(guarded, backend=BearerAuthBackend(verifier))
