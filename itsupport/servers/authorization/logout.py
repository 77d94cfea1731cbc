"""Logging out: a client gives a token back, and everything that the person allowed it ends.

The SDK's own handler refuses clients without a secret, which programs on a person's machine are.
RFC 7009: the answer is the same whether the token was good or not.
"""

from mcp.server.auth.middleware.client_auth import AuthenticationError, ClientAuthenticator
from mcp.server.auth.provider import AccessToken
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from itsupport.servers.authorization.grants import Refresh
from itsupport.servers.authorization.provider import Provider


class Logout:
    """The revocation endpoint."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider
        self._client = ClientAuthenticator(provider)

    async def take(self, request: Request) -> Response:
        """Revoke the token in the form, when it is the client's own."""
        try:
            client = await self._client.authenticate_request(request)
        except AuthenticationError as problem:
            said = {"error": "invalid_client", "error_description": problem.message}
            return JSONResponse(said, status_code=401)
        text = str((await request.form()).get("token", ""))
        token: AccessToken | Refresh | None = await self._provider.load_access_token(text)
        token = token or await self._provider.load_refresh_token(client, text)
        if token and token.client_id == client.client_id:
            await self._provider.revoke_token(token)
        return Response(status_code=200, headers={"Cache-Control": "no-store"})
