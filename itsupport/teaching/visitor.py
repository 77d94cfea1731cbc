"""One client of either era that calls a tool a few times: how far it gets, in a few words.

For looking at several workers from outside. It leaves out everything that a desk does to recover.
"""

import asyncio

from mcp import Client

from itsupport.teaching.crowd import innermost

MODES = {"2025-11-25": "legacy", "2026-07-28": "2026-07-28"}
"""Revisions of the protocol, and what the SDK calls a client of each."""

SECONDS = 60


async def visit(url: str, era: str, calls: int = 6) -> str:
    """Look up the same tickets so many times on one connection, or stop at the first failure."""
    try:
        async with asyncio.timeout(SECONDS), Client(url, mode=MODES[era]) as client:
            for _ in range(calls):
                await client.call_tool("search_tickets", {"customer_id": "CUST-001"})
    except Exception as problem:
        return f"broken off: {innermost(problem)}"
    return f"{calls} of {calls} calls answered"
