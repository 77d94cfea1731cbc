"""An exercise of lesson 15: cancelling twice is as good as cancelling once."""

from copy import deepcopy
from typing import Any

from itsupport.errors import SupportError
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.showing import shown

PLANS = (
    {
        "MNT-001": {"asset_id": "AST-SRV-001", "status": "scheduled"},
        "MNT-002": {"asset_id": "AST-SRV-003", "status": "scheduled"},
    },
    {
        "MNT-004": {"asset_id": "AST-SRV-002", "status": "scheduled"},
        "MNT-007": {"asset_id": "AST-SRV-002", "status": "cancelled"},
        "MNT-009": {"asset_id": "AST-SRV-004", "status": "scheduled"},
    },
)


async def maintenance_cancelled_once(cancel: Any, windows: Any) -> None:
    """With plans of the check's own; the learner's plan is put back at the end."""
    if not isinstance(windows, dict):
        raise Misconception(
            "no_plan",
            seen=f"`windows` is {shown(windows)}",
            expected="the dictionary of the starter",
            next_step="Change what is in `windows`, and do not put something else into its place.",
        )
    own = deepcopy(windows)
    try:
        for plan in PLANS:
            for window_id in plan:
                _put(windows, plan)
                await _check(cancel, windows, window_id, plan)
            _put(windows, plan)
            await _check_unknown(cancel, windows, plan)
    finally:
        _put(windows, own)


async def _check(cancel: Any, windows: dict[str, Any], window_id: str, plan: Any) -> None:
    expected = {"window_id": window_id, "asset_id": plan[window_id]["asset_id"]}
    expected["status"] = "cancelled"
    first = await run(cancel, window_id)
    _check_plan(windows, window_id, plan, "once")
    _check_answer(first, expected, "once")
    try:
        second = await run(cancel, window_id)
    except (SupportError, Misconception) as problem:
        told = problem.seen if isinstance(problem, Misconception) else problem.args[0]
        raise Misconception(
            "second_call_fails",
            seen=f"{window_id} was cancelled, and the same call again failed: {told}",
            expected=f"{shown(expected)}, as the first time",
            next_step="What the caller wants is true already. Give the same answer.",
        ) from None
    _check_plan(windows, window_id, plan, "twice")
    _check_answer(second, expected, "twice")


def _check_plan(windows: dict[str, Any], window_id: str, plan: Any, times: str) -> None:
    if window_id not in windows:
        raise Misconception(
            "deletes_it",
            seen=f"after cancelling, {window_id} is gone",
            expected=f"{window_id} with the status cancelled",
            next_step="Change the status. A record of what was planned is kept.",
        )
    status = windows[window_id].get("status") if isinstance(windows[window_id], dict) else None
    if status != "cancelled":
        raise Misconception(
            "switches_back" if times == "twice" else "not_cancelled",
            seen=f"after {window_id} was cancelled {times}, its status is {shown(status)}",
            expected="'cancelled'",
            next_step="Set the status in the entry of `windows` itself, whatever it was before.",
        )
    others = {key: value for key, value in windows.items() if key != window_id}
    if others != {key: value for key, value in plan.items() if key != window_id}:
        raise Misconception(
            "others_changed",
            seen=f"after {window_id} was cancelled, the others are {shown(others)}",
            expected="the others as they were",
            next_step="Change only the window with this id.",
        )


def _check_answer(answer: Any, expected: dict[str, str], times: str) -> None:
    if not isinstance(answer, dict) or any(answer.get(k) != v for k, v in expected.items()):
        raise Misconception(
            "other_answer",
            seen=f"called {times}, it returned {shown(answer)}",
            expected=shown(expected),
            next_step="Return the window as it is now, with its id, each time.",
        )


async def _check_unknown(cancel: Any, windows: dict[str, Any], plan: Any) -> None:
    try:
        answer = await run(cancel, "MNT-003")
    except SupportError:
        if windows == plan:
            return
        answer = "an error, and yet a change"
    except Misconception as found:
        answer = found.seen
    raise Misconception(
        "unknown_id",
        seen=f"there is no MNT-003; cancelling it gave {shown(answer)}",
        expected="a SupportError, and nothing changed",
        next_step="Look whether `window_id` is in `windows` before anything else.",
    )


def _put(windows: dict[str, Any], plan: Any) -> None:
    windows.clear()
    windows.update(deepcopy(plan))


EXERCISES = (
    Exercise(
        name="maintenance_cancelled_once",
        lesson="15_build_your_own_server",
        title="Cancelled once, however often",
        minutes=8,
        answers=("cancel_maintenance", "windows"),
        judge=maintenance_cancelled_once,
        misconceptions={
            "no_plan": "put something else into the place of the plan",
            "second_call_fails": "let the second call fail although its wish was fulfilled",
            "deletes_it": "deleted the window instead of keeping it as cancelled",
            "not_cancelled": "returned a cancelled window and kept the plan as it was",
            "switches_back": "made the second call undo the first",
            "others_changed": "changed other windows as well",
            "other_answer": "did not return the window with its id each time",
            "unknown_id": "accepted an id that does not exist, or let it crash",
        },
        hints=(
            "Three steps: refuse an unknown id, set the status, return the window.",
            "Setting the status of a cancelled window again changes nothing: it needs no `if`.",
            'The id is the key: return `{"window_id": window_id, **windows[window_id]}`.',
        ),
        why="When a reply is lost, only a call that is safe to repeat can be repeated.",
    ),
)
