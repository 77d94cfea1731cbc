"""`python -m tests.benchmarks grading`: how long a class takes, for a light and a heavy lesson.

A third of the class hands in our solutions, a third wrong answers, a third untouched starters.
"""

import argparse
import os
import tempfile
import time
from collections import Counter
from pathlib import Path

from itsupport.teaching.exercises.notebooks import WRONG_ANSWERS, exercises_in
from itsupport.teaching.grading import graded, submissions_in
from itsupport.teaching.grading.submission import learners_notebook
from tests.teaching.submissions import hand_in, notebook_with, solved

LESSONS = {"light": "02_first_mcp_server", "heavy": "08_testing_tool_selection"}
SECONDS = 30.0


def add_options(parser: argparse.ArgumentParser) -> None:
    """How many learners, and how many of them at a time."""
    parser.add_argument("--learners", type=int, default=30)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)


def main(options: argparse.Namespace) -> int:
    """Print a table; 1 when an answer was not graded, or one of ours did not pass."""
    print(f"{options.learners} learners, {options.jobs} at a time\n")
    print("| lesson | seconds | exercises | passed | not graded |\n|---|---|---|---|---|")
    good = [_class(name, lesson, options) for name, lesson in LESSONS.items()]
    return 0 if all(good) else 1


def _class(name: str, lesson: str, options: argparse.Namespace) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.learners):
            content = notebook_with(_answers(lesson, number), lesson)
            hand_in(Path(folder, f"learner{number}_{lesson}.ipynb"), content)
        started = time.perf_counter()
        rows = list(graded(submissions_in(Path(folder)), SECONDS, options.jobs))
        seconds = time.perf_counter() - started
    found = Counter(row.verdict.status for row in rows)
    counts = f"{len(rows)} | {found['passed']} | {found['not graded']}"
    print(f"| {lesson} ({name}) | {seconds:.0f} | {counts} |", flush=True)
    solutions = len(range(0, options.learners, 3)) * len(exercises_in(learners_notebook(lesson)))
    return found["passed"] == solutions and not found["not graded"]


def _answers(lesson: str, number: int) -> dict[str, str]:
    """Those of one learner, by exercise; an exercise that is not in it is untouched."""
    names = exercises_in(learners_notebook(lesson))
    if number % 3 == 0:
        return {name: solved(name, lesson) for name in names}
    return {name: _wrong(lesson, name, number) for name in names} if number % 3 == 1 else {}


def _wrong(lesson: str, name: str, number: int) -> str:
    files = sorted((WRONG_ANSWERS / lesson / name).glob("*.py"))
    return files[number % len(files)].read_text("utf-8")
