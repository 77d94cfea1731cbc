"""What servers offer beside tools: resources to read, prompts to start from, and completion.

Everything here only reads, so a request is sent once more to a server that was restarted. Servers
that offer nothing of a kind are passed over. Who chooses is the program or the person, not the
model: a model is told of tools only.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Literal, TypeVar

from mcp import Client, MCPError
from mcp.types import METHOD_NOT_FOUND
from pydantic import BaseModel

from itsupport.errors import SupportError, did_you_mean
from itsupport.orchestrator.call_errors import as_support_error
from itsupport.orchestrator.calling import ToolCaller
from itsupport.orchestrator.connection import Connection
from itsupport.orchestrator.connection_errors import ConnectionLostError
from itsupport.orchestrator.discovery import unavailable
from itsupport.orchestrator.pages import every_page

Answered = TypeVar("Answered")
Kind = Literal["resources", "resource_templates", "prompts"]
Offer = dict[str, Any]
"""A resource, a template or a prompt as its server lists it, with the server's name."""

MAXIMUM_CONTENTS = 1_000_000
"""Characters of one resource or prompt, pictures as base64 included."""


class Offers:
    """Asks the servers of one orchestrator. Used in the background loop only."""

    def __init__(
        self, connections: Mapping[str, Connection], caller: ToolCaller, call_seconds: float
    ) -> None:
        self._connections, self._caller = connections, caller
        self._call_seconds = call_seconds

    async def all_of(self, kind: Kind, server: str | None = None) -> list[Offer]:
        """Everything of one kind, server by server, or of one server."""
        asked = [self.connection(server)] if server is not None else self._available()
        lists = await asyncio.gather(*(self._listed(connection, kind) for connection in asked))
        return [offer for offers in lists for offer in offers]

    def connection(self, server: str) -> Connection:
        """The connection of this name. Raises `SupportError` with near misses."""
        if server not in self._connections:
            raise SupportError(
                f"There is no server called {server}",
                f"The servers are {', '.join(self._connections)}.",
                suggested_actions=did_you_mean(server, self._connections),
                retryable=True,
            )
        return self._connections[server]

    async def ask(
        self, connection: Connection, what: str, send: Callable[[Client], Awaitable[Answered]]
    ) -> Answered:
        """Send a request that only reads. Raises `SupportError` for every kind of failure."""
        try:
            return await self._once(connection, what, send)
        except ConnectionLostError as lost:
            await self._caller.restart(connection, lost)
        try:
            return await self._once(connection, what, send)
        except ConnectionLostError as lost:
            connection.state = "unavailable"
            raise unavailable(connection.name, str(lost)) from None

    async def _once(
        self, connection: Connection, what: str, send: Callable[[Client], Awaitable[Answered]]
    ) -> Answered:
        seconds = self._call_seconds
        try:
            return await connection.send(send, seconds)
        except TimeoutError:
            raise SupportError(
                f"{what} took longer than {seconds:g} seconds",
                f"The server {connection.name} still answers other requests.",
                suggested_actions=["Try again, or raise call_timeout."],
                retryable=True,
                context={"server": connection.name, "timeout_seconds": seconds},
            ) from None
        except (ConnectionLostError, SupportError):
            raise
        except MCPError as problem:
            raise as_support_error(what, problem) from None
        except Exception as problem:
            raise SupportError(
                f"{what} gave an answer that cannot be used",
                f"The server {connection.name} broke the protocol: {type(problem).__name__}.",
                context={"server": connection.name},
            ) from None

    def _available(self) -> list[Connection]:
        return [c for c in self._connections.values() if c.state in {"ready", "lost"}]

    async def _listed(self, connection: Connection, kind: Kind) -> list[Offer]:
        async def send(client: Client) -> list[BaseModel]:
            offered = "prompts" if kind == "prompts" else "resources"
            if getattr(client.server_capabilities, offered) is None:
                return []
            try:
                return await every_page(client, kind)
            except MCPError as problem:
                if problem.code == METHOD_NOT_FOUND:  # it says that it has some, and cannot list
                    return []
                raise

        found = await self.ask(connection, f"The list of {kind.replace('_', ' ')}", send)
        return [{"server": connection.name, **as_json(one)} for one in found]


def as_json(answer: BaseModel) -> dict[str, Any]:
    """As it stood on the wire, what is not set left out."""
    return answer.model_dump(mode="json", by_alias=True, exclude_none=True)


def bounded(what: str, parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The parts of an answer. Raises `SupportError` when they are too long to be of use."""
    length = sum(len(str(part)) for part in parts)
    if length > MAXIMUM_CONTENTS:
        raise SupportError(
            f"{what} is too long",
            f"It has about {length:,} characters; {MAXIMUM_CONTENTS:,} are taken.",
            suggested_actions=["Ask for a part of it, with a tool for example."],
        )
    return parts
