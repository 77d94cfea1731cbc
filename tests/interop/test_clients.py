"""Clients of others do with our servers all that a client can do.

Each client is a small script in `clients/` that gets its jobs as JSON and prints a report of each.
"""

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.interop import installed
from tests.interop.cases import SERVERS, Case, case
from tests.interop.serving import entry

Report = dict[str, Any]
SECONDS = 120

CLIENTS: dict[str, Callable[[], list[str]]] = {
    "typescript_v1.cjs": lambda: [str(installed.node())],
    "typescript_v2.cjs": lambda: [str(installed.node())],
    "python_2025.py": lambda: [installed.python("python-2025")],
    "fastmcp_client.py": lambda: [installed.python("fastmcp")],
}
VISITS = [
    ("typescript_v1.cjs", "2025-11-25"),
    ("typescript_v2.cjs", "2025-11-25"),
    ("typescript_v2.cjs", "2026-07-28"),
    ("python_2025.py", "2025-11-25"),
    ("fastmcp_client.py", "2025-11-25"),
    ("fastmcp_client.py", "2026-07-28"),
]


@dataclass
class Visit:
    """What one client did at all servers over one transport."""

    era: str
    cases: dict[str, Case]
    reports: dict[str, Report]


@pytest.fixture(scope="module", params=["stdio", "http"])
def transport(request: pytest.FixtureRequest) -> str:
    """How the servers are reached."""
    return str(request.param)


@pytest.fixture(scope="module", params=VISITS, ids=[f"{client}-{era}" for client, era in VISITS])
def visit(request: pytest.FixtureRequest, transport: str, http: dict[str, str]) -> Visit:
    """One client at all servers."""
    client, era = request.param
    visitor = f"{client.partition('.')[0]}-{era}-{transport}"
    cases = {server: case(server, visitor) for server in SERVERS}
    jobs = [
        {
            "server": entry(server) if transport == "stdio" else {"url": http[server]},
            "era": era,
            "calls": [call for call, _ in cases[server].calls],
            "prompts": cases[server].prompts,
            "answers": cases[server].answers,
        }
        for server in SERVERS
    ]
    return Visit(era, cases, dict(zip(SERVERS, run(client, jobs), strict=True)))


def run(client: str, jobs: list[dict[str, Any]]) -> list[Report]:
    """One run of a client, with all its jobs at the same time."""
    done = subprocess.run(
        [*CLIENTS[client](), str(installed.CLIENTS / client)],
        input=json.dumps(jobs),
        env=installed.environment(),
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert done.returncode == 0, done.stderr
    reports: list[Report] = json.loads(done.stdout)
    return reports


@pytest.mark.parametrize("server", SERVERS)
def test_a_client_of_others_lists_and_calls_every_tool(visit: Visit, server: str) -> None:
    report, case = visit.reports[server], visit.cases[server]
    assert "broke" not in report, report
    assert report["era"] == visit.era
    assert report["tools"] == case.tools
    for (call, right), result in zip(case.calls, report["results"], strict=True):
        assert right(result), (call, result)


@pytest.mark.parametrize("server", SERVERS)
def test_what_a_result_says_as_text_it_says_as_content_too(visit: Visit, server: str) -> None:
    for result in visit.reports[server]["results"]:
        assert json.loads(result["text"]) == result["content"]


@pytest.mark.parametrize("server", SERVERS)
def test_a_client_of_others_is_asked_and_answers(visit: Visit, server: str) -> None:
    assert len(visit.reports[server]["asked"]) == visit.cases[server].asked


@pytest.mark.parametrize("server", SERVERS)
def test_a_client_of_others_reads_resources_and_gets_prompts(visit: Visit, server: str) -> None:
    report, case = visit.reports[server], visit.cases[server]
    read = report.get("resources", {})
    assert set(case.resources) <= set(read)
    assert all(read.values())
    assert report.get("templates", []) == case.templates
    prompts = report.get("prompts", {"got": {}})["got"]
    assert list(prompts) == [prompt["name"] for prompt in case.prompts]
    assert all(prompts.values())
