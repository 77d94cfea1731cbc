"""The account server at one address: its door, the authorization server and a calendar service.

Three parties stand side by side here, so that one address is enough to try everything. They share
no secret: each could run on a machine of its own.
"""

from mcp.server.auth.middleware.auth_context import AuthContextMiddleware
from mcp.server.auth.middleware.bearer_auth import BearerAuthBackend
from mcp.server.auth.routes import build_resource_metadata_url, create_protected_resource_routes
from pydantic import AnyHttpUrl
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.routing import BaseRoute, Mount, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from itsupport.servers.account.calendar_link import CalendarLinks
from itsupport.servers.account.calendar_service import CalendarService
from itsupport.servers.account.calendar_tool import links_in_use
from itsupport.servers.account.guard import Guard
from itsupport.servers.account.scopes import SCOPES
from itsupport.servers.account.token_verifier import SignedTokenVerifier
from itsupport.servers.authorization.provider import grant_of
from itsupport.servers.authorization.server import AuthorizationServer
from itsupport.servers.authorization.tokens import TokenChecker

NAME = "IT support: account"


class AccountSite:
    """An ASGI application for everything below `base`, such as http://127.0.0.1:8000.

    The MCP server is at BASE and `path`, its logins at BASE/authorization. `base` is in the tokens:
    a token for one address is none for another.
    """

    def __init__(self, endpoint: ASGIApp, base: str, path: str) -> None:
        resource = f"{base}{path}"
        logins = AuthorizationServer(f"{base}/authorization", {resource: SCOPES})
        calendar = CalendarService(f"{base}/calendar")
        self._links = CalendarLinks(f"{base}/account", f"{base}/calendar", logins.page)
        routes: list[BaseRoute] = [
            *create_protected_resource_routes(
                AnyHttpUrl(resource), [AnyHttpUrl(logins.issuer)], list(SCOPES), NAME
            ),
            Route(path, _protected(endpoint, resource, logins)),
            Mount("/account", routes=self._links.routes),
            *logins.routes(),
            *[Route(f"/calendar{route.path}", route.endpoint) for route in calendar.routes],
            *calendar.logins.routes(),
        ]
        self._router = Router(routes, redirect_slashes=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; the tools that it calls find this site's links."""
        token = links_in_use.set(self._links)
        try:
            await self._router(scope, receive, send)
        finally:
            links_in_use.reset(token)


def paths_of(path: str) -> list[str]:
    """Every path that a site answers to, as patterns of Starlette."""
    oauth = "/.well-known/oauth-authorization-server"
    return [
        path,
        f"/.well-known/oauth-protected-resource{path}",
        *(f"/account/{page}" for page in ("link", "linked")),
        *(f"{oauth}/{name}" for name in ("authorization", "calendar")),
        *(f"/{name}/{{page:path}}" for name in ("authorization", "calendar")),
    ]


def _protected(endpoint: ASGIApp, resource: str, logins: AuthorizationServer) -> ASGIApp:
    """First who is it, then may they, then the server itself."""
    checker = TokenChecker(logins.provider.signer.public_keys, logins.issuer, resource)
    grants = logins.provider.grants
    verifier = SignedTokenVerifier(checker, lambda claims: grants.revoked(grant_of(claims)))
    metadata = str(build_resource_metadata_url(AnyHttpUrl(resource)))
    guarded = AuthContextMiddleware(Guard(endpoint, metadata))
    return AuthenticationMiddleware(guarded, backend=BearerAuthBackend(verifier))
