"""Grades with a progress bar, on stderr where that is a terminal, and shows the table."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.text import Text

from itsupport.command_line.grade_lines import sentences, tables, unproved
from itsupport.command_line.terminal import harmless, never_print_logs
from itsupport.teaching.grading import Row, Submission, graded, submissions_in
from itsupport.teaching.grading.marking import in_order, not_reached, number_of_rows
from itsupport.teaching.grading.proof import Case, proved

Found = TypeVar("Found")


def found_in(folder: Path) -> list[Submission]:
    """The submissions, before anything is run."""
    never_print_logs()
    return submissions_in(folder)


def grade(
    submissions: Sequence[Submission],
    seconds: float,
    jobs: int,
    keep: Callable[[Sequence[Row]], None],
) -> list[Row]:
    """All rows in order, after they were shown and kept; Ctrl-C keeps those that are there."""
    rows: list[Row] = []
    found = graded(submissions, seconds, jobs)
    try:
        rows.extend(_watched(found, number_of_rows(submissions), lambda row: row.learner))
    except KeyboardInterrupt:
        keep(in_order([*rows, *not_reached(submissions, rows)]))
        raise
    rows = in_order(rows)
    console = Console()
    for part in (*tables(rows), sentences(rows)):
        console.print(part)
    keep(rows)
    return rows


def prove(cases: Sequence[Case], seconds: float, jobs: int) -> int:
    """Grade what the workbook ships; 0 when each case is as it must be, else 1."""
    found = proved(cases, seconds, jobs)
    proofs = [*_watched(found, len(cases), lambda proof: proof.case.task.exercise)]
    console = Console()
    for proof in sorted(proofs, key=lambda proof: cases.index(proof.case)):
        if not proof.holds:
            console.print(unproved(proof))
    good = sum(proof.holds for proof in proofs)
    said = f"{good} of {len(cases)} answers are as they must be."
    console.print(Text(said, "bold"), soft_wrap=True)
    return 0 if good == len(cases) else 1


def _watched(found: Iterable[Found], total: int, name: Callable[[Found], str]) -> Iterator[Found]:
    with _bar() as bar:
        task = bar.add_task("Starting", total=total)
        for one in found:
            bar.update(task, advance=1, description=harmless(name(one)))
            yield one


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
