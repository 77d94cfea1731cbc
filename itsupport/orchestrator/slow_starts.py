"""More time for programs that still work at their start: a laptop compiles five of them at first.

A server that says nothing and does nothing is given up in time, all the same.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psutil

LONGEST = 3
"""How many times its limit a start may take while anything that we started still works."""

LOOK = 0.3
"""The last part of the limit, in which they must have worked: one that hangs did so before."""

WORKING = 0.05
"""Of one processor; whoever uses less of it waits for something else."""


@asynccontextmanager
async def ended_when_idle(bound: asyncio.Timeout, seconds: float) -> AsyncIterator[None]:
    """Inside `bound`, which ends after `LONGEST` times `seconds`: end it when nothing works."""
    looking = asyncio.create_task(_end_when_idle(bound, seconds))
    try:
        yield
    finally:
        looking.cancel()


async def _end_when_idle(bound: asyncio.Timeout, seconds: float) -> None:
    while True:
        await asyncio.sleep((1 - LOOK) * seconds)
        before = await asyncio.to_thread(processor_seconds)
        await asyncio.sleep(LOOK * seconds)
        used = _used_since(before, await asyncio.to_thread(processor_seconds))
        if used < WORKING * LOOK * seconds:
            with suppress(RuntimeError):  # it has just ended
                bound.reschedule(asyncio.get_running_loop().time())
            return


def processor_seconds() -> "dict[psutil.Process, float]":
    """What each program that this one started, and theirs, has used of the processor so far."""
    import psutil

    started, used = [], {}
    with suppress(psutil.Error):
        started = psutil.Process().children(recursive=True)
    for process in started:
        with suppress(psutil.Error):  # it has ended
            times = process.cpu_times()
            ended = times.children_user + times.children_system  # what it started, and waited for
            used[process] = times.user + times.system + ended
    return used


def _used_since(before: "dict[psutil.Process, float]", now: "dict[psutil.Process, float]") -> float:
    """In seconds; of programs that came since, all of theirs, and of those that went, nothing."""
    return sum(seconds - before.get(process, 0.0) for process, seconds in now.items())
