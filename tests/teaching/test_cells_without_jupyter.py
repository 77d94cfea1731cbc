"""What works in a cell in Jupyter works where answers are tried, and does nothing there."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from itsupport.teaching.exercises.elsewhere import cells_it_needs
from itsupport.teaching.exercises.running import run_cells
from itsupport.teaching.exercises.trying import tried
from itsupport.teaching.grading.answers import plain
from itsupport.teaching.grading.submission import learners_notebook
from tests.teaching.submissions import LESSON, NAME, solved

CELLS = {
    "shown": "display('try this')\nanswer = 1",
    "shown with a format": "display({'text/html': '<b>'}, raw=True)\nanswer = 1",
    "the shell": "get_ipython().run_line_magic('config', 'x')\nanswer = 1",
    "a timed cell": "%%time\nanswer = 1",
    "a program's lines": "files = !ls\nlen(files)\nanswer = 1",
    "both": "%%capture\nfiles = !ls\nanswer = 1",
    "a command in a block": "if True:\n    %matplotlib inline\nanswer = 1",
    "a command's value": "taken = %timeit -o 1\nanswer = 1",
    "a question": "len?\nanswer = 1",
    "a prompt": ">>> answer = 1",
}


@pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)
def test_a_cell_that_works_in_jupyter_works_here(cell: str) -> None:
    notebook: dict[str, Any] = {}
    [ran] = asyncio.run(run_cells([plain(cell)], notebook))
    assert ran.error is None
    assert notebook["answer"] == 1


def test_commands_do_nothing(tmp_path: Path) -> None:
    cell = f"if True:\n    !touch {tmp_path}/made\n%%bash\ntouch {tmp_path}/made"
    asyncio.run(
        run_cells([cell, f"%%writefile {tmp_path}/made\n{{", f"x = !touch {tmp_path}/a"], {})
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("cell", ["server = MCPServer(", "if True\n    pass", "%%time\n)"])
def test_what_is_wrong_in_jupyter_too_is_told(cell: str) -> None:
    [ran] = asyncio.run(run_cells([plain(cell)], {}))
    assert isinstance(ran.error, SyntaxError)


def test_what_a_learner_calls_display_is_what_is_called() -> None:
    notebook: dict[str, Any] = {}
    asyncio.run(run_cells(["display = len", "answer = display('two')"], notebook))
    assert notebook["answer"] == 3


def test_a_cell_with_a_command_may_define_what_an_answer_needs() -> None:
    other = "import hashlib\nfiles = !ls"
    assert cells_it_needs(["answer = hashlib.md5"], [other], {}) == [other]


@pytest.mark.parametrize("line", ["display('try this')", "files = !ls", "if 1:\n    %cd /\n"])
def test_an_answer_behind_such_a_line_passes(line: str) -> None:
    answer = plain(f"{line}\n{solved(NAME)}")
    assert asyncio.run(tried(learners_notebook(LESSON), NAME, answer)).status == "passed"
