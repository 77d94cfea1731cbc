"""The authorization server's addresses, put together from the SDK's routes and our page.

`routes()` belong at the root of an application, because the metadata lives below `/.well-known/`
(RFC 8414); everything else lives below the issuer's own path.
"""

from urllib.parse import urlsplit

from mcp.server.auth.routes import build_metadata, cors_middleware, create_auth_routes
from mcp.server.auth.settings import ClientRegistrationOptions, RevocationOptions
from pydantic import AnyHttpUrl
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from itsupport.servers.authorization.logout import Logout
from itsupport.servers.authorization.provider import Provider
from itsupport.servers.authorization.sign_in_page import SignInPage


class AuthorizationServer:
    """One issuer, such as http://127.0.0.1:8000/authorization, for the resources it knows.

    `resources` maps the address of each protected server to its scopes, the usual one first.
    """

    def __init__(self, issuer: str, resources: dict[str, tuple[str, ...]]) -> None:
        self.issuer = str(AnyHttpUrl(issuer))  # written as the clients' libraries will write it
        self.provider = Provider(self.issuer, resources)
        self.page = SignInPage(self.provider)
        self._options = ClientRegistrationOptions(enabled=True, valid_scopes=self.provider.scopes)

    def routes(self) -> list[BaseRoute]:
        """For the root of an application."""
        path = urlsplit(self.issuer).path.rstrip("/")
        metadata = Route(
            f"/.well-known/oauth-authorization-server{path}",
            cors_middleware(self._metadata, ["GET", "OPTIONS"]),
            methods=["GET", "OPTIONS"],
        )
        page = [
            Route("/sign-in", self.page.show, methods=["GET"]),
            Route("/sign-in", self.page.take, methods=["POST"]),
            Route("/keys", self._keys, methods=["GET"]),
            Route("/revoke", Logout(self.provider).take, methods=["POST"]),
        ]
        return [metadata, Mount(path or "/", routes=[*page, *self._sdk_routes()])]

    def _sdk_routes(self) -> list[Route]:
        return create_auth_routes(
            self.provider, AnyHttpUrl(self.issuer), client_registration_options=self._options
        )

    async def _metadata(self, _: Request) -> Response:
        """What the SDK would say, and what it leaves out: keys, public clients, `iss`."""
        said = build_metadata(
            AnyHttpUrl(self.issuer), None, self._options, RevocationOptions(enabled=True)
        ).model_dump(mode="json", exclude_none=True)
        methods = ["none", *said["token_endpoint_auth_methods_supported"]]
        said |= {
            "jwks_uri": f"{self.issuer.rstrip('/')}/keys",
            "token_endpoint_auth_methods_supported": methods,
            "revocation_endpoint_auth_methods_supported": methods,
            "authorization_response_iss_parameter_supported": True,
        }
        return JSONResponse(said)

    async def _keys(self, _: Request) -> Response:
        return JSONResponse(self.provider.signer.public_keys)
