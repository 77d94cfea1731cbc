"""Keeps what is known of the servers as new as what they say.

Servers are asked to tell at the first question and not at the start: a desk that only calls tools
by their names has no use for it. A list is asked for again when somebody needs it, not at once.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from mcp import Client
from mcp.types import Tool

from itsupport.errors import SupportError
from itsupport.orchestrator.connection import Connection
from itsupport.orchestrator.connection_requests import ANSWER_SECONDS
from itsupport.orchestrator.offers import Offers
from itsupport.orchestrator.pages import all_tools


async def catch_up(connections: Mapping[str, Connection], seconds: float) -> None:
    """Hear of changes from now on, and learn the tools anew of servers that told of one."""
    ready = [c for c in connections.values() if c.state == "ready"]
    await asyncio.gather(*(_follow(c, min(seconds, ANSWER_SECONDS)) for c in ready))
    await _learn_anew([c for c in ready if c.tools_changed], connections, seconds)


async def look_again(connections: Mapping[str, Connection], seconds: float) -> None:
    """Learn all tools anew that may have changed: somebody wants one that nobody is known to have.

    A server of the newer era that was not asked yet to tell of changes has told of none.
    """
    ready = [c for c in connections.values() if c.state == "ready"]
    may_change = [c for c in ready if (tools := c.capabilities.tools) and tools.list_changed]
    await _learn_anew(may_change, connections, seconds)


async def watch(offers: Offers, connection: Connection, uri: str, seconds: float) -> None:
    """Have a resource's server tell when it changes. Raises `SupportError` when it does not."""

    async def send(client: Client) -> None:
        offered = client.server_capabilities.resources
        if offered is None or not offered.subscribe:
            raise SupportError(
                f"The server {connection.name} does not tell when a resource changes",
                suggested_actions=["Read the resource again when you need it."],
            )
        await connection.following.watch(client, uri, seconds)

    await offers.ask(connection, f"Watching {uri}", send)


async def keep_watching(offers: Offers, connections: Mapping[str, Connection]) -> None:
    """Bring back the streams that ended, and servers that died, where something is watched."""

    async def again(connection: Connection) -> None:
        async def send(client: Client) -> None:
            await connection.following.resume(client, ANSWER_SECONDS)

        with suppress(SupportError):  # it is out of the game, and tells nothing
            await offers.ask(connection, "Watching", send)

    watching = [c for c in connections.values() if c.following.watched]
    alive = [c for c in watching if c.state in {"ready", "lost"}]
    await asyncio.gather(*map(again, alive))


async def _follow(connection: Connection, seconds: float) -> None:
    async def send(client: Client) -> None:
        await connection.following.follow(client, seconds)

    try:
        await connection.send(send, seconds + 1)
    except Exception:  # whoever calls a tool of it next will find out
        return


async def _learn_anew(
    changed: list[Connection], connections: Mapping[str, Connection], seconds: float
) -> None:
    """A list that does not come leaves the old one; a name that another server has is left out."""
    for connection in changed:
        connection.tools_changed = False  # before asking: it may change again meanwhile
    lists = await asyncio.gather(*(_list(connection, seconds) for connection in changed))
    for connection, tools in zip(changed, lists, strict=True):
        others = {t.name for c in connections.values() if c is not connection for t in c.tools}
        connection.tools = [tool for tool in tools if tool.name not in others]


async def _list(connection: Connection, seconds: float) -> list[Tool]:
    try:
        return await connection.send(all_tools, seconds)
    except Exception:
        return connection.tools
