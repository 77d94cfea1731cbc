"""A question below a plain cell, in a real kernel, as a notebook program talks to it."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.blocking import BlockingKernelClient

from itsupport.errors import SupportError
from itsupport.notebook import ask_in_cell
from itsupport.orchestrator.asking import FormRequest
from tests.notebook.test_chat_in_a_kernel import PATIENCE, one_kernel, reply, run, send

__all__ = ["one_kernel"]

ASKS = Path(__file__).with_name("desk_that_asks.py").read_text("utf-8")
IMPORT = "import asyncio\nfrom functools import partial\nfrom itsupport.notebook import ask_in_cell"
RETURNS = 'call = asyncio.create_task(desk.acall_tool("{}", ask_user={}))'
VIEW = "application/vnd.jupyter.widget-view+json"
OLD = """
from itsupport.orchestrator import MCPOrchestrator
from tests.orchestrator.curious_shop import only_2025, shop
old = MCPOrchestrator({"shop": only_2025(shop())}, ask_user=ask_in_cell)
old.start_servers()
"""


@pytest.fixture
def kernel(one_kernel: BlockingKernelClient) -> Iterator[BlockingKernelClient]:
    """A kernel with a desk that asks."""
    run(one_kernel, f"{ASKS}\n{IMPORT}", "imports")
    yield one_kernel
    run(one_kernel, "desk.stop_servers()", "tidy")


def returned(tool: str = "open_ticket", ask: str = "ask_in_cell") -> str:
    """A cell that starts a call and returns."""
    return RETURNS.format(tool, ask)


def shown(kernel: BlockingKernelClient, kind: str = "display_data") -> dict[str, Any]:
    """The next thing that is shown below a cell, or shown anew."""
    while (message := kernel.get_iopub_msg(timeout=PATIENCE))["msg_type"] != kind:
        pass
    content: dict[str, Any] = message["content"]
    return content | {"cell_execution": message["parent_header"].get("msg_id")}


def press(kernel: BlockingKernelClient, form: dict[str, Any], **did: Any) -> None:
    """What the page sends when somebody presses a button of the form."""
    data = {"method": "custom", "content": did}
    content = {"comm_id": form["data"][VIEW]["model_id"], "data": data}
    kernel.shell_channel.send(kernel.session.msg("comm_msg", content))


def test_a_form_is_answered_after_its_cell_has_returned(kernel: BlockingKernelClient) -> None:
    sent = send(kernel, returned(), "asks")
    reply(kernel, sent)
    form = shown(kernel)
    assert form["cell_execution"] == sent, "it stands below the cell that made the call"
    assert "**intake asked:** Some details are missing" in form["data"]["text/markdown"]
    press(kernel, form, do="submit", typed=["The printer burns", "critical", "3", "", "true", ""])
    folded = shown(kernel, "update_display_data")
    assert folded["transient"] == form["transient"]
    assert folded["data"]["text/plain"].startswith("✓ Sent to intake: Title: The printer burns")
    assert run(kernel, "result = await call", "wait", "result['ticket']") == "'opened'"


def test_a_server_of_2025_asks_below_the_cell_that_called_it(kernel: BlockingKernelClient) -> None:
    run(kernel, OLD, "starts")
    calls = 'call = asyncio.create_task(old.acall_tool("buy", {"part": "lamp"}))'
    sent = send(kernel, calls, "calls")
    reply(kernel, sent)
    form = shown(kernel)
    assert form["cell_execution"] == sent, "and not below the one that started the server"
    press(kernel, form, do="submit", typed=["red", "2"])
    assert run(kernel, "result = await call", "wait", "result['count']") == "2"
    run(kernel, "old.stop_servers()", "tidy")


def test_a_secret_is_in_no_output(kernel: BlockingKernelClient) -> None:
    reply(kernel, send(kernel, returned("trick_somebody"), "tricks"))
    press(kernel, shown(kernel), do="submit", typed=["x", "swordfish"])
    folded = shown(kernel, "update_display_data")["data"]
    assert "(not shown)" in folded["text/plain"]
    assert "swordfish" not in str(folded)
    assert "<script>" not in folded["text/html"]


def test_a_form_that_nobody_answers_folds_when_time_is_up(kernel: BlockingKernelClient) -> None:
    asks = returned(ask="partial(ask_in_cell, seconds=0.2)")
    reply(kernel, send(kernel, asks, "late"))
    assert (
        "No answer to intake in time" in shown(kernel, "update_display_data")["data"]["text/plain"]
    )
    assert run(kernel, "result = await call", "wait", "result['ticket']") == "'cancelled'"


def test_running_the_cell_again_withdraws_the_form_before(kernel: BlockingKernelClient) -> None:
    reply(kernel, send(kernel, "before = " + returned(), "again"))
    shown(kernel)
    reply(kernel, send(kernel, returned(), "again"))
    folded = shown(kernel, "update_display_data")
    assert "was withdrawn" in folded["data"]["text/plain"]
    assert run(kernel, "result = await before", "wait", "result['ticket']") == "'cancelled'"
    run(kernel, "call.cancel()", "tidy")


def test_a_cell_that_blocks_fails_at_once_and_says_what_to_do(
    kernel: BlockingKernelClient,
) -> None:
    blocks = """
from itsupport.errors import SupportError
try:
    desk.call_tool("open_ticket", ask_user=ask_in_cell)
except SupportError as problem:
    said = str(problem)
"""
    said = run(kernel, blocks, "blocks", "said")
    assert "A form cannot be answered while its cell blocks" in said
    assert "await desk.aquery(...)" in said


def test_outside_a_notebook_it_says_what_to_use_instead() -> None:
    with pytest.raises(SupportError, match="no notebook to show a form in"):
        asyncio.run(ask_in_cell(FormRequest("intake", "?", {})))
