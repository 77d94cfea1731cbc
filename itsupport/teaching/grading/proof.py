"""The instructor's check of the solutions: each exercise is graded as submissions are.

Untouched → not attempted; every shipped wrong answer → its misconception; the solution → passed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from threading import Event

from itsupport.teaching.exercises.catalogue import exercises
from itsupport.teaching.exercises.notebooks import WRONG_ANSWERS, cells_of, solution_of
from itsupport.teaching.exercises.trying import answer_in
from itsupport.teaching.grading.marking import side_by_side
from itsupport.teaching.grading.verdict import Row, Task
from itsupport.teaching.grading.watching import Cancelled, verdicts


@dataclass(frozen=True, slots=True)
class Case:
    """An answer that we ship, and the status or the misconception that it must get."""

    answer: str
    expected: str
    task: Task


def proved(seconds: float, jobs: int) -> Iterator[Row]:
    """A row for every case, in no certain order; its `file` is the answer's name."""
    works = [partial(_rows, cases_of(name), seconds) for name in exercises()]
    yield from side_by_side(works, jobs)


def cases_of(name: str) -> list[Case]:
    """The untouched starter, the solution, and every wrong answer of an exercise."""
    lesson = exercises()[name].lesson
    notebook = solution_of(lesson)
    solved = tuple(cell.source for cell in cells_of(notebook, name, "solution"))
    cases = [("untouched", "not attempted", (answer_in(notebook, name),))]
    cases += [("solution", "passed", solved)]
    for path in sorted((WRONG_ANSWERS / lesson / name).glob("*.py")):
        cases.append((path.stem, path.stem.split("--")[0], (path.read_text("utf-8"),)))
    return [Case(answer, expected, Task(lesson, name, code)) for answer, expected, code in cases]


def as_expected(row: Row) -> bool:
    """Whether a case's row is what it must be."""
    [expected] = [one.expected for one in cases_of(row.verdict.exercise) if one.answer == row.file]
    return expected == (row.verdict.misconception or row.verdict.status)


def _rows(cases: list[Case], seconds: float, stop: Event) -> Iterator[Row]:
    found = verdicts([case.task for case in cases], seconds, stop)
    try:
        for case, verdict in zip(cases, found, strict=True):
            yield Row("workbook", case.answer, case.task.lesson, verdict)
    except Cancelled:
        return
