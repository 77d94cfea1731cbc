"""The MCP Inspector's command line does with our servers what a person does with it.

It is told of the servers by the README's own configuration, or by their addresses.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.interop import installed
from tests.interop.cases import SERVERS, case, error
from tests.interop.serving import entry

ASKING = ("create_ticket_v2", "book_appointment_v2")
ERAS = {"2025-11-25": "legacy", "2026-07-28": "modern"}
SECONDS = 60

Ask = Callable[..., Any]


def printed_configuration() -> dict[str, Any]:
    """The README's entry for Claude Desktop and Cursor, with the full path of Python as it says."""
    text = (installed.ROOT / "README.md").read_text("utf-8")
    found = re.search(r'```json\n(\{\n  "mcpServers".+?)\n```', text, re.DOTALL)
    assert found is not None
    printed: dict[str, Any] = json.loads(found[1].replace('"python"', json.dumps(sys.executable)))
    return printed


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the README prints, and the servers that are added "in the same way"."""
    printed = printed_configuration()
    others = {name: entry(name) for name in SERVERS}
    path = tmp_path_factory.mktemp("host") / "mcp.json"
    path.write_text(json.dumps({"mcpServers": others | printed["mcpServers"]}), "utf-8")
    return path


@pytest.fixture(scope="module", params=["stdio", "http"])
def ways(
    request: pytest.FixtureRequest, http: dict[str, str], configuration: Path
) -> dict[str, list[str]]:
    """How the Inspector is told of each server."""
    if request.param == "http":
        return {server: ["--transport", "http", "--server-url", http[server]] for server in SERVERS}
    return {server: ["--config", str(configuration), "--server", server] for server in SERVERS}


@pytest.fixture(scope="module", params=ERAS)
def ask(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Run the Inspector once, in a folder of its own."""
    return partial(inspector, tmp_path_factory.mktemp("inspector"), ERAS[request.param])


def inspector(home: Path, era: str, way: list[str], method: str, *options: str) -> Any:
    """What it prints, which is JSON; a tool's error, too."""
    command = [*installed.package_program("inspector"), "--cli", *way, "--protocol-era", era]
    done = subprocess.run(
        [*command, "--quiet", "--method", method, *options],
        cwd=home,
        env=installed.environment() | {"HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


def call(ask: Ask, way: list[str], name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    options = ["--tool-name", name, "--tool-args-json", json.dumps(arguments)]
    result = ask(way, "tools/call", *options)
    return {
        "is_error": result.get("isError", False),
        "content": result.get("structuredContent"),
        "text": result["content"][0]["text"],
    }


def good_and_bad(server: str) -> list[Any]:
    """One call that works and one that does not."""
    calls = case(server, "inspector").calls
    return [calls[0], calls[-1]]


def one_of_each_tool(server: str) -> list[Any]:
    """The first call of each tool; nobody is in front of the Inspector who could be asked."""
    first: dict[str, Any] = {}
    for wanted, right in case(server, "inspector").calls:
        name = wanted["name"]
        refused = error(f"{name} has a question for the user")
        first.setdefault(name, (wanted, refused if name in ASKING else right))
    return list(first.values())


@pytest.mark.parametrize("server", SERVERS)
def test_the_inspector_lists_tools_and_finds_no_fault_with_their_schemas(
    ask: Ask, ways: dict[str, list[str]], server: str
) -> None:
    tools = ask(ways[server], "tools/list", "--strict")["tools"]
    assert [tool["name"] for tool in tools] == case(server, "inspector").tools


@pytest.mark.parametrize("server", SERVERS)
def test_the_inspector_calls_tools_well_and_badly(
    ask: Ask, ways: dict[str, list[str]], server: str
) -> None:
    for wanted, right in good_and_bad(server):
        result = call(ask, ways[server], **wanted)
        assert right(result), (wanted, result)


@pytest.mark.parametrize("server", SERVERS)
def test_the_inspector_calls_every_tool(
    tmp_path: Path, ways: dict[str, list[str]], server: str
) -> None:
    ask = partial(inspector, tmp_path, "modern")
    calls = one_of_each_tool(server)
    assert {wanted["name"] for wanted, _ in calls} == set(case(server, "inspector").tools)
    for wanted, right in calls:
        result = call(ask, ways[server], **wanted)
        assert right(result), (wanted, result)


def test_the_inspector_reads_resources_and_gets_prompts(
    ask: Ask, ways: dict[str, list[str]]
) -> None:
    if "toolbox" not in SERVERS:
        pytest.skip("there is no toolbox yet")
    way, wanted = ways["toolbox"], case("toolbox", "inspector")
    listed = [resource["uri"] for resource in ask(way, "resources/list")["resources"]]
    assert set(wanted.resources[:2]) <= set(listed)
    assert ask(way, "resources/read", "--uri", listed[0])["contents"][0]["text"]
    prompt = wanted.prompts[0]
    options = [f"{key}={value}" for key, value in prompt["arguments"].items()]
    got = ask(way, "prompts/get", "--prompt-name", prompt["name"], "--prompt-args", *options)
    assert got["messages"][0]["content"]["text"]
