"""Every exercise proves itself, driven by the files that are there.

Untouched → not attempted; each wrong answer → its misconception; the solution → passed.
"""

import asyncio
from pathlib import Path
from typing import NamedTuple

import pytest
from nbformat import NotebookNode

from itsupport.teaching.exercises.catalogue import exercises
from itsupport.teaching.exercises.exercise import RAISED_BY_EVERY_CHECK
from itsupport.teaching.exercises.generate import generated
from itsupport.teaching.exercises.notebooks import (
    EXERCISES,
    WRONG_ANSWERS,
    cells_of,
    exercises_in,
    for_learners,
    read,
    solution_notebooks,
    solution_of,
)
from itsupport.teaching.exercises.trying import answer_in, tried

NAMES = list(exercises())


class Wrong(NamedTuple):
    """A shipped wrong answer; its file is called as its misconception, and perhaps `--more`."""

    exercise: str
    misconception: str
    path: Path

    def __str__(self) -> str:
        return f"{self.exercise}: {self.path.stem}"


WRONG = [
    Wrong(path.parent.name, path.stem.split("--")[0], path)
    for path in sorted(WRONG_ANSWERS.glob("*/*/*.py"))
]


def notebook_of(name: str) -> NotebookNode:
    return for_learners(solution_of(exercises()[name].lesson))


def solution_code(name: str) -> str:
    cells = cells_of(solution_of(exercises()[name].lesson), name, "solution")
    return "\n\n".join(cell.source for cell in cells)


def test_the_exercises_are_what_the_solutions_make() -> None:
    there = {path.name: path.read_text("utf-8") for path in EXERCISES.glob("*.ipynb")}
    assert there == generated(), "run python -m itsupport.teaching.exercises.generate"


def test_every_exercise_stands_in_the_solutions_of_its_lesson_and_nothing_else_does() -> None:
    written = [(path.stem, n) for path in solution_notebooks() for n in exercises_in(read(path))]
    assert sorted(written) == sorted((one.lesson, name) for name, one in exercises().items())


@pytest.mark.parametrize("name", NAMES)
def test_an_untouched_exercise_is_not_attempted(name: str) -> None:
    notebook = notebook_of(name)
    outcome = asyncio.run(tried(notebook, name, answer_in(notebook, name)))
    assert outcome.status == "not attempted", outcome
    assert outcome.next_step


@pytest.mark.parametrize("name", NAMES)
def test_the_solution_passes(name: str) -> None:
    outcome = asyncio.run(tried(notebook_of(name), name, solution_code(name)))
    assert outcome.status == "passed", outcome
    assert outcome.why


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_a_wrong_answer_gets_its_own_misconception_and_a_next_step(wrong: Wrong) -> None:
    answer = wrong.path.read_text("utf-8")
    outcome = asyncio.run(tried(notebook_of(wrong.exercise), wrong.exercise, answer))
    assert (outcome.status, outcome.misconception) == ("misconception", wrong.misconception), (
        outcome
    )
    assert outcome.seen
    assert outcome.expected
    assert outcome.next_step


@pytest.mark.parametrize("name", NAMES)
def test_an_exercise_ships_wrong_answers_for_what_its_judge_names(name: str) -> None:
    shipped = {wrong.misconception for wrong in WRONG if wrong.exercise == name}
    named = set(exercises()[name].misconceptions)
    assert len(shipped) >= 2
    assert named <= shipped, "every misconception is proved by a wrong answer"
    assert shipped <= named | set(RAISED_BY_EVERY_CHECK)


@pytest.mark.parametrize("name", NAMES)
def test_an_exercise_says_what_it_needs_to(name: str) -> None:
    exercise = exercises()[name]
    assert exercise.lesson[:2].isdigit()
    assert 3 <= exercise.minutes <= 45
    assert len(exercise.hints) >= 2
    assert exercise.why.endswith(".")
    notebook = solution_of(exercise.lesson)
    for tag in ("task", "starter", "solution", "check"):
        assert list(cells_of(notebook, name, tag)), f"no cell is tagged {tag}"
    [task] = cells_of(notebook, name, "task")
    assert exercise.title in task.source
    assert "NotImplementedError" not in answer_in(notebook, name)


def test_no_wrong_answer_lies_where_no_exercise_looks_for_it() -> None:
    for wrong in WRONG:
        assert exercises()[wrong.exercise].lesson == wrong.path.parts[-3]
