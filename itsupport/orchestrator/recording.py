"""Overhears a transport: every message is handed on and kept in the wire log.

One kind of message is mended on the way: strict JSON readers refuse a lone surrogate, and the
request would then wait for its answer in vain.
"""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import anyio
from mcp.shared.message import SessionMessage
from mcp.types import JSONRPCNotification, jsonrpc_message_adapter

from itsupport.orchestrator.whole_lines import ENDLESS
from itsupport.orchestrator.wire import WireLog, WireMessage
from itsupport.unicode import sendable

Transport = AbstractAsyncContextManager[tuple[Any, Any]]
STOP_SECONDS = 0.1
"""How long it may take to tell a server that nobody waits for a call any more."""

WhenTold = Callable[[str, dict[str, Any] | None], object]
"""Gets each notification's method and parameters, before anybody else hears of it."""


@asynccontextmanager
async def recorded(
    transport: Transport,
    server: str,
    log: WireLog,
    when_closed: Callable[[], None],
    when_told: WhenTold = lambda *_: None,
    before: Callable[[SessionMessage], SessionMessage] = lambda item: item,
) -> AsyncIterator[tuple[Any, Any]]:
    """The same transport, overheard. `when_closed` is called when the server hangs up.

    `before` gets each message that is to be sent, and what it returns is sent.
    """
    async with transport as (reading, writing):
        heard = _Reading(reading, log, server, when_closed, when_told)
        yield heard, _Writing(writing, log, server, before)


class _Stream:
    def __init__(self, stream: Any, log: WireLog, server: str) -> None:
        self._stream, self._log, self._server = stream, log, server

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def __aenter__(self) -> "_Stream":
        await self._stream.__aenter__()
        return self

    async def __aexit__(self, *problem: Any) -> Any:
        return await self._stream.__aexit__(*problem)


class _Writing(_Stream):
    def __init__(
        self,
        stream: Any,
        log: WireLog,
        server: str,
        before: Callable[[SessionMessage], SessionMessage],
    ) -> None:
        super().__init__(stream, log, server)
        self._before = before

    async def send(self, item: SessionMessage) -> None:
        item = self._before(item)
        self._log.add(WireMessage(self._server, True, item.message))
        if _stops_a_call(item):
            # whoever stops a call is not kept waiting by a server that does not read
            with anyio.move_on_after(STOP_SECONDS):
                await self._stream.send(item)
        else:
            await self._stream.send(item)


class _Reading(_Stream):
    def __init__(
        self,
        stream: Any,
        log: WireLog,
        server: str,
        when_closed: Callable[[], None],
        when_told: WhenTold,
    ) -> None:
        super().__init__(stream, log, server)
        self._when_closed, self._when_told = when_closed, when_told

    def __aiter__(self) -> "_Reading":
        return self

    @property
    def last_context(self) -> Any:
        """The SDK's streams carry the sender's context beside the message."""
        return getattr(self._stream, "last_context", None)

    async def receive(self) -> SessionMessage | Exception:
        return self._seen(await self._stream.receive())

    async def __anext__(self) -> SessionMessage | Exception:
        try:
            item = self._seen(await self._stream.__anext__())
            if isinstance(item, Exception) and _line(item) == ENDLESS:
                raise StopAsyncIteration  # no end in sight: as good as hung up
            return item
        except StopAsyncIteration:
            self._when_closed()
            raise

    def _seen(self, item: SessionMessage | Exception) -> SessionMessage | Exception:
        if isinstance(item, Exception):
            item = _mended(item)
        message = item.message if isinstance(item, SessionMessage) else _line(item)
        self._log.add(WireMessage(self._server, False, message))
        if isinstance(message, JSONRPCNotification):
            self._when_told(message.method, message.params)
        return item


def _stops_a_call(item: SessionMessage) -> bool:
    message = item.message
    return isinstance(message, JSONRPCNotification) and message.method == "notifications/cancelled"


def _mended(problem: Exception) -> SessionMessage | Exception:
    """Save a message whose only fault is a lone surrogate, which strict JSON readers refuse."""
    line = _line(problem)
    try:
        mended = sendable(json.loads(line))
        return SessionMessage(jsonrpc_message_adapter.validate_python(mended, by_name=False))
    except (ValueError, RecursionError):
        return problem


def _line(problem: Exception) -> str:
    """The line that could not be read, which pydantic keeps in its error."""
    errors = getattr(problem, "errors", None)
    found = errors()[0].get("input") if errors else None
    return found if isinstance(found, str) else str(problem)
