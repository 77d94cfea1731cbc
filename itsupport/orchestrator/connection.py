"""One connection to one server, owned by one task.

The SDK's client must be left by the task that entered it, while cells, callbacks and rounds all
run in tasks of their own. So one task enters, waits until it is told to leave, and leaves. This
file leaves out which tool is where, and what to do when a call fails.
"""

import asyncio
import time
from contextlib import nullcontext
from functools import partial
from typing import Any

import anyio
from mcp import Client
from mcp.client import Transport
from mcp.types import ServerCapabilities, Tool

from itsupport.orchestrator.changes import Changes
from itsupport.orchestrator.configuration import ServerSpecification, StdioServer
from itsupport.orchestrator.connection_errors import ConnectionLostError
from itsupport.orchestrator.connection_requests import ANSWER_SECONDS, Requests, State
from itsupport.orchestrator.elicitation import Elicitation
from itsupport.orchestrator.following import Following
from itsupport.orchestrator.login import login_at
from itsupport.orchestrator.logs import ServerLogs
from itsupport.orchestrator.open_calls import Front, OpenCall, OpenCalls
from itsupport.orchestrator.pages import all_tools
from itsupport.orchestrator.recording import recorded
from itsupport.orchestrator.slow_starts import LONGEST, ended_when_idle
from itsupport.orchestrator.start_errors import ServerStartError, start_error
from itsupport.orchestrator.transports import open_transport
from itsupport.orchestrator.wire import WireLog

START_SECONDS = 7.0
"""With the time that ending it takes, a server that says nothing is told of within ten seconds."""

LEAVE_SECONDS = 10.0
"""More than the SDK takes to end a process that ignores every hint."""


class Connection(Requests):
    """A server and the way to it: `start`, `call`, `stop`, and `start` again."""

    def __init__(
        self,
        name: str,
        specification: ServerSpecification,
        logs: ServerLogs,
        wire: WireLog,
        changes: Changes,
        *,
        front: Front | None = None,
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
        self._leave, self._gone = asyncio.Event(), asyncio.Event()
        self._entering: anyio.CancelScope  # of the last start
        self._front, self._calls = front, OpenCalls(front is not None)
        self.login = login_at(name, specification)
        self.changing = asyncio.Lock()
        """Held by whoever starts it, so that two starts never meet."""

    async def start(self, seconds: float) -> None:
        """Start or reach the server and learn its tools. Raises `ServerStartError`.

        It may take `seconds`, and a program longer while what was started still works.
        """
        self.state, self._leave, self._gone = "starting", asyncio.Event(), asyncio.Event()
        self._entering = anyio.CancelScope()
        ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        ready.add_done_callback(lambda future: future.cancelled() or future.exception())
        is_program = isinstance(self._specification, StdioServer)
        longest = LONGEST * seconds if is_program else seconds
        starting, begun = OpenCall(self._front, longest), time.monotonic()  # it may want a login
        try:
            async with self._calls.entered(starting, in_turn=False):
                self._owner = asyncio.create_task(self._own(ready), name=self.name)
                async with (
                    starting.bound() as bound,
                    ended_when_idle(bound, seconds) if is_program else nullcontext(),
                ):
                    await ready
            self.state = "ready"
            return
        except TimeoutError:
            rounds = max(1, (time.monotonic() - begun) // max(seconds, 0.001))
            silent = f"It did not answer within {min(rounds * seconds, longest):g} seconds."
            why: str | Exception = (self.login and self.login.unfinished()) or silent
        except Exception as problem:
            why = problem
        except BaseException:
            await self.stop()
            raise
        await self.stop()
        raise self._start_error(why)  # not in a handler: IPython hides a card with a group

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
            self._entering.cancel()  # or it has failed: a task's own cancel() would cut off the end
        self._leave.set()
        await asyncio.wait([owner], timeout=LEAVE_SECONDS)

    async def _own(self, ready: "asyncio.Future[None]") -> None:
        """Enter the client, wait, and leave it: all in this one task."""
        with self._entering:
            await self._stay(ready, self._leave)

    async def _stay(self, ready: "asyncio.Future[None]", leave: asyncio.Event) -> None:
        try:
            asking = Elicitation(self.name, self._calls, self._gone)
            transport = self._transport(asking)
            async with Client(transport, elicitation_callback=asking.answer) as client:
                self.tools, self.tools_changed = await all_tools(client), False
                self.following = Following(self.following.watched)
                self.capabilities = client.server_capabilities
                await self.following.resume(client, ANSWER_SECONDS)
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

    def _start_error(self, why: str | Exception) -> ServerStartError:
        stray = self._wire.of(self.name).stray
        return start_error(self.name, why, stray, self._logs.tail(self.name))

    def _transport(self, asking: Elicitation) -> Transport:
        login = self.login.open(asking) if self.login else None
        transport = open_transport(self._specification, self._logs.path(self.name), login)
        hung_up = partial(self._hung_up, self._leave)
        watched = (hung_up, self._told, self._calls.declared)
        return recorded(transport, self.name, self._wire, *watched)

    def _told(self, method: str, parameters: dict[str, Any] | None) -> None:
        if self._changes.add(self.name, method, parameters) == "tools":
            self.tools_changed = True

    def _hung_up(self, leave: asyncio.Event) -> None:
        if self._leave is leave:
            self._gone.set()
            self.state = "lost" if self.state == "ready" else self.state
