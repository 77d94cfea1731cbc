"""What is asked of a judging process, and what came of it: an outcome, or why it was stopped."""

from dataclasses import dataclass
from typing import Literal

from itsupport.teaching.exercises.outcome import Outcome

Mark = Literal["passed", "misconception", "not attempted", "stopped", "not graded"]
MARKS: dict[Mark, str] = {
    "passed": "✓",
    "misconception": "✗",
    "not attempted": "○",
    "stopped": "!",
    "not graded": "!",
}

STOPS = {
    "out_of_time": "wrote code that was stopped because it did not end",
    "out_of_memory": "wrote code that was stopped because it took too much memory",
    "too_much_output": "wrote code that was stopped because it printed too much",
    "too_many_processes": "wrote code that was stopped because it started too many processes",
    "ended_the_process": "wrote code that ended the process it ran in",
}
"""Why an answer was stopped, each with a sentence that follows "11 of 18 …"."""


@dataclass(frozen=True, slots=True)
class Task:
    """One answer to judge: the sources of its cells, in their order, and the learner's others."""

    lesson: str
    exercise: str
    cells: tuple[str, ...]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one answer. `misconception` is a name of the exercise's, or one of `STOPS`."""

    exercise: str
    status: Mark
    misconception: str = ""
    seen: str = ""
    expected: str = ""
    next_step: str = ""

    @classmethod
    def of(cls, outcome: Outcome) -> "Verdict":
        """The verdict that a judge's outcome is."""
        told = (outcome.misconception, outcome.seen, outcome.expected, outcome.next_step)
        return cls(outcome.exercise, outcome.status, *told)


@dataclass(frozen=True, slots=True)
class Row:
    """A verdict and whose it is. `file` is relative to the folder that was graded.

    `verdict.exercise` is empty where the whole notebook could not be graded.
    """

    learner: str
    file: str
    lesson: str
    verdict: Verdict
