"""`check`: looks at what a learner wrote and says one of three things. It never raises for that."""

import sys
from collections.abc import Awaitable, Generator, Mapping
from dataclasses import dataclass
from typing import Any

from itsupport.errors import SupportError
from itsupport.teaching.exercises.catalogue import exercise_called
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception, NotAttempted, Outcome
from itsupport.teaching.exercises.progress import note
from itsupport.teaching.exercises.untouched import untouched


def check(name: str) -> Awaitable[Outcome]:
    """Check the exercise of this name: `await check("…")` in a cell.

    The answer is taken from the notebook by its own name, so that a cell that failed, and defined
    nothing, is an answer that is missing and no error. Raises `SupportError` for an unknown name.
    """
    return Check(exercise_called(name), sys._getframe(1).f_globals)


@dataclass(frozen=True, slots=True, eq=False)
class Check(Awaitable[Outcome]):
    """A check that has not begun. A cell that forgets `await` shows what to write."""

    exercise: Exercise
    notebook: Mapping[str, Any]

    def __await__(self) -> Generator[Any, Any, Outcome]:
        return _checked(self.exercise, self.notebook).__await__()

    def __repr__(self) -> str:
        return f'Nothing was checked yet. Write `await check("{self.exercise.name}")`.'

    def _repr_markdown_(self) -> str:
        return repr(self)


async def _checked(exercise: Exercise, notebook: Mapping[str, Any]) -> Outcome:
    outcome = await judged(exercise, notebook)
    note(outcome)
    return outcome


async def judged(exercise: Exercise, notebook: Mapping[str, Any]) -> Outcome:
    """The outcome of an exercise for what a notebook has defined; nothing is remembered."""
    if waiting := _missing(exercise, notebook):
        return Outcome(exercise.name, "not attempted", next_step=waiting)
    try:
        await exercise.judge(*(notebook[name] for name in exercise.answers))
    except NotAttempted as nothing:
        return Outcome(exercise.name, "not attempted", next_step=str(nothing))
    except Misconception as found:
        return _misunderstood(exercise, found)
    except SupportError as problem:
        return _misunderstood(exercise, _refused(problem))
    except Exception as problem:
        return _misunderstood(exercise, _confused(problem))
    return Outcome(exercise.name, "passed", why=exercise.why)


def _missing(exercise: Exercise, notebook: Mapping[str, Any]) -> str:
    """What to do first; empty when every answer is there."""
    for name in exercise.answers:
        if name not in notebook:
            return f"There is no `{name}` yet. Run the cell above; if it fails, mend that first."
        if untouched(notebook[name]):
            return (
                f"Write `{name}` in the cell above and run it. "
                f'`hint("{exercise.name}")` helps a step at a time.'
            )
    return ""


def _misunderstood(exercise: Exercise, found: Misconception) -> Outcome:
    told = {"seen": found.seen, "expected": found.expected, "next_step": found.next_step}
    return Outcome(exercise.name, "misconception", misconception=found.name, **told)


def _refused(problem: SupportError) -> Misconception:
    actions = problem.envelope["suggested_actions"]
    return Misconception(
        "raises",
        seen=f"your code ended in a SupportError: {problem.envelope['error']}",
        expected="a result",
        next_step=actions[0] if actions else "Call it in a cell of its own, and read the card.",
    )


def _confused(problem: Exception) -> Misconception:
    return Misconception(
        "confuses_the_check",
        seen=f"looking at your answer ended in {type(problem).__name__}: {problem}",
        expected="an answer of the form that the task describes",
        next_step="Compare the form of your answer with the example in the task.",
    )
