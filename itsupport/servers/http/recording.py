"""What HTTP carried, request by request: method, address, headers and bodies, both ways.

For a lesson and for looking into trouble. It keeps the last exchanges only, bodies up to a size,
and never what `Authorization` or a cookie said, where a redirect led to, or what a form or an
answer that is not to be stored held: there are passwords, codes and tokens in those.
"""

import json
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

KEPT_EXCHANGES = 500
KEPT_BYTES = 20_000
_SECRET = {"authorization", "cookie", "set-cookie", "location"}
_FORM = "application/x-www-form-urlencoded"


@dataclass(slots=True)
class HttpExchange:
    """One request and its answer."""

    method: str
    path: str
    request_headers: dict[str, str]
    request_body: bytes = b""
    status: int = 0
    response_headers: dict[str, str] = field(default_factory=dict)
    response_body: bytes = b""

    @property
    def era(self) -> str:
        """The revision of the protocol that it belongs to, as the SDK's server decides it."""
        said = self.request_headers.get("mcp-protocol-version", "2025-11-25")
        return "2025-11-25" if said < "2026" else said

    @property
    def asked(self) -> Any:
        """The JSON-RPC message that was sent; None when there was none."""
        return _parsed(self.request_body)

    @property
    def answer(self) -> Any:
        """The JSON that came back, plain or as the last event of a stream; None for neither."""
        lines = self.response_body.splitlines()
        events = [line.removeprefix(b"data: ") for line in lines if line.startswith(b"data: ")]
        return _parsed(events[-1] if events else self.response_body)


class HttpExchanges:
    """The last exchanges, in the order in which the requests came."""

    def __init__(self) -> None:
        self._kept: deque[HttpExchange] = deque(maxlen=KEPT_EXCHANGES)

    def __iter__(self) -> Iterator[HttpExchange]:
        return iter(tuple(self._kept))

    def __len__(self) -> int:
        return len(self._kept)

    def __getitem__(self, place: int) -> HttpExchange:
        return self._kept[place]

    def add(self, exchange: HttpExchange) -> None:
        """Keep one."""
        self._kept.append(exchange)

    def clear(self) -> None:
        """Forget what passed so far."""
        self._kept.clear()


def overheard(app: ASGIApp, exchanges: HttpExchanges) -> ASGIApp:
    """The same application, and everything that it is asked and answers is kept."""

    async def listening(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        exchange = HttpExchange(scope["method"], scope["path"], _headers(scope))
        exchanges.add(exchange)

        async def received() -> Message:
            message = await receive()
            form = exchange.request_headers.get("content-type", "").startswith(_FORM)
            room = 0 if form else KEPT_BYTES - len(exchange.request_body)
            exchange.request_body += message.get("body", b"")[:room]
            return message

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                exchange.status, exchange.response_headers = message["status"], _headers(message)
            secret = "no-store" in exchange.response_headers.get("cache-control", "")
            room = 0 if secret else KEPT_BYTES - len(exchange.response_body)
            exchange.response_body += message.get("body", b"")[:room]
            await send(message)

        await app(scope, received, sent)

    return listening


def _parsed(body: bytes) -> Any:
    with suppress(ValueError):
        return json.loads(body)


def _headers(message: Scope | Message) -> dict[str, str]:
    pairs = [
        (name.decode("latin-1"), value.decode("latin-1")) for name, value in message["headers"]
    ]
    return {name: "(not kept)" if name in _SECRET else value for name, value in pairs}
