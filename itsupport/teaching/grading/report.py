"""The lines that a judging process sends, and what the grader believes of them.

The process also runs what a learner wrote, so a line is checked as if that had sent it.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from itsupport.teaching.exercises.catalogue import exercise_called
from itsupport.teaching.exercises.exercise import RAISED_BY_EVERY_CHECK
from itsupport.teaching.exercises.outcome import MARKS, Outcome
from itsupport.teaching.grading.verdict import Task
from itsupport.unicode import printable, sendable

LONGEST_TEXT = 1500
LONGEST_LINE = 200_000


def begun(token: str, number: int) -> bytes:
    """The line before a task's answer runs."""
    return _line({"token": token, "begun": number})


def finished(token: str, number: int, outcome: Outcome) -> bytes:
    """The line after it."""
    told = {key: _shortened(text) for key, text in asdict(outcome).items()}
    return _line({"token": token, "finished": number, "outcome": told})


def has_begun(line: bytes, token: str, number: int) -> bool:
    """Whether a line says that this task begins."""
    return _read(line, token).get("begun") == number


def outcome_in(line: bytes, token: str, number: int, tasks: Sequence[Task]) -> Outcome | None:
    """The outcome of this task, if the line is that and makes sense; else None."""
    said = _read(line, token)
    told = said.get("outcome")
    if said.get("finished") != number or not isinstance(told, dict):
        return None
    fields = {str(key): _shortened(text) for key, text in told.items()}
    try:
        outcome = Outcome(**{**fields, "exercise": tasks[number].exercise})  # type: ignore[arg-type]
    except TypeError:
        return None
    return outcome if outcome.status in MARKS and _known(outcome) else None


def _known(outcome: Outcome) -> bool:
    named = {*exercise_called(outcome.exercise).misconceptions, *RAISED_BY_EVERY_CHECK}
    return outcome.misconception in (named if outcome.status == "misconception" else {""})


def _read(line: bytes, token: str) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) and said.get("token") == token else {}


def _shortened(text: Any) -> str:
    shown = printable(str(sendable(str(text))))
    return shown if len(shown) <= LONGEST_TEXT else f"{shown[: LONGEST_TEXT - 2]} …"


def _line(said: dict[str, Any]) -> bytes:
    return json.dumps(said).encode() + b"\n"
