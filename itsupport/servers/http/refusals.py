"""What the web server itself refuses, as short JSON that says what to do.

What the MCP server refuses is JSON already and passes untouched. What the SDK and Starlette say in
plain text, or not at all, is said here in the envelope that every error of the workbook has.
"""

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from itsupport.errors import SupportError

_KEPT = ("allow", "www-authenticate", "connection")
"""Headers of a refusal that clients act on."""

_SAYINGS = {
    400: ("This is no MCP request", "Send POST with Content-Type: application/json."),
    404: ("There is nothing at this address", ""),
    405: ("This address does not take this method", "MCP messages are sent with POST."),
    406: (
        "The request does not accept what the server sends",
        "Send Accept: application/json, text/event-stream.",
    ),
    500: ("The server failed", "Its log says why."),
}

_ASK_FOR_ORIGIN = "If the page is yours, start the server with --allow-origin."


def refusal(
    status: int,
    error: str,
    reason: str = "",
    *actions: str,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """A response whose body is the envelope of `error`."""
    envelope = SupportError(error, reason, suggested_actions=actions).envelope
    return JSONResponse(envelope, status, dict(headers or {}))


class SpokenRefusals:
    """Puts an envelope in place of a refusal that has no body, or one for people only."""

    def __init__(self, app: ASGIApp, addresses: Mapping[str, str]) -> None:
        self._app = app
        self._where = ", ".join(addresses.values())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and listen to what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        replaced = False

        async def speaking(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and _says_nothing(message):
                replaced = True
                await self._spoken(scope["method"], message)(scope, receive, send)
            elif not replaced:
                await send(message)

        await self._app(scope, receive, speaking)

    def _spoken(self, method: str, start: Message) -> JSONResponse:
        status, headers = start["status"], Headers(raw=start["headers"])
        if method == "OPTIONS" and status == 400:
            return refusal(status, "Scripts of this page may not do this", "", _ASK_FOR_ORIGIN)
        error, action = _SAYINGS.get(status, (f"The request was refused ({status})", ""))
        advice = [text for text in (action, f"MCP is spoken at {self._where}.") if text]
        kept = {name: headers[name] for name in _KEPT if name in headers}
        return refusal(status, error, "", *advice, headers=kept)


def _says_nothing(start: Message) -> bool:
    kind = Headers(raw=start.get("headers", [])).get("content-type", "text/plain")
    return int(start["status"]) >= 400 and kind.startswith("text/plain")
