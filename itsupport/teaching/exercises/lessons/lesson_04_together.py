"""An exercise of lesson 04: look several tickets up at the same time."""

import asyncio
import inspect
import time
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from itsupport.errors import SupportError
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception

BLOCKED_SECONDS = 0.5
"""Far longer than a busy machine keeps a loop waiting."""


class _Desk:
    """Looks tickets up, the first one slowest, and notes how many look-ups ran at once."""

    def __init__(self, missing: str) -> None:
        self.missing, self.inside, self.most = missing, 0, 0
        self.made: list[Coroutine[Any, Any, Any]] = []

    def look_up(self, ticket_id: str) -> Coroutine[Any, Any, dict[str, str]]:
        self.made.append(self._look_up(ticket_id, 3 - len(self.made) % 4))
        return self.made[-1]

    async def _look_up(self, ticket_id: str, turns: int) -> dict[str, str]:
        self.inside += 1
        self.most = max(self.most, self.inside)
        await asyncio.sleep(0.02 * (turns + 1))
        self.inside -= 1
        if ticket_id == self.missing:
            raise SupportError(f"Ticket {ticket_id} not found")
        return {"ticket_id": ticket_id}

    def close(self) -> None:
        """End what was never awaited."""
        for one in self.made:
            if inspect.getcoroutinestate(one) == inspect.CORO_CREATED:
                one.close()


async def look_up_together(function: Any) -> None:
    """Twice: three tickets that are all there, and four of which one is missing."""
    ids = ["TKT-1003", "TKT-1001", "TKT-1002"]
    await _judge(function, ids, _Desk(missing=""))
    await _judge(function, [*ids[::-1], "TKT-1004"], _Desk(missing="TKT-1001"))


async def _judge(function: Any, ids: Sequence[str], desk: _Desk) -> None:
    try:
        results, blocked = await run(partial(_watched, function, desk, list(ids)))
    except SupportError as problem:
        raise Misconception(
            "one_failure_loses_all",
            seen=f"{len(ids)} tickets were asked for, and out came the error: {problem}",
            expected=f"{len(ids)} results, one of which is that error",
            next_step="asyncio.gather has an argument that makes an error a result.",
        ) from None
    finally:
        desk.close()
    _check_awaited(results)
    if desk.most == 1:
        raise Misconception(
            "one_after_the_other",
            seen="each look-up began when the one before it had ended",
            expected=f"{len(ids)} look-ups that wait together",
            next_step="Begin all of them before you wait for the first: see asyncio.gather.",
        )
    if blocked:
        raise Misconception(
            "blocks_the_loop",
            seen=f"the loop stood still for {BLOCKED_SECONDS:g} seconds or more",
            expected="a loop that gives others their turn while you wait",
            next_step="Look for a wait without `await`, such as time.sleep.",
        )
    _check_results(results, ids, desk.missing)


async def _watched(function: Any, desk: _Desk, ids: list[str]) -> tuple[Any, bool]:
    """What the function gives, and whether it kept the loop from turning."""
    longest = 0.0

    async def tick() -> None:
        nonlocal longest
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.01)
            longest = max(longest, time.perf_counter() - before)

    clock = asyncio.create_task(tick())
    await asyncio.sleep(0)
    try:
        given = function(desk.look_up, ids)
        results = await given if inspect.isawaitable(given) else given
        await asyncio.sleep(0.02)
    finally:
        clock.cancel()
        with suppress(asyncio.CancelledError):
            await clock
    return results, longest > BLOCKED_SECONDS


def _check_awaited(results: Any) -> None:
    several = results if isinstance(results, list | tuple) else [results]
    waiting = [one for one in several if inspect.isawaitable(one)]
    for one in waiting:
        if inspect.iscoroutine(one):
            one.close()
    if waiting:
        raise Misconception(
            "never_awaited",
            seen=f"what came back still waits: {type(waiting[0]).__name__}",
            expected="the tickets themselves",
            next_step="Work begins to count when you `await` it; look for a missing `await`.",
        )


def _check_results(results: Any, ids: Sequence[str], missing: str) -> None:
    expected = [f"the error of {one}" if one == missing else one for one in ids]
    seen = [_told(one) for one in results] if isinstance(results, list | tuple) else results
    if seen == expected:
        return
    if isinstance(seen, list) and sorted(map(str, seen)) == sorted(expected):
        raise Misconception(
            "another_order",
            seen=f"asked for {', '.join(ids)}; the results came as {', '.join(map(str, seen))}",
            expected="results in the order of the ids, whichever is ready first",
            next_step="asyncio.gather keeps the order; as_completed does not.",
        )
    raise Misconception(
        "wrong_results",
        seen=f"{seen}",
        expected=f"a list with one result for each id: {', '.join(expected)}",
        next_step="Give every ticket back as it came, and for a failure the SupportError itself.",
    )


def _told(result: Any) -> Any:
    if isinstance(result, SupportError):
        return f"the error of {str(result).split()[1]}"
    return result.get("ticket_id") if isinstance(result, dict) else result


EXERCISES = (
    Exercise(
        name="look_up_together",
        lesson="04_notebooks_and_event_loops",
        title="Several tickets at the same time",
        minutes=10,
        answers=("look_up_together",),
        judge=look_up_together,
        misconceptions={
            "never_awaited": "forgot an await and gave back work that was never done",
            "one_after_the_other": "awaited one look-up after the other",
            "one_failure_loses_all": "lost all results when one look-up failed",
            "another_order": "gave the results in the order in which they became ready",
            "blocks_the_loop": "blocked the loop while waiting",
            "wrong_results": "left out or replaced a result",
        },
        hints=(
            "`look_up(ticket_id)` alone does nothing yet: it gives work that can be awaited.",
            "`await asyncio.gather(work, work, work)` does several at once and keeps their order.",
            "A list becomes arguments with a star: `asyncio.gather(*(… for … in …))`.",
            "`asyncio.gather(…, return_exceptions=True)` gives an error back as a result.",
        ),
        why="Waiting together costs as long as the slowest, and one failure costs one result.",
    ),
)
