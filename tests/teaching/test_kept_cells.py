"""A program that grows over the cells of a notebook, tried in a shell of IPython."""

from collections.abc import Iterator
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell

from itsupport.errors import SupportError
from itsupport.teaching.kept_cells import keep_cells, kept_cells

MARKER = "# sums.py"


@pytest.fixture(scope="module")
def shell() -> Iterator[Any]:
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()


def ran(shell: Any, *cells: str) -> None:
    for cell in cells:
        assert shell.run_cell(cell, store_history=False).success


def test_marked_cells_become_a_program_that_runs_and_others_stay_out(shell: Any) -> None:
    keep_cells(MARKER)
    ran(
        shell, f"{MARKER}\nstart = 40", "start = 0", f"{MARKER}\ndef total():\n    return start + 2"
    )
    names: dict[str, Any] = {}
    exec(kept_cells(MARKER), names)
    assert names["total"]() == 42
    assert MARKER not in kept_cells(MARKER)


def test_a_changed_cell_takes_the_place_of_its_earlier_self(shell: Any) -> None:
    keep_cells("# changed.py")
    first, last = "# changed.py\nnumber = 1", "# changed.py\ntwice = 2 * number"
    ran(shell, first, last, first, "# changed.py\nnumber = 3")
    keep_cells("# changed.py")
    assert kept_cells("# changed.py") == "number = 3\n\n\ntwice = 2 * number\n"


def test_nothing_kept_is_an_error_that_says_what_to_do(shell: Any) -> None:
    keep_cells("# empty.py")
    with pytest.raises(SupportError) as problem:
        kept_cells("# empty.py")
    assert problem.value.envelope["suggested_actions"]
