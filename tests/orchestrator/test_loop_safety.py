"""One orchestrator everywhere: cells, callbacks, running loops, scripts, and after interrupts.

The cells run in a real Jupyter kernel, one kernel for the whole file.
"""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from typing import Any

import psutil
import pytest
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import KernelManager

from itsupport.orchestrator import MCPOrchestrator
from tests.orchestrator.conftest import STRANGE, ScriptedModel

OPEN = f"""
import sys
from itsupport.orchestrator import MCPOrchestrator
entry = {{"command": sys.executable, "args": [{str(STRANGE)!r}, "useful", ""]}}
desk = MCPOrchestrator({{"useful": entry}}, call_timeout=20)
desk.start_servers()
"""


class Kernel:
    """A Jupyter kernel that is fed with cells."""

    def __init__(self) -> None:
        self.manager = KernelManager(kernel_name="python3")
        self.manager.start_kernel()
        self.client: BlockingKernelClient = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def run(self, cell: str, timeout: float = 30) -> str:
        """Run a cell and return what it shows; raises when the cell raises."""
        return self.outcome(self.client.execute(textwrap.dedent(cell)), timeout)

    def outcome(self, message_id: str, timeout: float = 30) -> str:
        """Collect the outputs of one cell."""
        shown: list[str] = []
        failure: RuntimeError | None = None
        deadline = time.monotonic() + timeout
        while True:
            message = self.client.get_iopub_msg(timeout=max(0.1, deadline - time.monotonic()))
            if message["parent_header"].get("msg_id") != message_id:
                continue
            content: dict[str, Any] = message["content"]
            match message["msg_type"]:
                case "error":
                    failure = RuntimeError(f"{content['ename']}: {content['evalue']}")
                case "stream":
                    shown.append(content["text"])
                case "execute_result":
                    shown.append(content["data"]["text/plain"])
                case "status" if content["execution_state"] == "idle":
                    if failure is not None:
                        raise failure
                    return "".join(shown).strip()

    def server_processes(self) -> list[psutil.Process]:
        """The MCP servers that this kernel started."""
        kernel = psutil.Process(self.manager.provisioner.process.pid)
        return [p for p in kernel.children(recursive=True) if str(STRANGE) in p.cmdline()]

    def close(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module")
def shared_kernel() -> Iterator[Kernel]:
    kernel = Kernel()
    yield kernel
    kernel.close()


@pytest.fixture
def kernel(shared_kernel: Kernel) -> Iterator[Kernel]:
    shared_kernel.run(OPEN)
    yield shared_kernel
    shared_kernel.run("desk.stop_servers()")
    assert shared_kernel.server_processes() == []


def test_opened_in_one_cell_used_in_others_closed_in_another(kernel: Kernel) -> None:
    first = kernel.run("desk.call_tool('process_id')")
    assert kernel.run("desk.call_tool('process_id')") == first
    assert kernel.run("desk.stop_servers(); desk.server_states") == "{'useful': 'stopped'}"
    kernel.run("desk.start_servers()")
    assert kernel.run("desk.call_tool('process_id')") != first


def test_plain_calls_and_await_work_side_by_side(kernel: Kernel) -> None:
    first = kernel.run("desk.call_tool('process_id')")
    assert kernel.run("await desk.acall_tool('process_id')") == first
    assert (
        kernel.run(
            """
        import asyncio
        calls = [desk.acall_tool('process_id') for _ in range(3)]
        (await asyncio.gather(*calls))[2]
        """
        )
        == first
    )


def test_a_widget_callback_may_call_it(kernel: Kernel) -> None:
    cell = """
    import ipywidgets
    button, seen = ipywidgets.Button(), []
    button.on_click(lambda _: seen.append(desk.call_tool('process_id')))
    button.click()
    seen[0] == desk.call_tool('process_id')
    """
    assert kernel.run(cell) == "True"


def test_a_real_click_arrives_while_a_cell_has_returned(kernel: Kernel) -> None:
    """A front end's click is a message of its own: it is handled between cells."""
    kernel.run("import ipywidgets; button, seen = ipywidgets.Button(), []")
    kernel.run("button.on_click(lambda _: seen.append(desk.call_tool('process_id')))")
    comm = kernel.run("print(button.model_id)")
    message = kernel.client.session.msg(
        "comm_msg",
        {"comm_id": comm, "data": {"method": "custom", "content": {"event": "click"}}},
    )
    kernel.client.shell_channel.send(message)
    assert kernel.run("seen == [desk.call_tool('process_id')]") == "True"


def test_run_all_queues_every_cell_at_once_and_each_one_replies(kernel: Kernel) -> None:
    cells = [
        "desk.call_tool('process_id')['pid'] > 0",
        "(await desk.acall_tool('process_id'))['pid'] > 0",
        "desk.call_tool('wait', {'seconds': 0.2})['waited']",
        "'the end'",
    ]
    queued = [kernel.client.execute(cell) for cell in cells]
    assert [kernel.outcome(cell) for cell in queued] == ["True", "True", "0.2", "'the end'"]


def test_after_an_interrupt_of_a_long_call_the_next_cell_works(kernel: Kernel) -> None:
    before = kernel.run("desk.call_tool('process_id')")
    for cell in (
        "print('started', flush=True); desk.call_tool('wait', {'seconds': 15.0})",
        "print('started', flush=True); await desk.acall_tool('wait', {'seconds': 15.0})",
    ):
        long = kernel.client.execute(cell, stop_on_error=False)
        wait_for_output(kernel, "started")
        kernel.manager.interrupt_kernel()
        # While a cell awaits, ipykernel 7.4 now and then notices an interrupt only with its next
        # message, whatever the cell awaits (`asyncio.sleep` too): so send one.
        kernel.client.kernel_info()
        with pytest.raises(RuntimeError, match=r"KeyboardInterrupt|CancelledError"):
            kernel.outcome(long, timeout=8)
        assert kernel.run("desk.call_tool('process_id')", timeout=8) == before


def test_running_the_opening_cell_again_leaves_no_second_set_of_servers(kernel: Kernel) -> None:
    kernel.run(OPEN)
    kernel.run("import gc; gc.collect()")
    assert len(kernel.server_processes()) == 1


def test_after_the_kernel_is_killed_no_server_is_left() -> None:
    kernel = Kernel()
    kernel.run(OPEN)
    kernel.client.execute("desk.call_tool('block')")
    servers = kernel.server_processes()
    assert len(servers) == 1
    kernel.manager.provisioner.process.kill()
    _, alive = psutil.wait_procs(servers, timeout=10)
    kernel.close()
    assert alive == []


def test_it_works_under_a_running_loop_and_plainly_in_pytest(useful: dict[str, Any]) -> None:
    async def inside() -> dict[str, Any]:
        return desk.call_tool("process_id") | await desk.acall_tool("process_id")

    with MCPOrchestrator(useful, ScriptedModel()) as desk:
        assert asyncio.run(inside()) == desk.call_tool("process_id")


def test_the_async_context_manager_starts_and_stops(useful: dict[str, Any]) -> None:
    async def inside() -> dict[str, Any]:
        async with MCPOrchestrator(useful, ScriptedModel()) as desk:
            return await desk.acall_tool("process_id")

    assert not psutil.pid_exists(asyncio.run(inside())["pid"])


@pytest.mark.parametrize("ending", ["", "desk.stop_servers()", "sys.exit(0)", "del desk"])
def test_a_script_ends_cleanly_however_it_ends(ending: str) -> None:
    script = f"{OPEN}\nprint(desk.call_tool('process_id')['pid'])\n{ending}"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert done.stderr == ""
    assert not psutil.pid_exists(int(done.stdout))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to whole consoles")
def test_ctrl_c_in_a_script_closes_everything() -> None:
    script = f"{OPEN}\nprint('ready', flush=True)\ndesk.call_tool('wait', {{'seconds': 15.0}})"
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    servers = psutil.Process(process.pid).children()
    os.kill(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=10)
    assert errors.strip().endswith("KeyboardInterrupt")
    assert psutil.wait_procs(servers, timeout=5)[1] == []


def wait_for_output(kernel: Kernel, text: str) -> None:
    """Read messages until a cell has printed the text."""
    while True:
        message = kernel.client.get_iopub_msg(timeout=20)
        if message["msg_type"] == "stream" and text in message["content"]["text"]:
            return
