"""Requests to a real web server and their answers, recorded anew whenever somebody asks.

Calls that work and calls that do not, in both revisions of the protocol; sent by hand, so that each
is just what it says.
"""

from typing import Any

import httpx2

from itsupport.servers import build_server
from itsupport.servers.http import HttpExchange, HttpSite, start_http

Headers = dict[str, str]
GOOD, UNKNOWN = "TKT-1001", "TKT-9999"
_ACCEPT = {"accept": "application/json, text/event-stream"}


def recorded() -> list[HttpExchange]:
    """Eleven exchanges with a tickets server that runs while they last."""
    with (
        start_http({"tickets": build_server("tickets")}) as site,
        httpx2.Client(trust_env=False, timeout=10, headers=_ACCEPT) as web,
    ):
        _of_2026(site, web)
        _of_2025(site, web)
    return list(site.exchanges)


def _of_2026(site: HttpSite, web: httpx2.Client) -> None:
    url = site.urls["tickets"]
    said: Headers = {"mcp-protocol-version": "2026-07-28", "mcp-method": "tools/call"}
    named = said | {"mcp-name": "get_ticket_details"}
    web.post(url, json=_call(GOOD, modern=True), headers=named)
    web.post(url, json=_call(UNKNOWN, modern=True), headers=named)
    web.post(url, json=_call(GOOD, modern=True), headers=said | {"mcp-name": "search_tickets"})
    web.post(url, json=_call(GOOD, modern=True), headers=named | {"host": "evil.example"})
    web.post(f"{site.url}/tickets", json=_call(GOOD, modern=True), headers=named)


def _of_2025(site: HttpSite, web: httpx2.Client) -> None:
    url = site.urls["tickets"]
    hello = {
        "protocolVersion": "2025-11-25",
        "capabilities": {},
        "clientInfo": {"name": "recorder", "version": "1"},
    }
    begun = web.post(url, json=_message("initialize", hello))
    session = {
        "mcp-session-id": begun.headers["mcp-session-id"],
        "mcp-protocol-version": "2025-11-25",
    }
    confirmed = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    web.post(url, json=confirmed, headers=session)
    web.post(url, json=_call(GOOD), headers=session)
    web.post(url, json=_call(UNKNOWN), headers=session)
    web.post(url, json=_call(GOOD), headers=session | {"origin": "https://evil.example"})
    web.post(url, json=_call(GOOD), headers=session | {"mcp-session-id": "a session of yesterday"})


def _call(ticket_id: str, *, modern: bool = False) -> dict[str, Any]:
    parameters: dict[str, Any] = {
        "name": "get_ticket_details",
        "arguments": {"ticket_id": ticket_id},
    }
    if modern:
        parameters["_meta"] = {
            "io.modelcontextprotocol/protocolVersion": "2026-07-28",
            "io.modelcontextprotocol/clientInfo": {"name": "recorder", "version": "1"},
            "io.modelcontextprotocol/clientCapabilities": {},
        }
    return _message("tools/call", parameters)


def _message(method: str, parameters: dict[str, Any]) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}
