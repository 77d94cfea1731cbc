"""What is sent over an open connection, with a bound on every wait; `connection.py` opens it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Any, Literal, TypeVar

from mcp import Client
from mcp.types import CallToolResult
from mcp_types.version import HANDSHAKE_PROTOCOL_VERSIONS

from itsupport.orchestrator.asking import UserReply, UserRequest
from itsupport.orchestrator.connection_errors import (
    ConnectionLostError,
    LostWhileAskingError,
    NotSentError,
    lost_when_closed,
)
from itsupport.orchestrator.elicitation import Elicitation
from itsupport.orchestrator.login import Login
from itsupport.orchestrator.open_calls import OpenCall, OpenCalls
from itsupport.orchestrator.warming_up import warmed_up

Answered = TypeVar("Answered")
State = Literal["stopped", "starting", "ready", "lost", "unavailable"]

ANSWER_SECONDS = 2.0
"""How long a server that is asked "are you there?" may take before it counts as hung."""


class Requests:
    """Calls, other requests, and questions to the person in front."""

    name: str
    state: State
    _client: Client | None
    _calls: OpenCalls
    _gone: asyncio.Event
    login: Login | None

    async def call(self, tool: str, arguments: dict[str, Any], call: OpenCall) -> CallToolResult:
        """Call a tool. Raises `TimeoutError`, `ConnectionLostError`, or `MCPError` as it came."""
        await warmed_up()
        client = self._ready_client()
        in_turn = client.protocol_version in HANDSHAKE_PROTOCOL_VERSIONS
        async with self._calls.entered(call, in_turn=in_turn):
            try:
                sending = client.call_tool(tool, arguments)
                return await self._sent(client, sending, call.bound())
            except ConnectionLostError as lost:
                raise LostWhileAskingError(str(lost)) if call.asked else lost from None

    async def send(
        self, request: Callable[[Client], Awaitable[Answered]], seconds: float
    ) -> Answered:
        """Send a request that nobody is asked about, with the same bounds and errors as a call."""
        client = self._ready_client()
        return await self._sent(client, request(client), asyncio.timeout(seconds))

    def _ready_client(self) -> Client:
        if self._client is None or self.state != "ready":
            raise NotSentError(f"{self.name} is {self.state}")
        return self._client

    async def _sent(
        self,
        client: Client,
        sending: Awaitable[Answered],
        bound: AbstractAsyncContextManager[object],
    ) -> Answered:
        try:
            with lost_when_closed(self.name, partial(self._lost, client)):
                async with bound:
                    return await sending
        except TimeoutError:
            if self.login and (problem := self.login.unfinished()):
                raise problem from None
            if not await self.answers():
                self._lost(client)
                raise ConnectionLostError(f"{self.name} hangs") from None
            raise

    async def ask(self, request: UserRequest, call: OpenCall) -> UserReply | None:
        """Ask whoever is in front of a call; None when nobody is."""
        async with self._calls.entered(call, in_turn=False):
            return await Elicitation(self.name, self._calls, self._gone).ask(request)

    async def answers(self) -> bool:
        """Whether the server still answers: a slow tool is not a hung server."""
        client = self._client
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                if client is not None:
                    await client.list_tools(cache_mode="bypass")
                return client is not None
        except Exception:
            return False

    def _lost(self, client: Client) -> None:
        """Only the client in use can be lost: a call may outlive the connection it began on."""
        if self._client is client:
            self.state = "lost"
