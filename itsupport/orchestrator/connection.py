"""One connection to one server, owned by one task.

The SDK's client must be left by the task that entered it, while cells, callbacks and rounds all
run in tasks of their own. So one task enters, waits until it is told to leave, and leaves. This
file leaves out which tool is where, and what to do when a call fails.
"""

import asyncio
from functools import partial
from typing import Any, Literal

import anyio
from mcp import Client, MCPError
from mcp.client import Transport
from mcp.types import CONNECTION_CLOSED, CallToolResult, Tool
from mcp_types.version import HANDSHAKE_PROTOCOL_VERSIONS

from itsupport.orchestrator.configuration import ServerSpecification
from itsupport.orchestrator.connection_errors import (
    ConnectionLostError,
    LostWhileAskingError,
    NotSentError,
)
from itsupport.orchestrator.elicitation import Elicitation
from itsupport.orchestrator.listing import all_tools
from itsupport.orchestrator.logs import ServerLogs
from itsupport.orchestrator.open_calls import OpenCall, OpenCalls
from itsupport.orchestrator.recording import recorded
from itsupport.orchestrator.start_errors import ServerStartError, explained, start_error
from itsupport.orchestrator.transports import open_transport
from itsupport.orchestrator.wire import WireLog

State = Literal["stopped", "starting", "ready", "lost", "unavailable"]

ANSWER_SECONDS = 2.0
"""How long a server that is asked "are you there?" may take before it counts as hung."""

LEAVE_SECONDS = 10.0
"""More than the SDK takes to end a process that ignores every hint."""


class Connection:
    """A server and the way to it: `start`, `call`, `stop`, and `start` again."""

    def __init__(
        self,
        name: str,
        specification: ServerSpecification,
        logs: ServerLogs,
        wire: WireLog,
        *,
        can_ask: bool = False,
    ) -> None:
        self.name = name
        self.state: State = "stopped"
        self.tools: list[Tool] = []
        self.instructions = ""
        self._specification, self._logs, self._wire = specification, logs, wire
        self._client: Client | None = None
        self._owner: asyncio.Task[None] | None = None
        self._leave, self._gone = asyncio.Event(), asyncio.Event()
        self._calls = OpenCalls(can_ask)
        self.changing = asyncio.Lock()
        """Held by whoever starts it, so that two starts never meet."""

    async def start(self, seconds: float) -> None:
        """Start or reach the server and learn its tools. Raises `ServerStartError`."""
        self.state, self._leave, self._gone = "starting", asyncio.Event(), asyncio.Event()
        ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        ready.add_done_callback(lambda future: future.cancelled() or future.exception())
        self._owner = asyncio.create_task(self._own(ready), name=f"connection to {self.name}")
        try:
            async with asyncio.timeout(seconds):
                await ready
            self.state = "ready"
            return
        except TimeoutError:
            reason = f"It did not answer within {seconds:g} seconds."
        except Exception as problem:
            reason = explained(problem)
        except BaseException:
            await self.stop()
            raise
        await self.stop()
        raise self._start_error(reason)  # not in a handler: IPython hides a card with a group

    async def restart(self, seconds: float) -> None:
        """Leave and start again; in between the server counts as starting, not as stopped."""
        self.state = "starting"
        await self._end()
        if self._was_stopped():
            raise self._start_error("It was stopped while it started.")
        await self.start(seconds)

    def _was_stopped(self) -> bool:
        return self.state == "stopped"

    async def stop(self) -> None:
        """Leave the connection; a started process is ended. Never raises, never hangs."""
        self.state = "stopped"
        await self._end()

    async def _end(self) -> None:
        owner, client = self._owner, self._client
        self._client = None
        if owner is None or owner.done():
            return
        if client is None and not self._leave.is_set():
            owner.cancel()  # it is still entering, or has failed
        self._leave.set()
        await asyncio.wait([owner], timeout=LEAVE_SECONDS)

    async def call(self, tool: str, arguments: dict[str, Any], call: OpenCall) -> CallToolResult:
        """Call a tool. Raises `TimeoutError`, `ConnectionLostError`, or `MCPError` as it came."""
        client = self._client
        if client is None or self.state != "ready":
            raise NotSentError(f"{self.name} is {self.state}")
        in_turn = client.protocol_version in HANDSHAKE_PROTOCOL_VERSIONS
        async with self._calls.entered(call, in_turn=in_turn):
            try:
                return await self._call(client, tool, arguments, call)
            except ConnectionLostError as lost:
                raise LostWhileAskingError(str(lost)) if call.asked else lost from None

    async def _call(
        self, client: Client, tool: str, arguments: dict[str, Any], call: OpenCall
    ) -> CallToolResult:
        try:
            async with call.bound():
                return await client.call_tool(tool, arguments)
        except TimeoutError:
            if not await self.answers():
                self._lost(client)
                raise ConnectionLostError(f"{self.name} hangs") from None
            raise
        except MCPError as problem:
            if problem.code == CONNECTION_CLOSED:
                self._lost(client)
                raise ConnectionLostError(f"{self.name} hung up") from None
            raise
        except (anyio.ClosedResourceError, anyio.BrokenResourceError, ConnectionError, OSError):
            self._lost(client)
            raise ConnectionLostError(f"{self.name} cannot be reached") from None

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

    async def _own(self, ready: "asyncio.Future[None]") -> None:
        """Enter the client, wait, and leave it: all in this one task."""
        leave = self._leave
        try:
            asking = Elicitation(self.name, self._calls, self._gone)
            async with Client(self._transport(), elicitation_callback=asking.answer) as client:
                self.tools = await all_tools(client)
                self.instructions = client.instructions or ""
                self._client = client
                if not ready.done():
                    ready.set_result(None)
                await leave.wait()
        except asyncio.CancelledError:
            if not ready.done():
                ready.set_exception(ConnectionLostError("It was stopped while it started."))
            raise
        except Exception as problem:
            if not ready.done():
                ready.set_exception(problem)
        finally:
            self._hung_up(leave)

    def _start_error(self, reason: str) -> ServerStartError:
        stray = self._wire.of(self.name).stray
        return start_error(self.name, reason, stray, self._logs.tail(self.name))

    def _transport(self) -> Transport:
        transport = open_transport(self._specification, self._logs.path(self.name))
        hung_up = partial(self._hung_up, self._leave)
        return recorded(transport, self.name, self._wire, hung_up, self._calls.declared)

    def _lost(self, client: Client) -> None:
        """Only the client in use can be lost: a call may outlive the connection it began on."""
        if self._client is client:
            self.state = "lost"

    def _hung_up(self, leave: asyncio.Event) -> None:
        if self._leave is leave:
            self._gone.set()
            self.state = "lost" if self.state == "ready" else self.state
