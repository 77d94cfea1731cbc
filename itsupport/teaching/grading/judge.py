"""The judging process: reads its tasks from stdin, and reports each outcome as it comes.

Started by `guard`. Reports are lines of JSON on what was stdout when it started; by then stdout is
a file, so that what an answer prints is no report. A token marks each line. The rules for both ends
are in `report`.
"""

import asyncio
import json
import os
import sys
from typing import Any, BinaryIO

from itsupport.teaching.exercises.catalogue import exercises
from itsupport.teaching.exercises.outcome import Outcome
from itsupport.teaching.exercises.trying import tried
from itsupport.teaching.grading.fence import fence_in
from itsupport.teaching.grading.limits import limit_this_process
from itsupport.teaching.grading.report import begun, finished
from itsupport.teaching.grading.submission import learners_notebook
from itsupport.teaching.grading.verdict import Task


def main(folder: str, seconds: str) -> None:
    """Judge all tasks, and end at once: nothing that an answer left running is waited for."""
    token, tasks = _asked(json.loads(sys.stdin.buffer.read()))
    reports = _reports()
    exercises()  # a fault of ours must show before any answer could be blamed for it
    for task in tasks:
        learners_notebook(task.lesson)
    limit_this_process(float(seconds))
    fence_in(folder)
    for number, task in enumerate(tasks):
        reports.write(begun(token, number))
        reports.write(finished(token, number, _outcome(task)))
    os._exit(0)


def _asked(job: dict[str, Any]) -> tuple[str, list[Task]]:
    tasks = [Task(lesson, name, *map(tuple, cells)) for lesson, name, *cells in job["tasks"]]
    return job["token"], tasks


def _reports() -> BinaryIO:
    """A way to the grader that no child inherits; stdin is empty from now on."""
    reports = open(os.dup(1), "wb", buffering=0)  # noqa: SIM115 - open to the end
    os.dup2(2, 1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    return reports


def _outcome(task: Task) -> Outcome:
    notebook = learners_notebook(task.lesson)
    try:
        return asyncio.run(tried(notebook, task.exercise, *task.cells, others=task.others))
    except BaseException as problem:  # an answer may raise what is no Exception, or stop the loop
        return Outcome(
            task.exercise,
            "misconception",
            misconception="raises",
            seen=f"running the answer ended in {type(problem).__name__}: {problem}",
            next_step="Restart the kernel and run all cells; read the first error.",
        )
