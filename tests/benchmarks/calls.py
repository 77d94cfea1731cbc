"""One tool call on an open stdio connection: ours, and the SDK's client alone."""

import time
from contextlib import ExitStack
from typing import Any

from anyio.from_thread import start_blocking_portal
from mcp import Client

from itsupport.llm import offline_model
from itsupport.orchestrator import MCPOrchestrator
from tests.benchmarks.starts import parameters

CALLS = 100
TOOL, ARGUMENTS = "check_customer_status", {"customer_id": "CUST-001"}


class Calls:
    """Two open connections, one for each side; every figure is seconds per call."""

    def __enter__(self) -> "Calls":
        entry = parameters("customers")
        given = {"customers": {"command": entry.command, "args": entry.args}}
        self._desk = MCPOrchestrator(given, model=offline_model())
        self._desk.start_servers()
        self._stack = ExitStack()
        self._loop = self._stack.enter_context(start_blocking_portal())
        self._client = self._stack.enter_context(
            self._loop.wrap_async_context_manager(Client(entry))
        )
        return self

    def __exit__(self, *problem: Any) -> None:
        self._stack.close()
        self._desk.stop_servers()

    def plain(self) -> float:
        """The SDK's client in its own loop."""

        async def calls() -> None:
            for _ in range(CALLS):
                await self._client.call_tool(TOOL, ARGUMENTS)

        started = time.perf_counter()
        self._loop.call(calls)
        return (time.perf_counter() - started) / CALLS

    def ours(self) -> float:
        """Plain calls of the orchestrator, from a thread without a loop."""
        started = time.perf_counter()
        for _ in range(CALLS):
            self._desk.call_tool(TOOL, ARGUMENTS)
        return (time.perf_counter() - started) / CALLS

    def awaited(self) -> float:
        """Awaited calls of the orchestrator, from another loop."""

        async def calls() -> None:
            for _ in range(CALLS):
                await self._desk.acall_tool(TOOL, ARGUMENTS)

        started = time.perf_counter()
        self._loop.call(calls)
        return (time.perf_counter() - started) / CALLS
