"""All exercises of the workbook, found by file: one module in `lessons/` for each lesson."""

from functools import cache
from importlib import import_module
from pathlib import Path

from itsupport.errors import SupportError, did_you_mean
from itsupport.teaching.exercises.exercise import Exercise

LESSONS = Path(__file__).parent / "lessons"


@cache
def exercises() -> dict[str, Exercise]:
    """Every exercise by its name, in the order of the lessons. Raises when two share a name."""
    found: dict[str, Exercise] = {}
    for path in sorted(LESSONS.glob("lesson_*.py")):
        module = import_module(f"{__package__}.lessons.{path.stem}")
        for exercise in module.EXERCISES:
            if exercise.name in found:
                raise ValueError(f"two exercises are called {exercise.name}")
            found[exercise.name] = exercise
    return found


def exercise_called(name: str) -> Exercise:
    """The exercise of this name. Raises `SupportError` with near misses."""
    known = exercises()
    if name in known:
        return known[name]
    raise SupportError(
        f"There is no exercise called {name!r}",
        "Every check cell says the name of its exercise.",
        suggested_actions=did_you_mean(str(name), known),
    )
