"""Tries an answer: the notebook's shared cells, the answer in place of the starter, the judge.

Exercises of one notebook do not build on each other: what they share stands in cells that belong to
none of them. A learner's own cells may build on each other: an answer that fails alone is tried
again behind those that it needs, and one that is missing is looked for in them. This is how
solutions and wrong answers are proved, and how submissions are graded.
"""

from collections.abc import Sequence
from typing import Any

from nbformat import NotebookNode

from itsupport.teaching.exercises.catalogue import exercise_called
from itsupport.teaching.exercises.checking import judged
from itsupport.teaching.exercises.elsewhere import cells_it_needs, cells_that_define
from itsupport.teaching.exercises.notebooks import cells_of
from itsupport.teaching.exercises.outcome import Outcome
from itsupport.teaching.exercises.running import Ran, run_cells


async def tried(
    notebook: NotebookNode, name: str, *answer: str, others: Sequence[str] = ()
) -> Outcome:
    """The outcome of one exercise of a notebook for an answer's cells. Nothing is remembered.

    `others` are the learner's other cells. Of those, only the ones that define what the answer
    lacks, or the answer itself, are run, and only when it does not pass without.
    """
    known: dict[str, Any] = {}
    outcome = await _tried_once(notebook, name, (), answer, known)
    wanted = exercise_called(name).answers if outcome.status == "not attempted" else ()
    if written := cells_that_define(wanted, others):
        rest = [cell for cell in others if cell not in written]
        return await tried(notebook, name, *answer, *written, others=rest)
    needed = cells_it_needs(answer, others, known) if outcome.status != "passed" else []
    return await _tried_once(notebook, name, needed, answer, {}) if needed else outcome


async def _tried_once(
    notebook: NotebookNode,
    name: str,
    needed: Sequence[str],
    answer: Sequence[str],
    shared: dict[str, Any],
) -> Outcome:
    before, after = _around(notebook, name)
    await run_cells([*before, *needed], shared)
    try:
        ran = await run_cells(answer, shared)
        outcome = await judged(exercise_called(name), shared)
        return outcome if outcome.status != "not attempted" else _failed(name, ran) or outcome
    finally:
        await run_cells(after, shared)


def answer_in(notebook: NotebookNode, name: str) -> str:
    """What stands in the cells where a learner writes the answer."""
    return "\n\n".join(cell.source for cell in cells_of(notebook, name, "starter"))


def _failed(name: str, ran: Sequence[Ran]) -> Outcome | None:
    """An answer whose cell ends in an error defines nothing, and was attempted all the same."""
    for error in (one.error for one in ran if one.error):
        return Outcome(
            name,
            "misconception",
            misconception="raises",
            seen=f"the cell ended in {type(error).__name__}: {error}",
            expected="a cell that runs to its end",
            next_step="Run the cell alone and mend what its last line says.",
        )
    return None


def _around(notebook: NotebookNode, name: str) -> tuple[list[str], list[str]]:
    """The shared code before and after an exercise."""
    first = notebook.cells.index(next(cells_of(notebook, name, "starter")))
    shared = [
        (place, cell.source)
        for place, cell in enumerate(notebook.cells)
        if cell.cell_type == "code" and "exercise" not in cell.metadata
    ]
    before = [source for place, source in shared if place < first]
    return before, [source for place, source in shared if place > first]
