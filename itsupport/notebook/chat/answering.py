"""Questions are answered in the chat's own thread, in the order in which they were asked.

The kernel stays free meanwhile. Every change of a turn is told to whoever shows it; while text
arrives, at most every `PAUSE` seconds.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from itsupport.errors import ErrorEnvelope, SupportError
from itsupport.notebook.asking.kernel_loop import check_that_clicks_arrive
from itsupport.notebook.chat.turn import Turn
from itsupport.orchestrator import MCPOrchestrator, TextArrived
from itsupport.orchestrator.asking import UserReply, UserRequest
from itsupport.orchestrator.background_loop import BackgroundLoop
from itsupport.orchestrator.forms.open_question import OpenQuestion

PAUSE = 0.06
"""Seconds between two pictures of an answer that is being written; people see no more."""

log = logging.getLogger(__name__)


class Answering:
    """Answers turns with the desk; `changed` is called after every change, in its thread."""

    def __init__(
        self, desk: MCPOrchestrator, changed: Callable[[], None], ask_seconds: float
    ) -> None:
        self._desk: MCPOrchestrator | None = desk
        self._changed, self._ask_seconds = changed, ask_seconds
        self._loop = BackgroundLoop("itsupport chat")
        self._one_at_a_time = asyncio.Lock()
        self._tasks: dict[str, asyncio.Task[Any]] = {}

    def start(self, turn: Turn) -> None:
        """Answer the turn when those before it are done, and do not wait for it."""
        self._loop.start(self._answer(turn))

    def run(self, turn: Turn) -> None:
        """The same, and wait. An interrupt stops this turn and nothing else."""
        turn.blocks = True
        self._loop.run(self._answer(turn))

    async def arun(self, turn: Turn) -> None:
        """The same, awaited."""
        await self._loop.arun(self._answer(turn))

    def stop(self, turn: Turn) -> None:
        """Stop a turn that waits or runs."""
        if turn.state == "waiting":
            turn.state = "stopped"
        if turn.id in self._tasks:
            self._loop.start(self._cancel(turn.id))
        self._changed()

    def end(self) -> None:
        """Stop everything, and the thread."""
        if self._loop.running:
            self._loop.run(self._cancel(*self._tasks))
        self._loop.stop()
        self._desk = None

    async def _cancel(self, *turns: str) -> None:
        for task in [self._tasks[turn] for turn in turns if turn in self._tasks]:
            task.cancel()

    async def _answer(self, turn: Turn) -> None:
        """Never raises: what went wrong is noted in the turn."""
        self._tasks[turn.id] = asyncio.current_task()  # type: ignore[assignment]
        try:
            async with self._one_at_a_time:
                if not turn.ended:
                    await self._follow(turn)
        except asyncio.CancelledError:
            turn.state = "stopped"
        except SupportError as problem:
            turn.problem, turn.state = problem.envelope, "failed"
        except Exception as problem:
            turn.problem, turn.state = _unexpected(problem), "failed"
        finally:
            del self._tasks[turn.id]
            for question in turn.asked:
                question.withdraw()
            self._changed()

    async def _follow(self, turn: Turn) -> None:
        assert self._desk, "an ended chat takes no question"
        turn.state, turn.began, shown = "working", time.time(), 0.0
        self._changed()
        ask_user = partial(self._ask, turn)
        async for event in self._desk.astream(turn.question, ask_user=ask_user):
            turn.take(event)
            now = time.monotonic()
            if not isinstance(event, TextArrived) or now - shown >= PAUSE:
                shown = now
                self._changed()

    async def _ask(self, turn: Turn, request: UserRequest) -> UserReply:
        """A server asks the person: the desk calls this, in its own thread."""
        if turn.blocks:
            await check_that_clicks_arrive("await chat.aask(...)")
        question = OpenQuestion(request, self._changed, seconds=self._ask_seconds)
        turn.asked.append(question)
        self._changed()
        return await question.reply()


def _unexpected(problem: Exception) -> ErrorEnvelope:
    """A mistake of the workbook itself: logged whole, told in short."""
    log.error("A question in the chat failed", exc_info=problem)
    return SupportError(
        "The chat stumbled over this question",
        f"{type(problem).__name__} in the workbook's own code; the log has the details.",
        suggested_actions=["Ask again, or restart the kernel and run all cells."],
        retryable=True,
    ).envelope
