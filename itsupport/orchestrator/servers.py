"""The servers of one orchestrator: started together, stopped together, called by tool name.

Everything here runs in the background loop; `desk.py` is the face that callers see.
"""

import asyncio
import time
from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from mcp.types import Tool

from itsupport.errors import ErrorEnvelope, SupportError
from itsupport.orchestrator.calling import ToolCaller
from itsupport.orchestrator.changes import Changes
from itsupport.orchestrator.configuration import ServerSpecification
from itsupport.orchestrator.connection import Connection
from itsupport.orchestrator.discovery import check_names, find_tool
from itsupport.orchestrator.keeping_up import catch_up, keep_watching, look_again, watch
from itsupport.orchestrator.logs import ServerLogs
from itsupport.orchestrator.offers import Offers
from itsupport.orchestrator.open_calls import Front, OpenCall
from itsupport.orchestrator.permission import MayCall, Permission, WantedCall
from itsupport.orchestrator.warming_up import warm_up
from itsupport.orchestrator.wire import WireLog


class Servers:
    """Connections by name, in the order in which they were given."""

    def __init__(
        self,
        specifications: Mapping[str, ServerSpecification],
        *,
        start_seconds: float,
        call_seconds: float,
        may_call: MayCall | None = None,
        front: Front | None = None,
    ) -> None:
        self.logs, self.wire, self.changes = ServerLogs(), WireLog(), Changes()
        self.connections = {
            name: Connection(name, specification, self.logs, self.wire, self.changes, front=front)
            for name, specification in specifications.items()
        }
        self._start_seconds, self.call_seconds = start_seconds, call_seconds
        self._changing = asyncio.Lock()
        self._caller = ToolCaller(start_seconds)
        self.offers = Offers(self.connections, self._caller, call_seconds)
        self._permission = Permission(may_call) if may_call else None

    @property
    def running(self) -> bool:
        """Whether the servers were started and not stopped since."""
        return any(connection.state != "stopped" for connection in self.connections.values())

    async def start(self) -> None:
        """Start all that do not run, at once. If one fails, those that ran before go on."""
        async with self._changing:
            await self._start_missing()

    async def start_unless_running(self) -> None:
        """Start all, but leave a server that is out of the game out."""
        if all(connection.state == "ready" for connection in self.connections.values()):
            return
        async with self._changing:
            if not self.running:
                await self._start_missing()

    async def stop(self) -> None:
        """Leave all connections at the same time."""
        async with self._changing:
            await _leave(self.connections.values())

    async def _start_missing(self) -> None:
        missing = [c for c in self.connections.values() if c.state != "ready"]
        starting = [asyncio.create_task(self._start_one(c)) for c in missing]
        try:
            await asyncio.gather(*starting)
            check_names(self.connections.values())
            warm_up()
        except BaseException:
            for task in starting:
                task.cancel()
            await asyncio.gather(*starting, return_exceptions=True)
            await _leave(missing)
            if self.running:
                for connection in missing:
                    connection.state = "unavailable"
            raise

    def tools(self) -> list[Tool]:
        """The tools that can be called now, server by server."""
        return [
            tool
            for connection in self.connections.values()
            if connection.state in {"ready", "lost"}
            for tool in connection.tools
        ]

    async def current_tools(self) -> list[Tool]:
        """The tools, asked for again wherever a server said that they are others now."""
        await catch_up(self.connections, self.call_seconds)
        return self.tools()

    async def watch(self, connection: Connection, uri: str) -> None:
        """Have a resource's server tell when it changes. Raises `SupportError` when it does not."""
        await watch(self.offers, connection, uri, self.call_seconds)

    async def next_change(self, seconds: float) -> dict[str, Any]:
        """The oldest change that nobody took. Raises `TimeoutError` when none comes."""
        async with asyncio.timeout(seconds):
            await keep_watching(self.offers, self.connections)
            return await self.changes.take()

    def schema_of(self, tool: str) -> dict[str, Any]:
        """The schema of a tool's arguments, or an empty one for a tool that nobody has."""
        return next((t.input_schema for t in self.tools() if t.name == tool), {})

    def server_of(self, tool: str) -> str:
        """The server's name, or "(none)" for a tool that nobody has."""
        try:
            return find_tool(tool, self.connections.values())[0].name
        except SupportError:
            return "(none)"

    def opened(self, front: Front | None) -> OpenCall:
        """A call that is about to be made, on behalf of whoever is in front."""
        return OpenCall(front, self.call_seconds)

    async def call(self, tool: str, arguments: dict[str, Any], call: OpenCall) -> dict[str, Any]:
        """Call a tool by name. Raises `SupportError` for every kind of failure."""
        try:
            connection, description = find_tool(tool, self.connections.values())
        except SupportError:
            await look_again(self.connections, self.call_seconds)
            connection, description = find_tool(tool, self.connections.values())
        return await self._caller.call(connection, description, arguments, call)

    async def timed_call(
        self, tool: str, arguments: dict[str, Any], question: str, call: OpenCall
    ) -> tuple[dict[str, Any] | None, ErrorEnvelope | None, float]:
        """A call for a question: the result or the error's envelope, and the seconds it took."""
        started = time.perf_counter()
        try:
            if self._permission:
                await self._permission.check(self._wanted(tool, arguments, question))
            return await self.call(tool, arguments, call), None, time.perf_counter() - started
        except SupportError as problem:
            return None, problem.envelope, time.perf_counter() - started

    def _wanted(self, name: str, arguments: dict[str, Any], question: str) -> WantedCall:
        connection, tool = find_tool(name, self.connections.values())
        reads = bool(tool.annotations and tool.annotations.read_only_hint)
        return WantedCall(question, connection.name, name, deepcopy(arguments), reads)

    async def _start_one(self, connection: Connection) -> None:
        async with connection.changing:
            if connection.state != "ready":
                await connection.restart(self._start_seconds)


async def _leave(connections: Iterable[Connection]) -> None:
    await asyncio.gather(*(connection.stop() for connection in connections))
