"""Two functions of a learner that belong together: one books windows, the other finds them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from itsupport.errors import SupportError
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.showing import shown

SHAPE = {"window_id": "MNT-001", "asset_id": "…", "first_day": "…", "last_day": "…"}

ACCEPTED = {
    "misses_overlap": "Draw both windows as bars. There are four ways in which they can overlap.",
    "shared_day": "The first and the last day belong to a window: compare with <= and not with <.",
    "written_otherwise": "Compare the days that were read, and not the texts that came in.",
    "wrong_days": "Read both days with date.fromisoformat, and compare them, before anything else.",
}
"""What may be accepted that must not be, each with the next step."""


@dataclass(frozen=True, slots=True)
class Booking:
    """The two functions as the learner wrote them."""

    schedule: Any
    find: Any

    async def windows(self, machine: str) -> list[dict[str, Any]]:
        """What the learner's function finds for a machine; a misconception when it is no list."""
        found = await run(self.find, machine)
        windows = found.get("windows") if isinstance(found, dict) else None
        if isinstance(windows, list) and all(map(_is_window, windows)):
            _check_count(machine, found.get("count"), len(windows))
            return [dict(one) for one in windows]
        raise Misconception(
            "not_found_again",
            seen=f"finding the windows of {machine} gave {shown(found)}",
            expected=shown({"count": 1, "windows": [SHAPE]}),
            next_step="Give each window these four keys, with texts; the list may be empty.",
        )

    async def refusal(self, machine: str, first: str, last: str, name: str) -> SupportError:
        """The error of a call that must not succeed, and must not leave anything behind."""
        before = await self.windows(machine)
        asked = f"from {first} to {last}"
        try:
            made = await run(self.schedule, machine, first, last)
        except SupportError as problem:
            if await self.windows(machine) == before:
                return problem
            raise Misconception(
                "stored_on_error",
                seen=f"the window {asked} was refused, and is stored all the same",
                expected="an error that leaves everything as it was",
                next_step="Check everything first, and store in the last step.",
            ) from None
        except Misconception as found:
            raise _another_error(found, asked) from None
        stored = await self.windows(machine) != before
        raise Misconception(
            name if stored else "error_returned",
            seen=f"scheduling {asked} gave {shown(made)}",
            expected="a SupportError that is raised",
            next_step=ACCEPTED[name] if stored else "Write `raise SupportError(…)`, not `return`.",
        )


def spoken(problem: SupportError) -> str:
    """All that an error says."""
    return f"{problem} {problem.envelope['context']}"


def day_read(text: str) -> date:
    """A day that a learner stored, in any spelling that Python's own functions read."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return datetime.strptime(text, "%Y-%m-%d").date()


def _check_count(machine: str, given: Any, there: int) -> None:
    if given == there:
        return
    raise Misconception(
        "wrong_count",
        seen=f"finding the windows of {machine} gave the count {shown(given)} with {there} windows",
        expected=f'"count": {there}',
        next_step="Count what you return: `len(found)`, after looking for the machine.",
    )


def _is_window(value: Any) -> bool:
    if not isinstance(value, dict) or not value.keys() >= SHAPE.keys():
        return False
    try:
        day_read(value["last_day"])
    except (TypeError, ValueError):
        return False
    return True


def _another_error(found: Misconception, asked: str) -> Misconception:
    slip = isinstance(found.__cause__, NameError | AttributeError | TypeError)
    if found.name != "raises" or slip:
        return found
    return Misconception(
        "plain_error",
        seen=f"scheduling {asked}: {found.seen}",
        expected="a SupportError, which tells a caller what to do",
        next_step="Catch the other error where it arises, and raise a SupportError in its place.",
    )
