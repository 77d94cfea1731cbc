"""What people have allowed: each grant has one code, then a chain of refresh tokens.

A code works once. A refresh token works once too: its use gives the next one. When either comes a
second time, somebody has stolen it, and the whole grant ends (RFC 9700, 2.2.2 and 4.14.2).
"""

import secrets
import time
from dataclasses import dataclass

from mcp.server.auth.provider import AuthorizationCode, AuthorizationParams, RefreshToken

from itsupport.servers.authorization.short_lived import ShortLived

CODE_SECONDS = 60
REFRESH_SECONDS = 8 * 60 * 60


@dataclass(slots=True)
class Grant:
    """A person lets a client do something at one resource, until it is revoked."""

    id: str
    revoked: bool = False


class Code(AuthorizationCode):
    """A code, and the grant that it opens."""

    grant: str


class Refresh(RefreshToken):
    """A refresh token, and the grant that it continues."""

    grant: str


class Grants:
    """All grants of one authorization server, in its memory."""

    def __init__(self) -> None:
        self._grants: ShortLived[Grant] = ShortLived(2 * REFRESH_SECONDS)
        self._codes: ShortLived[Code] = ShortLived(CODE_SECONDS)
        self._refresh: ShortLived[Refresh] = ShortLived(REFRESH_SECONDS)
        self._used: ShortLived[str] = ShortLived(REFRESH_SECONDS)

    def open(self, client_id: str, subject: str, params: AuthorizationParams) -> Code:
        """A new grant, with the code that leads to its first tokens."""
        grant = Grant(secrets.token_urlsafe(12))
        self._grants.put(grant.id, grant)
        code = Code(
            code=secrets.token_urlsafe(32),
            scopes=params.scopes or [],
            expires_at=time.time() + CODE_SECONDS,
            client_id=client_id,
            code_challenge=params.code_challenge,
            redirect_uri=params.redirect_uri,
            redirect_uri_provided_explicitly=params.redirect_uri_provided_explicitly,
            resource=params.resource,
            subject=subject,
            grant=grant.id,
        )
        self._codes.put(code.code, code)
        return code

    def code(self, text: str) -> Code | None:
        """The code, when it was never used. One that was used ends its grant."""
        self._end_when_used(text)
        return self._codes.get(text)

    def refresh_token(self, text: str) -> Refresh | None:
        """The refresh token, when it was never used. One that was used ends its grant."""
        self._end_when_used(text)
        found = self._refresh.get(text)
        return found if found and not self.revoked(found.grant) else None

    def next_refresh_token(self, spent: Code | Refresh) -> Refresh:
        """Spend a code or a refresh token, and go on with the one that is given back."""
        text = spent.code if isinstance(spent, Code) else spent.token
        self._codes.drop(text)
        self._refresh.drop(text)
        self._used.put(text, spent.grant)
        following = Refresh(
            token=secrets.token_urlsafe(32),
            client_id=spent.client_id,
            scopes=spent.scopes,
            expires_at=int(time.time()) + REFRESH_SECONDS,
            resource=spent.resource,
            subject=spent.subject,
            grant=spent.grant,
        )
        self._refresh.put(following.token, following)
        return following

    def revoke(self, grant: str) -> None:
        """End a grant: none of its tokens works any more."""
        if found := self._grants.get(grant):
            found.revoked = True

    def revoked(self, grant: str) -> bool:
        """Whether a grant has ended; one that nobody knows has."""
        found = self._grants.get(grant)
        return found is None or found.revoked

    def _end_when_used(self, text: str) -> None:
        if grant := self._used.get(text):
            self.revoke(grant)
