"""Clients of both eras over every transport, and people who answer a server's questions."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from mcp import Client, StdioServerParameters
from mcp.client import ClientRequestContext
from mcp.types import CallToolResult, ElicitRequestParams, ElicitResult

from itsupport.servers import build_server

ERAS = {"2026": "2026-07-28", "2025": "legacy"}
TRANSPORTS = ("in memory", "stdio", "http")
WAYS = [(transport, era) for transport in TRANSPORTS for era in ERAS]
ANSWERS = {
    "customer_id": "CUST-001",
    "subject": "Printer on fire",
    "priority": "high",
    "category": "printing",
    "name": "Dana",
    "day": "2025-07-01",
}

Callback = Callable[[ClientRequestContext, ElicitRequestParams], Awaitable[ElicitResult]]


class Person:
    """Answers what a form asks and has no default for; remembers every question."""

    def __init__(self, action: Any = "accept", **answers: Any) -> None:
        self.action, self.answers = action, ANSWERS | answers
        self.asked: list[ElicitRequestParams] = []

    async def __call__(
        self,
        context: ClientRequestContext,
        params: ElicitRequestParams,
    ) -> ElicitResult:
        self.asked.append(params)
        action = self.action if isinstance(self.action, str) else self.action[len(self.asked) - 1]
        if action != "accept":
            return ElicitResult(action=action)
        fields = params.requested_schema["properties"]
        open_fields = [name for name, field in fields.items() if "default" not in field]
        return ElicitResult(action="accept", content={n: self.answers[n] for n in open_fields})


@asynccontextmanager
async def connected(
    transport: str, era: str, callback: Callback | None = None
) -> AsyncIterator[Client]:
    """A client of the intake server."""
    async with _address(transport) as address:
        client = Client(
            address, mode=ERAS[era], elicitation_callback=callback, read_timeout_seconds=20
        )
        async with client:
            yield client


@asynccontextmanager
async def _address(transport: str) -> AsyncIterator[Any]:
    arguments = ["-m", "itsupport", "serve", "intake"]
    if transport == "in memory":
        yield build_server("intake")
    elif transport == "stdio":
        yield StdioServerParameters(command=sys.executable, args=arguments)
    else:
        command = [sys.executable, *arguments, "--http", "--port", "0"]
        process = await asyncio.create_subprocess_exec(*command, stderr=subprocess.PIPE)
        assert process.stderr is not None
        try:
            announced = (await asyncio.wait_for(process.stderr.readline(), 30)).decode()
            yield next(word for word in announced.split() if word.startswith("http://127.0.0.1:"))
        finally:
            process.terminate()
            await asyncio.wait_for(process.communicate(), 10)


async def call(client: Client, tool: str, **arguments: Any) -> CallToolResult:
    return await client.call_tool(tool, arguments)
