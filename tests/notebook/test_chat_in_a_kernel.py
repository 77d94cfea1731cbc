"""The chat in a real Jupyter kernel, as a notebook program talks to it."""

from collections.abc import Iterator
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

import pytest
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import run_kernel

PATIENCE = 60
MAKE = """
from itsupport.notebook import Chat
from itsupport.orchestrator import MCPOrchestrator
desk = MCPOrchestrator()
desk.start_servers()
chat = Chat(desk)
chat
"""
LOOK = """
import gc, threading, psutil
gc.collect()
chats = [one for one in gc.get_objects() if isinstance(one, Chat)]
"""
CHATTING = "[t.name for t in threading.enumerate()].count('itsupport chat')"


TIDY = (
    LOOK
    + """
for one in chats: one.close()
for one in [one for one in gc.get_objects() if isinstance(one, MCPOrchestrator)]:
    one.stop_servers()
del one, chats
"""
)


@pytest.fixture(scope="module")
def one_kernel() -> Iterator[BlockingKernelClient]:
    with run_kernel(kernel_name="python3", stdout=DEVNULL, stderr=DEVNULL) as client:
        yield client


@pytest.fixture
def kernel(one_kernel: BlockingKernelClient) -> Iterator[BlockingKernelClient]:
    """The same kernel for all, without the chats and servers of the test before."""
    yield one_kernel
    run(one_kernel, TIDY, "tidy")


def send(kernel: BlockingKernelClient, source: str, cell: str, expression: str = "None") -> str:
    """Ask for a cell to be run, as JupyterLab does, with the id of the cell."""
    content = {"code": source, "silent": False, "store_history": True, "allow_stdin": False}
    content |= {"user_expressions": {"value": expression}, "stop_on_error": True}
    message = kernel.session.msg("execute_request", content)
    message["metadata"] = {"cellId": cell}
    kernel.shell_channel.send(message)
    return str(message["header"]["msg_id"])


def reply(kernel: BlockingKernelClient, sent: str) -> dict[str, Any]:
    while (message := kernel.get_shell_msg(timeout=PATIENCE))["parent_header"]["msg_id"] != sent:
        pass  # a reply to an earlier cell
    content: dict[str, Any] = message["content"]
    assert content["status"] == "ok", "\n".join(content.get("traceback", []))
    return content


def run(kernel: BlockingKernelClient, source: str, cell: str, expression: str = "None") -> str:
    """Run a cell and return the value of an expression, as text."""
    content = reply(kernel, send(kernel, source, cell, expression))
    return str(content["user_expressions"]["value"]["data"]["text/plain"])


def test_running_the_cell_again_leaves_nothing_of_the_run_before(
    kernel: BlockingKernelClient,
) -> None:
    processes = "len(psutil.Process().children())"
    counts = f"([one.closed for one in chats].count(False), {CHATTING}, {processes})"
    run(kernel, MAKE, "again")
    run(kernel, "chat.ask('Which invoices are overdue?').text[:3]", "ask")
    assert run(kernel, LOOK, "look", counts) == "(1, 1, 5)"
    run(kernel, MAKE, "again")
    assert run(kernel, LOOK, "look", counts) == "(1, 0, 5)"


def test_a_new_chat_on_the_same_desk_keeps_the_history(kernel: BlockingKernelClient) -> None:
    run(kernel, MAKE, "other")
    run(kernel, "chat = Chat(desk)", "chat")
    run(kernel, "answer = chat.ask('Which invoices are overdue?')", "ask")
    shown = "[turn['question'] for turn in chat.widget.turns]"
    assert run(kernel, "chat = Chat(desk)", "chat", shown) == "['Which invoices are overdue?']"


def test_two_chats_of_one_cell_live_side_by_side(kernel: BlockingKernelClient) -> None:
    two = MAKE + "two = [Chat(desk), Chat(desk)]"
    assert run(kernel, two, "two", "[one.closed for one in two]") == "[False, False]"


def test_other_cells_run_while_the_chat_answers(kernel: BlockingKernelClient) -> None:
    run(kernel, MAKE, "chat")
    typed = """
import threading
done = threading.Event()
chat.widget.observe(lambda _: chat.answers and done.set(), "turns")
message = {"do": "ask", "id": "page-1", "question": "Which invoices are overdue?"}
chat.widget._handle_custom_msg(message, [])
"""
    assert run(kernel, typed, "typed", "len(chat.answers)") == "0"
    assert run(kernel, "", "other", "6 * 7") == "42"
    assert run(kernel, "", "wait", "done.wait(30), len(chat.answers)") == "(True, 1)"


def test_run_all_with_a_chat_in_the_middle_runs_every_cell(kernel: BlockingKernelClient) -> None:
    cells = [MAKE, "answer = chat.ask('Which invoices are overdue?')", "await chat.aask('hi')"]
    sent = [send(kernel, source, f"cell-{n}") for n, source in enumerate(cells)]
    for one in sent:
        reply(kernel, one)


def test_the_chat_goes_out_as_a_widget_and_as_text(kernel: BlockingKernelClient) -> None:
    sent = send(kernel, MAKE, "chat")
    reply(kernel, sent)
    while (message := kernel.get_iopub_msg(timeout=PATIENCE))["msg_type"] != "execute_result":
        pass
    forms = message["content"]["data"]
    assert set(forms) == {
        "application/vnd.jupyter.widget-view+json",
        "text/markdown",
        "text/plain",
    }
    assert "Nothing was asked yet" in forms["text/markdown"]


def test_a_form_under_a_cell_that_blocks_is_an_error_at_once(kernel: BlockingKernelClient) -> None:
    asks = Path(__file__).with_name("desk_that_asks.py").read_text("utf-8")
    run(kernel, f"{asks}\nfrom itsupport.notebook import Chat\nchat = Chat(desk)", "chat")
    run(kernel, "answer = chat.ask('Open a ticket')", "ask")
    error = run(kernel, "error = answer.calls[0].error", "look", "error['error']")
    assert error == "'A form cannot be answered while its cell blocks'"
    advice = run(kernel, "", "advice", "error['suggested_actions'][0]")
    assert advice == "'Write await chat.aask(...) instead.'"
