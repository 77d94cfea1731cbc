"""What people stumble on: every misconception of the catalogue, and what its check says to do.

The next steps are what the checks really say: a shipped wrong answer for each misconception is
graded as a submission is, in processes of its own.
"""

import os
from collections.abc import Iterator
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from itsupport.teaching.exercises.catalogue import exercises
from itsupport.teaching.grading.marking import side_by_side
from itsupport.teaching.grading.proof import Case, cases_of
from itsupport.teaching.grading.verdict import Row
from itsupport.teaching.grading.watching import Cancelled, verdicts

if TYPE_CHECKING:
    import pandas as pd

SECONDS = 60.0
"""Time for an answer. They are ours, and end; a slow machine may take a while."""


def stumbles(lesson: str = "") -> "pd.DataFrame":
    """A row per misconception of the lessons whose names begin so; all of it takes minutes.

    `who` reads on after “11 of 18”, as the page of `grade` does.
    """
    import pandas as pd

    chosen = [name for name, one in exercises().items() if one.lesson.startswith(lesson)]
    works = [partial(_rows, name) for name in chosen]
    said = {
        (row.verdict.exercise, row.verdict.misconception): row.verdict.next_step
        for row in side_by_side(works, os.cpu_count() or 1)
    }
    rows = [
        (exercises()[name].lesson[:2], name, who, said[name, misconception])
        for name in chosen
        for misconception, who in exercises()[name].misconceptions.items()
    ]
    return pd.DataFrame(rows, columns=["lesson", "exercise", "who", "next step"])


def _rows(name: str, stop: Event) -> Iterator[Row]:
    tasks = [case.task for case in _one_of_each(name)]
    try:
        for verdict in verdicts(tasks, SECONDS, stop):
            yield Row("workbook", "", exercises()[name].lesson, verdict)
    except Cancelled:
        return


def _one_of_each(name: str) -> list[Case]:
    """A wrong answer for each misconception that the exercise names; no variant where it can be."""
    found: dict[str, Case] = {}
    for case in cases_of(name):
        if case.expected in exercises()[name].misconceptions and (
            case.expected not in found or case.answer == case.expected
        ):
            found[case.expected] = case
    return list(found.values())
