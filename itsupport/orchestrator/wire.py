"""The wire view: every JSON-RPC message that passed, in both directions, on any transport.

Messages are kept as they are; text, size and rows are made only when somebody looks. How they are
overheard is in `recording.py`.
"""

import json
import marshal
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, overload

from mcp.types import JSONRPCMessage

from itsupport.orchestrator.diagram import Diagram, label, participant

if TYPE_CHECKING:
    import pandas as pd

KEPT_MESSAGES = 1_000
"""Older messages are forgotten, so that a long session does not fill the memory."""

KEPT_CHARACTERS = 100_000_000
"""The same for few messages that are very long; the last one is kept whatever its length."""


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
        """The method asked for; an answer has none, so it is "result" or "error".

        An answer that is a question back to the user is "input required".
        """
        match self.body:
            case {"method": str(method)}:
                return method
            case {"error": _}:
                return "error"
            case {"result": {"resultType": "input_required"}}:
                return "input required"
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
        self._messages: deque[WireMessage] = deque()
        self._lengths: deque[int] = deque()
        self._length = 0
        self._changing = Lock()  # a cell clears it while messages pass in another thread
        for message in messages:
            self.add(message)

    @overload
    def __getitem__(self, place: int) -> WireMessage: ...

    @overload
    def __getitem__(self, place: slice) -> "WireLog": ...

    def __getitem__(self, place: int | slice) -> "WireMessage | WireLog":
        if isinstance(place, slice):
            return WireLog(tuple(self._messages)[place])
        return self._messages[place]

    def __iter__(self) -> Iterator[WireMessage]:
        return iter(tuple(self._messages))

    def __len__(self) -> int:
        return len(self._messages)

    def add(self, message: WireMessage) -> None:
        """Keep one message."""
        length = _length(message)
        with self._changing:
            self._messages.append(message)
            self._lengths.append(length)
            self._length += length
            while len(self) > KEPT_MESSAGES or (self._length > KEPT_CHARACTERS and len(self) > 1):
                self._messages.popleft()
                self._length -= self._lengths.popleft()

    def of(self, server: str) -> "WireLog":
        """The messages of one connection."""
        return WireLog(message for message in self if message.server == server)

    @property
    def stray(self) -> str | None:
        """The last line that was no message, such as something that a server printed."""
        return next(
            (m.body for m in reversed(tuple(self._messages)) if m.method == "not MCP"), None
        )

    def clear(self) -> None:
        """Forget what passed so far."""
        with self._changing:
            self._messages.clear()
            self._lengths.clear()
            self._length = 0

    def to_frame(self) -> "pd.DataFrame":
        """A row per message: server, direction, method, id, bytes."""
        from itsupport.guarded_frame import GuardedFrame

        rows = [(m.server, m.direction, m.method, m.id, m.size) for m in self]
        columns = ["server", "direction", "method", "id", "bytes"]
        return GuardedFrame(rows, columns=columns, dtype=object)

    def to_mermaid(self) -> Diagram:
        """A sequence diagram of the messages, as Mermaid text."""
        servers = dict.fromkeys(message.server for message in self)
        ends = [f"    participant {participant(name)} as {label(name)}" for name in servers]
        arrows = [_arrow(message) for message in self]
        return Diagram("\n".join(["sequenceDiagram", "    participant client", *ends, *arrows]))


def _length(message: WireMessage) -> int:
    """About how many characters it has: counted for every message, so not exactly."""
    if isinstance(message.message, str):
        return len(message.message)
    fields = vars(message.message)
    try:
        return len(marshal.dumps(fields))
    except ValueError:  # an error is an object of the SDK's, which has a text form only
        return len(repr(fields))


def _arrow(message: WireMessage) -> str:
    server, method = participant(message.server), label(message.method)
    return (
        f"    client->>{server}: {method}" if message.sent else f"    {server}-->>client: {method}"
    )
