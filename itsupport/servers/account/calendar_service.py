"""A made-up service of somebody else: it has logins and calendars of its own.

It stands for any service that your tools use in a person's name, such as a mailbox.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from itsupport.servers.authorization.provider import grant_of
from itsupport.servers.authorization.server import AuthorizationServer
from itsupport.servers.authorization.tokens import TokenChecker

ENTRIES = {
    "rafael": [{"day": "2025-07-01", "title": "Made up: network cabinet, second floor"}],
    "owen": [{"day": "2025-07-02", "title": "Made up: storage review"}],
    "tomasz": [{"day": "2025-07-03", "title": "Made up: printers in the clinic"}],
}


class CalendarService:
    """An authorization server and one protected address, `/entries`, side by side."""

    def __init__(self, issuer: str) -> None:
        self.logins = AuthorizationServer(issuer, {issuer: ("calendar:read",)})
        keys = self.logins.provider.signer.public_keys
        self._checker = TokenChecker(keys, self.logins.issuer, issuer)

    @property
    def routes(self) -> list[Route]:
        """What stands beside its login, below its own path."""
        return [Route("/entries", self._entries)]

    async def _entries(self, request: Request) -> Response:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        claims = self._checker.claims(token) if kind.lower() == "bearer" else None
        if claims is None or self.logins.provider.grants.revoked(grant_of(claims)):
            return JSONResponse({"error": "invalid_token"}, 401)
        return JSONResponse({"entries": ENTRIES[claims["sub"]]})
