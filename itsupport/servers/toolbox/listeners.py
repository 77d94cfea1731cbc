"""Who is told that a file was saved: the clients of both eras of the protocol.

A client of 2026-07-28 keeps a `subscriptions/listen` request open, and the SDK feeds it from a
bus. A client of 2025-11-25 says `resources/subscribe` once and gets notifications on its session.
"""

from contextlib import suppress
from functools import partial
from typing import Any

import anyio
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import NotificationOptions, Server
from mcp.server.mcpserver.context import Context
from mcp.server.session import ServerSession
from mcp.server.subscriptions import InMemorySubscriptionBus, ResourcesListChanged, ResourceUpdated
from mcp.types import EmptyResult, SubscribeRequestParams, UnsubscribeRequestParams
from mcp.types.version import MODERN_PROTOCOL_VERSIONS

MAXIMUM_SUBSCRIPTIONS = 1_000
"""Of clients of the older era; the oldest is forgotten first."""

TELL_SECONDS = 1.0
"""A client that does not read its messages must not hold up the one that saves."""

Request = ServerRequestContext[Any, Any]


class Listeners:
    """The bus for the newer era, and the sessions of the older one by what they subscribed to."""

    def __init__(self) -> None:
        self.bus = InMemorySubscriptionBus()
        self._sessions: dict[tuple[str, int], ServerSession] = {}

    def join(self, server: Server[Any]) -> None:
        """Take the requests of older clients, and say to them that the lists may change."""
        server.add_request_handler("resources/subscribe", SubscribeRequestParams, self._add)
        server.add_request_handler("resources/unsubscribe", UnsubscribeRequestParams, self._forget)
        options = NotificationOptions(resources_changed=True)
        start = partial(server.create_initialization_options, options)
        server.create_initialization_options = start  # type: ignore[method-assign]

    async def tell(self, uri: str, *, new: bool, context: Context[Any, Any] | None) -> None:
        """Say that a resource has another text than before, and whether it was not there before."""
        if new:
            await self.bus.publish(ResourcesListChanged())
        await self.bus.publish(ResourceUpdated(uri=uri))
        async with anyio.create_task_group() as all_at_once:
            for session in self._concerned(uri, new, context):
                all_at_once.start_soon(self._send, session, uri, new)

    async def _send(self, session: ServerSession, uri: str, new: bool) -> None:
        """Whoever cannot be told has left, and is forgotten."""
        connection = _connection(session)
        with suppress(Exception), anyio.move_on_after(TELL_SECONDS):
            if new:
                await session.send_resource_list_changed()
            if (uri, connection) in self._sessions:
                await session.send_resource_updated(uri)
            return
        for known in [key for key in self._sessions if key[1] == connection]:
            del self._sessions[known]

    def _concerned(
        self, uri: str, new: bool, context: Context[Any, Any] | None
    ) -> list[ServerSession]:
        """The caller's own session and those that subscribed, each connection once."""
        found = {
            connection: session
            for (subscribed, connection), session in self._sessions.items()
            if new or subscribed == uri
        }
        caller = context.session if new and context else None
        if caller and caller.protocol_version not in MODERN_PROTOCOL_VERSIONS:
            found.setdefault(_connection(caller), caller)
        return list(found.values())

    async def _add(self, request: Request, params: SubscribeRequestParams) -> EmptyResult:
        while len(self._sessions) >= MAXIMUM_SUBSCRIPTIONS:
            del self._sessions[next(iter(self._sessions))]
        self._sessions[str(params.uri), _connection(request.session)] = request.session
        return EmptyResult()

    async def _forget(self, request: Request, params: UnsubscribeRequestParams) -> EmptyResult:
        self._sessions.pop((str(params.uri), _connection(request.session)), None)
        return EmptyResult()


def _connection(session: ServerSession) -> int:
    """Which connection it is: the SDK makes a session object for every request."""
    return id(session._connection)
