"""What a server tells about itself, and what it does when it is treated badly."""

import asyncio
import json
import socket
import subprocess
import sys
from typing import Any

import jsonschema
import pytest
from mcp import Client, MCPError
from mcp.types import Tool, ToolAnnotations

from itsupport.dual_mode import dual_mode
from itsupport.errors import SupportError
from itsupport.servers import SERVER_NAMES, SupportServer, build_server


def listed(server: Any) -> list[Tool]:
    async def ask() -> list[Tool]:
        async with Client(server) as client:
            return list((await client.list_tools()).tools)

    return asyncio.run(ask())


def called(server: Any, tool: str, arguments: dict[str, Any], mode: str = "auto") -> Any:
    async def ask() -> Any:
        async with Client(server, mode=mode) as client:
            return await client.call_tool(tool, arguments)

    return asyncio.run(ask())


def test_a_tool_that_changes_something_is_offered_with_what_its_author_says_of_it() -> None:
    def look() -> dict[str, int]:
        return {"noted": 0}

    def note() -> dict[str, int]:
        return {"noted": 1}

    writes = ToolAnnotations(read_only_hint=False, idempotent_hint=False)
    server = SupportServer("notes", [look], changing={note: writes})
    looking, noting = [tool.annotations for tool in listed(server)]
    assert looking is not None
    assert looking.read_only_hint
    assert noting == writes
    assert called(server, "note", {}).structured_content == {"noted": 1}


def test_a_tool_may_promise_a_list_or_a_text_and_sends_what_its_schema_says() -> None:
    @dual_mode
    def list_days(machine: str) -> list[str]:
        """List the days on which a machine rests."""
        if machine == "none":
            raise SupportError("There is no such machine")
        return ["2025-07-05"]

    def tell_day(machine: str) -> str:
        """Tell the day on which a machine rests."""
        return f"{machine}: 2025-07-05"

    def list_anything(machine: str) -> list:  # type: ignore[type-arg]
        """List what there is of a machine."""
        return [machine]

    server = SupportServer("days", [list_days, tell_day, list_anything])
    results = [called(server, tool.name, {"machine": "m"}) for tool in listed(server)]
    assert [result.structured_content for result in results] == [
        {"result": ["2025-07-05"]},
        {"result": "m: 2025-07-05"},
        {"result": ["m"]},
    ]
    for tool, result in zip(listed(server), results, strict=True):
        assert json.loads(result.content[0].text) == result.structured_content
        if tool.output_schema:
            jsonschema.validate(result.structured_content, tool.output_schema)
    refused = called(server, "list_days", {"machine": "none"})
    assert refused.is_error
    assert refused.structured_content["error"] == "There is no such machine"


@pytest.mark.parametrize("name", SERVER_NAMES)
def test_every_tool_says_what_a_client_needs_to_know(name: str) -> None:
    tools = listed(build_server(name))
    assert len(tools) == 4
    for tool in tools:
        assert tool.title
        assert tool.description is not None
        assert len(tool.description) > 40
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint
        assert tool.output_schema is not None
        assert tool.output_schema["type"] == "object"
        assert tool.output_schema["properties"]
        assert tool.input_schema["additionalProperties"] is False
        for parameter in tool.input_schema["properties"].values():
            assert parameter["description"]


@pytest.mark.parametrize("name", SERVER_NAMES)
def test_results_and_errors_fit_the_schema_and_nothing_else_does(name: str) -> None:
    envelope = SupportError("It is broken").envelope
    for tool in listed(build_server(name)):
        assert tool.output_schema is not None
        check = jsonschema.Draft202012Validator(tool.output_schema)
        assert check.is_valid(envelope), tool.name
        assert not check.is_valid({"something": "else"}), tool.name


@pytest.mark.parametrize("name", SERVER_NAMES)
def test_ids_have_patterns_and_examples_and_dates_say_so(name: str) -> None:
    for tool in listed(build_server(name)):
        for parameter, schema in tool.input_schema["properties"].items():
            if parameter.endswith("_id"):
                assert schema["pattern"]
                assert schema["examples"]
            if parameter.endswith(("_date", "_after", "_before")):
                assert schema["format"] == "date"


@pytest.mark.parametrize("name", SERVER_NAMES)
@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_instructions_and_names_reach_clients_of_both_eras(name: str, mode: str) -> None:
    async def ask() -> tuple[str | None, str]:
        async with Client(build_server(name), mode=mode) as client:
            assert client.server_info is not None
            return client.instructions, client.server_info.name

    instructions, server = asyncio.run(ask())
    assert server == name
    assert instructions is not None
    assert instructions.endswith("Today is 2025-06-30.")


def test_the_day_in_the_environment_is_told_to_clients(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITSUPPORT_TODAY", "2025-07-15")
    assert build_server("tickets").instructions.endswith("Today is 2025-07-15.")


def test_an_unknown_server_gets_a_near_miss() -> None:
    with pytest.raises(SupportError, match="Did you mean 'tickets'"):
        build_server("ticket")


def test_an_unknown_tool_is_an_envelope_with_a_near_miss() -> None:
    result = called(build_server("tickets"), "search_ticket", {})
    assert result.is_error
    assert result.structured_content["follow_up_tools"][0] == "search_tickets"


def test_clients_of_2025_get_the_same_envelope() -> None:
    modern = called(build_server("tickets"), "get_ticket_details", {"ticket_id": "TKT-9999"})
    legacy = called(
        build_server("tickets"), "get_ticket_details", {"ticket_id": "TKT-9999"}, "legacy"
    )
    assert modern.structured_content == legacy.structured_content
    assert modern.structured_content["error"] == "Ticket TKT-9999 not found"


def with_sdk_tool() -> SupportServer:
    """A learner's server: a tool added with the SDK's own decorator."""
    server = SupportServer("mixed")

    @server.tool()
    def halve(number: int) -> dict[str, float]:
        """Halve a number; refuses odd ones and breaks at zero."""
        if number % 2:
            raise SupportError(f"{number} is odd", suggested_actions=["Take an even number."])
        return {"half": number / 2, "inverse": 1 / number}

    return server


def test_a_tool_of_the_sdks_own_decorator_keeps_to_the_envelope_too() -> None:
    server = with_sdk_tool()
    assert called(server, "halve", {"number": 4}).structured_content["half"] == 2
    assert called(server, "halve", {"number": 3}).structured_content["error"] == "3 is odd"
    wrong = called(server, "halve", {"number": "x"}).structured_content
    assert wrong["error"] == "halve cannot be called like this"
    assert "pydantic" not in json.dumps(wrong)


def test_a_crash_of_such_a_tool_keeps_its_text_inside(caplog: pytest.LogCaptureFixture) -> None:
    envelope = called(with_sdk_tool(), "halve", {"number": 0}).structured_content
    assert envelope["error"] == "halve crashed"
    assert "division" not in json.dumps(envelope)
    assert "ZeroDivisionError" in caplog.text


def test_nothing_but_mcp_is_on_stdout() -> None:
    request = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    done = subprocess.run(
        [sys.executable, "-m", "itsupport", "serve", "tickets"],
        input=f"rubbish\n{json.dumps(request)}\n",
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.returncode == 0
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1]


def test_a_taken_port_is_one_clear_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "itsupport", "serve", "tickets", "--http", "--port", port],
            capture_output=True,
            text=True,
            timeout=30,
        )
    assert done.returncode == 1
    assert f"Cannot listen on port {port}" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_method_is_a_protocol_error_and_not_a_crash() -> None:
    async def ask() -> None:
        async with Client(build_server("tickets")) as client:
            with pytest.raises(MCPError):
                await client.get_prompt("no such prompt")

    asyncio.run(ask())
