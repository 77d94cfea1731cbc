"""The calls of one round: run at the same time, reported as they happen.

Between the start and the end of a call its server may ask the person in front; that is reported
too, in order.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

from itsupport.errors import SupportError
from itsupport.llm import without_nulls
from itsupport.llm.conversation import ToolCall
from itsupport.orchestrator.answers import FinishedCall
from itsupport.orchestrator.events import CallFinished, CallStarted, Event
from itsupport.orchestrator.open_calls import Front
from itsupport.orchestrator.person import Person
from itsupport.orchestrator.servers import Servers

_Task = asyncio.Task[FinishedCall]


class RunningCalls:
    """The calls that a model wants in round `number` of its answer to `question`."""

    def __init__(self, question: str, servers: Servers, person: Person | None, number: int) -> None:
        self._question, self._servers, self._number = question, servers, number
        self._happened: asyncio.Queue[_Task | Event] = asyncio.Queue()
        self._front = Front(person, self._happened.put_nowait) if person else None
        self._running: dict[_Task, ToolCall] = {}  # in the order of the calls

    async def events(self, calls: tuple[ToolCall, ...]) -> AsyncIterator[Event]:
        """Start all; yield what happens until the last one is done."""
        try:
            for call in calls:
                yield self._start(call)
            unfinished = len(calls)
            while unfinished:
                happened = await self._next()
                for event in (item for item in happened if not isinstance(item, asyncio.Task)):
                    yield event
                for task in (task for task in self._running if task in happened):
                    unfinished -= 1
                    yield CallFinished(self._running[task].id, task.result())
        finally:
            for task in self._running:
                task.cancel()

    def finished(self) -> Iterator[tuple[ToolCall, FinishedCall]]:
        """Every call and how it ended, in the order of the calls."""
        for task, call in self._running.items():
            yield call, task.result()

    def _start(self, call: ToolCall) -> CallStarted:
        arguments = _arguments(call, self._servers.schema_of(call.name))
        task = asyncio.create_task(self._run_one(call, arguments))
        task.add_done_callback(self._happened.put_nowait)
        self._running[task] = call
        shown = arguments if isinstance(arguments, dict) else {}
        return CallStarted(call.id, self._servers.server_of(call.name), call.name, shown)

    async def _next(self) -> list[_Task | Event]:
        """All that has happened meanwhile, at least one thing."""
        happened = [await self._happened.get()]
        while not self._happened.empty():
            happened.append(self._happened.get_nowait())
        return happened

    async def _run_one(
        self, call: ToolCall, arguments: dict[str, Any] | SupportError
    ) -> FinishedCall:
        number, server = self._number, self._servers.server_of(call.name)
        if isinstance(arguments, SupportError):
            return FinishedCall(number, server, call.name, {}, None, arguments.envelope, 0.0)
        opened = self._servers.opened(self._front)
        timed = self._servers.timed_call(call.name, arguments, self._question, opened)
        result, error, seconds = await timed
        asked = tuple(opened.questions)
        return FinishedCall(number, server, call.name, arguments, result, error, seconds, asked)


def _arguments(call: ToolCall, schema: dict[str, Any]) -> dict[str, Any] | SupportError:
    """The arguments as JSON, or the error that the model gets to read instead."""
    try:
        arguments = json.loads(call.arguments or "{}")
    except (ValueError, RecursionError) as problem:
        return _not_an_object(call, str(problem))
    if isinstance(arguments, dict):
        return without_nulls(arguments, schema)
    return _not_an_object(call, f"They are a {type(arguments).__name__}.")


def _not_an_object(call: ToolCall, reason: str) -> SupportError:
    return SupportError(
        f"The arguments of {call.name} are not a JSON object",
        reason,
        suggested_actions=["Send the arguments as one JSON object."],
        retryable=True,
    )
