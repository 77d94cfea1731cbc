"""The wire view on every transport, and servers reached over HTTP."""

import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from itsupport.orchestrator import MCPOrchestrator
from itsupport.orchestrator.wire import KEPT_MESSAGES, WireLog, WireMessage
from itsupport.servers import build_server
from tests.orchestrator.conftest import ScriptedModel


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
def desk(request: pytest.FixtureRequest, address: str) -> Iterator[MCPOrchestrator]:
    stdio = {"command": "python", "args": ["-m", "itsupport", "serve", "tickets"]}
    entries = {"in memory": build_server("tickets"), "stdio": stdio, "http": {"url": address}}
    with MCPOrchestrator({"tickets": entries[request.param]}, ScriptedModel()) as desk:
        yield desk


def test_every_message_is_kept_in_order_with_its_direction(desk: MCPOrchestrator) -> None:
    desk.wire.clear()
    result = desk.call_tool("get_ticket_details", {"ticket_id": "TKT-1001"})

    request, response = desk.wire
    assert (request.direction, request.method) == ("client → server", "tools/call")
    assert request.body["params"]["arguments"] == {"ticket_id": "TKT-1001"}
    assert (response.direction, response.method) == ("server → client", "result")
    assert response.id == request.id
    assert response.body["result"]["structuredContent"] == result
    assert response.size > 1000


def test_the_start_shows_discovery(desk: MCPOrchestrator) -> None:
    methods = [message.method for message in desk.wire.of("tickets") if message.sent]
    assert methods == ["server/discover", "tools/list"]


def test_the_wire_is_a_table_and_a_diagram(desk: MCPOrchestrator) -> None:
    frame = desk.wire.to_frame()
    assert "mathjax_ignore" in frame._repr_html_()
    assert list(frame.columns) == ["server", "direction", "method", "id", "bytes"]
    assert list(frame["method"]) == ["server/discover", "result", "tools/list", "result"]
    assert "client->>s_tickets: tools/list" in desk.wire.to_mermaid()


def test_a_proxy_in_the_environment_does_not_come_between(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with MCPOrchestrator({"tickets": {"url": address}}, ScriptedModel()) as desk:
        assert desk.call_tool("get_ticket_metrics")["total"] == 15


def test_messages_may_be_forgotten_while_others_pass() -> None:
    log = WireLog()
    message = WireMessage("tickets", True, "x" * 10)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(1) as pool:
            passing = pool.submit(lambda: [log.add(message) for _ in range(50_000)])
            while not passing.done():
                log.clear()
            passing.result()
    finally:
        sys.setswitchinterval(before)
    log.clear()
    for _ in range(2 * KEPT_MESSAGES):
        log.add(message)
    assert len(log) == KEPT_MESSAGES
