"""Two servers in one web application on this machine, and plain HTTP to talk to it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpx2
import pytest

from itsupport.servers import build_server
from itsupport.servers.http import HttpSite, start_http

Serve = Callable[..., HttpSite]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts servers with the settings of `http_app`; they end with the test."""
    with ExitStack() as stack:

        def start(*names: str, **settings: Any) -> HttpSite:
            servers = {name: build_server(name) for name in names or ("tickets", "customers")}
            return stack.enter_context(start_http(servers, **settings))

        yield start


@pytest.fixture
def http() -> Iterator[httpx2.Client]:
    with httpx2.Client(trust_env=False, timeout=10) as client:
        yield client


CALL = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {
        "name": "get_ticket_details",
        "arguments": {"ticket_id": "TKT-1001"},
        "_meta": {
            "io.modelcontextprotocol/protocolVersion": "2026-07-28",
            "io.modelcontextprotocol/clientInfo": {"name": "test", "version": "1"},
            "io.modelcontextprotocol/clientCapabilities": {},
        },
    },
}
HEADERS = {
    "accept": "application/json, text/event-stream",
    "mcp-protocol-version": "2026-07-28",
    "mcp-method": "tools/call",
    "mcp-name": "get_ticket_details",
}


def call(http: httpx2.Client, url: str, **headers: str) -> httpx2.Response:
    """One tool call of 2026-07-28, as a client sends it."""
    return http.post(url, json=CALL, headers=HEADERS | headers)


def envelope(response: httpx2.Response) -> dict[str, Any]:
    """The envelope of a refusal: it says what is wrong and, where one can, what to do."""
    assert response.headers["content-type"] == "application/json"
    body: dict[str, Any] = response.json()
    assert set(body) >= {"error", "reason", "suggested_actions"}
    return body
