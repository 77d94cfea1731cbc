"""What a task says to try works below the last cell too: most people run all cells first."""

import asyncio
import re
from pathlib import Path

import pytest
from nbformat import NotebookNode

from itsupport.teaching.exercises.notebooks import has_tag, read, solution_notebooks
from itsupport.teaching.exercises.running import run_cells

TO_TRY = re.compile(r"Try it [^`]*`([^`]+)`")


def lines_to_try(notebook: NotebookNode) -> list[str]:
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    return [line for text in texts for line in TO_TRY.findall(text)]


def ends_something(notebook: NotebookNode) -> bool:
    return str(notebook.cells[-1].id).endswith("-end")


ENDING = [
    path for path in solution_notebooks() if ends_something(read(path)) and lines_to_try(read(path))
]


def test_there_are_lines_to_try_where_a_last_cell_ends_something() -> None:
    assert "05_you_are_the_model" in [path.stem for path in ENDING]


@pytest.mark.parametrize("path", ENDING, ids=lambda path: path.stem)
def test_a_line_to_try_works_when_all_cells_were_run(path: Path) -> None:
    notebook = read(path)
    cells = [
        cell.source
        for cell in notebook.cells
        if cell.cell_type == "code" and not has_tag(cell, "check")
    ]
    ran = asyncio.run(run_cells([*cells, *lines_to_try(notebook)], {}))
    assert [one.error for one in ran if one.error] == []
