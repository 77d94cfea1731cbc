"""Bearer tokens, the simplest login there is: whoever holds one of these texts may call.

A token opens everything and does not expire. For people who log in, with scopes and an end, there
is OAuth; it takes the same place, since both are the SDK's `TokenVerifier`.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping
from pathlib import Path

from mcp.server.auth.middleware.auth_context import AuthContextMiddleware
from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser, BearerAuthBackend
from mcp.server.auth.provider import AccessToken, TokenVerifier
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from itsupport.errors import SupportError
from itsupport.servers.http.refusals import refusal

SHORTEST_TOKEN = 20
_TOKEN = re.compile(r"[A-Za-z0-9._~+/=-]+")  # RFC 6750, section 2.1: what a header may carry
_ADVICE = 'Make one: python -c "import secrets; print(secrets.token_urlsafe(32))"'
_LINES = "Write a line `NAME TOKEN` for each, and save the file as UTF-8."


class BearerTokens:
    """The tokens that are let in, by the name of whom each was given to.

    Only their digests are kept, and a look at them takes the same time whichever fits.
    """

    def __init__(self, tokens: Mapping[str, str]) -> None:
        if not tokens:
            raise SupportError("There is no token", suggested_actions=[_ADVICE])
        self._digests = {name: _digest(_checked(name, token)) for name, token in tokens.items()}

    @classmethod
    def from_file(cls, path: str | Path) -> "BearerTokens":
        """Read lines of `NAME TOKEN`; empty lines and those that begin with # say nothing."""
        try:
            lines = Path(path).read_text("utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as problem:
            raise SupportError(
                f"The token file {path} cannot be read", str(problem), suggested_actions=[_LINES]
            ) from None
        tokens: dict[str, str] = {}
        for number, line in enumerate(lines, 1):
            match line.split():
                case []:
                    continue
                case [first, *_] if first.startswith("#"):
                    continue
                case [name, token] if name not in tokens:
                    tokens[name] = token
                case _:  # the line itself is not shown: there is a token in it
                    raise SupportError(
                        f"Line {number} of the token file {path} is not a new name and a token"
                    )
        return cls(tokens)

    async def verify_token(self, token: str) -> AccessToken | None:
        """Who holds this token; None for a token that nobody was given."""
        given, holder = _digest(token), None
        for name, digest in self._digests.items():
            if hmac.compare_digest(given, digest):
                holder = name
        if holder is None:
            return None
        return AccessToken(token="(not kept)", client_id=holder, scopes=[])  # noqa: S106


def bears_a_token(scope: Scope) -> bool:
    """Whether a bearer token came with the request.

    A login of another kind is none, and the refusal then names no error (RFC 6750, section 3.1).
    """
    sent = (value for name, value in scope["headers"] if name == b"authorization")
    return any(value.lower().startswith(b"bearer ") for value in sent)


def protected(app: ASGIApp, tokens: TokenVerifier) -> ASGIApp:
    """The application for holders of a token; a session then belongs to the one who opened it."""
    inner = AuthContextMiddleware(_HoldersOnly(app))
    return AuthenticationMiddleware(inner, backend=BearerAuthBackend(tokens))


class _HoldersOnly:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if isinstance(scope.get("user"), AuthenticatedUser):
            await self._app(scope, receive, send)
            return
        sent = bears_a_token(scope)
        fault = ', error="invalid_token"' if sent else ""
        refused = refusal(
            401,
            "The token is not one of this server's" if sent else "This server wants a token",
            "",
            "Send the header Authorization: Bearer TOKEN, with a token of whoever runs the server.",
            headers={"www-authenticate": f'Bearer realm="itsupport"{fault}'},
        )
        await refused(scope, receive, send)


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _checked(name: str, token: str) -> str:
    if len(token) < SHORTEST_TOKEN or not _TOKEN.fullmatch(token):
        raise SupportError(
            f"The token of {name} cannot be used",
            f"A token has {SHORTEST_TOKEN} or more letters and digits; it may have - . _ ~ + / =",
            suggested_actions=[_ADVICE],
        )
    return token
