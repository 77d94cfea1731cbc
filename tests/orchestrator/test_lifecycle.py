"""Starts, stops, restarts and interrupts that meet each other: nothing is lost, nothing hangs."""

import asyncio
import gc
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
import pytest
from mcp.types import CallToolResult, TextContent

from itsupport.dual_mode import dual_mode
from itsupport.errors import SupportError
from itsupport.llm import model_from_environment
from itsupport.llm.conversation import ModelReply, ToolCall, UserMessage
from itsupport.orchestrator import MCPOrchestrator
from itsupport.orchestrator.calling import content_of
from itsupport.servers import SupportServer
from itsupport.teaching.loopback_model import LoopbackModel
from tests.orchestrator.conftest import STRANGE, ScriptedModel, strange

Servers = dict[str, Any]


def children() -> list[psutil.Process]:
    return psutil.Process().children(recursive=True)


def in_another_thread(work: Any) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def wait_until_sent(desk: MCPOrchestrator, method: str, count: int = 1) -> None:
    """Return when a request has passed on the wire."""
    deadline = time.monotonic() + 10
    while sum(m.sent and m.method == method for m in desk.wire) < count:
        assert time.monotonic() < deadline
        threading.Event().wait(0.01)


@pytest.mark.parametrize("api", ["responses", "chat"])
def test_a_model_that_was_given_goes_on_when_one_of_its_desks_ends(
    api: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    servers = {"x": SupportServer("x")}
    with LoopbackModel() as service:
        monkeypatch.setenv("OPENAI_BASE_URL", f"{service.root}/v1")
        monkeypatch.setenv("OPENAI_MODEL", "offline-selector-1")
        monkeypatch.setenv("ITSUPPORT_API", api)
        model = model_from_environment()
        beside = MCPOrchestrator(servers, model)
        for _ in range(3):  # a cell that is run again
            desk = MCPOrchestrator(servers, model)
            gc.collect()
            assert desk.query("Which tickets are open?").rounds == 1
            assert beside.query("Which tickets are open?").rounds == 1


def test_a_models_name_in_place_of_a_model_is_refused_at_once() -> None:
    with pytest.raises(SupportError, match="model_named\\('gpt-6-luna'\\)"):
        MCPOrchestrator({"x": SupportServer("x")}, "gpt-6-luna")  # type: ignore[arg-type]


def test_a_desk_that_cannot_be_made_leaves_no_folder_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("OPENAI_BASE_URL", "nonsense")
    with pytest.raises(SupportError, match="not a web address"):
        MCPOrchestrator()
    assert list(tmp_path.iterdir()) == []


def test_stopping_during_a_call_does_not_bring_the_server_back(useful: Servers) -> None:
    desk = MCPOrchestrator(useful, ScriptedModel())
    desk.start_servers()
    errors: list[SupportError] = []

    def call() -> None:
        try:
            desk.call_tool("wait", {"seconds": 20.0})
        except SupportError as problem:
            errors.append(problem)

    calling = in_another_thread(call)
    wait_until_sent(desk, "tools/call")
    desk.stop_servers()
    calling.join(10)
    assert [error.envelope["error"] for error in errors] == ["The server useful is unavailable"]
    assert children() == []


def test_questions_at_once_on_a_fresh_desk_start_the_servers_once(useful: Servers) -> None:
    model = ScriptedModel(ModelReply("A"), ModelReply("B"))
    desk = MCPOrchestrator(useful, model)
    with ThreadPoolExecutor() as threads:
        answers = list(threads.map(desk.query, ["first", "second"]))
    assert sorted(answer.text for answer in answers) == ["A", "B"]
    assert model.tools[0] == model.tools[1] != []
    assert len(children()) == 1
    desk.stop_servers()


def test_calls_that_meet_a_restart_wait_for_it(useful: Servers) -> None:
    with MCPOrchestrator(useful, ScriptedModel()) as desk, ThreadPoolExecutor() as threads:
        psutil.Process(desk.call_tool("process_id")["pid"]).kill()
        calls = [threads.submit(desk.call_tool, "wait", {"seconds": 0.3}) for _ in range(3)]
        assert [call.result() for call in calls] == [{"waited": 0.3}] * 3
        assert len(children()) == 1


def test_a_restart_that_was_interrupted_is_made_up_for_by_the_next_call(useful: Servers) -> None:
    async def give_up() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await desk.acall_tool("process_id")

    with MCPOrchestrator(useful, ScriptedModel()) as desk:
        psutil.Process(desk.call_tool("process_id")["pid"]).kill()
        asyncio.run(give_up())
        assert "pid" in desk.call_tool("process_id")
        assert desk.server_states == {"useful": "ready"}


def test_a_call_that_writes_is_sent_when_it_certainly_was_not_sent_before(
    tmp_path: Any, useful: Servers
) -> None:
    with MCPOrchestrator(useful, ScriptedModel()) as desk:
        process = psutil.Process(desk.call_tool("process_id")["pid"])
        process.kill()
        process.wait(5)
        deadline = time.monotonic() + 5
        while desk.server_states != {"useful": "lost"}:
            assert time.monotonic() < deadline
        with pytest.raises(SupportError, match="write_and_die was interrupted"):
            desk.call_tool("write_and_die")
        assert (tmp_path / "state").read_text() == "written\n"


def test_clearing_the_conversation_during_a_question_holds() -> None:
    desk_box: list[MCPOrchestrator] = []

    @dual_mode
    def forget() -> dict[str, Any]:
        """Clear the conversation while its question is answered."""
        desk_box[0].new_conversation()
        return {}

    model = ScriptedModel(
        ModelReply("", (ToolCall("c", "forget", "{}"),)), ModelReply("A"), ModelReply("B")
    )
    with MCPOrchestrator({"x": SupportServer("x", [forget])}, model) as desk:
        desk_box.append(desk)
        desk.query("first")
        desk.query("second")
    assert model.heard[2] == [UserMessage("second")]


def test_two_calls_of_one_id_keep_their_own_results() -> None:
    @dual_mode
    def one() -> dict[str, Any]:
        """One."""
        return {"number": 1}

    @dual_mode
    def two() -> dict[str, Any]:
        """Two."""
        return {"number": 2}

    calls = (ToolCall("same", "one", "{}"), ToolCall("same", "two", "{}"))
    model = ScriptedModel(ModelReply("", calls), ModelReply("Both."))
    with MCPOrchestrator({"x": SupportServer("x", [one, two])}, model) as desk:
        assert [call.result for call in desk.query("both").calls] == [{"number": 1}, {"number": 2}]


def test_a_tool_that_calls_its_own_desk_gets_an_error_and_not_a_deadlock() -> None:
    said: list[str] = []
    server = SupportServer("x")

    @server.tool()
    async def ask_again() -> dict[str, Any]:
        """Ask the desk from inside the desk's own loop."""
        for ask in (lambda: desk.query("again"), lambda: list(desk.stream("again"))):
            try:
                ask()
            except RuntimeError as problem:
                said.append(str(problem))
        return {}

    with MCPOrchestrator({"x": server}, ScriptedModel(), call_timeout=5) as desk:
        desk.call_tool("ask_again")
    assert said == ["This call would wait for itself: use the async form, with await."] * 2


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("plain words", {"text": "plain words"}),
        ('{"a": 1}', {"a": 1}),
        ("[1, 2]", {"result": [1, 2]}),
        ("[" * 100_000, {"text": "[" * 100_000}),
    ],
)
def test_results_of_other_peoples_servers_become_dictionaries(
    text: str, content: dict[str, Any]
) -> None:
    assert content_of(CallToolResult(content=[TextContent(type="text", text=text)])) == content


@pytest.mark.parametrize(
    "text", ['{"error": {"code": 404}}', '{"error": "x", "suggested_actions": "do this"}', "oops"]
)
def test_errors_in_other_peoples_words_become_the_statement(text: str) -> None:
    result = CallToolResult(content=[TextContent(type="text", text=text)], is_error=True)
    with pytest.raises(SupportError) as caught:
        content_of(result)
    assert caught.value.envelope["error"] == text
    assert text in str(caught.value)


SCRIPT = f"""
import os, sys
from itsupport.orchestrator import MCPOrchestrator
entry = {{"command": sys.executable, "args": [{str(STRANGE)!r}, "useful", ""]}}
desk = MCPOrchestrator({{"useful": entry}}, call_timeout=1)
print(desk.call_tool("process_id")["pid"], flush=True)
"""


def printed(script: str) -> list[str]:
    """The lines of a script that forks, which some Pythons warn of."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    return done.stdout.splitlines()


@pytest.mark.skipif(sys.platform == "win32", reason="only POSIX can fork")
def test_a_forked_child_ends_by_itself_and_leaves_the_servers_to_its_parent() -> None:
    script = f"""{SCRIPT}
child = os.fork()
if child == 0:
    sys.exit(0)
os.waitpid(child, 0)
print(desk.call_tool("process_id")["pid"])
"""
    first, second = printed(script)
    assert first == second
    assert not psutil.pid_exists(int(first))


@pytest.mark.skipif(sys.platform == "win32", reason="only POSIX can fork")
def test_a_call_in_a_forked_child_is_told_to_make_an_orchestrator_of_its_own() -> None:
    script = f"""{SCRIPT}
if os.fork() == 0:
    try:
        desk.call_tool("process_id")
    except Exception as problem:
        print(problem, flush=True)
    desk.stop_servers()
    print("nothing stopped", flush=True)
    os._exit(0)
os.wait()
print(desk.call_tool("process_id")["pid"])
"""
    first, *told, last = printed(script)
    assert first == last
    assert "belong to the process that this one was forked from" in told[0]
    assert "Make an orchestrator in the process that uses it" in told[-2]
    assert told[-1] == "nothing stopped"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to whole consoles")
def test_ctrl_c_while_a_hung_server_is_stopped_leaves_neither_it_nor_us() -> None:
    script = f"""{SCRIPT}
try:
    desk.call_tool("block")
except Exception:
    pass
print("stopping", flush=True)
desk.stop_servers()
"""
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    assert process.stdout.readline() == "stopping\n"
    servers = psutil.Process(process.pid).children()
    os.kill(process.pid, signal.SIGINT)
    process.communicate(timeout=25)
    assert psutil.wait_procs(servers, timeout=5)[1] == []


def test_a_deaf_server_does_not_hold_up_the_end_of_python() -> None:
    entry = strange("deaf")
    script = f"""
from itsupport.orchestrator import MCPOrchestrator
try:
    MCPOrchestrator({{"deaf": {entry!r}}}, start_timeout=0.5).start_servers()
except Exception as problem:
    print(type(problem).__name__)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=25, check=True
    )
    assert done.stdout == "ServerStartError\n"
