"""What a class understood: how many passed each exercise, and how many share a misconception.

A learner who handed in a lesson twice counts once, with the better of the two.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from itsupport.teaching.exercises.catalogue import exercises
from itsupport.teaching.exercises.exercise import RAISED_BY_EVERY_CHECK
from itsupport.teaching.grading.verdict import STOPS, Mark, Row

BETTER_FIRST: list[Mark] = ["passed", "misconception", "stopped", "not attempted"]


@dataclass(frozen=True, slots=True)
class ExerciseCount:
    """One exercise in one class. `found` has a misconception's name and how many share it."""

    exercise: str
    learners: int
    passed: int
    found: tuple[tuple[str, int], ...]

    @property
    def failed(self) -> int:
        """How many answered, and did not pass."""
        return sum(count for _, count in self.found)

    @property
    def not_attempted(self) -> int:
        """How many have no answer."""
        return self.learners - self.passed - self.failed

    @property
    def sentences(self) -> list[str]:
        """As "11 of 18 returned a bare dict", the most frequent first."""
        named = [f"{n} of {self.learners} {_said(self.exercise, name)}" for name, n in self.found]
        left = self.not_attempted
        return [*named, f"{left} of {self.learners} did not attempt it"] if left else named


def counted(rows: Sequence[Row]) -> list[ExerciseCount]:
    """For every exercise that rows are about, in the order of the workbook."""
    best = _best(rows)
    names = [name for name in exercises() if any(name == key[1] for key in best)]
    return [_count(name, [row for key, row in best.items() if key[1] == name]) for name in names]


def to_revisit(counts: Sequence[ExerciseCount]) -> list[ExerciseCount]:
    """Exercises that some failed: what most failed comes first."""
    return sorted((one for one in counts if one.failed), key=lambda one: -one.failed)


def passed_by_lesson(rows: Sequence[Row]) -> dict[str, dict[str, int]]:
    """Learner → lesson → how many exercises passed, for the lessons that the learner handed in."""
    found: dict[str, dict[str, int]] = {row.learner: {} for row in rows}
    for (learner, _), row in _best(rows).items():
        passed = found[learner].get(row.lesson, 0)
        found[learner][row.lesson] = passed + (row.verdict.status == "passed")
    return dict(sorted(found.items(), key=lambda item: item[0].casefold()))


def _best(rows: Sequence[Row]) -> dict[tuple[str, str], Row]:
    """By learner and exercise, without what was not graded: nobody knows what it is."""
    best: dict[tuple[str, str], Row] = {}
    for row in rows:
        key = (row.learner, row.verdict.exercise)
        graded = row.verdict.exercise and row.verdict.status != "not graded"
        if graded and (key not in best or _rank(row) < _rank(best[key])):
            best[key] = row
    return best


def _rank(row: Row) -> int:
    return BETTER_FIRST.index(row.verdict.status)


def _count(name: str, rows: Sequence[Row]) -> ExerciseCount:
    passed = sum(row.verdict.status == "passed" for row in rows)
    found = Counter(row.verdict.misconception for row in rows if row.verdict.misconception)
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return ExerciseCount(name, len(rows), passed, tuple(ordered))


def _said(exercise: str, misconception: str) -> str:
    known = {**RAISED_BY_EVERY_CHECK, **STOPS, **exercises()[exercise].misconceptions}
    return known[misconception]
