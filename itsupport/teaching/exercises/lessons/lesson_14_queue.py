"""An exercise of lesson 14: numbers that several workers give out, each once."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from itsupport import record_store
from itsupport.record_store.database import database_at
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.showing import shown

KIND = "visits"
VISITS = ("VIS-301", "VIS-117", "VIS-204")


async def queue_number(function: Any) -> None:
    """A few visits, a repeated one, the same in another database, and another worker meanwhile."""
    with _new_database():
        await _one_by_one(function)
    with _new_database():
        await _one_by_one(function)
        await _with_another_worker(function)


@contextmanager
def _new_database() -> Iterator[None]:
    """One that nobody else uses: what the learner has stored elsewhere stays as it is."""
    before = os.environ.get("ITSUPPORT_DATABASE")
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder, 'queue.db').as_posix()}"
        os.environ["ITSUPPORT_DATABASE"] = url
        try:
            yield
        finally:
            database_at(url).close()
            if before is None:
                del os.environ["ITSUPPORT_DATABASE"]
            else:
                os.environ["ITSUPPORT_DATABASE"] = before


async def _one_by_one(function: Any) -> None:
    for place, visit in enumerate(VISITS, 1):
        _check(await run(function, visit), visit, place)
    again = await run(function, VISITS[0])
    if again != {"visit_id": VISITS[0], "number": 1}:
        raise Misconception(
            "another_number_for_the_same_visit",
            seen=f"{VISITS[0]} had number 1, and asked again it got {shown(again)}",
            expected="the number that it has already",
            next_step="Give the store what is the same for the same visit as `once`.",
        )


def _check(answer: Any, visit: str, place: int) -> None:
    stored = len(record_store.added(KIND))
    if not isinstance(answer, dict) or {*answer} != {"visit_id", "number"}:
        raise Misconception(
            "another_form",
            seen=shown(answer),
            expected=f"{{'visit_id': '{visit}', 'number': {place}}}",
            next_step="Return the record that the store gives you, with these two keys.",
        )
    if stored == 0:
        raise Misconception(
            "kept_in_the_process",
            seen=f"{shown(answer)}, and no record of the kind {KIND!r} in the store",
            expected="a record for each visit in the store, where other workers find it",
            next_step=f"Make the number with `record_store.add({KIND!r}, once=…, make=…)`.",
        )
    if place > 1 and answer != {"visit_id": visit, "number": place} and stored == 1:
        raise Misconception(
            "one_number_for_all",
            seen=f"{shown(answer)} for {visit}, the visit after {VISITS[0]}",
            expected=f"number {place}",
            next_step="`once` says which request this is. Is yours the same for all visits?",
        )
    if answer != {"visit_id": visit, "number": place}:
        raise Misconception(
            "wrong_number",
            seen=f"{shown(answer)} for visit number {place}, with {stored} records in the store",
            expected=f"{{'visit_id': '{visit}', 'number': {place}}}",
            next_step="`make` is called with the number of the new record: 1, 2 and so on.",
        )


async def _with_another_worker(function: Any) -> None:
    """Another worker stores a visit whenever this one has looked: bad luck, made certain.

    The store of this check's own database is changed: however a learner imports `added`, its looks
    go through there.
    """
    store = database_at(os.environ["ITSUPPORT_DATABASE"])
    look, others = store.added, count(1)

    def looked_at(kind: str) -> list[dict[str, Any]]:
        seen = look(kind)
        visit = f"VIS-8{next(others):02}"
        store.add(kind, visit, lambda number: {"visit_id": visit, "number": number})
        return seen

    store.added = looked_at  # type: ignore[method-assign]
    await run(function, "VIS-900")
    numbers = [record["number"] for record in look(KIND)]
    if sorted(numbers) != list(range(1, len(numbers) + 1)):
        doubled = sorted({number for number in numbers if numbers.count(number) > 1})
        raise Misconception(
            "two_with_one_number",
            seen=f"another worker stored a visit meanwhile; given out twice: {shown(doubled)}",
            expected=f"the numbers 1 to {len(numbers)}, each once",
            next_step="Between your looking and your storing others store too. Let `make` take "
            "the number that it is called with: then nobody else is writing.",
        )


EXERCISES = (
    Exercise(
        name="queue_number",
        lesson="14_many_users",
        title="A number for each visit",
        minutes=10,
        answers=("queue_number",),
        judge=queue_number,
        misconceptions={
            "another_form": "returned something else than the record",
            "kept_in_the_process": "counted in the memory of one process",
            "another_number_for_the_same_visit": "gave a repeated request a new number",
            "one_number_for_all": "took all visits for the same request",
            "wrong_number": "did not use the number that the store gives",
            "two_with_one_number": "looked first and stored afterwards, with others in between",
        },
        hints=(
            "The store does all of it: `record_store.add(kind, once, make)`.",
            "`once` is what the same visit has in common with itself: its id.",
            "`make` is a function of the number: `lambda number: {…}` with both keys.",
        ),
        why="Looking and then storing is two steps; another worker's step fits between them.",
    ),
)
