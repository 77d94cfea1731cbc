"""Many users at once, each with two questions whose answers only she may get.

Each opens a ticket with a text of her own, for which the server asks her back, and then looks the
ticket up. What arrives is checked: a *lost* question got no answer, a *crossed* one somebody
else's. This leaves out models: the calls are what a model would make.
"""

import asyncio
import statistics
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult, ElicitResult

CUSTOMERS = 8
PATIENCE = 120.0
"""Seconds that one question may take; then it is lost."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of all questions; `seconds` has one entry for each answered one."""

    users: int
    lost: int
    crossed: int
    asked_again: int
    tickets: frozenset[str]
    problems: tuple[str, ...] = ()
    seconds: tuple[float, ...] = field(default=(), repr=False)

    @property
    def row(self) -> dict[str, Any]:
        """What is the same in every run, for a table."""
        return {
            "users": self.users,
            "questions": 2 * self.users,
            "lost": self.lost,
            "crossed": self.crossed,
            "ticket numbers": len(self.tickets),
            "what clients heard": ", ".join(self.problems) or "nothing but answers",
        }

    @property
    def median(self) -> float:
        """Seconds in the middle: half of the answers took longer."""
        return statistics.median(self.seconds) if self.seconds else 0.0

    @property
    def p95(self) -> float:
        """Seconds within which 95 of 100 answers came."""
        return sorted(self.seconds)[int(len(self.seconds) * 0.95)] if self.seconds else 0.0


class _Tally:
    """What is counted while they ask."""

    def __init__(self) -> None:
        self.lost = self.crossed = self.asked_again = 0
        self.tickets: set[str] = set()
        self.problems: set[str] = set()
        self.seconds: list[float] = []


async def crowd(
    urls: Mapping[str, str],
    users: int,
    *,
    at_once: int = 50,
    tries: int = 1,
    mode: str = "2026-07-28",
) -> Outcome:
    """Let so many users ask; `urls` has the servers tickets and intake.

    At most `at_once` of them have a question open at the same time. With more `tries` a question
    that got no answer is asked again: harmless, since opening the same ticket again opens none.
    """
    tally, room = _Tally(), asyncio.Semaphore(at_once)
    limits = httpx2.Limits(max_connections=at_once)
    async with httpx2.AsyncClient(limits=limits, timeout=PATIENCE, trust_env=False) as http:

        async def one(number: int) -> None:
            async with room:
                await _User(number, urls, http, tally, tries, mode).ask_twice()

        await asyncio.gather(*(one(number) for number in range(1, users + 1)))
    return Outcome(
        users=users,
        lost=tally.lost,
        crossed=tally.crossed,
        asked_again=tally.asked_again,
        tickets=frozenset(tally.tickets),
        problems=tuple(sorted(tally.problems)),
        seconds=tuple(tally.seconds),
    )


@dataclass(slots=True)
class _User:
    number: int
    urls: Mapping[str, str]
    http: httpx2.AsyncClient
    tally: _Tally
    tries: int
    mode: str

    async def ask_twice(self) -> None:
        """Open a ticket, then look it up; without the first there is no second."""
        subject = f"The printer of user {self.number} is on fire"
        filled = {
            "customer_id": f"CUST-{self.number % CUSTOMERS + 1:03}",
            "subject": subject,
            "priority": "high",
            "category": "hardware",
        }
        opened = await self._question("intake", "create_ticket_v2", {}, filled)
        if opened is None:
            self.tally.lost += 1  # the second question, which cannot be asked
            return
        ticket_id = opened["ticket"]["ticket_id"]
        self._check(opened["ticket"]["subject"], subject)
        self.tally.tickets.add(ticket_id)
        found = await self._question("tickets", "get_ticket_details", {"ticket_id": ticket_id}, {})
        if found is not None:
            self._check(found["subject"], subject)

    def _check(self, answer: str, expected: str) -> None:
        self.tally.crossed += answer != expected

    async def _question(
        self, server: str, tool: str, arguments: dict[str, Any], filled: dict[str, Any]
    ) -> dict[str, Any] | None:
        """The answer, or None when it is lost."""
        started = time.perf_counter()
        for left in reversed(range(self.tries)):
            try:
                async with asyncio.timeout(PATIENCE):
                    answer = await self._call(server, tool, arguments, filled)
            except Exception as problem:
                self.tally.problems.add(innermost(problem))
                self.tally.asked_again += left > 0
            else:
                self.tally.seconds.append(time.perf_counter() - started)
                return answer
        self.tally.lost += 1
        return None

    async def _call(
        self, server: str, tool: str, arguments: dict[str, Any], filled: dict[str, Any]
    ) -> dict[str, Any]:
        async def fill_in(_context: Any, _form: Any) -> ElicitResult:
            return ElicitResult(action="accept", content=filled)

        answering: Any = fill_in
        transport = streamable_http_client(self.urls[server], http_client=self.http)
        async with Client(transport, mode=self.mode, elicitation_callback=answering) as client:
            result: CallToolResult = await client.call_tool(tool, arguments)
        content: dict[str, Any] = result.structured_content or {"error": "no result"}
        if "error" in content:
            raise RuntimeError(content["error"])
        return content


def innermost(problem: BaseException) -> str:
    """What went wrong in a group of errors, in one line."""
    while isinstance(problem, BaseExceptionGroup):
        problem = problem.exceptions[0]
    return str(problem) or type(problem).__name__
