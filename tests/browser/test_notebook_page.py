"""What the other tests of this folder stand on: clicks arrive, and what goes wrong is seen."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import psutil

from tests.browser.lab_server import LabServer
from tests.browser.notebook_cells import diagrams, failures
from tests.browser.notebook_run import finished, pictures, wide_parts

if TYPE_CHECKING:
    from playwright.sync_api import Page

NotebookPage = Callable[[Sequence[str]], "Page"]

BUTTON = """
import asyncio
import ipywidgets

clicked = asyncio.Event()
button = ipywidgets.Button(description="Press me")
button.on_click(lambda _: clicked.set())
button
"""
AWAIT = """
print("waiting")
await asyncio.wait_for(clicked.wait(), 60)
print("the click arrived")
"""
WRONG_DIAGRAM = """
from IPython.display import Markdown
Markdown("```mermaid\\nthis is no diagram\\n```")
"""
FIVE_SERVERS = """
from itsupport.orchestrator import MCPOrchestrator
desk = MCPOrchestrator()
desk.start_servers()
"""


def test_a_click_reaches_the_kernel_while_another_cell_awaits(notebook_page: NotebookPage) -> None:
    page = notebook_page([BUTTON, AWAIT])
    output = page.locator(".jp-OutputArea-output")
    output.filter(has_text="waiting").wait_for()
    page.get_by_role("button", name="Press me").click()
    output.filter(has_text="the click arrived").wait_for()
    assert failures(finished(page)) == []


def test_a_cell_that_fails_and_the_cells_behind_it_are_named(notebook_page: NotebookPage) -> None:
    cells = finished(notebook_page(["1 + 1", "1 / 0", "2 + 2", ""]))
    assert failures(cells) == ["cell-1: ZeroDivisionError: division by zero", "cell-2: did not run"]


def test_a_wrong_diagram_and_a_part_too_wide_are_seen(notebook_page: NotebookPage) -> None:
    page = notebook_page([WRONG_DIAGRAM])
    assert pictures(page, diagrams(finished(page))) == (0, 1)
    assert wide_parts(page) == []
    page.locator(".jp-Cell").evaluate("cell => cell.style.width = '3000px'")
    assert wide_parts(page) != []


def test_the_servers_of_a_lesson_end_with_its_kernel(
    notebook_page: NotebookPage, lab: LabServer
) -> None:
    assert failures(finished(notebook_page([FIVE_SERVERS]))) == []
    running = lab.processes()
    assert len(running) >= 6, "the kernel and five servers"
    lab.end_kernels()
    psutil.wait_procs(running, timeout=10)
    assert lab.processes() == []
