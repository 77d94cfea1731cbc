"""A web server's connection that does not wait for ever for the head of a request.

uvicorn bounds the pause between two requests, and nothing bounds the first one's head: whoever
sends a byte an hour would hold a connection. How long a body may take is its reader's matter.
"""

import asyncio
import socket
from contextlib import suppress

from uvicorn.protocols.http.h11_impl import H11Protocol


class ImpatientProtocol(H11Protocol):
    """Hangs up when a request's head has not arrived within uvicorn's `timeout_keep_alive`."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if connection := transport.get_extra_info("socket"):
            with suppress(OSError):  # head and body of an answer are two writes: see `listening.py`
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._deadline = self.loop.call_later(self.timeout_keep_alive, transport.close)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle and not self.cycle.response_complete:
            self._deadline.cancel()
        elif self._deadline.cancelled():
            self._deadline = self.loop.call_later(self.timeout_keep_alive, self.transport.close)
