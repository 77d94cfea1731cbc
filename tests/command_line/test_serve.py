"""`serve` as other programs see it: pipes that carry MCP and nothing else, and clear refusals."""

import json
import socket
import subprocess
import sys
from typing import Any

from tests.command_line.conftest import clean_environment, itsupport

SERVE_TICKETS = [sys.executable, "-m", "itsupport", "serve", "tickets"]


def test_nothing_but_mcp_is_written_to_stdout() -> None:
    process = subprocess.Popen(
        SERVE_TICKETS,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=clean_environment(),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    hello = {
        "protocolVersion": "2025-11-25",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    }
    answers = []
    for number, (method, parameters) in enumerate(
        [
            ("initialize", hello),
            ("tools/list", {}),
            ("tools/call", {"name": "search_tickets", "arguments": {"status": "nonsense"}}),
            ("no/such/method", {}),
        ]
    ):
        process.stdin.write(request(number, method, parameters))
        process.stdin.flush()
        answers.append(json.loads(process.stdout.readline()))
    rest, _ = process.communicate(timeout=10)
    assert rest == b""
    assert [(answer["jsonrpc"], answer["id"]) for answer in answers] == [
        ("2.0", number) for number in range(4)
    ]
    assert process.returncode == 0


def request(number: int, method: str, parameters: dict[str, Any]) -> bytes:
    """One JSON-RPC request as a line."""
    message = {"jsonrpc": "2.0", "id": number, "method": method, "params": parameters}
    return json.dumps(message).encode() + b"\n"


def test_a_domain_that_does_not_exist_gets_a_near_miss() -> None:
    done = itsupport("serve", "ticket")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("✗ There is no server called ticket")
    assert "Did you mean 'tickets'?" in done.stderr


def test_a_port_in_use_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = itsupport("serve", "tickets", "--http", "--port", port)
    assert done.returncode == 1
    assert done.stderr.startswith(f"✗ Cannot listen on port {port}")
    assert "--port 0" in done.stderr
