"""Several servers in one application: addresses, both eras, health, and an end in time."""

import asyncio
import os
import threading
from contextlib import suppress
from pathlib import Path

import httpx2
import pytest
from mcp import Client
from mcp.client.sse import sse_client
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient

from itsupport.errors import SupportError
from itsupport.orchestrator import MCPOrchestrator
from itsupport.record_store.database import database_at
from itsupport.servers import build_server
from itsupport.servers.http import app, http_app
from tests.servers.http.conftest import CALL, HEADERS, Serve, call, envelope


def test_one_server_is_at_mcp_and_several_are_at_their_names(serve: Serve) -> None:
    one, two = serve("tickets"), serve("tickets", "customers")
    assert [url.removeprefix(one.url) for url in one.urls.values()] == ["/mcp"]
    assert [url.removeprefix(two.url) for url in two.urls.values()] == [
        "/tickets/mcp",
        "/customers/mcp",
    ]


@pytest.mark.parametrize("mode", ["legacy", "2026-07-28", "auto"])
@pytest.mark.parametrize("stateless", [False, True])
def test_clients_of_both_eras_call_every_server(serve: Serve, mode: str, stateless: bool) -> None:
    site = serve(stateless=stateless)

    async def names() -> list[str]:
        found = []
        for url in site.urls.values():
            async with Client(url, mode=mode, read_timeout_seconds=10) as client:
                found += [tool.name for tool in (await client.list_tools()).tools]
        return found

    found = asyncio.run(names())
    assert {"search_tickets", "lookup_customer"} < set(found)
    sessions = {"mcp-session-id" in exchange.response_headers for exchange in site.exchanges}
    assert (True in sessions) == (mode == "legacy" and not stateless)


def test_the_orchestrator_answers_over_http(serve: Serve) -> None:
    with MCPOrchestrator(serve().entries()) as desk:
        answer = desk.query("What are the critical tickets, and who are the customers?")
    assert {call.server for call in answer.calls} == {"tickets", "customers"}
    assert "TKT-1001" in answer.text


def test_old_clients_are_served_when_asked_for(serve: Serve, http: httpx2.Client) -> None:
    site = serve(sse=True)

    async def details() -> bool | None:
        old = sse_client(site.url + "/tickets/sse")
        async with Client(old, mode="legacy", read_timeout_seconds=10) as client:
            result = await client.call_tool("get_ticket_details", {"ticket_id": "TKT-1001"})
        return result.is_error

    assert asyncio.run(details()) is False
    assert http.get(serve().url + "/tickets/sse").status_code == 404


def test_an_end_with_open_streams_takes_seconds(serve: Serve, http: httpx2.Client) -> None:
    site = serve(sse=True)
    with http.stream("GET", site.url + "/tickets/sse") as stream:
        assert next(stream.iter_lines()) == "event: endpoint"
        site.stop()  # raises when it takes longer
    assert "itsupport http" not in [thread.name for thread in threading.enumerate()]


def test_health_says_which_servers_there_are(serve: Serve, http: httpx2.Client) -> None:
    answer = http.get(serve().url + "/health")
    addresses = {"tickets": "/tickets/mcp", "customers": "/customers/mcp"}
    assert answer.json() == {"status": "ok", "servers": addresses}


REFUSED = [
    ("GET", "/", 404),
    ("POST", "/mcp", 404),
    ("POST", "/tickets/mcp/", 404),
    ("PUT", "/tickets/mcp", 405),
    ("POST", "/health", 405),
    ("POST", "/tickets/mcp", 406),
]


@pytest.mark.parametrize(("method", "path", "status"), REFUSED)
def test_a_refusal_says_where_mcp_is_spoken(
    serve: Serve, http: httpx2.Client, method: str, path: str, status: int
) -> None:
    headers = HEADERS | {"accept": "text/html", "content-type": "application/json"}
    answer = http.request(method, serve().url + path, headers=headers)
    assert answer.status_code == status
    assert "/tickets/mcp" in str(envelope(answer)["suggested_actions"])
    assert ("allow" in answer.headers) == (status == 405)


def test_what_the_mcp_server_refuses_stays_an_mcp_error(serve: Serve, http: httpx2.Client) -> None:
    answer = call(http, serve().urls["tickets"], **{"mcp-name": "another_tool"})
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == -32020


def test_an_application_needs_no_socket() -> None:
    with TestClient(http_app({"tickets": build_server("tickets")}), "http://localhost") as client:
        answer = client.post("/mcp", json=CALL, headers=HEADERS)
    assert answer.json()["result"]["structuredContent"]["ticket_id"] == "TKT-1001"


def test_workers_make_the_application_from_their_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ITSUPPORT_DATABASE", f"sqlite:///{tmp_path}/desk.db")
    monkeypatch.setenv("ITSUPPORT_HTTP_SERVERS", "tickets, assets")
    monkeypatch.setenv("ITSUPPORT_HTTP_HOSTS", "desk.example.org")
    monkeypatch.setenv("ITSUPPORT_HTTP_TOKEN", "a-token-of-some-length")
    with TestClient(app(), "http://desk.example.org") as client:
        assert list(client.get("/health").json()["servers"]) == ["tickets", "assets"]
        assert client.post("/tickets/mcp", json=CALL, headers=HEADERS).status_code == 401
    monkeypatch.setenv("ITSUPPORT_HTTP_SSE", "perhaps")
    with pytest.raises(SupportError, match="ITSUPPORT_HTTP_SSE is 'perhaps'"):
        app()


def test_workers_that_are_told_nothing_share_a_file_and_serve_no_logins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("ITSUPPORT_DATABASE", "")
    with TestClient(app(), "http://localhost") as client:
        assert "account" not in client.get("/health").json()["servers"]
    database_at(os.environ["ITSUPPORT_DATABASE"]).close()
    assert (tmp_path / "itsupport" / "desk.db").exists()
    monkeypatch.setenv("ITSUPPORT_HTTP_SERVERS", "tickets account")
    with pytest.raises(SupportError, match="Several workers cannot serve account"):
        app()


def test_an_end_with_clients_of_both_eras_connected_takes_seconds(serve: Serve) -> None:
    """Each keeps a stream open on which it hears of news; the orchestrator listens too."""
    site = serve("toolbox", "tickets")

    async def connected() -> None:
        async with Client(site.urls["toolbox"], mode="legacy", read_timeout_seconds=10) as client:
            await client.list_tools()
            await asyncio.to_thread(site.stop)  # raises when it takes longer

    with MCPOrchestrator(site.entries()) as desk, suppress(Exception):
        assert desk.call_tool("greet", {"name": "Ada"})
        asyncio.run(connected())
    assert "itsupport http" not in [thread.name for thread in threading.enumerate()]


def test_a_fault_in_the_server_is_an_envelope_without_its_text(
    caplog: pytest.LogCaptureFixture,
) -> None:
    server = build_server("tickets")

    @server.custom_route("/broken", methods=["GET"])
    async def broken(_request: Request) -> Response:
        raise RuntimeError("a secret of the inside")

    app = http_app({"tickets": server})
    with TestClient(app, "http://localhost", raise_server_exceptions=False) as client:
        answer = client.get("/broken")
    assert answer.status_code == 500
    assert envelope(answer)["error"] == "The server failed"
    assert "secret" not in answer.text
    caplog.clear()
