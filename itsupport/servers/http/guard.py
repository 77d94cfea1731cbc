"""Looks at the head of every request, whatever it is for: is it meant for this server, and sane?

The SDK looks at Host and Origin too, on the MCP addresses and unless told not to. Here it is done
for all addresses, health route and errors included, and nothing turns it off.
"""

import logging

from mcp.server.transport_security import TransportSecuritySettings
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from itsupport.servers.http.allowed import is_allowed
from itsupport.servers.http.refusals import refusal

logger = logging.getLogger(__name__)
"""Its refusals are INFO: news for who runs the server, and no fault of it."""

SINGLE = (
    *("host", "origin", "authorization", "content-type", "content-length"),
    *("mcp-protocol-version", "mcp-session-id", "mcp-method", "mcp-name"),
)
"""Headers that may come once only: two readers of a request could each believe another one."""


class Guard:
    """Refuses a foreign host (421), a foreign page (403) and a repeated header (400)."""

    def __init__(self, app: ASGIApp, security: TransportSecuritySettings) -> None:
        self._app, self._security = app, security

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here."""
        refused = self._refused(Headers(scope=scope)) if scope["type"] == "http" else None
        await (refused or self._app)(scope, receive, send)

    def _refused(self, headers: Headers) -> Response | None:
        if twice := next((name for name in SINGLE if len(headers.getlist(name)) > 1), None):
            return refusal(400, f"The header {twice} came twice", "It may come once.")
        host, origin = headers.get("host", ""), headers.get("origin")
        if not is_allowed(host, self._security.allowed_hosts):
            return _foreign(421, "host", host, "--allow-host")
        if origin is not None and not is_allowed(origin, self._security.allowed_origins):
            return _foreign(403, "origin", origin, "--allow-origin")
        return None


def _foreign(status: int, kind: str, given: str, option: str) -> Response:
    shown = repr(given[:100])  # as it stands, it could steer the terminal that shows the log
    logger.info("Refused a request with the foreign %s %s", kind, shown)
    return refusal(
        status,
        f"This server does not serve the {kind} {shown}",
        f"It answers to the {kind}s that it was told of, so that no foreign web page can use it.",
        f"If this {kind} is yours, start the server with {option}.",
    )
