"""What a client of either era does at a fleet, in one line for a test."""

from collections.abc import Callable
from typing import Any

from mcp import Client
from mcp.types import ElicitResult

MODERN, LEGACY = "2026-07-28", "legacy"
TICKET = {
    "customer_id": "CUST-001",
    "subject": "Printer on fire",
    "priority": "high",
    "category": "hardware",
}


async def looks(url: str, mode: str, times: int = 4) -> list[int]:
    """How many tickets TechCorp has, asked several times on one connection."""
    async with Client(url, mode=mode) as client:
        return [
            (
                await client.call_tool("search_tickets", {"customer_id": "CUST-001"})
            ).structured_content["count"]
            for _ in range(times)
        ]


async def opens_a_ticket(url: str, mode: str = MODERN, meanwhile: Callable[[], None] = int) -> Any:
    """Fill in the form that the server shows; `meanwhile` happens while it is open."""

    async def fill_in(_context: Any, _form: Any) -> ElicitResult:
        meanwhile()
        return ElicitResult(action="accept", content=TICKET)

    async with Client(url, mode=mode, elicitation_callback=fill_in) as client:
        return (await client.call_tool("create_ticket_v2", {})).structured_content


def reason(problem: BaseException) -> str:
    """The one error in the groups around it."""
    while isinstance(problem, BaseExceptionGroup):
        problem = problem.exceptions[0]
    return str(problem)
