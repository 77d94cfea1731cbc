"""The instructor's check of the solutions: what we ship is graded as submissions are.

Untouched → not attempted; every shipped wrong answer → its misconception; the solution → passed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Event

from itsupport.teaching.exercises.catalogue import exercises
from itsupport.teaching.exercises.notebooks import WRONG_ANSWERS, cells_of, solution_of
from itsupport.teaching.exercises.trying import answer_in
from itsupport.teaching.grading.marking import side_by_side
from itsupport.teaching.grading.verdict import Task, Verdict
from itsupport.teaching.grading.watching import Cancelled, verdicts


@dataclass(frozen=True, slots=True)
class Case:
    """An answer that we ship, and the status or the misconception that it must get."""

    answer: str
    expected: str
    task: Task


@dataclass(frozen=True, slots=True)
class Proof:
    """What a case got."""

    case: Case
    verdict: Verdict

    @property
    def holds(self) -> bool:
        """Whether that is what it must get."""
        return self.case.expected == (self.verdict.misconception or self.verdict.status)


def every_case() -> list[Case]:
    """All answers that come with the workbook."""
    return [case for name in exercises() for case in cases_of(name)]


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


def proved(cases: Sequence[Case], seconds: float, jobs: int) -> Iterator[Proof]:
    """A proof of every case, in no certain order; those of one exercise share a process."""
    names = dict.fromkeys(case.task.exercise for case in cases)
    groups = [[case for case in cases if case.task.exercise == name] for name in names]
    yield from side_by_side([partial(_proofs, group, seconds) for group in groups], jobs)


def _proofs(cases: Sequence[Case], seconds: float, stop: Event) -> Iterator[Proof]:
    found = verdicts([case.task for case in cases], seconds, stop)
    try:
        for case, verdict in zip(cases, found, strict=True):
            yield Proof(case, verdict)
    except Cancelled:
        return
