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
        works = await asyncio.to_thread(processor_seconds) > before
        if not works and bound.when() is not None:  # it stands still while somebody logs in
            with suppress(RuntimeError):  # it has just ended
                bound.reschedule(asyncio.get_running_loop().time())
            return


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
