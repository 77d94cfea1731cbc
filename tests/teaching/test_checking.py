"""`check` without `await` says what to write, and warns of nothing."""

import asyncio
import gc
import warnings
from typing import Any

from itsupport.teaching.exercises import check
from itsupport.teaching.exercises.outcome import Outcome

ADVICE = 'Nothing was checked yet. Write `await check("count_by_priority")`.'


def test_a_check_without_await_says_what_to_write() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        forgotten: Any = check("count_by_priority")
        assert repr(forgotten) == forgotten._repr_markdown_() == ADVICE
        del forgotten
        gc.collect()


def test_it_can_be_awaited_later_on_also_beside_others() -> None:
    async def cell() -> tuple[Outcome, Outcome]:
        return await asyncio.gather(check("count_by_priority"), check("helpful_error"))

    assert [one.status for one in asyncio.run(cell())] == ["not attempted"] * 2
