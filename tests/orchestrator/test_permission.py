"""A rule in code decides which of the model's calls are made."""

import asyncio
import subprocess
import sys
import threading
from typing import Any

import pytest
from mcp.server import MCPServer
from mcp.types import ToolAnnotations

from itsupport.llm.conversation import ModelReply, ToolCall, ToolOutput
from itsupport.orchestrator import MCPOrchestrator, WantedCall
from tests.orchestrator.conftest import ScriptedModel

READS, WRITES = ToolAnnotations(read_only_hint=True), ToolAnnotations(read_only_hint=False)


def store(sold: list[str]) -> MCPServer[Any]:
    """A server that has a tool of each kind and notes what was done."""
    server: MCPServer[Any] = MCPServer("store", log_level="WARNING")

    @server.tool(annotations=READS)
    def count(part: str) -> dict[str, int]:
        """Count."""
        return {part: 3}

    @server.tool(annotations=WRITES)
    def sell(part: str) -> dict[str, str]:
        """Sell."""
        sold.append(part)
        return {"sold": part}

    @server.tool()
    def dust(part: str) -> dict[str, str]:
        """Say nothing of what it does."""
        sold.append(f"dusted {part}")
        return {"dusted": part}

    return server


def wants(*calls: str) -> ScriptedModel:
    """A model that wants these tools for a fan, all in one round, and then answers."""
    wanted = tuple(ToolCall(f"c{n}", name, '{"part": "fan"}') for n, name in enumerate(calls))
    return ScriptedModel(ModelReply("", wanted), ModelReply("Done."))


def test_a_refused_call_is_not_made_and_the_model_reads_why() -> None:
    sold: list[str] = []
    model = wants("count", "sell", "dust")
    with MCPOrchestrator({"store": store(sold)}, model, may_call=lambda c: c.read_only) as desk:
        answer = desk.query("How many fans?")

    assert sold == []
    assert [call.result for call in answer.calls] == [{"fan": 3}, None, None]
    assert answer.calls[1].error is not None
    assert answer.calls[1].error["error"] == "sell was not allowed"
    assert not answer.calls[1].error["retryable"]
    read = [turn.output for turn in model.heard[1] if isinstance(turn, ToolOutput)]
    assert "dust was not allowed" in read[2]


def test_the_rule_sees_the_question_and_one_call_after_the_other_outside_the_loop() -> None:
    seen: list[WantedCall] = []
    threads: set[str] = set()

    def rule(call: WantedCall) -> bool:
        seen.append(call)
        threads.add(threading.current_thread().name)
        call.arguments["part"] = "something else"
        return True

    sold: list[str] = []
    with MCPOrchestrator({"store": store(sold)}, wants("count", "sell"), may_call=rule) as desk:
        desk.query("Sell a fan")

    assert [(c.question, c.server, c.tool, c.read_only) for c in seen] == [
        ("Sell a fan", "store", "count", True),
        ("Sell a fan", "store", "sell", False),
    ]
    assert sold == ["fan"], "the rule sees a copy"
    assert "itsupport orchestrator" not in threads


@pytest.mark.parametrize("said", [None, "yes", 1])
def test_only_true_allows(said: Any) -> None:
    sold: list[str] = []
    with MCPOrchestrator({"store": store(sold)}, wants("sell"), may_call=lambda _: said) as desk:
        desk.query("Sell a fan")
    assert sold == []


def test_a_rule_that_fails_allows_nothing() -> None:
    sold: list[str] = []

    def rule(_: WantedCall) -> bool:
        raise RuntimeError("no idea")

    with MCPOrchestrator({"store": store(sold)}, wants("sell"), may_call=rule) as desk:
        with pytest.raises(RuntimeError, match="no idea"):
            desk.query("Sell a fan")
        assert desk.server_states == {"store": "ready"}
    assert sold == []


@pytest.mark.parametrize("allowed", [True, False])
def test_an_async_rule_is_awaited(allowed: bool) -> None:
    sold: list[str] = []

    async def rule(_: WantedCall) -> bool:
        await asyncio.sleep(0)
        return allowed

    with MCPOrchestrator({"store": store(sold)}, wants("sell"), may_call=rule) as desk:
        desk.query("Sell a fan")
    assert sold == ["fan"] * allowed


@pytest.mark.parametrize("waits", [True, False])
def test_a_rule_that_asks_its_own_desk_gets_an_error_and_does_not_wait_for_ever(
    waits: bool,
) -> None:
    async def judge(call: WantedCall) -> bool:
        return "yes" in (await desk.aquery(f"May {call.tool} be called?")).text

    def plain_judge(call: WantedCall) -> bool:
        return "yes" in desk.query(f"May {call.tool} be called?").text

    model, rule = wants("sell"), judge if waits else plain_judge
    model.replies.append(ModelReply("Again."))
    with MCPOrchestrator({"store": store([])}, model, may_call=rule) as desk:
        [call] = desk.query("Sell a fan").calls
        assert call.error is not None
        assert call.error["error"] == "This question would wait for itself"
        assert desk.query("And now?").text == "Again."


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to whole consoles")
def test_an_interrupted_rule_does_not_keep_python_alive() -> None:
    script = """
import os, signal, threading
from itsupport.orchestrator import MCPOrchestrator
from tests.orchestrator.test_permission import store, wants
def rule(call):
    os.kill(os.getpid(), signal.SIGINT)
    threading.Event().wait()
try:
    MCPOrchestrator({"store": store([])}, wants("sell"), may_call=rule).query("Sell a fan")
except KeyboardInterrupt:
    print("interrupted")
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=30)
    assert (done.returncode, done.stdout.strip()) == (0, b"interrupted")


def test_a_person_who_calls_a_tool_is_not_asked() -> None:
    sold: list[str] = []
    with MCPOrchestrator({"store": store(sold)}, wants(), may_call=lambda _: False) as desk:
        assert desk.call_tool("sell", {"part": "fan"}) == {"sold": "fan"}


def test_an_unknown_tool_is_still_named_as_unknown() -> None:
    with MCPOrchestrator({"store": store([])}, wants("cell"), may_call=lambda _: False) as desk:
        [call] = desk.query("Sell a fan").calls
    assert call.error is not None
    assert call.error["error"] == "Unknown tool cell"
