"""What the conformance suite starts as the client under test: our orchestrator, as anybody uses it.

The suite gives the address of its server, and names the scenario in the environment. A program has
nobody in front of it, so forms are filled in with their defaults, and a page to log in at is opened
by this program itself.
"""

import json
import os
import sys
from typing import Any

import httpx2

from itsupport.errors import SupportError
from itsupport.orchestrator import MCPOrchestrator
from itsupport.orchestrator.asking import FormRequest, UserReply, UserRequest

CALLS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "tools_call": [("add_numbers", {"a": 5, "b": 3})],
    "request-metadata": [("add_numbers", {"a": 5, "b": 3})],
    "http-standard-headers": [("add_numbers", {"a": 5, "b": 3})],
    "sse-retry": [("test_reconnection", {})],
    "elicitation-sep1034-client-defaults": [("test_client_elicitation_defaults", {})],
    "sep-2322-client-request-state": [
        ("test_mrtr_echo_state", {}),
        ("test_mrtr_unrelated", {}),
        ("test_mrtr_no_state", {}),
        ("test_mrtr_no_result_type", {}),
    ],
}
VALUES = {"string": "x", "integer": 0, "number": 0, "boolean": False, "object": {}, "array": []}


def answer(request: UserRequest) -> UserReply:
    """Fill in a form, or go to a page."""
    if isinstance(request, FormRequest):
        fields = request.schema.get("properties", {})
        filled = {name: field["default"] for name, field in fields.items() if "default" in field}
        return UserReply("accept", filled or {"confirmed": True})
    httpx2.get(request.url, follow_redirects=True)
    return UserReply("accept")


def context() -> dict[str, Any]:
    """What the suite says of a scenario beside its name."""
    said: dict[str, Any] = json.loads(os.environ.get("MCP_CONFORMANCE_CONTEXT") or "{}")
    return said


def login(scenario: str) -> dict[str, Any]:
    """Whether to log in, and as which program: the suite may have registered it."""
    if not scenario.startswith("auth/"):
        return {}
    return {"auth": context() if "client_id" in context() else "oauth"}


def wanted(scenario: str, tools: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """The calls of a scenario: its own, or those that the suite asks for, or every tool once."""
    if scenario in CALLS:
        return CALLS[scenario]
    if "toolCalls" in context():
        return [(call["name"], call.get("arguments") or {}) for call in context()["toolCalls"]]
    if scenario == "json-schema-2020-12-preservation":
        schemas = {tool["name"]: tool["inputSchema"] for tool in tools}
        return [("json_schema_echo", {"schema": schemas["json_schema_2020_12_tool"]})]
    return [(tool["name"], least(tool["inputSchema"])) for tool in tools]


def least(schema: dict[str, Any]) -> dict[str, Any]:
    """The fewest arguments that a schema takes."""
    fields = schema.get("properties", {})
    names = schema.get("required", [])
    return {name: VALUES.get(fields.get(name, {}).get("type"), "x") for name in names}


def main(url: str) -> None:
    """Start, look at the tools, and call."""
    scenario = os.environ.get("MCP_CONFORMANCE_SCENARIO", "")
    times = {"start_timeout": 60, "call_timeout": 60}  # many of these run at the same time
    with MCPOrchestrator(
        {"suite": {"url": url, **login(scenario)}}, ask_user=answer, **times
    ) as desk:
        known = desk.get_available_tools()
        for tool, arguments in wanted(scenario, known):
            try:
                print(desk.call_tool(tool, arguments))
            except SupportError as problem:
                print(problem, file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[-1])
