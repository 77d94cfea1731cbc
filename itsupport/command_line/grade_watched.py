"""Grades with a progress bar, on stderr where that is a terminal, and shows the table."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.text import Text

from itsupport.command_line.grade_lines import sentences, tables, unproved
from itsupport.command_line.terminal import harmless, never_print_logs
from itsupport.teaching.exercises.catalogue import exercises
from itsupport.teaching.grading import Row, Submission, graded, submissions_in
from itsupport.teaching.grading.marking import in_order, number_of_rows
from itsupport.teaching.grading.proof import as_expected, cases_of, proved


def found_in(folder: Path) -> list[Submission]:
    """The submissions, before anything is run."""
    never_print_logs()
    return submissions_in(folder)


def grade(submissions: Sequence[Submission], seconds: float, jobs: int) -> list[Row]:
    """All rows in order, after they were shown."""
    found = graded(submissions, seconds, jobs)
    rows = in_order(_watched(found, number_of_rows(submissions)))
    console = Console()
    for part in (*tables(rows), sentences(rows)):
        console.print(part)
    return rows


def prove(seconds: float, jobs: int) -> int:
    """Grade what the workbook ships; 0 when each case is as it must be, else 1."""
    total = sum(len(cases_of(name)) for name in exercises())
    rows = in_order(_watched(proved(seconds, jobs), total))
    wrong = [row for row in rows if not as_expected(row)]
    console = Console()
    for row in wrong:
        console.print(unproved(row))
    word = "as they must be" if not wrong else "not as they must be"
    count = len(wrong) or len(rows)
    console.print(
        Text(f"{count} of {len(rows)} answers to {len(exercises())} exercises are {word}.")
    )
    return 1 if wrong else 0


def _watched(found: Iterable[Row], total: int) -> list[Row]:
    rows: list[Row] = []
    with _bar() as bar:
        task = bar.add_task("Starting", total=total)
        for row in found:
            rows.append(row)
            bar.update(task, advance=1, description=harmless(row.learner))
    return rows


def _bar() -> Progress:
    return Progress(
        SpinnerColumn("line"),
        MofNCompleteColumn(),
        BarColumn(bar_width=20),
        TextColumn("{task.description}", markup=False),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
