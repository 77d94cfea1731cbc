"""An exercise of lesson 15: plan work of whole days, and never the same machine twice."""

import re
from datetime import date, timedelta
from typing import Any

from itsupport.errors import SupportError
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.lessons.booking import Booking, day_read, spoken
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.showing import shown

SERVER, LAPTOP = "AST-SRV-002", "AST-LAP-004"
FIRST_FREE = date(2025, 8, 4)
ID = re.compile(r"MNT-[0-9]{3}")


async def maintenance_tools(schedule: Any, find: Any) -> None:
    """Books behind what is booked already, so that it may be run again and again."""
    booking = Booking(schedule, find)
    booked = [*await booking.windows(SERVER), *await booking.windows(LAPTOP)]
    last = max([day_read(one["last_day"]) for one in booked] + [FIRST_FREE])
    days = [(last + timedelta(days=10 + n)).isoformat() for n in range(40)]
    window = await _book(booking, SERVER, days[2], days[5])
    await _check_other_machine(booking, window, days)
    await _check_conflicts(booking, window, days)
    await _check_days(booking, days)
    later = await _book_free(booking, window, days[6], days[7])
    earlier = await _book_free(booking, window, days[1], days[1])
    await _check_order(booking, [one["window_id"] for one in (window, later, earlier)])


async def _book_free(
    booking: Booking, window: dict[str, Any], first: str, last: str
) -> dict[str, Any]:
    try:
        return await _book(booking, SERVER, first, last)
    except SupportError as problem:
        taken = f"{window['first_day']} to {window['last_day']}"
        raise Misconception(
            "too_strict",
            seen=f"{taken} is booked, and {first} to {last} was refused: {problem.args[0]}",
            expected="a window that begins on the day after another one, or ends on the day before",
            next_step="Compare the days of both windows: they share none.",
        ) from None


async def _check_order(booking: Booking, scheduled: list[str]) -> None:
    """The earliest was scheduled last: that tells the order of scheduling from that of days."""
    found = [one["window_id"] for one in await booking.windows(SERVER)]
    if found[-len(scheduled) :] != scheduled:
        raise Misconception(
            "another_order",
            seen=f"scheduled were {shown(scheduled)}, and found {shown(found)}",
            expected="the order in which they were scheduled",
            next_step="Append each window to the list, and go through the list from its beginning.",
        )


async def _book(booking: Booking, machine: str, first: str, last: str) -> dict[str, Any]:
    """A window that must be given an id, and be found again."""
    made = await run(booking.schedule, machine, first, last)
    wanted = {"asset_id": machine, "first_day": first, "last_day": last}
    if not isinstance(made, dict) or not ID.fullmatch(str(made.get("window_id"))):
        raise Misconception(
            "no_id",
            seen=f"scheduling gave {shown(made)}",
            expected=shown({"window_id": "MNT-001", **wanted}),
            next_step='Make the id in the function, f"MNT-{number:03}", and return the window.',
        )
    found = [one for one in await booking.windows(machine) if one["window_id"] == made["window_id"]]
    if [{key: one.get(key) for key in wanted} for one in found] != [wanted]:
        raise Misconception(
            "same_id" if len(found) > 1 else "not_found_again",
            seen=f"{made['window_id']} was scheduled, and then found: {shown(found)}",
            expected=f"one window with this id, with {shown(wanted)}",
            next_step="Store the window before you return it; count the id up with each one.",
        )
    return dict(made)


def _number(window: dict[str, Any]) -> int:
    return int(window["window_id"].removeprefix("MNT-"))


async def _check_other_machine(booking: Booking, window: dict[str, Any], days: list[str]) -> None:
    try:
        other = await _book(booking, LAPTOP, days[3], days[4])
    except SupportError as problem:
        raise Misconception(
            "every_machine",
            seen=f"{SERVER} is booked, and so {LAPTOP} was refused: {problem.args[0]}",
            expected="a conflict only between windows of the same machine",
            next_step="Look only at the windows with this `asset_id`.",
        ) from None
    if other["window_id"] == window["window_id"]:
        raise Misconception(
            "same_id",
            seen=f"{SERVER} and {LAPTOP} both got {other['window_id']}",
            expected="an id of its own for each window",
            next_step="Count the windows of all machines for the next id.",
        )
    if _number(other) != _number(window) + 1:
        raise Misconception(
            "not_counted",
            seen=f"{window['window_id']} was scheduled, and next to it {other['window_id']}",
            expected=f"MNT-{_number(window) + 1:03}: ids count the windows of all machines",
            next_step="Make the id of a number that goes up by one: `len(booked) + 1`.",
        )
    if mixed := [one for one in await booking.windows(SERVER) if one["asset_id"] != SERVER]:
        raise Misconception(
            "every_machine",
            seen=f"finding the windows of {SERVER} gave {shown(mixed[0])}",
            expected=f"only windows of {SERVER}",
            next_step="Compare each window's `asset_id` with the one that is asked for.",
        )


async def _check_conflicts(booking: Booking, window: dict[str, Any], days: list[str]) -> None:
    for name, first, last in (
        ("misses_overlap", days[3], days[4]),
        ("misses_overlap", days[1], days[8]),
        ("misses_overlap", days[1], days[3]),
        ("misses_overlap", days[4], days[8]),
        ("shared_day", days[5], days[8]),
        ("shared_day", days[0], days[2]),
    ):
        problem = await booking.refusal(SERVER, first, last, name)
        if window["window_id"] not in spoken(problem):
            raise Misconception(
                "unnamed_conflict",
                seen=f"the error says: {spoken(problem)[:200]}",
                expected=f"an error that names what is in the way: {window['window_id']}",
                next_step="Write the id of the window that you found into the error.",
            )


async def _check_days(booking: Booking, days: list[str]) -> None:
    """Days that are none; and days that are booked, written in another way that Python reads."""
    for first, last in (
        (days[25], days[20]),
        (f"{int(days[0][:4]) + 1}-02-30", f"{int(days[0][:4]) + 1}-03-02"),
        (days[20], "next Friday"),
    ):
        await booking.refusal(SERVER, first, last, "wrong_days")
    for spelt in (lambda day: day.replace("-", ""), lambda day: day.replace("-0", "-")):
        first, last = map(spelt, days[3:5])
        await booking.refusal(SERVER, first, last, "written_otherwise")


EXERCISES = (
    Exercise(
        name="maintenance_tools",
        lesson="15_build_your_own_server",
        title="Never the same machine twice",
        minutes=20,
        answers=("schedule_maintenance", "find_maintenance"),
        judge=maintenance_tools,
        misconceptions={
            "no_id": "did not return the stored window with an id",
            "same_id": "gave two windows the same id",
            "not_found_again": "did not store what was scheduled",
            "not_counted": "gave ids that do not go up by one over all machines",
            "wrong_count": "did not count the windows that were found",
            "another_order": "found windows in another order than they were scheduled in",
            "every_machine": "mixed the windows of different machines",
            "misses_overlap": "missed a way in which two windows can overlap",
            "shared_day": "let two windows share their first or last day",
            "too_strict": "refused a window on the day next to another one",
            "unnamed_conflict": "wrote an error that does not say what is in the way",
            "wrong_days": "accepted days that do not exist, or that run backwards",
            "written_otherwise": "booked a day twice that was written in another way",
            "error_returned": "returned an error instead of raising it",
            "plain_error": "raised another error than SupportError",
            "stored_on_error": "stored a window and then refused it",
        },
        hints=(
            "`date.fromisoformat(day)` raises ValueError for a day that does not exist. Catch it, "
            'and `raise SupportError("…") from None`. From here on keep '
            "`date.fromisoformat(day).isoformat()`, which is one spelling for all.",
            "Two windows share a day when each begins on or before the last day of the other.",
            "Days written as 2025-08-04 can be compared as texts: `first_day <= other_last_day`.",
            "First refuse, then store: go through `find_maintenance(asset_id)['windows']`, raise "
            "for the first that overlaps, and only after the loop append the new window.",
        ),
        why="A tool that checks everything before it stores anything can fail without harm.",
    ),
)
