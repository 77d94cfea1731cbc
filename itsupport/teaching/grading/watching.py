"""Runs tasks in a judging process and watches it: what came of each, or why it was stopped.

After a stop the tasks that are left get a new process: one endless cell costs one exercise.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from threading import Event

from itsupport.teaching.grading.limits import MEMORY, OUTPUT, PROCESSES, START
from itsupport.teaching.grading.process import JudgingProcess
from itsupport.teaching.grading.report import has_begun, outcome_in
from itsupport.teaching.grading.time_limit import TimeLimit
from itsupport.teaching.grading.verdict import Task, Verdict

LOOK = 0.1
"""Seconds between two looks at memory, output and processes."""


class Cancelled(Exception):  # noqa: N818 - no mistake
    """Whoever asked wants no more verdicts."""


def verdicts(tasks: Sequence[Task], seconds: float, cancelled: Event) -> Iterator[Verdict]:
    """One for each task, in their order, as they come. Raises `Cancelled`."""
    left = list(tasks)
    while left:
        with JudgingProcess(left, seconds) as process:
            for verdict in _of_one_process(process, tuple(left), seconds, cancelled):
                left.pop(0)
                yield verdict
        if not process.has_begun:  # nor would it start again
            yield from (replace(verdict, exercise=task.exercise) for task in left)
            return


def _of_one_process(
    process: JudgingProcess, tasks: Sequence[Task], seconds: float, cancelled: Event
) -> Iterator[Verdict]:
    """At least one; the last of them is a stop, or the last task's."""
    for number in range(len(tasks)):
        verdict = _verdict(process, number, tasks, seconds, cancelled)
        yield verdict
        if verdict.status in {"stopped", "not graded"}:
            return


def _verdict(
    process: JudgingProcess, number: int, tasks: Sequence[Task], seconds: float, cancelled: Event
) -> Verdict:
    name = tasks[number].exercise
    limit = TimeLimit(seconds if process.has_begun else START, process.family.processor_seconds)
    while not cancelled.is_set():
        line = process.line(LOOK)
        if line is None:
            return _ended(name, process)
        if not process.has_begun and has_begun(line, process.token, number):
            process.has_begun = True
            limit = TimeLimit(seconds, process.family.processor_seconds)
        outcome = outcome_in(line, process.token, number, tasks)
        late = not outcome and limit.is_over()
        if late and not process.has_begun:
            return _not_started(name, process.last_words() or "it took too long")
        if late and limit.was_too_slow():
            return _too_slow(name, limit)
        if why := _too_much(process, late, seconds):
            return _stopped(name, *why)
        if outcome:
            return Verdict.of(outcome)
    raise Cancelled


def _too_much(process: JudgingProcess, late: bool, seconds: float) -> tuple[str, str, str] | None:
    """What is exceeded: its name, what was seen, what to do."""
    if process.printed() > OUTPUT:
        seen = f"it printed more than {OUTPUT // 1_000_000} MB"
        return "too_much_output", seen, "Print less, and look for a loop that does not end."
    if len(process.family.look()) > PROCESSES:
        seen = f"it started more than {PROCESSES} processes"
        return "too_many_processes", seen, "Look for what starts a program again and again."
    if process.family.takes_more_than(MEMORY):
        seen = f"it took more than {MEMORY / 1e9:g} GB of memory"
        return "out_of_memory", seen, "Look for a list or a text that grows without an end."
    if late:
        seen = f"it was still running after {seconds:g} seconds"
        return "out_of_time", seen, "Look for a loop that does not end, or a wait without a limit."
    return None


def _stopped(exercise: str, misconception: str, seen: str, next_step: str) -> Verdict:
    return Verdict(exercise, "stopped", misconception, seen=seen, next_step=next_step)


def _too_slow(exercise: str, limit: TimeLimit) -> Verdict:
    seen = (
        "this computer was too busy to judge it: "
        f"in {limit.taken():.0f} seconds it got the processor for {limit.used():.0f}"
    )
    advice = "Grade it again when less runs here, or with --jobs 1, or with more --seconds."
    return Verdict(exercise, "not graded", seen=seen, next_step=advice)


def _ended(exercise: str, process: JudgingProcess) -> Verdict:
    if not process.has_begun:
        return _not_started(exercise, process.last_words())
    seen = "the process it ran in came to an end"
    advice = "Leave out what ends Python, such as os._exit, and what closes its files."
    return _stopped(exercise, "ended_the_process", seen, advice)


def _not_started(exercise: str, why: str) -> Verdict:
    advice = "python -m itsupport grade --self says whether grading works on this machine."
    return Verdict(exercise, "not graded", seen=f"judging did not start: {why}", next_step=advice)
