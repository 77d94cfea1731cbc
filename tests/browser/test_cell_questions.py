"""What a server asks below a plain cell: while the cell awaits, and after it has returned."""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pytest

from tests.browser.asked_question import AskedQuestion
from tests.browser.notebook_cells import failures
from tests.browser.notebook_run import CELLS, finished
from tests.browser.test_chat_questions import ASKS, DETAILS

if TYPE_CHECKING:
    from playwright.sync_api import Page

NotebookPage = Callable[[Sequence[str]], "Page"]

IMPORT = "import asyncio\nfrom itsupport.notebook import ask_in_cell"
AWAITS = 'await desk.acall_tool("open_ticket", ask_user=ask_in_cell)'
RETURNS = 'call = asyncio.create_task(desk.acall_tool("open_ticket", ask_user=ask_in_cell))'
BLOCKS = 'desk.call_tool("open_ticket", ask_user=ask_in_cell)'
LINK = """
from itsupport.orchestrator.asking import LinkRequest
request = LinkRequest("account", "Log in, please.", "https://login.example:8080/page?next=1")
visit = asyncio.create_task(ask_in_cell(request))
"""
IMPATIENT = """
waits = MCPOrchestrator({"intake": server}, answer_timeout=8)
await waits.acall_tool("open_ticket", ask_user=ask_in_cell)
"""
TWO_ROOMS = """
rooms = [desk.acall_tool("find_room", {"floor": floor}, ask_user=ask_in_cell) for floor in "34"]
await asyncio.gather(*rooms)
"""
DRAWN_CELL = ".jp-Notebook-cell >> nth={}"


def run_cell(page: "Page", place: int) -> None:
    """Click into a cell and press Ctrl-Enter."""
    page.locator(DRAWN_CELL.format(place)).locator(".cm-content").click()
    page.keyboard.press("Control+Enter")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_a_cell_that_awaits_gets_the_answer(notebook_page: NotebookPage) -> None:
    page = notebook_page([ASKS, IMPORT, AWAITS, "6 * 7"])
    asked = AskedQuestion(page.locator(DRAWN_CELL.format(2)), DETAILS)
    asked.press("Send to intake")
    asked.wait_for_text("4 fields need another look")
    asked.fill_in()
    asked.press("Send to intake")
    assert failures(cells := finished(page)) == []
    assert "The printer burns" in str(cells[2]["outputs"][-1]["data"]["text/plain"])
    assert "✓ Sent to intake: Title: The printer burns" in str(cells[2]["outputs"][0]["data"])


def test_a_cell_that_has_returned_keeps_its_form_and_the_task_its_answer(
    notebook_page: NotebookPage,
) -> None:
    page = notebook_page([ASKS, IMPORT, RETURNS, "6 * 7", "await call"])
    asked = AskedQuestion(page.locator(DRAWN_CELL.format(2)), DETAILS)
    asked.press("Decline")
    assert failures(cells := finished(page)) == []
    assert "declined" in str(cells[4]["outputs"])
    page.locator(DRAWN_CELL.format(2)).get_by_text("You declined what intake asked").wait_for()


def test_a_form_counts_down_and_says_that_time_is_up(notebook_page: NotebookPage) -> None:
    page = notebook_page([ASKS, IMPORT, IMPATIENT, "waits.stop_servers()"])
    cell = page.locator(DRAWN_CELL.format(2))
    asked = AskedQuestion(cell, DETAILS)
    assert re.search(r"0:0[0-8] left", asked.form.inner_text()), "the time that the desk gives"
    assert failures(cells := finished(page)) == []
    assert "cancelled" in str(cells[2]["outputs"][-1]["data"]["text/plain"])
    cell.get_by_text("No answer to intake in time: the question was cancelled").wait_for()


def test_two_forms_below_one_cell_do_not_mix(notebook_page: NotebookPage) -> None:
    page = notebook_page([ASKS, IMPORT, TWO_ROOMS])
    cell = page.locator(DRAWN_CELL.format(2))
    third = AskedQuestion(cell, "Which room on floor 3?")
    fourth = AskedQuestion(cell, "Which room on floor 4?")
    fourth.field("Room").fill("4-north")
    third.field("Room").fill("3-south")
    fourth.press("Send to intake")
    third.press("Send to intake")
    cells = finished(page)
    assert failures(cells) == []
    said = str(cells[2]["outputs"][-1]["data"]["text/plain"])
    assert said.index("3-south") < said.index("4-north")


def test_a_cell_that_blocks_is_told_so_at_once(notebook_page: NotebookPage) -> None:
    page = notebook_page([ASKS, IMPORT, BLOCKS])
    (failure,) = failures(finished(page))
    assert "A form cannot be answered while its cell blocks" in failure
    assert "await desk.acall_tool" in failure


def test_running_the_cell_again_withdraws_the_form_of_the_run_before(
    notebook_page: NotebookPage,
) -> None:
    page = notebook_page([ASKS, IMPORT, RETURNS, "before = call"])
    AskedQuestion(page.locator(DRAWN_CELL.format(2)), DETAILS)
    finished(page)
    run_cell(page, 2)
    asked = AskedQuestion(page.locator(DRAWN_CELL.format(2)), DETAILS)
    page.wait_for_function("() => document.querySelectorAll('.asks[data-state=open]').length === 1")
    asked.press("Cancel")
    page.locator(DRAWN_CELL.format(2)).get_by_text("You cancelled").wait_for()


def test_a_link_shows_its_host_and_opens_only_when_clicked(notebook_page: NotebookPage) -> None:
    page = notebook_page([IMPORT, LINK, "(await visit).action"])
    asked = AskedQuestion(page.locator(DRAWN_CELL.format(1)), "Log in, please.")
    assert "https://login.example:8080/page?next=1" in asked.form.inner_text()
    assert asked.form.locator(".host").inner_text() == "login.example"
    link = asked.form.get_by_role("link", name="Open login.example")
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert link.get_attribute("href") == "https://login.example:8080/page?next=1"
    assert len(page.context.pages) == 1, "nothing opens by itself"
    asked.press("I am done")
    finished(page)
    assert page.evaluate(CELLS)[2]["outputs"][0]["data"]["text/plain"] == "'accept'"


def test_a_restarted_kernel_is_told_in_an_open_form(notebook_page: NotebookPage) -> None:
    page = notebook_page([ASKS, IMPORT, RETURNS])
    asked = AskedQuestion(page.locator(DRAWN_CELL.format(2)), DETAILS)
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    asked.wait_for_text("The kernel was restarted or has ended")
    assert asked.form.get_by_role("button", name="Decline").is_disabled()
