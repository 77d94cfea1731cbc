"""Asks one server to tell what changes, in whichever way its era of the protocol has.

A server of 2026-07-28 is sent one `subscriptions/listen` request, which stays open and brings the
news. One of 2025-11-25 tells of its lists by itself, and of a resource after `resources/subscribe`.
The news itself is overheard on the transport (`recording.py`); here is only the asking.
"""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from mcp import Client
from mcp.types import EmptyResult, SubscribeRequest, SubscribeRequestParams
from mcp.types.version import MODERN_PROTOCOL_VERSIONS

END_SECONDS = 1.0


class Following:
    """What one connection is asked to tell. `watched` are the addresses that were asked before."""

    def __init__(self, watched: Iterable[str] = ()) -> None:
        self.watched = dict.fromkeys(watched)
        self._stream: asyncio.Task[None] | None = None
        self._subscribed: Client | None = None
        self._refused = False

    async def follow(self, client: Client, seconds: float) -> None:
        """Hear of changed lists, where the server offers to tell. Asked once; never raises."""
        tools = client.server_capabilities.tools
        if self._alive or self._refused or not (tools and tools.list_changed):
            return
        if client.protocol_version in MODERN_PROTOCOL_VERSIONS:
            try:
                await self._listen(client, list(self.watched), seconds)
            except Exception:  # whatever it is: this server does not tell, and its tools still work
                self._refused = True

    async def resume(self, client: Client, seconds: float) -> None:
        """Ask again for what was watched, after the stream or the whole server ended. Never raises.

        What changed in between is not told: a server does not repeat its news.
        """
        if not self.watched or self._alive:
            return
        with suppress(Exception):
            if client.protocol_version in MODERN_PROTOCOL_VERSIONS:
                await self._listen(client, list(self.watched), seconds)
            elif client is not self._subscribed:
                for uri in self.watched:
                    await self._subscribe(client, uri, seconds)

    async def watch(self, client: Client, uri: str, seconds: float) -> None:
        """Hear of this resource, too. Raises what the SDK raises when the server refuses."""
        if client.protocol_version in MODERN_PROTOCOL_VERSIONS:
            await self._listen(client, [*self.watched, uri], seconds)
        else:
            await self._subscribe(client, uri, seconds)
        self.watched[uri] = None

    async def stop(self) -> None:
        """Hang up, before the connection is left. Never raises."""
        stream, self._stream = self._stream, None
        await _end(stream)

    @property
    def _alive(self) -> bool:
        return self._stream is not None and not self._stream.done()

    async def _subscribe(self, client: Client, uri: str, seconds: float) -> None:
        request = SubscribeRequest(params=SubscribeRequestParams(uri=uri))
        async with asyncio.timeout(seconds):
            await client.session.send_request(request, EmptyResult)
        self._subscribed = client

    async def _listen(self, client: Client, uris: list[str], seconds: float) -> None:
        """Open the new stream before the old one is closed, so that nothing is missed between."""
        ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        stream = asyncio.create_task(_hold(client, uris, ready))
        try:
            async with asyncio.timeout(seconds):
                await ready
        except BaseException:
            await _end(stream)
            raise
        old, self._stream = self._stream, stream
        await _end(old)


async def _hold(client: Client, uris: list[str], ready: "asyncio.Future[None]") -> None:
    """One task enters the stream, stays, and leaves it."""
    capabilities = client.server_capabilities
    lists: dict[str, Any] = {
        f"{name}_list_changed": bool(offered and offered.list_changed)
        for name in ("tools", "prompts", "resources")
        for offered in [getattr(capabilities, name)]
    }
    try:
        async with client.listen(**lists, resource_subscriptions=uris) as stream:
            if not ready.done():
                ready.set_result(None)
            async for _ in stream:
                pass
    except Exception as problem:
        if not ready.done():
            ready.set_exception(problem)


async def _end(stream: "asyncio.Task[None] | None") -> None:
    if stream is not None and not stream.done():
        stream.cancel()
        await asyncio.wait([stream], timeout=END_SECONDS)
