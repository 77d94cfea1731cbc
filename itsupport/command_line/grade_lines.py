"""The results in a terminal: a table for each lesson, and what many misunderstood.

A mark always comes with its word, and colour only repeats what they say.
"""

import sys
from collections.abc import Iterator, Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from itsupport.command_line.terminal import harmless
from itsupport.teaching.exercises.catalogue import exercises
from itsupport.teaching.grading import Row, Verdict
from itsupport.teaching.grading.counts import counted, to_revisit
from itsupport.teaching.grading.page import words
from itsupport.teaching.grading.proof import Proof
from itsupport.teaching.grading.rows import by_lesson, by_notebook, exercise_names, several_files
from itsupport.teaching.grading.verdict import MARKS, Mark

PLAIN_MARKS: dict[Mark, str] = {
    "passed": "ok",
    "misconception": "XX",
    "not attempted": "--",
    "stopped": "!",
    "not graded": "!",
}
COLOURS: dict[Mark, str] = {"passed": "green", "misconception": "red", "not attempted": "dim"}


def tables(rows: Sequence[Row]) -> Iterator[Table | Text]:
    """One for each lesson; then what could not be graded at all, and whose names are doubtful."""
    for lesson, there in by_lesson(rows).items():
        yield _table(lesson, there)
    failed = [row for row in rows if row.verdict.status == "not graded"]
    for row in {row.file: row for row in failed}.values():
        what = f"{row.learner} ({row.file}) could not be graded: {row.verdict.seen}"
        yield _warning(what)
    yield from map(_warning, several_files(rows))


def sentences(rows: Sequence[Row]) -> Text:
    """What to revisit in class, exercise by exercise."""
    shown = Text()
    for count in to_revisit(counted(rows)):
        title = exercises()[count.exercise].title
        shown.append(f"\n{title} ({count.exercise}): {count.passed} of {count.learners} passed\n")
        for sentence in count.sentences:
            shown.append(f"  {sentence}\n")
    return shown


def unproved(proof: Proof) -> Text:
    """A case of `--self` that did not get what it must get."""
    case, found = proof.case, proof.verdict
    head = f"{found.exercise}, {case.answer}: {words(found)} and not {case.expected}"
    text = f"{head}\n    {found.seen}\n    {found.next_step}".rstrip()
    return Text(harmless(f"{_mark('misconception')} {text}"), "red")


def _table(lesson: str, rows: Sequence[Row]) -> Table:
    names = exercise_names(rows)
    table = Table(title=lesson, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("learner", overflow="fold")
    for name in names:
        table.add_column(Text(exercises()[name].title), overflow="fold")
    for label, there in by_notebook(rows).items():
        found = {row.verdict.exercise: row.verdict for row in there}
        table.add_row(Text(harmless(label)), *(_cell(found[name]) for name in names))
    return table


def _warning(text: str) -> Text:
    return Text(f"! {harmless(text)}", "bold yellow")


def _cell(verdict: Verdict) -> Text:
    return Text(f"{_mark(verdict.status)} {words(verdict)}", COLOURS.get(verdict.status, "yellow"))


def _mark(status: Mark) -> str:
    try:
        MARKS[status].encode(sys.stdout.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return PLAIN_MARKS[status]
    return MARKS[status]
