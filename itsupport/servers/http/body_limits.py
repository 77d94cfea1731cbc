"""Reads a request's whole body before anything else does, within a size and a time.

A body of unknown length (sent in chunks) is counted as it comes. The SDK bounds the size as well,
but not the time: somebody could send a byte a minute for ever.
"""

import anyio
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from itsupport.servers.http.refusals import refusal

LARGEST_BODY = 4 * 1024 * 1024
PATIENCE = 20.0
"""Seconds that a body may take."""

_HEARD_OUT = 4
"""A client that hears "too large" in mid-sentence may not read it: up to so many times the size it
is heard out."""


class BodyLimits:
    """Refuses a body that is too large (413) or too slow (408)."""

    def __init__(self, app: ASGIApp, largest: int, patience: float) -> None:
        self._app, self._largest, self._patience = app, largest, patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body, and hand the request on with it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            with anyio.fail_after(self._patience):
                body = await self._body(scope, receive)
        except ClientDisconnect:
            return
        except TimeoutError:
            await self._slow()(scope, receive, send)
            return
        if body is None:
            await self._large()(scope, receive, send)
        else:
            await self._app(scope, _replayed(body, receive), send)

    async def _body(self, scope: Scope, receive: Receive) -> bytes | None:
        """The body; None when it is too large."""
        bound = _HEARD_OUT * self._largest
        declared = Headers(scope=scope).get("content-length", "0")
        if not declared.isdecimal() or int(declared[:20]) > bound:
            return None
        body, size = bytearray(), 0
        async for piece in Request(scope, receive).stream():
            size += len(piece)
            if size <= self._largest:
                body += piece
            elif size > bound:
                return None
        return bytes(body) if size <= self._largest else None

    def _large(self) -> Response:
        return refusal(
            413,
            "The request is too large",
            f"A request may have at most {self._largest} bytes.",
            "Send less at a time.",
            headers={"connection": "close"},
        )

    def _slow(self) -> Response:
        return refusal(
            408,
            "The request did not arrive in time",
            f"It may take {self._patience:g} seconds.",
            "Send it again.",
            headers={"connection": "close"},
        )


def _replayed(body: bytes, receive: Receive) -> Receive:
    """What the application receives: the whole body once, then whatever the client does next."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay
