"""One call, overheard in two eras of the protocol."""

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from itsupport.errors import SupportError
from itsupport.orchestrator import ServerStartError
from itsupport.orchestrator.eras import both_eras
from itsupport.servers import build_server
from tests.orchestrator.conftest import strange

STDIO = {"command": "python", "args": ["-m", "itsupport", "serve", "tickets"]}
OLD = ["initialize", "result", "notifications/initialized", "tools/call", "result"]
NEW = ["tools/call", "result"]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of the tickets server, served over HTTP by a process of its own."""
    command = [sys.executable, "-m", "itsupport", "serve", "tickets", "--http", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/mcp", process.stderr.readline())
        assert found is not None
        yield found[0]
        process.terminate()


@pytest.fixture(params=["in memory", "stdio", "http"])
def server(request: pytest.FixtureRequest, address: str) -> dict[str, Any]:
    entries = {"in memory": build_server("tickets"), "stdio": STDIO, "http": {"url": address}}
    return {"tickets": entries[request.param]}


def test_the_older_era_shakes_hands_and_the_newer_one_just_calls(server: dict[str, Any]) -> None:
    eras = both_eras(server, "get_ticket_details", {"ticket_id": "TKT-1001"})

    assert {era: [message.method for message in wire] for era, wire in eras.items()} == {
        "2025-11-25": OLD,
        "2026-07-28": NEW,
    }
    old, new = (wire[-1].body["result"]["structuredContent"] for wire in eras.values())
    assert old == new
    assert old["ticket_id"] == "TKT-1001"


def test_the_error_of_a_tool_is_an_answer(server: dict[str, Any]) -> None:
    eras = both_eras(server, "get_ticket_details", {"ticket_id": "TKT-9999"})
    assert all(wire[-1].body["result"]["isError"] for wire in eras.values())


def test_a_tool_that_nobody_has_is_refused_on_the_wire(server: dict[str, Any]) -> None:
    eras = both_eras(server, "no_such_tool")
    assert [len(wire) for wire in eras.values()] == [len(OLD), len(NEW)]


def test_the_same_call_gives_the_same_messages_twice() -> None:
    first, second = (
        both_eras({"tickets": build_server("tickets")}, "get_ticket_metrics") for _ in range(2)
    )
    for era in first:
        assert [m.body for m in first[era]] == [m.body for m in second[era]]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ({"command": "no-such-program"}, "no program called no-such-program"),
        (strange("breaks"), "no such database"),
        (strange("rubbish"), "Welcome to my server!"),
        (strange("silent"), "did not answer within 1 seconds"),
        ({"url": "http://127.0.0.1:9/mcp"}, "Nothing listens"),
    ],
    ids=["missing", "breaks", "rubbish", "silent", "nowhere"],
)
def test_a_server_that_does_not_answer_is_a_clear_error(entry: Any, reason: str) -> None:
    with pytest.raises(ServerStartError) as caught:
        both_eras({"broken": entry}, "anything", call_timeout=1)
    assert caught.value.envelope["error"] == "The server broken did not start"
    assert reason in caught.value.envelope["reason"]


def test_a_call_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(SupportError, match="wait gave no answer\nIt did not answer within 6"):
        both_eras({"slow": strange("useful", tmp_path)}, "wait", {"seconds": 60}, call_timeout=6)


def test_a_server_that_speaks_only_the_older_era_is_heard_in_both() -> None:
    eras = both_eras({"raw": strange("raw", "hi")}, "speak")
    assert [len(wire) for wire in eras.values()] == [len(OLD), len(NEW)]


def test_nothing_is_left_running() -> None:
    both_eras({"tickets": STDIO}, "get_ticket_metrics")
    assert not [t for t in threading.enumerate() if t.name == "itsupport eras"]
    own = psutil.Process().children(recursive=True)
    assert not [p for p in own if "tickets" in p.cmdline() and "--http" not in p.cmdline()]


def test_it_works_where_a_loop_runs_already() -> None:
    import asyncio

    async def cell() -> int:
        return len(both_eras({"tickets": build_server("tickets")}, "get_ticket_metrics"))

    assert asyncio.run(cell()) == 2


@pytest.mark.parametrize(
    ("servers", "error"),
    [
        ({}, "No servers are given"),
        ({"a": STDIO, "b": STDIO}, "The call goes to one server"),
        ({"a": 5}, "The entry of the server a cannot be used"),
    ],
)
def test_what_is_not_one_server_is_refused(servers: Any, error: str) -> None:
    with pytest.raises(SupportError, match=error):
        both_eras(servers, "get_ticket_metrics")
