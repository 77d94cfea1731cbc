"""A program that grows over the cells of a notebook: kept while they run, written as one file.

    keep_cells("# weather.py")     # from now on, cells that begin with this line are kept
    kept_cells("# weather.py")     # the program so far

A cell that is run again with a change takes the place of the one that defined the same names.
"""

import ast
from typing import Any

from IPython.core.getipython import get_ipython

from itsupport.errors import SupportError

_kept: dict[str, list[str]] = {}


def keep_cells(marker: str) -> None:
    """Keep the cells that begin with `marker`. Asking again forgets nothing."""
    shell = get_ipython()
    if shell is None:
        raise SupportError("There is no notebook here", "Cells are kept while a notebook runs.")
    if not _kept:
        shell.events.register("pre_run_cell", _keep)
    _kept.setdefault(marker, [])


def kept_cells(marker: str) -> str:
    """The kept cells as one program, in their order, without the marker."""
    cells = [cell.removeprefix(marker).strip("\n") for cell in _kept.get(marker, [])]
    if not cells:
        raise SupportError(
            f"No cell that begins with {marker} was kept",
            "Cells are kept from `keep_cells` on.",
            suggested_actions=["Restart the kernel and run all cells from the top."],
        )
    return "\n\n\n".join(cells) + "\n"


def _keep(running: Any) -> None:
    """Called by IPython before each cell."""
    cell = str(running.raw_cell)
    for marker, cells in _kept.items():
        if cell.startswith(f"{marker}\n"):
            names = _defined(cell)
            same = [n for n, old in enumerate(cells) if old == cell or names & _defined(old)]
            place = same[0] if same else len(cells)
            cells[place : place + bool(same)] = [cell]


def _defined(cell: str) -> set[str]:
    """The names that a cell defines at its outermost level, imports left out."""
    try:
        body = ast.parse(cell).body
    except SyntaxError:
        return set()
    named = {one.name for one in body if isinstance(one, ast.FunctionDef | ast.ClassDef)}
    targets = [target for one in body if isinstance(one, ast.Assign) for target in one.targets]
    return named | {target.id for target in targets if isinstance(target, ast.Name)}
