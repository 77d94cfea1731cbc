"""Calls that wait for their server, and which of them a server's question belongs to.

In the 2026 era a question is part of a call's answer and arrives in that call's own task. In the
2025 era it is a request of its own, and over pipes nothing in it says which call it is for. So
there, calls on behalf of different people take turns, and whose turn it is gets asked.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress
from contextvars import ContextVar, copy_context
from dataclasses import dataclass

from mcp.shared.message import SessionMessage

from itsupport.errors import SupportError
from itsupport.orchestrator.answers import AskedQuestion
from itsupport.orchestrator.declaring import without_elicitation
from itsupport.orchestrator.events import Event
from itsupport.orchestrator.person import Person


@dataclass(frozen=True, slots=True, eq=False)
class Front:
    """Who is in front of one question or call, and who wants to know that something was asked."""

    person: Person
    tell: Callable[[Event], None] = lambda _: None


class OpenCall:
    """One call on its way. Its time stands still while the person is asked."""

    def __init__(self, front: Front | None, seconds: float) -> None:
        self.front = front
        self.questions: list[AskedQuestion] = []
        self.asked = False
        self.context = copy_context()
        """Of whoever made the call: a notebook knows by it below which cell to show a form."""
        self.problem: SupportError | None = None
        """Why the person could not be asked: more than the server's result will say."""
        self.seconds = seconds
        self._bound: asyncio.Timeout | None = None
        self._left: float | None = None
        self._asking = 0

    def bound(self) -> asyncio.Timeout:
        """To be entered: raises `TimeoutError` when the server, not the person, takes too long."""
        self._bound = asyncio.timeout(self.seconds)
        return self._bound

    @contextmanager
    def paused(self) -> Iterator[None]:
        """While somebody thinks."""
        self.asked = True
        self._asking += 1
        if self._asking == 1 and self._bound and (when := self._bound.when()) is not None:
            self._left = when - asyncio.get_running_loop().time()
            self._reschedule(None)
        try:
            yield
        finally:
            self._asking -= 1
            if self._asking == 0 and self._left is not None:
                self._reschedule(asyncio.get_running_loop().time() + self._left)

    def _reschedule(self, when: float | None) -> None:
        with suppress(RuntimeError):  # the call has just ended, or is ending
            assert self._bound is not None
            self._bound.reschedule(when)


_current: ContextVar[OpenCall | None] = ContextVar("itsupport_open_call", default=None)


class OpenCalls:
    """The open calls of one connection; `can_ask` is what it says where no call is concerned."""

    def __init__(self, can_ask: bool) -> None:
        self._can_ask = can_ask
        self._open: list[OpenCall] = []
        self._one_ended = asyncio.Event()
        self._door = asyncio.Lock()  # first come, first served

    @asynccontextmanager
    async def entered(self, call: OpenCall, *, in_turn: bool) -> AsyncIterator[None]:
        """Open from here to the end; `in_turn` waits for the calls of other people first."""
        async with self._door:
            while in_turn and any(other.front is not call.front for other in self._open):
                self._one_ended.clear()
                await self._one_ended.wait()
            self._open.append(call)
        token = _current.set(call)
        try:
            yield
        finally:
            _current.reset(token)
            self._open.remove(call)
            self._one_ended.set()

    def current(self) -> list[OpenCall]:
        """The call that this task makes, or else all that are open: they have the same front."""
        call = _current.get()
        return [call] if call in self._open else list(self._open)

    @contextmanager
    def paused(self, calls: "list[OpenCall] | None" = None) -> Iterator[None]:
        """While somebody thinks, the time of these calls stands still; without `calls`, of all."""
        with ExitStack() as pauses:
            for call in list(self._open) if calls is None else calls:
                pauses.enter_context(call.paused())
            yield

    def declared(self, item: SessionMessage) -> SessionMessage:
        """What this task sends, saying that a person can be asked only when that is so."""
        call = _current.get()
        asks = call.front is not None if call and call in self._open else self._can_ask
        return item if asks else without_elicitation(item)
