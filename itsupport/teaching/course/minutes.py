"""How long the workbook takes: minutes of lessons and of exercises, where they are written down.

A lesson's minutes stand in its notebook's metadata, an exercise's in the catalogue.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from itsupport.errors import SupportError
from itsupport.teaching.exercises.catalogue import exercises
from itsupport.teaching.exercises.notebooks import WORKBOOK, read

if TYPE_CHECKING:
    import pandas as pd


@cache
def lessons() -> dict[str, dict[str, Any]]:
    """What each lesson says of itself, by the name of its notebook, in their order.

    Raises `SupportError` where the notebooks are not beside the package.
    """
    paths = sorted((WORKBOOK / "notebooks").glob("[0-9][0-9]_*.ipynb"))
    if not paths:
        raise SupportError(
            "The lessons are not here",
            "There is no folder `notebooks` with lessons beside the package.",
            suggested_actions=["Clone the whole workbook, and install it with `pip install -e .`."],
        )
    return {path.stem: dict(read(path).metadata["workbook"]) for path in paths}


def minutes_of_lessons() -> dict[str, int]:
    """Minutes of reading and running, lesson by lesson, without exercises."""
    return {name: int(about["minutes"]) for name, about in lessons().items()}


def minutes_of_exercises() -> dict[str, int]:
    """Minutes of each exercise, by its name."""
    return {name: exercise.minutes for name, exercise in exercises().items()}


def minutes_table() -> "pd.DataFrame":
    """A row per lesson: its minutes, its exercises and their minutes, and both; a sum below."""
    import pandas as pd

    rows = {}
    for name, minutes in minutes_of_lessons().items():
        ours = [one.minutes for one in exercises().values() if one.lesson == name]
        rows[name] = (minutes, len(ours), sum(ours), minutes + sum(ours))
    columns = ["lesson", "exercises", "minutes of exercises", "together"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    table.loc["the whole workbook"] = table.sum()
    return table
