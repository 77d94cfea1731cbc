"""The same call made four ways gives the same dictionary and the same error.

Directly in Python, in memory, over stdio and over Streamable HTTP, alone and in one application
with the others, by clients of both revisions; every tool, good and bad input.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from itsupport.dual_mode import input_schema
from itsupport.errors import SupportError
from itsupport.orchestrator.eras import ERAS
from itsupport.servers import SERVER_NAMES, build_server
from itsupport.servers.http import start_http

Arguments = dict[str, Any]
Outcome = tuple[bool, Any]
"""Whether it failed, and the result or the envelope."""

FUNCTIONS: dict[str, tuple[str, Callable[..., Any]]] = {
    function.__name__: (server, function)
    for server in SERVER_NAMES
    for function in import_module(f"itsupport.domains.{server}").TOOLS
}

GOOD: dict[str, list[Arguments]] = {
    "search_tickets": [
        {},
        {"query": "blue screen", "limit": 3},
        {"priority": "critical", "status": "open", "created_after": "2024-01-01"},
        {"query": "no such words anywhere"},
        {"query": "null"},
        {"query": "[1, 2]"},
        {"query": None, "priority": "critical"},
    ],
    "get_ticket_details": [{"ticket_id": "TKT-1001"}],
    "get_ticket_metrics": [{}, {"customer_id": "CUST-001"}, {"created_before": "2024-06-30"}],
    "find_similar_tickets": [{"ticket_id": "TKT-1001"}, {"ticket_id": "TKT-1004", "limit": 2}],
    "lookup_customer": [{}, {"tier": "premium"}, {"company_name": "techcorp"}],
    "check_customer_status": [{"customer_id": "CUST-001"}],
    "get_sla_terms": [{"customer_id": "CUST-002"}],
    "list_customer_contacts": [{"customer_id": "CUST-003"}],
    "get_invoice": [{"invoice_id": "INV-2001"}, {"customer_id": "CUST-001"}],
    "check_payment_status": [{}, {"status": "overdue"}],
    "get_billing_history": [{"customer_id": "CUST-001"}, {"start_date": "2025-01-01"}],
    "calculate_outstanding_balance": [{}, {"customer_id": "CUST-002"}],
    "search_solutions": [{"query": "blue screen"}, {"os": "linux", "limit": 2}],
    "get_article": [{"article_id": "KB-001"}],
    "find_related_articles": [{"article_id": "KB-002"}],
    "get_common_fixes": [{"product": "Windows"}, {"issue": "VPN"}],
    "lookup_asset": [{}, {"asset_type": "server"}, {"asset_id": "AST-LAP-001"}],
    "check_warranty": [{}, {"expires_within_days": 30}, {"status": "expired"}],
    "get_software_licenses": [{}, {"customer_id": "CUST-001"}],
    "get_asset_history": [{"asset_id": "AST-SRV-001"}],
}
UNKNOWN = {
    "ticket_id": "TKT-9999",
    "customer_id": "CUST-999",
    "invoice_id": "INV-9999",
    "article_id": "KB-999",
    "asset_id": "AST-SRV-999",
}


def bad(function: Callable[..., Any]) -> list[Arguments]:
    """Mistakes that every tool can meet, made from its own schema."""
    cases: list[Arguments] = [{"no_such_argument": 1}]
    for name, schema in input_schema(function)["properties"].items():
        wrong: list[Any] = [["a list"], {"a": "mapping"}, True]
        if schema["type"] == "integer":
            wrong += ["5", 0, 10_000, 2.5]
        if "enum" in schema:
            wrong += [schema["enum"][0][:-1] + "x"]
        if "pattern" in schema:
            wrong += ["", "nonsense", "2025-02-30"]
        cases += [{name: value} for value in wrong]
        if name in UNKNOWN:
            cases += [{name: UNKNOWN[name]}, {name: UNKNOWN[name].lower()}]
    return cases


CASES = [
    (name, arguments)
    for name, (_, function) in FUNCTIONS.items()
    for arguments in GOOD[name] + bad(function)
]


def key(name: str, arguments: Arguments) -> str:
    return f"{name} {json.dumps(arguments)}"


def direct(name: str, arguments: Arguments) -> Outcome:
    try:
        return False, FUNCTIONS[name][1](**arguments)
    except SupportError as problem:
        return True, problem.envelope


async def over_mcp(server: str, address: Any, mode: str = "auto") -> dict[str, Outcome]:
    """Every case of one server, over one connection; the text must say the same as the content."""
    outcomes: dict[str, Outcome] = {}
    async with Client(address, mode=mode, read_timeout_seconds=20) as client:
        for name, arguments in CASES:
            if FUNCTIONS[name][0] == server:
                result = await client.call_tool(name, arguments)
                assert json.loads(result.content[0].text) == result.structured_content
                outcomes[key(name, arguments)] = (result.is_error, result.structured_content)
    return outcomes


@pytest.fixture(scope="module", params=["in memory", "stdio", "http", *ERAS])
def served(request: pytest.FixtureRequest) -> dict[str, Outcome]:
    """The outcome of every case over one kind of transport."""
    if request.param in ERAS:
        return asyncio.run(mounted(ERAS[request.param]))
    outcomes: dict[str, Outcome] = {}
    for server in SERVER_NAMES:
        outcomes |= asyncio.run(WAYS[request.param](server))
    return outcomes


async def in_memory(server: str) -> dict[str, Outcome]:
    return await over_mcp(server, build_server(server))


async def stdio(server: str) -> dict[str, Outcome]:
    arguments = ["-m", "itsupport", "serve", server]
    return await over_mcp(server, StdioServerParameters(command=sys.executable, args=arguments))


async def http(server: str) -> dict[str, Outcome]:
    command = [sys.executable, "-m", "itsupport", "serve", server, "--http", "--port", "0"]
    process = await asyncio.create_subprocess_exec(*command, stderr=subprocess.PIPE)
    assert process.stderr is not None
    try:
        announced = (await asyncio.wait_for(process.stderr.readline(), 20)).decode()
        [url] = [word for word in announced.split() if word.startswith("http://127.0.0.1:")]
        return await over_mcp(server, url)
    finally:
        process.terminate()
        await asyncio.wait_for(process.communicate(), 10)


async def mounted(mode: str) -> dict[str, Outcome]:
    """All servers in one application, each at its own address."""
    outcomes: dict[str, Outcome] = {}
    with start_http({name: build_server(name) for name in SERVER_NAMES}) as site:
        for name, url in site.urls.items():
            outcomes |= await over_mcp(name, url, mode)
    return outcomes


WAYS = {"in memory": in_memory, "stdio": stdio, "http": http}


def test_every_tool_has_cases() -> None:
    assert set(GOOD) == set(FUNCTIONS)
    assert len(FUNCTIONS) == 20


def test_every_good_case_succeeds_directly() -> None:
    failures = [
        key(name, arguments)
        for name, cases in GOOD.items()
        for arguments in cases
        if direct(name, arguments)[0]
    ]
    assert failures == []


def test_every_bad_case_fails_directly_or_is_allowed_by_the_schema() -> None:
    for name, (_, function) in FUNCTIONS.items():
        outcomes = [direct(name, arguments) for arguments in bad(function)]
        assert sum(failed for failed, _ in outcomes) >= len(outcomes) - 1, name


def test_the_same_call_gives_the_same_outcome(served: dict[str, Outcome]) -> None:
    different = [
        key(name, arguments)
        for name, arguments in CASES
        if served[key(name, arguments)] != direct(name, arguments)
    ]
    assert different == []
