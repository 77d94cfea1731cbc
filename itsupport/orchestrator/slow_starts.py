"""More time for servers that still work at their start: a laptop compiles five programs at first.

A server that says nothing and does nothing is given up in time, all the same.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

LONGEST = 3
"""How many times its limit a start may take while anything that we started still works."""

LOOK = 0.3
"""The last part of the limit, in which they must have worked: one that hangs did so before."""


@asynccontextmanager
async def longer_while_they_work(bound: asyncio.Timeout, seconds: float) -> AsyncIterator[None]:
    """Inside `bound`, which ends after `seconds`: move its end on for as long as it is of use."""
    looking = asyncio.create_task(_move_on(bound, seconds))
    try:
        yield
    finally:
        looking.cancel()


async def _move_on(bound: asyncio.Timeout, seconds: float) -> None:
    clock = asyncio.get_running_loop().time
    look = LOOK * seconds
    last = clock() + (LONGEST - 1) * seconds + look
    while (end := bound.when()) is not None and end < last:
        await asyncio.sleep(max(0.0, end - clock() - look))
        before = await asyncio.to_thread(processor_seconds)
        await asyncio.sleep(0.9 * look)
        if await asyncio.to_thread(processor_seconds) <= before:
            return
        with suppress(RuntimeError):  # it has just ended
            bound.reschedule(clock() + seconds)


def processor_seconds() -> float:
    """What the programs that this one started, and theirs, have used of the processor so far."""
    import psutil

    used, started = 0.0, []
    with suppress(psutil.Error):
        started = psutil.Process().children(recursive=True)
    for process in started:
        with suppress(psutil.Error):  # it has ended
            times = process.cpu_times()
            used += times.user + times.system
    return used
