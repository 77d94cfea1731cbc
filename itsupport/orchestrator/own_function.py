"""Calls a function that the orchestrator was given: `ask_user`, or `may_call`.

An async one runs in the background loop. A plain one may wait for a person, so it gets a thread of
its own, which Python does not wait for at its end: nobody may ever answer.
"""

import asyncio
import inspect
import threading
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from typing import Any


def is_async(function: Any) -> bool:
    """Whether it is an async function, or an object that is called like one."""
    called = getattr(function, "__call__", None)  # noqa: B004
    return inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(called)


async def result_of(function: Callable[[Any], Any], given: Any) -> Any:
    """What the function says of what it is given, awaited where that is needed."""
    said = function(given) if is_async(function) else await _in_thread(function, given)
    return await said if inspect.isawaitable(said) else said


async def _in_thread(function: Callable[[Any], Any], given: Any) -> Any:
    loop, context = asyncio.get_running_loop(), copy_context()
    answer: asyncio.Future[Any] = loop.create_future()

    def settle(result: Any, problem: BaseException | None) -> None:
        if answer.done():
            return
        answer.set_exception(problem) if problem else answer.set_result(result)

    def call() -> None:
        result, problem = None, None
        try:
            result = context.run(function, given)
        except BaseException as raised:
            problem = raised if isinstance(raised, Exception) else RuntimeError(repr(raised))
        with suppress(RuntimeError):  # the loop may have ended meanwhile
            loop.call_soon_threadsafe(settle, result, problem)

    threading.Thread(target=call, name="itsupport person", daemon=True).start()
    return await answer
