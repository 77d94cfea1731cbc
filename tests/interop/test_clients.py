"""Clients of others do with our servers all that a client can do.

Each client is a small script in `clients/` that gets its jobs as JSON and prints a report of each.
"""

import json
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from tests.interop import installed
from tests.interop.cases import CASES
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


@pytest.fixture(scope="module", params=["stdio", "http"])
def where(request: pytest.FixtureRequest, http: dict[str, str]) -> dict[str, Any]:
    """Each server as a client is told of it."""
    stdio = request.param == "stdio"
    return {name: entry(name) if stdio else {"url": http[name]} for name in CASES}


@pytest.fixture(scope="module", params=VISITS, ids=[f"{client}-{era}" for client, era in VISITS])
def visit(request: pytest.FixtureRequest, where: dict[str, Any]) -> tuple[str, dict[str, Report]]:
    """The era, and what one client reports of all servers."""
    client, era = request.param
    jobs = [
        {
            "server": where[server],
            "era": era,
            "calls": [call for call, _ in case.calls],
            "prompts": case.prompts,
            "answers": case.answers,
        }
        for server, case in CASES.items()
    ]
    return era, dict(zip(CASES, run(client, jobs), strict=True))


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


@pytest.mark.parametrize("server", CASES)
def test_a_client_of_others_lists_and_calls_every_tool(
    visit: tuple[str, dict[str, Report]], server: str
) -> None:
    era, report, case = visit[0], visit[1][server], CASES[server]
    assert "broke" not in report, report
    assert report["era"] == era
    assert report["tools"] == case.tools
    for (call, right), result in zip(case.calls, report["results"], strict=True):
        assert right(result), (call, result)


@pytest.mark.parametrize("server", CASES)
def test_what_a_result_says_as_text_it_says_as_content_too(
    visit: tuple[str, dict[str, Report]], server: str
) -> None:
    for result in visit[1][server]["results"]:
        assert json.loads(result["text"]) == result["content"]


@pytest.mark.parametrize("server", CASES)
def test_a_client_of_others_reads_resources_gets_prompts_and_is_asked(
    visit: tuple[str, dict[str, Report]], server: str
) -> None:
    report, case = visit[1][server], CASES[server]
    assert sorted(report.get("resources", {})) == sorted(case.resources)
    assert all(report.get("resources", {}).values())
    assert report.get("templates", []) == case.templates
    prompts = report.get("prompts", {"got": {}})["got"]
    assert list(prompts) == [prompt["name"] for prompt in case.prompts]
    assert all(prompts.values())
    assert len(report["asked"]) == case.asked
