"""The offline model knows schemas only: renamed, patternless, strict and unknown tools."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from itsupport.offline.exchange import Call, Tool
from tests.offline.desk import TOOLS, run, talk

NUMBERED = {tool.name: f"tool_{n:02}" for n, tool in enumerate(TOOLS, 1)}
ORIGINAL = {number: name for name, number in NUMBERED.items()}
RENAMED = tuple(replace(tool, name=NUMBERED[tool.name]) for tool in TOOLS)


def run_renamed(call: Call) -> str:
    return run(replace(call, name=ORIGINAL[call.name]))


def changed(value: Any, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    """The schema with every object in it changed."""
    if isinstance(value, dict):
        return change({key: changed(item, change) for key, item in value.items()})
    return [changed(item, change) for item in value] if isinstance(value, list) else value


def without_pattern(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key != "pattern"}


def strict(tool: Tool) -> Tool:
    """The tool as a strict function: every property required, optional ones nullable."""
    properties = {}
    for name, schema in tool.parameters["properties"].items():
        if name not in tool.parameters.get("required", []):
            schema = {"anyOf": [schema, {"type": "null"}]}
        properties[name] = schema
    parameters = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return replace(tool, parameters=parameters)


ASKED = [
    ("What are the critical tickets, and who are the customers?", "search_tickets"),
    ("Pull up TKT-1003", "get_ticket_details"),
    ("Is AST-WKS-002 still under warranty?", "check_warranty"),
    ("Which invoices are overdue?", "check_payment_status"),
    ("Find articles about Windows blue screens", "search_solutions"),
    ("What are the SLA terms of CUST-001?", "get_sla_terms"),
    ("Which tickets are similar to TKT-1001?", "find_similar_tickets"),
    ("Who can I contact at CUST-003?", "list_customer_contacts"),
    ("How much does CUST-006 owe?", "calculate_outstanding_balance"),
    ("Which software licences does CUST-001 have?", "get_software_licenses"),
]


@pytest.mark.parametrize(("question", "tool"), ASKED)
def test_renamed_tools_are_found_by_what_they_do(question: str, tool: str) -> None:
    names = [ORIGINAL[name] for name in talk(question, tools=RENAMED, runner=run_renamed).names]
    assert names[0] == tool


@pytest.mark.parametrize(("question", "tool"), ASKED)
def test_without_patterns_ids_are_known_by_their_examples(question: str, tool: str) -> None:
    tools = [replace(one, parameters=changed(one.parameters, without_pattern)) for one in TOOLS]
    assert talk(question, tools=tools).names[0] == tool


def test_without_patterns_and_examples_ids_are_known_by_descriptions() -> None:
    def bare(schema: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in schema.items() if key not in ("pattern", "examples")}

    tools = [replace(one, parameters=changed(one.parameters, bare)) for one in TOOLS]
    held = talk("Pull up TKT-1003", tools=tools)
    assert held.plain_calls == [("get_ticket_details", {"ticket_id": "TKT-1003"})]


@pytest.mark.parametrize(("question", "tool"), ASKED)
def test_strict_schemas_get_null_for_what_is_left_out(question: str, tool: str) -> None:
    tools = [strict(one) for one in TOOLS]
    held = talk(question, tools=tools)
    assert held.names[0] == tool
    for call in held.calls:
        schema = next(one.parameters for one in tools if one.name == call.name)
        assert set(call.arguments) == set(schema["required"])


def _tool(tool: str, about: str, needed: list[str], **properties: Any) -> Tool:
    parameters = {"type": "object", "properties": properties, "required": needed}
    return Tool(tool, about, parameters)


BOOK_ID = {"type": "string", "pattern": "^BK[0-9]{4}$", "description": "Book id."}
MEMBER_ID = {"type": "string", "description": "Member id, such as M-204."}
LIBRARY = (
    _tool(
        "find_books",
        "Find books by author, genre or words in the title.",
        [],
        author={"type": "string", "description": "Name of the author."},
        genre={"type": "string", "enum": ["crime", "poetry", "travel"]},
        query={"type": "string", "description": "Words of the title."},
    ),
    _tool("book_details", "Give everything about one book.", ["book_id"], book_id=BOOK_ID),
    _tool(
        "list_loans",
        "List the books that a member has borrowed, with the day they are due.",
        ["member_id"],
        member_id=MEMBER_ID,
        late_only={"type": "boolean", "description": "Only late loans."},
    ),
    _tool(
        "find_members",
        "Find members of the library by name.",
        [],
        name={"type": "string", "description": "Name of the member or a part of it."},
        member_id=MEMBER_ID,
    ),
    _tool(
        "reserve_room",
        "Reserve a reading room for a day.",
        ["room_number", "day"],
        room_number={"type": "integer", "minimum": 1, "maximum": 20},
        day={"type": "string", "format": "date"},
    ),
)
BOOK = {"book_id": "BK0042", "title": "Night Train", "genre": "crime"}
MEMBER = {"member_id": "M-204", "name": "Ada Novak"}
LOAN = {"book_id": "BK0042", "title": "Night Train", "due": "2025-06-12"}


def run_library(call: Call) -> str:
    results: dict[str, Any] = {
        "find_books": {"count": 1, "books": [BOOK]},
        "book_details": BOOK | {"pages": 310},
        "list_loans": {"count": 1, "loans": [LOAN]},
        "find_members": {"count": 1, "members": [MEMBER]},
        "reserve_room": {"room_number": 4, "reserved": True},
    }
    return json.dumps(results[call.name])


@pytest.mark.parametrize(
    ("question", "calls"),
    [
        ("Show me the crime books", [("find_books", {"genre": "crime"})]),
        ("tell me about bk0042", [("book_details", {"book_id": "BK0042"})]),
        ("Which books has M-204 borrowed?", [("list_loans", {"member_id": "M-204"})]),
        (
            "Which books did Ada Novak borrow?",
            [("find_members", {"name": "Ada Novak"}), ("list_loans", {"member_id": "M-204"})],
        ),
        (
            "Please reserve room 4 on 2025-07-03",
            [("reserve_room", {"room_number": 4, "day": "2025-07-03"})],
        ),
        ("What will the weather be?", []),
    ],
)
def test_tools_of_a_library_are_used_like_our_own(
    question: str, calls: list[tuple[str, dict[str, Any]]]
) -> None:
    assert talk(question, tools=LIBRARY, runner=run_library).plain_calls == calls


def test_a_missing_day_is_asked_for() -> None:
    held = talk("Reserve reading room 4", tools=LIBRARY, runner=run_library)
    assert held.calls == []
    assert "day" in held.text
    assert "?" in held.text


def test_our_tools_beside_strange_ones_are_still_found() -> None:
    held = talk("Pull up TKT-1003", tools=(*LIBRARY, *TOOLS))
    assert held.names == ["get_ticket_details"]


def test_without_any_tool_nothing_is_called() -> None:
    assert talk("Pull up TKT-1003", tools=()).calls == []
