"""The door of a protected server: 401 without a good token, 403 when it allows too little.

Looking around is free (which server is this, which tools has it?), so that a desk can start before
anybody has logged in. Calling a tool needs a token with the scope of that tool. The header of a
refusal says where to get one, and with which scope (RFC 6750, RFC 9728).
"""

from collections.abc import Callable, Iterator
from typing import Any

from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from pydantic_core import from_json
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from itsupport.servers.account.scopes import scope_for
from itsupport.servers.http.tokens import bears_a_token

MAXIMUM_BODY = 4 * 2**20
OPEN_METHODS = {
    "initialize",
    "notifications/cancelled",
    "notifications/initialized",
    "ping",
    "prompts/list",
    "resources/list",
    "resources/templates/list",
    "server/discover",
    "subscriptions/listen",  # news of the lists, which a client of 2025 gets from a GET
    "tools/list",
}


class Guard:
    """Lets a request through to the MCP server behind it, or refuses it."""

    def __init__(self, app: ASGIApp, resource_metadata: str) -> None:
        self._app, self._resource_metadata = app, resource_metadata

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = await _whole_body(receive)
        if body is None:
            await JSONResponse({"error": "too large"}, status_code=413)(scope, receive, send)
            return
        try:
            messages = from_json(body) if body else []  # the parser that the SDK uses too
        except ValueError:
            await JSONResponse({"error": "not JSON"}, status_code=400)(scope, receive, send)
            return
        refusal = self._refusal(scope, set(_needed_scopes(messages)))
        await (refusal or self._app)(scope, _again(body, receive), send)

    def _refusal(self, scope: Scope, needed: set[str]) -> JSONResponse | None:
        user = scope.get("user")
        if not needed:
            return None
        if not isinstance(user, AuthenticatedUser):
            error = "invalid_token" if bears_a_token(scope) else None
            return self._refused(401, error, min(needed))
        if missing := needed - set(user.scopes):
            return self._refused(403, "insufficient_scope", " ".join(sorted(missing)))
        return None

    def _refused(self, status: int, error: str | None, scope: str) -> JSONResponse:
        """Without a token there is no error to name: the header only says what is needed."""
        parts = [f'error="{error}"'] if error else []
        parts += [f'scope="{scope}"', f'resource_metadata="{self._resource_metadata}"']
        return JSONResponse(
            {"error": error or "login_required", "scope": scope},
            status_code=status,
            headers={"WWW-Authenticate": f"Bearer {', '.join(parts)}"},
        )


def _needed_scopes(content: Any) -> Iterator[str]:
    """The scopes that the messages of a body need.

    What has no method is a client's answer to a question of the server, and needs one too.
    """
    for message in content if isinstance(content, list) else [content]:
        method = message.get("method") if isinstance(message, dict) else None
        if method == "tools/call":
            parameters = message.get("params")
            name = parameters.get("name") if isinstance(parameters, dict) else ""
            yield scope_for(name if isinstance(name, str) else "")
        elif not isinstance(method, str) or method not in OPEN_METHODS:
            yield scope_for("")


async def _whole_body(receive: Receive) -> bytes | None:
    """The body, or None when it is larger than any request has to be."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MAXIMUM_BODY:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _again(body: bytes, receive: Receive) -> Callable[[], Any]:
    """Give the body once more, then whatever comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Message:
        return waiting.pop() if waiting else await receive()

    return receive_again
