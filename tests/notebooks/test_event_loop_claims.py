"""What lesson 04 says about event loops, proved in real Jupyter kernels.

"Run All" sends every cell before the first one is done, and so do these tests.
"""

from collections.abc import Iterator, Sequence
from queue import Empty
from subprocess import DEVNULL
from typing import Any

import pytest
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import run_kernel

FETCH = """
import asyncio

async def fetch():
    await asyncio.sleep(0.1)
    return "here"

def patched(package):
    package.apply()
    return asyncio.run(fetch())
"""
NEST = FETCH + "import nest_asyncio; patched(nest_asyncio)"
THREAD = """
import threading
loop = asyncio.new_event_loop()
threading.Thread(target=loop.run_forever, daemon=True).start()
asyncio.run_coroutine_threadsafe(fetch(), loop).result(timeout=10)
"""
OPEN = """
import asyncio
from mcp import Client
from itsupport.servers import build_server
"""


@pytest.fixture
def kernel() -> Iterator[BlockingKernelClient]:
    with run_kernel(kernel_name="python3", stdout=DEVNULL, stderr=DEVNULL) as client:
        yield client


def replies(
    kernel: BlockingKernelClient, cells: Sequence[str], patience: float = 20
) -> list[dict[str, Any]]:
    """Send all cells at once; each one's reply, `{}` for none after `patience` silent seconds."""
    sent = [kernel.execute(cell) for cell in cells]
    came: dict[str, dict[str, Any]] = {}
    while not came.keys() >= set(sent):
        try:
            message = kernel.get_shell_msg(timeout=patience)
        except Empty:
            break
        came[message["parent_header"]["msg_id"]] = message["content"]
    return [came.get(message_id, {}) for message_id in sent]


def statuses(
    kernel: BlockingKernelClient, cells: Sequence[str], patience: float = 20
) -> list[str | None]:
    return [reply.get("status") for reply in replies(kernel, cells, patience)]


def evaluated(kernel: BlockingKernelClient, expression: str) -> str:
    """The value of an expression in the kernel, as text."""
    sent = kernel.execute("", silent=True, user_expressions={"value": expression})
    while (message := kernel.get_shell_msg(timeout=20))["parent_header"]["msg_id"] != sent:
        pass  # a late reply to something else
    value: str = message["content"]["user_expressions"]["value"]["data"]["text/plain"]
    return value


def complaints(kernel: BlockingKernelClient) -> str:
    """All that the kernel wrote to stderr and has not been read yet."""
    found: list[str] = []
    while True:
        try:
            message = kernel.get_iopub_msg(timeout=1)
        except Empty:
            return "".join(found)
        if message["content"].get("name") == "stderr":
            found.append(message["content"]["text"])


def test_asyncio_run_is_refused_in_a_cell_and_the_queued_cells_are_called_off(
    kernel: BlockingKernelClient,
) -> None:
    first, *rest = replies(kernel, [FETCH + "asyncio.run(fetch())", "2", "3"])
    assert first["ename"] == "RuntimeError"
    assert first["evalue"] == "asyncio.run() cannot be called from a running event loop"
    assert [reply["status"] for reply in rest] == ["aborted", "aborted"]


@pytest.mark.parametrize("first", ["await fetch()", THREAD], ids=["await", "own thread"])
def test_await_and_a_thread_with_its_own_loop_let_every_queued_cell_reply(
    kernel: BlockingKernelClient, first: str
) -> None:
    assert statuses(kernel, [FETCH + first, "2", "3"]) == ["ok", "ok", "ok"]


def test_nest_asyncio_loses_the_queued_cells_and_complains_below_the_first(
    kernel: BlockingKernelClient,
) -> None:
    cells = [NEST, "second = True", "third = True"]
    assert statuses(kernel, cells, patience=4) == ["ok", None, None]
    assert "cannot enter context" in complaints(kernel)
    assert evaluated(kernel, "{'second', 'third'} & globals().keys()") == "set()"


def test_nest_asyncio_shows_no_fault_while_cells_are_run_one_by_one(
    kernel: BlockingKernelClient,
) -> None:
    assert [statuses(kernel, [cell]) for cell in (NEST, "2", "3")] == [["ok"]] * 3
    assert complaints(kernel) == ""


def test_cells_sent_after_the_lost_ones_work_again(kernel: BlockingKernelClient) -> None:
    assert statuses(kernel, [NEST, "2"], patience=4) == ["ok", None]
    assert statuses(kernel, ["3", "4"]) == ["ok", "ok"]


def test_the_successor_of_nest_asyncio_loses_no_queued_cell(kernel: BlockingKernelClient) -> None:
    pytest.importorskip("nest_asyncio2")
    first = FETCH + "import nest_asyncio2; patched(nest_asyncio2)"
    assert statuses(kernel, [first, "2", "3"]) == ["ok", "ok", "ok"]


def test_a_blocking_wait_stops_the_kernels_loop_and_an_awaiting_one_does_not(
    kernel: BlockingKernelClient,
) -> None:
    cell = """
import asyncio, time
seen = []
asyncio.get_running_loop().call_soon(seen.append, "a turn")
time.sleep(0.2)
blocked = list(seen)
await asyncio.sleep(0.2)
"""
    assert statuses(kernel, [cell]) == ["ok"]
    assert evaluated(kernel, "(blocked, seen)") == "([], ['a turn'])"


def test_a_cell_that_blocks_for_its_own_loop_waits_in_vain_until_it_lets_go(
    kernel: BlockingKernelClient,
) -> None:
    block = """
promised = asyncio.run_coroutine_threadsafe(fetch(), asyncio.get_running_loop())
try:
    blocked = promised.result(timeout=1)
except TimeoutError:
    blocked = "in vain"
"""
    let_go = "awaited = await asyncio.wrap_future(promised)"
    assert statuses(kernel, [FETCH + block, let_go]) == ["ok", "ok"]
    assert evaluated(kernel, "(blocked, awaited)") == "('in vain', 'here')"


def test_a_connection_entered_in_one_cell_cannot_be_left_in_another(
    kernel: BlockingKernelClient,
) -> None:
    enter = OPEN + "client = Client(build_server('tickets'))\nawait client.__aenter__();"
    leave = """
try:
    await client.__aexit__(None, None, None)
except RuntimeError as problem:
    said = str(problem)
"""
    assert statuses(kernel, [enter]) == ["ok"]
    assert statuses(kernel, [leave]) == ["ok"]
    assert "in a different task than it was entered in" in evaluated(kernel, "said")


def test_a_connection_with_an_owner_task_lives_across_cells(kernel: BlockingKernelClient) -> None:
    enter = """
leave, connected = asyncio.Event(), asyncio.get_running_loop().create_future()
async def own():
    async with Client(build_server("tickets")) as client:
        connected.set_result(client)
        await leave.wait()
owner = asyncio.create_task(own())
"""
    use = "tools = (await (await connected).list_tools()).tools"
    assert statuses(kernel, [OPEN + enter, use, "leave.set(); await owner"]) == ["ok"] * 3
    assert evaluated(kernel, "(len(tools), owner.exception())") == "(4, None)"
