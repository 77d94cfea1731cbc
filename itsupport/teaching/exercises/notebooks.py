"""The notebooks of exercises: solutions are the source, and what learners get is made from them.

The cells of an exercise carry its name in their metadata (`exercise`) and a tag: `task`,
`starter`, `solution` or `check`. A learner's notebook has no `solution` cells and no outputs.
"""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

from itsupport.errors import SupportError

if TYPE_CHECKING:
    from nbformat import NotebookNode

WORKBOOK = Path(__file__).parents[3]
SOLUTIONS, EXERCISES = WORKBOOK / "solutions", WORKBOOK / "exercises"
WRONG_ANSWERS = SOLUTIONS / "wrong_answers"


def solution_notebooks() -> list[Path]:
    """The source of every exercise, in the order of the lessons.

    They name their lesson in their metadata; a notebook for instructors does not.
    """
    numbered = sorted(SOLUTIONS.glob("[0-9][0-9]_*.ipynb"))
    return [path for path in numbered if "lesson" in read(path).metadata.get("workbook", {})]


def solution_of(lesson: str) -> "NotebookNode":
    """The notebook with the solutions of a lesson. Raises `SupportError` where it is missing."""
    path = SOLUTIONS / f"{lesson}.ipynb"
    if not path.exists():
        raise SupportError(
            "The solutions are not here",
            f"There is no {path.name} in the folder `solutions` beside the package.",
            suggested_actions=["Clone the whole workbook, and install it with `pip install -e .`."],
        )
    return read(path)


def read(path: Path) -> "NotebookNode":
    """A notebook file as version 4."""
    import nbformat  # half a second, which checks need not wait for

    notebook: NotebookNode = nbformat.read(path, as_version=4)
    return notebook


def for_learners(solution: "NotebookNode") -> "NotebookNode":
    """The notebook that learners get: the same without solutions and outputs."""
    notebook = deepcopy(solution)
    notebook.cells = [cell for cell in notebook.cells if not has_tag(cell, "solution")]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


def has_tag(cell: "NotebookNode", tag: str) -> bool:
    """Whether a cell carries this tag."""
    return tag in cell.metadata.get("tags", [])


def cells_of(notebook: "NotebookNode", exercise: str, tag: str) -> "Iterator[NotebookNode]":
    """The cells of an exercise with this tag."""
    return (
        cell
        for cell in notebook.cells
        if cell.metadata.get("exercise") == exercise and has_tag(cell, tag)
    )


def exercises_in(notebook: "NotebookNode") -> list[str]:
    """The names of a notebook's exercises, in their order."""
    return list(
        dict.fromkeys(c.metadata["exercise"] for c in notebook.cells if "exercise" in c.metadata)
    )
