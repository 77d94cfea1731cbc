"""Grades submissions side by side, and gives each verdict as soon as it is there."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from queue import Empty, SimpleQueue
from threading import Event
from typing import TypeVar

from itsupport.teaching.exercises.notebooks import exercises_in
from itsupport.teaching.grading.submission import Submission, learners_notebook
from itsupport.teaching.grading.verdict import Row, Task, Verdict
from itsupport.teaching.grading.watching import Cancelled, verdicts

Found = TypeVar("Found")
NO_CELL = "The notebook has no cell for this exercise."


def graded(submissions: Sequence[Submission], seconds: float, jobs: int) -> Iterator[Row]:
    """A row for every exercise of every submission, in no certain order; `in_order` sorts them.

    `seconds` is the time for one exercise, `jobs` the number of submissions at a time. Whoever
    stops reading ends what still runs.
    """
    unusable = [_not_graded(one) for one in submissions if one.problem]
    usable = [one for one in submissions if not one.problem]
    yield from unusable
    yield from side_by_side([partial(_rows, one, seconds) for one in usable], jobs)


def number_of_rows(submissions: Sequence[Submission]) -> int:
    """How many rows `graded` gives."""
    return sum(1 if one.problem else len(_names(one.lesson)) for one in submissions)


def not_reached(submissions: Sequence[Submission], rows: Sequence[Row]) -> list[Row]:
    """The rows that are missing when grading was stopped."""
    there = {(row.file, row.verdict.exercise) for row in rows}
    return [
        _row(one, Verdict(name, "not graded", seen="grading was stopped before it was judged"))
        for one in submissions
        for name in ([] if one.problem else _names(one.lesson))
        if (one.file, name) not in there
    ]


def in_order(rows: Sequence[Row]) -> list[Row]:
    """By lesson, learner and file, and then as the exercises stand in the notebook."""
    return sorted(rows, key=_place)


def side_by_side(works: Sequence[Callable[[Event], Iterator[Found]]], jobs: int) -> Iterator[Found]:
    """What all of them give, as it comes; the event tells each of them to stop."""
    found: SimpleQueue[tuple[Found] | BaseException | None] = SimpleQueue()

    def run(work: Callable[[Event], Iterator[Found]], stop: Event) -> None:
        try:
            for one in work(stop):
                found.put((one,))
            found.put(None)
        except BaseException as problem:  # raised where the results are read
            found.put(problem)

    with _workers(jobs) as (pool, stop):
        for work in works:
            pool.submit(run, work, stop)
        yield from _until_all_ended(found, len(works))


@contextmanager
def _workers(jobs: int) -> Iterator[tuple[ThreadPoolExecutor, Event]]:
    pool, stop = ThreadPoolExecutor(jobs, thread_name_prefix="grading"), Event()
    try:
        yield pool, stop
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)


def _until_all_ended(
    found: "SimpleQueue[tuple[Found] | BaseException | None]", running: int
) -> Iterator[Found]:
    while running:
        with suppress(Empty):
            one = found.get(timeout=1)  # Windows hears Ctrl-C only between two waits
            if isinstance(one, BaseException):
                raise one
            if one is None:
                running -= 1
            else:
                yield one[0]


def _rows(submission: Submission, seconds: float, stop: Event) -> Iterator[Row]:
    lesson, answers = submission.lesson, submission.answers
    tasks = [_task(submission, name) for name in _names(lesson) if name in answers]
    missing = [name for name in _names(lesson) if name not in answers]
    for name in missing:
        yield _row(submission, Verdict(name, "not attempted", next_step=NO_CELL))
    try:
        for verdict in verdicts(tasks, seconds, stop):
            yield _row(submission, verdict)
    except Cancelled:
        return


def _task(submission: Submission, name: str) -> Task:
    answer = submission.answers[name]
    others = tuple(cell for cell in submission.code if cell not in answer)
    return Task(submission.lesson, name, answer, others)


def _not_graded(submission: Submission) -> Row:
    advice = "Open it in Jupyter, save it, and hand it in again."
    return _row(submission, Verdict("", "not graded", seen=submission.problem, next_step=advice))


def _row(submission: Submission, verdict: Verdict) -> Row:
    return Row(submission.learner, submission.file, submission.lesson, verdict)


def _names(lesson: str) -> list[str]:
    return exercises_in(learners_notebook(lesson))


def _place(row: Row) -> tuple[str, str, str, str, int]:
    known = _names(row.lesson) if row.lesson else []
    name = row.verdict.exercise
    number = known.index(name) if name in known else -1
    return row.lesson, row.learner.casefold(), row.learner, row.file, number
