"""One connection to one server, owned by one task.

The SDK's client must be left by the task that entered it, while cells, callbacks and rounds all
run in tasks of their own. So one task enters, waits until it is told to leave, and leaves. This
file leaves out which tool is where, and what to do when a call fails.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Literal, TypeVar

import anyio
from mcp import Client, MCPError
from mcp.client import Transport
from mcp.types import CONNECTION_CLOSED, CallToolResult, ServerCapabilities, Tool

from itsupport.orchestrator.changes import Changes
from itsupport.orchestrator.configuration import ServerSpecification
from itsupport.orchestrator.following import Following
from itsupport.orchestrator.logs import ServerLogs
from itsupport.orchestrator.pages import all_tools
from itsupport.orchestrator.recording import recorded
from itsupport.orchestrator.start_errors import ServerStartError, explained, start_error
from itsupport.orchestrator.transports import open_transport
from itsupport.orchestrator.wire import WireLog

Answered = TypeVar("Answered")
State = Literal["stopped", "starting", "ready", "lost", "unavailable"]

ANSWER_SECONDS = 2.0
"""How long a server that is asked "are you there?" may take before it counts as hung."""

LEAVE_SECONDS = 10.0
"""More than the SDK takes to end a process that ignores every hint."""


class ConnectionLostError(Exception):
    """The server hung up or hangs: whether the call was carried out is not known."""


class NotSentError(ConnectionLostError):
    """The connection was gone before the call was sent: it was certainly not carried out."""


class Connection:
    """A server and the way to it: `start`, `call`, `stop`, and `start` again."""

    def __init__(
        self,
        name: str,
        specification: ServerSpecification,
        logs: ServerLogs,
        wire: WireLog,
        changes: Changes,
    ) -> None:
        self.name = name
        self.state: State = "stopped"
        self.tools: list[Tool] = []
        self.tools_changed = False
        self.capabilities = ServerCapabilities()
        self.instructions = ""
        self.following = Following()
        self._specification, self._logs, self._wire = specification, logs, wire
        self._changes = changes
        self._client: Client | None = None
        self._owner: asyncio.Task[None] | None = None
        self._leave = asyncio.Event()
        self.changing = asyncio.Lock()
        """Held by whoever starts it, so that two starts never meet."""

    async def start(self, seconds: float) -> None:
        """Start or reach the server and learn its tools. Raises `ServerStartError`."""
        self.state, self._leave = "starting", asyncio.Event()
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

    async def call(self, tool: str, arguments: dict[str, Any], seconds: float) -> CallToolResult:
        """Call a tool. Raises `TimeoutError`, `ConnectionLostError`, or `MCPError` as it came."""
        return await self.ask(lambda client: client.call_tool(tool, arguments), seconds)

    async def ask(self, send: Callable[[Client], Awaitable[Answered]], seconds: float) -> Answered:
        """Send any request, with the same bounds and errors as a call."""
        client = self._client
        if client is None or self.state != "ready":
            raise NotSentError(f"{self.name} is {self.state}")
        try:
            async with asyncio.timeout(seconds):
                return await send(client)
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
            async with Client(self._transport()) as client:
                self.tools, self.tools_changed = await all_tools(client), False
                self.following, self.capabilities = Following(), client.server_capabilities
                self.instructions = client.instructions or ""
                self._client = client
                if not ready.done():
                    ready.set_result(None)
                await leave.wait()
                await self.following.stop()
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
        leave = self._leave
        hung_up = partial(self._hung_up, leave)
        return recorded(transport, self.name, self._wire, hung_up, self._told)

    def _told(self, method: str, parameters: dict[str, Any] | None) -> None:
        if self._changes.add(self.name, method, parameters) == "tools":
            self.tools_changed = True

    def _lost(self, client: Client) -> None:
        """Only the client in use can be lost: a call may outlive the connection it began on."""
        if self._client is client:
            self.state = "lost"

    def _hung_up(self, leave: asyncio.Event) -> None:
        if self.state == "ready" and self._leave is leave:
            self.state = "lost"
