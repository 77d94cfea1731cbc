"""Finds a learner's answers in a notebook, whatever happened to the rest of it.

An answer is what stands in the starter's cell, found by its metadata, else by its id, else by the
heading of its task; and the cells that the learner added between it and the check.
"""

import re
from collections.abc import Iterator, Sequence

from nbformat import NotebookNode

from itsupport.teaching.exercises.in_jupyter import is_python
from itsupport.teaching.exercises.notebooks import cells_of, exercises_in, has_tag
from itsupport.teaching.grading.notebook_file import Cell

NOT_PYTHON = re.compile(r"\s*([%!].*|\?{1,2}[\w.*%]+|[\w.*%]+\?{1,2})\s*")
"""A line for IPython alone: a command, or a question such as `jwt.decode??`."""
ONLY_A_CHECK = re.compile(r"(#.*\n|\s)*(await\s+)?check\([^()]*\)\s*;?\s*")


def answers_in(cells: Sequence[Cell], ours: NotebookNode) -> dict[str, tuple[str, ...]]:
    """Exercise → the sources of its answer's cells; `ours` is the notebook that learners got.

    An exercise whose cells are nowhere is left out.
    """
    found = {name: _answer(cells, ours, name) for name in exercises_in(ours)}
    return {name: sources for name, sources in found.items() if sources}


def without_solutions(cells: Sequence[Cell], solved: NotebookNode) -> list[Cell]:
    """The cells that a learner can have written; `solved` is our notebook with the solutions."""
    ids = {cell.get("id") for cell in solved.cells if has_tag(cell, "solution")}
    return [cell for cell in cells if "solution" not in cell.tags and cell.id not in ids]


def code_in(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The sources of all code cells, those of the answers among them."""
    return tuple(plain(cell.source) for cell in cells if cell.kind == "code")


def _answer(cells: Sequence[Cell], ours: NotebookNode, name: str) -> tuple[str, ...]:
    starters = _starters(cells, ours, name)
    start = starters[0] if starters else _after_the_heading(cells, ours, name)
    if start is None:
        return ()
    places = sorted({*starters, *_written_from(start, cells, ours, name)})
    return tuple(plain(cells[place].source) for place in places)


def _starters(cells: Sequence[Cell], ours: NotebookNode, name: str) -> list[int]:
    code = [(place, cell) for place, cell in enumerate(cells) if cell.kind == "code"]
    by_name = [place for place, c in code if c.exercise == name and "starter" in c.tags]
    ids = {cell.get("id") for cell in cells_of(ours, name, "starter")}
    return by_name or [place for place, cell in code if cell.id in ids]


def _after_the_heading(cells: Sequence[Cell], ours: NotebookNode, name: str) -> int | None:
    wanted = {_heading(cell.source) for cell in cells_of(ours, name, "task")}
    for place, cell in enumerate(cells):
        if cell.kind == "markdown" and _heading(cell.source) in wanted - {""}:
            return place + 1
    return None


def _written_from(
    start: int, cells: Sequence[Cell], ours: NotebookNode, name: str
) -> Iterator[int]:
    """The places of code cells up to the check, or to whatever belongs to something else."""
    known = {cell.get("id") for cell in ours.cells}
    own = {cell.get("id") for cell in cells_of(ours, name, "starter")}
    for place, cell in enumerate(cells[start:], start):
        foreign = cell.id in known - own or bool(cell.exercise and "starter" not in cell.tags)
        if place > start and (foreign or cell.exercise not in {"", name}):
            return
        if _heading(cell.source) and cell.kind == "markdown":
            return
        if cell.kind == "code" and ONLY_A_CHECK.fullmatch(cell.source):
            return
        if cell.kind == "code":
            yield place


def _heading(source: str) -> str:
    """The text of the heading that a cell begins with."""
    first = source.strip().partition("\n")[0]
    return " ".join(first.lstrip("#").split()).casefold() if first.startswith("#") else ""


def plain(source: str) -> str:
    """The source without IPython's own lines, where it is Python without them.

    What else Jupyter understands is left to the judging process, which has a limit of time.
    """
    if is_python(source):
        return source
    rest = "\n".join(line for line in source.split("\n") if not NOT_PYTHON.fullmatch(line))
    return rest if is_python(rest) else source
