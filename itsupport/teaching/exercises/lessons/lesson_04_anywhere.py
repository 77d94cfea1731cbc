"""An exercise of lesson 04: a plain function that runs async work, whoever calls it."""

import asyncio
import inspect
import time
from collections.abc import Coroutine
from functools import partial
from typing import Any

from itsupport.errors import SupportError
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception

SECONDS_TO_BEGIN = 1.0
"""How long a thread that the answer started, and does not wait for, has to begin the work."""

IN_A_CELL, IN_A_SCRIPT = "where a loop runs, as in a cell", "where no loop runs, as in a script"


async def call_from_anywhere(function: Any) -> None:
    """Two pieces of work with a result under a running loop and without one; one that fails."""
    for place in (IN_A_CELL, IN_A_SCRIPT):
        for result in ("the ticket", "the invoice"):
            value, problem = await _called(function, place, result, fails=False)
            _check_problem(place, problem)
            _check_value(place, value, result)
    for place in (IN_A_CELL, IN_A_SCRIPT):
        value, problem = await _called(function, place, "the ticket", fails=True)
        if not isinstance(problem, SupportError):
            raise Misconception(
                "swallows_the_error",
                seen=f"the work raised SupportError; the caller got {_shown(problem or value)}",
                expected="the same SupportError, raised where the function was called",
                next_step="`future.result()` raises what the work raised; let it pass.",
            )


async def _called(function: Any, place: str, result: str, *, fails: bool) -> tuple[Any, Any]:
    """What came back, and what was raised: one of the two is None."""
    work = _work(result, fails)
    try:
        how = _in_a_cell if place == IN_A_CELL else _in_a_script
        got: tuple[Any, Any] = await run(partial(how, function, work))
        return got
    except Misconception as found:
        if found.name == "never_ends":
            return None, TimeoutError("still waiting after 5 seconds")
        raise
    finally:
        await _closed(work)


async def _closed(work: Coroutine[Any, Any, str]) -> None:
    """Close work that nobody began: it would complain. A thread of the answer may yet begin it.

    Closed too early, the work would raise in that thread, and the learner read about it.
    """
    end = time.monotonic() + SECONDS_TO_BEGIN
    while inspect.getcoroutinestate(work) == inspect.CORO_CREATED:
        if time.monotonic() > end:
            work.close()
        await asyncio.sleep(0.01)


async def _work(result: str, fails: bool) -> str:
    await asyncio.sleep(0.01)
    if fails:
        raise SupportError("Ticket TKT-9999 not found")
    return result


def _in_a_script(function: Any, work: Coroutine[Any, Any, str]) -> tuple[Any, Any]:
    try:
        return _without_waiting(function(work)), None
    except Exception as problem:
        return None, problem


async def _in_a_cell(function: Any, work: Coroutine[Any, Any, str]) -> tuple[Any, Any]:
    return _in_a_script(function, work)


def _without_waiting(value: Any) -> Any:
    """A coroutine would complain when nobody awaits it, so it is closed and only its kind kept."""
    if inspect.iscoroutine(value):
        value.close()
    return value


def _check_problem(place: str, problem: Any) -> None:
    if isinstance(problem, TimeoutError):
        raise Misconception(
            "waits_for_itself",
            seen=f"called {place}, it waited and no answer came",
            expected="an answer",
            next_step="The loop you wait for must not be the one you block: who runs the work?",
        )
    if isinstance(problem, RuntimeError) and "loop" in str(problem):
        raise Misconception(
            "depends_on_the_callers_loop",
            seen=f"called {place}: {problem}",
            expected="an answer, whether or not the caller has a loop",
            next_step="Leave the caller's loop alone, and give the work a thread of its own.",
        )
    if problem is not None:
        raise Misconception(
            "raises",
            seen=f"called {place}, it raised {type(problem).__name__}: {problem}",
            expected="the result of the work",
            next_step="Call it with look_up_ticket('TKT-1001') in a cell of its own.",
        )


def _check_value(place: str, value: Any, result: str) -> None:
    if inspect.isawaitable(value) or hasattr(value, "add_done_callback"):
        raise Misconception(
            "gives_back_the_work",
            seen=f"called {place}, it gave back a {type(value).__name__}",
            expected=f"the result {result!r}: callers of a plain function do not await",
            next_step="Write it with `def`, and wait inside it until the result is there.",
        )
    if value != result:
        raise Misconception(
            "does_not_wait",
            seen=f"called {place} with work for {result!r}, it gave back {_shown(value)}",
            expected=f"{result!r}",
            next_step="Wait for the other thread to be done, and return what the work gave.",
        )


def _shown(value: Any) -> str:
    return repr(value)[:120]


EXERCISES = (
    Exercise(
        name="call_from_anywhere",
        lesson="04_notebooks_and_event_loops",
        title="Async work from a plain function",
        minutes=12,
        answers=("call_from_anywhere",),
        judge=call_from_anywhere,
        misconceptions={
            "depends_on_the_callers_loop": "used the caller's loop, or needed that there is none",
            "waits_for_itself": "blocked the very loop that had to do the work",
            "gives_back_the_work": "returned a coroutine or a future and not its result",
            "does_not_wait": "started the work and did not wait for its result",
            "swallows_the_error": "lost the error that the work raised",
        },
        hints=(
            "A thread runs one loop at a time, and the caller's may run one. Use another thread.",
            "`BackgroundLoop` of the lesson has a thread and a loop; its `run` waits for a result.",
            "`background = BackgroundLoop('mine')`, then `background.run(work)`, then `stop()`.",
            "Stop it in a `finally`, so that it also ends when the work raises.",
        ),
        why="Blocking is fine as long as somebody else's loop does the work.",
    ),
)
