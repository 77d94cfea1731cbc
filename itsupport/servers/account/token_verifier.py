"""What the SDK asks about each bearer token: is it good, whose is it, what does it allow?"""

from collections.abc import Callable
from typing import Any

from anyio import to_thread
from mcp.server.auth.provider import AccessToken, TokenVerifier

from itsupport.servers.authorization.tokens import TokenChecker


class SignedTokenVerifier(TokenVerifier):
    """Signature, issuer, audience and expiry are checked here; whether it was revoked is asked.

    A server far from the authorization server would ask over the network (RFC 7662), or live with
    tokens that still work for the minutes until they expire.
    """

    def __init__(self, checker: TokenChecker, revoked: Callable[[dict[str, Any]], bool]) -> None:
        self._checker, self._revoked = checker, revoked

    async def verify_token(self, token: str) -> AccessToken | None:
        """What the token says, or None for every other text."""
        claims = await to_thread.run_sync(self._checker.claims, token)
        if claims is None or self._revoked(claims):
            return None
        return AccessToken(
            token=token,
            client_id=claims["client_id"],
            scopes=str(claims["scope"]).split(),
            expires_at=int(claims["exp"]),
            resource=claims["aud"],
            subject=claims["sub"],
            claims={"iss": claims["iss"]},
        )
