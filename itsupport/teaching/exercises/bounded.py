"""Runs what a learner wrote: in a thread of its own, with an end.

An endless loop is stopped by raising in its thread, which Python does between two instructions, and
once more in the `except:` that catches it; what waits inside a library's C code is left behind, and
so is the thread in which a server runs a tool.
Nothing here protects from malice: that is what `grading` has processes for.
"""

import asyncio
import ctypes
import inspect
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

from itsupport.errors import SupportError
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.showing import shown

SECONDS = 5.0
TRIES, PAUSE = 50, 0.2
"""How often a thread is told to end, and the seconds between: a library may catch it as well."""


class _TimeUp(BaseException):
    """Raised in the learner's thread. A bare `except:` there catches it; the line behind raises."""

    def __init__(self) -> None:
        super().__init__()
        frame: FrameType | None = sys._getframe(1)
        while frame:
            frame.f_trace = _raise_in_cells if _of_a_cell(frame) else frame.f_trace
            frame = frame.f_back
        sys.settrace(_raise_in_cells)


def _raise_in_cells(frame: FrameType, event: str, argument: Any) -> Any:  # noqa: ARG001
    """Python calls this before each line of the thread; what tidies up in libraries may go on."""
    if _of_a_cell(frame) and event in {"call", "line"}:
        raise _TimeUp
    return _raise_in_cells if _of_a_cell(frame) else None


def _of_a_cell(frame: FrameType) -> bool:
    return bool(frame.f_globals.get("__name__") == "__main__")


async def run(function: Callable[..., Any], *given: Any, **named: Any) -> Any:
    """Call it, or await it, and return what it gives. The cell's own loop stays free.

    Raises what a learner can read as a `Misconception`: `raises`, or `never_ends` after `SECONDS`.
    A `SupportError` passes as it is, because tools are meant to raise it.
    """
    if not callable(function):
        raise Misconception(
            "confuses_the_check",
            seen=f"{shown(function)} in place of a function",
            expected="a function",
            next_step="Write it with `def`, run the cell, and give its name to nothing else.",
        )
    outcome: list[Any] = []
    thread = threading.Thread(
        target=_run, args=(outcome, function, given, named), name="an exercise", daemon=True
    )
    thread.start()
    await asyncio.to_thread(thread.join, SECONDS)
    if thread.is_alive():
        threading.Thread(target=_end, args=(thread, outcome), daemon=True).start()
        raise Misconception(
            "never_ends",
            seen=f"{_called(function, given, named)} was still running after {SECONDS:g} seconds",
            expected="an answer at once",
            next_step="Look for a loop whose end is never reached, or a wait without a limit. In a "
            "tool it may run on: restart the kernel when you have mended it.",
        )
    good, value = outcome[0]
    if good:
        return value
    if isinstance(value, Misconception | SupportError):
        raise value
    raise Misconception(
        "raises",
        seen=f"{type(value).__name__}: {value}, raised by {_called(function, given, named)}",
        expected="a result",
        next_step="Find the line that can raise this; `.get(key)` gives None for a missing key."
        if isinstance(value, KeyError)
        else "Call it yourself in a cell, and read the last lines of the error.",
    ) from value


def _run(outcome: list[Any], function: Callable[..., Any], given: Any, named: Any) -> None:
    try:
        value = function(*given, **named)
        if inspect.isawaitable(value):
            value = asyncio.run(_awaited(value))
        outcome.append((True, value))
    except _TimeUp as problem:
        sys.settrace(None)
        outcome.append((False, problem))
    except BaseException as problem:  # SystemExit and KeyboardInterrupt of learners too
        outcome.append((False, problem))


async def _awaited(value: Any) -> Any:
    return await value


def _end(thread: threading.Thread, outcome: list[Any]) -> None:
    """Raise in it until it has ended."""
    for _ in range(TRIES):
        if outcome or not thread.is_alive():
            return
        _raise_in(thread)
        thread.join(PAUSE)


def _raise_in(thread: threading.Thread) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(
        ctypes.c_ulong(thread.ident or 0), ctypes.py_object(_TimeUp)
    )


def _called(function: Callable[..., Any], given: Any, named: Any) -> str:
    name = getattr(function, "__name__", "your code")
    arguments = [*map(_argument, given), *(f"{k}={_argument(v)}" for k, v in named.items())]
    return f"`{name}({', '.join(arguments)})`" if arguments else f"`{name}`"


def _argument(value: Any) -> str:
    """A function by its name: its `repr` would tell a learner nothing."""
    return str(getattr(value, "__name__", shown(value))) if callable(value) else shown(value)
