"""The wire view: every JSON-RPC message that passed, in both directions, on any transport.

A recorded transport hands messages on untouched and keeps a reference to each; text, size and
rows are made only when somebody looks.
"""

import json
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mcp.shared.message import SessionMessage
from mcp.types import JSONRPCMessage, jsonrpc_message_adapter

from itsupport.orchestrator.diagram import Diagram, label, participant
from itsupport.unicode import sendable

if TYPE_CHECKING:
    import pandas as pd

KEPT_MESSAGES = 5_000
"""Older messages are forgotten, so that a long session does not fill the memory."""

Transport = AbstractAsyncContextManager[tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class WireMessage:
    """One message, or one line that was none. `sent` is true from client to server."""

    server: str
    sent: bool
    message: JSONRPCMessage | str

    @property
    def direction(self) -> str:
        """The way it went, seen from the client."""
        return "client → server" if self.sent else "server → client"

    @property
    def body(self) -> Any:
        """The message as JSON values; a line that is no message stays text."""
        if isinstance(self.message, str):
            return self.message
        return self.message.model_dump(mode="json", by_alias=True, exclude_unset=True)

    @property
    def method(self) -> str:
        """The method asked for; an answer has none, so it is "result" or "error"."""
        match self.body:
            case {"method": str(method)}:
                return method
            case {"error": _}:
                return "error"
            case {"result": _}:
                return "result"
            case _:
                return "not MCP"

    @property
    def id(self) -> int | str | None:
        """Ties an answer to its request; notifications have none."""
        return getattr(self.message, "id", None)

    @property
    def size(self) -> int:
        """Bytes of its JSON text in UTF-8."""
        return len(json.dumps(self.body, ensure_ascii=False).encode("utf-8", "replace"))


class WireLog:
    """The messages of all connections in the order in which they passed."""

    def __init__(self, messages: Iterable[WireMessage] = ()) -> None:
        self._messages = deque(messages, maxlen=KEPT_MESSAGES)

    def __getitem__(self, place: int) -> WireMessage:
        return self._messages[place]

    def __iter__(self) -> Iterator[WireMessage]:
        return iter(tuple(self._messages))

    def __len__(self) -> int:
        return len(self._messages)

    def of(self, server: str) -> "WireLog":
        """The messages of one connection."""
        return WireLog(message for message in self if message.server == server)

    def clear(self) -> None:
        """Forget what passed so far."""
        self._messages.clear()

    def to_frame(self) -> "pd.DataFrame":
        """A row per message: server, direction, method, id, bytes."""
        import pandas as pd

        rows = [(m.server, m.direction, m.method, m.id, m.size) for m in self]
        columns = ["server", "direction", "method", "id", "bytes"]
        return pd.DataFrame(rows, columns=columns, dtype=object)

    def to_mermaid(self) -> Diagram:
        """A sequence diagram of the messages, as Mermaid text."""
        arrows = [_arrow(message) for message in self]
        return Diagram("\n".join(["sequenceDiagram", "    participant client", *arrows]))

    def recorded(
        self, server: str, transport: Transport, when_closed: Callable[[], None]
    ) -> Transport:
        """The same transport, watched. `when_closed` is called when the server hangs up."""
        return _record(self._messages.append, server, transport, when_closed)


def _arrow(message: WireMessage) -> str:
    server, method = participant(message.server), label(message.method)
    return (
        f"    client->>{server}: {method}" if message.sent else f"    {server}-->>client: {method}"
    )


@asynccontextmanager
async def _record(
    keep: Callable[[WireMessage], None],
    server: str,
    transport: Transport,
    when_closed: Callable[[], None],
) -> AsyncIterator[tuple[Any, Any]]:
    async with transport as (reading, writing):
        yield _Reading(reading, keep, server, when_closed), _Writing(writing, keep, server)


class _Stream:
    def __init__(self, stream: Any, keep: Callable[[WireMessage], None], server: str) -> None:
        self._stream, self._keep, self._server = stream, keep, server

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def __aenter__(self) -> "_Stream":
        await self._stream.__aenter__()
        return self

    async def __aexit__(self, *problem: Any) -> Any:
        return await self._stream.__aexit__(*problem)


class _Writing(_Stream):
    async def send(self, item: SessionMessage) -> None:
        self._keep(WireMessage(self._server, True, item.message))
        await self._stream.send(item)


class _Reading(_Stream):
    def __init__(self, stream: Any, keep: Any, server: str, when_closed: Any) -> None:
        super().__init__(stream, keep, server)
        self._when_closed = when_closed

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
            return self._seen(await self._stream.__anext__())
        except StopAsyncIteration:
            self._when_closed()
            raise

    def _seen(self, item: SessionMessage | Exception) -> SessionMessage | Exception:
        if isinstance(item, Exception):
            item = _mended(item)
        message = item.message if isinstance(item, SessionMessage) else _line(item)
        self._keep(WireMessage(self._server, False, message))
        return item


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
