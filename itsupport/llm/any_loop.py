"""An HTTP client for any event loop: each loop has connections of its own.

A connection that is kept for the next request belongs to the loop that opened it. Two desks have
two loops, and so has a desk whose cell is run again; one model may answer all of them.
"""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import httpx2
import openai


class AnyLoopClient(httpx2.AsyncClient):
    """Takes the settings of `httpx2.AsyncClient`, and sends with a client of the running loop."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(transport=httpx2.AsyncBaseTransport(), timeout=settings["timeout"])
        self._settings = settings
        self._unused: httpx2.AsyncClient | None = self._another()  # wrong settings raise here
        self._by_loop: dict[asyncio.AbstractEventLoop, httpx2.AsyncClient] = {}
        self._kept: dict[asyncio.AbstractEventLoop, AsyncGenerator[None, None]] = {}

    async def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        """Send over a connection of this loop."""
        if self.is_closed:
            return await super().send(request, **options)  # which says so
        loop = asyncio.get_running_loop()
        if loop not in self._by_loop:
            self._forget_ended_loops()
            await self._open(loop)
        return await self._by_loop[loop].send(request, **options)

    async def aclose(self) -> None:
        """Close the connections of this loop; those of other loops close there."""
        here = self._kept.pop(asyncio.get_running_loop(), None)
        self._by_loop.clear()
        self._kept.clear()
        if here:
            await here.aclose()
        await super().aclose()

    async def _open(self, loop: asyncio.AbstractEventLoop) -> None:
        unused, self._unused = self._unused, None
        self._by_loop[loop] = unused or self._another()
        self._kept[loop] = _open_while_the_loop_runs(self._by_loop[loop])
        await anext(self._kept[loop])

    def _another(self) -> httpx2.AsyncClient:
        return openai.DefaultAsyncHttpx2Client(**self._settings)

    def _forget_ended_loops(self) -> None:
        for loop in [loop for loop in list(self._by_loop) if loop.is_closed()]:
            self._by_loop.pop(loop, None)
            self._kept.pop(loop, None)


async def _open_while_the_loop_runs(client: httpx2.AsyncClient) -> AsyncGenerator[None, None]:
    """A loop that ends, or a generator that nobody holds any more, makes asyncio end this."""
    try:
        yield
    finally:
        await client.aclose()
