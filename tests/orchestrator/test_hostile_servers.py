"""Servers that mean harm: nobody waits beyond a bound, others go on, nothing is left behind."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from itsupport.errors import SupportError
from itsupport.orchestrator import MCPOrchestrator, ServerStartError
from itsupport.orchestrator.connection_requests import ANSWER_SECONDS
from itsupport.servers import build_server
from tests.orchestrator.conftest import ScriptedModel

PROGRAM = Path(__file__).with_name("hostile_servers.py")
GOOD = {"tickets": build_server("tickets")}
START, CALL = 3.0, 1.5
STEPS = ("server/discover", "initialize", "tools/list")


def hostile(kind: str, argument: str = "") -> dict[str, Any]:
    return {"hostile": {"command": sys.executable, "args": [str(PROGRAM), kind, argument]}}


@contextmanager
def desk(kind: str, argument: str = "", *, call: float = CALL) -> Iterator[MCPOrchestrator]:
    """A desk with a hostile server and a good one, which must go on, and leave nothing behind."""
    made = MCPOrchestrator(
        GOOD | hostile(kind, argument), ScriptedModel(), start_timeout=30, call_timeout=call
    )
    with within(60), made:
        yield made
        assert made.call_tool("get_ticket_metrics")["total"]
    assert psutil.Process().children(recursive=True) == []


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """A bound that is far above what it takes, and far below for ever."""
    started = time.monotonic()
    yield
    assert time.monotonic() - started < seconds


def failed(desk: MCPOrchestrator) -> dict[str, Any]:
    """The envelope of a call that must fail."""
    with pytest.raises(SupportError) as caught:
        desk.call_tool("speak")
    envelope = dict(caught.value.envelope)
    assert "Traceback" not in str(envelope)
    return envelope


def not_started(kind: str, argument: str = "") -> str:
    """Why a server did not start; nothing may be left of it, nor of the others."""
    made = MCPOrchestrator(GOOD | hostile(kind, argument), ScriptedModel(), start_timeout=START)
    with within(START + 10), pytest.raises(ServerStartError) as caught:
        made.start_servers()
    assert set(made.server_states.values()) == {"stopped"}
    assert psutil.Process().children(recursive=True) == []
    assert "Traceback" not in str(caught.value)
    return str(caught.value.envelope["reason"])


@pytest.mark.parametrize("method", STEPS[1:])
def test_a_server_that_says_nothing_at_a_step_is_given_up(method: str) -> None:
    assert not_started("silent", method) == "It did not answer within 3 seconds."


def test_silence_in_a_call_ends_the_call_and_not_the_server() -> None:
    with desk("silent", "tools/call") as made:
        assert failed(made)["error"] == "speak took longer than 1.5 seconds"
        assert made.server_states["hostile"] == "ready"


@pytest.mark.parametrize("kind", ["wrong_id", "wrong_sort_of_id"])
def test_an_answer_to_another_question_is_no_answer(kind: str) -> None:
    with desk(kind) as made:
        assert failed(made)["error"] == "speak took longer than 1.5 seconds"


@pytest.mark.parametrize("method", [*STEPS, "tools/call"])
def test_answers_that_come_twice_do_no_harm(method: str) -> None:
    with desk("twice", method) as made:
        assert [made.call_tool("speak") for _ in range(3)] == [{"text": "spoken"}] * 3


def test_answers_that_nobody_waits_for_do_no_harm() -> None:
    with desk("unasked", call=20) as made:
        assert made.call_tool("speak") == {"text": "spoken"}


@pytest.mark.parametrize("method", [*STEPS, "tools/call"])
def test_rubbish_between_the_messages_does_no_harm(method: str) -> None:
    with desk("rubbish", method, call=20) as made:
        assert made.call_tool("speak") == {"text": "spoken"}


@pytest.mark.parametrize("method", ["tools/list", "tools/call"])
def test_a_flood_of_notifications_does_no_harm_and_is_not_kept(method: str) -> None:
    with desk("flood", method, call=30) as made:
        assert made.call_tool("speak") == {"text": "spoken"}
        assert len(made.wire) <= 1_000


@pytest.mark.parametrize("method", ["server/discover", "initialize", "tools/list"])
def test_a_line_without_end_at_the_start_is_given_up_and_takes_no_memory(method: str) -> None:
    before = memory()
    not_started("endless_line", method)
    assert memory() - before < 500


def test_a_line_without_end_in_a_call_is_given_up_before_the_time_is_over() -> None:
    with desk("endless_line", "tools/call", call=60) as made:
        before = memory()
        assert failed(made)["error"] == "The server hostile is unavailable"
        assert memory() - before < 500
        assert made.wire.stray == "(a line of more than 64 MB)"


def test_a_line_without_end_that_nobody_asked_for_ends_the_connection() -> None:
    with desk("endless_line_unasked") as made:
        deadline = time.monotonic() + 30
        while made.server_states["hostile"] == "ready" and time.monotonic() < deadline:
            made.call_tool("get_ticket_metrics")
        assert made.server_states["hostile"] == "lost"


def test_pages_without_end_are_counted() -> None:
    assert "more than 100 pages" in not_started("endless_pages")


def test_a_schema_that_the_protocol_does_not_allow_is_named() -> None:
    why = not_started("wrong_schema")
    assert why.startswith("It broke the protocol: in ListToolsResult, tools.1.inputSchema: ")


def test_two_tools_of_one_name_on_one_server_are_refused() -> None:
    made = MCPOrchestrator(hostile("same_names"), ScriptedModel())
    with pytest.raises(SupportError, match="Two tools are called speak"):
        made.start_servers()
    assert psutil.Process().children(recursive=True) == []


def test_odd_tools_can_be_shown_to_a_model_and_called() -> None:
    with desk("odd_tools") as made:
        for style in ("mcp", "responses", "chat"):
            assert len(made.get_available_tools(style)) == 13
        assert made.call_tool("speak") == {"text": "spoken"}
        for tool in ("endless_reference", "far_reference", "deep", "wrong_types", "long", ""):
            assert made.call_tool(tool, {"inner": {}}) == {"text": "spoken"}


def test_a_huge_result_arrives_in_time_that_grows_with_its_size() -> None:
    with desk("huge_result", "50", call=60) as made:
        assert len(made.call_tool("speak")["text"]) == 50_000_000


def test_a_result_beyond_the_limit_is_given_up() -> None:
    with desk("huge_result", "70", call=60) as made:
        assert failed(made)["error"] == "The server hostile is unavailable"


def test_what_a_server_may_not_ask_for_it_does_not_get() -> None:
    with desk("asks", call=20) as made:
        refused = dict.fromkeys(("sampling/createMessage", "roots/list", "no/such"), "refused")
        assert made.call_tool("speak") == refused


def test_a_server_that_hangs_up_and_stays_is_ended() -> None:
    with desk("closes_its_end", call=20) as made:
        assert failed(made)["error"] == "The server hostile is unavailable"


def test_a_server_that_stops_reading_holds_up_its_own_calls_only() -> None:
    unavailable = pytest.raises(SupportError, match="The server hostile is unavailable")
    # twice the call, then the question whether the server is there; not the SDK's own five seconds
    with desk("stops_reading") as made, within(2 * (CALL + ANSWER_SECONDS) + 10), unavailable:
        made.call_tool("speak", {"text": "x" * 1_000_000})


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM to ignore")
def test_a_server_that_will_not_end_and_its_children_are_ended() -> None:
    with desk("stubborn") as made:
        assert made.call_tool("speak") == {"text": "spoken"}
        assert len(psutil.Process().children(recursive=True)) == 2


def memory() -> float:
    """Megabytes that this process has in memory now."""
    return float(psutil.Process().memory_info().rss) / 1_000_000
