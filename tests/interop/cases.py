"""What every client asks of every server, and what must come of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from itsupport.errors import SupportError
from itsupport.servers import SERVER_NAMES
from tests.servers.test_four_ways import FUNCTIONS, GOOD

Call = dict[str, Any]
Result = dict[str, Any]
"""What a client reports of a call: `is_error`, `content`, `text`; or `raised`."""


@dataclass
class Case:
    """One server: its tools, its calls with a check of each result, what else it has."""

    tools: list[str]
    calls: list[tuple[Call, Callable[[Result], bool]]]
    answers: dict[str, Any] = field(default_factory=dict)
    asked: int = 0
    prompts: list[Call] = field(default_factory=list)
    resources: list[str] = field(default_factory=list)
    templates: list[str] = field(default_factory=list)


def domain(server: str) -> Case:
    """Every tool of a domain: each good call and a bad one, with the outcomes of plain Python."""
    names = [function.__name__ for function in import_module(f"itsupport.domains.{server}").TOOLS]
    calls = [
        {"name": name, "arguments": arguments}
        for name in names
        for arguments in [*map(without_none, GOOD[name]), {"no_such_argument": 1}]
    ]
    return Case(names, [(call, partial(is_plain, call)) for call in calls])


def without_none(arguments: dict[str, Any]) -> dict[str, Any]:
    """Schemas of ours know no null, and some clients check before they send."""
    return {key: value for key, value in arguments.items() if value is not None}


def is_plain(call: Call, result: Result) -> bool:
    """Whether the call gave what the same call in Python gives."""
    try:
        expected = (False, FUNCTIONS[call["name"]][1](**call["arguments"]))
    except SupportError as problem:
        expected = (True, problem.envelope)
    return (result.get("is_error"), result.get("content")) == expected


def outcome(status: str) -> Callable[[Result], bool]:
    """Whether the call succeeded and says this of what it did."""
    return lambda result: not result["is_error"] and result["content"]["status"] == status


def error(beginning: str) -> Callable[[Result], bool]:
    """Whether the call failed with an envelope whose statement begins so."""
    return lambda result: result["is_error"] and result["content"]["error"].startswith(beginning)


def intake(visitor: str) -> Case:
    """The server that asks: what a visitor opens or books is there when the next one comes."""
    ticket = {"customer_id": "CUST-001", "subject": f"Printer of {visitor}"}
    visit = {"customer_id": "CUST-002", "topic": f"Replace the printer of {visitor}"}
    calls = [
        ("echo", {"text": "grüße 😀"}, lambda result: result["content"] == {"text": "grüße 😀"}),
        ("create_ticket", ticket, outcome("form_required")),
        ("create_ticket_v2", ticket, outcome("created")),
        ("create_ticket_v2", ticket, outcome("already_created")),
        ("book_appointment_v2", visit, outcome("booked")),
        ("create_ticket_v2", {"customer_id": "CUST-999"}, error("Customer CUST-999 not found")),
        ("echo", {"no_such_argument": 1}, error("echo cannot be called like this")),
    ]
    return Case(
        ["echo", "create_ticket", "create_ticket_v2", "book_appointment_v2"],
        [({"name": name, "arguments": arguments}, check) for name, arguments, check in calls],
        answers={"priority": "high", "category": "printing", "name": visitor, "day": "2025-07-01"},
        asked=4,
    )


def toolbox(visitor: str) -> Case:
    """The server with resources, a template and prompts; its files stay for the next visitor."""
    note = {"name": f"{visitor}.txt", "text": "Call back on Monday.", "overwrite": True}
    calls = [
        ("greet", {"name": "Dana"}, gives("Dana")),
        ("calculate", {"expression": "3 * 89.90 + 12"}, gives("281.7")),
        ("get_system_info", {}, gives("")),
        ("get_weather", {"city": "Berlin"}, gives("Berlin")),
        ("save_text_file", note, gives(note["name"])),
        ("read_text_file", {"name": note["name"]}, gives(note["text"])),
        ("read_text_file", {"name": "../passwd"}, error("")),
        ("greet", {"no_such_argument": 1}, error("greet cannot be called like this")),
    ]
    return Case(
        [
            "greet",
            "calculate",
            "get_system_info",
            "get_weather",
            "read_text_file",
            "save_text_file",
        ],
        [({"name": name, "arguments": arguments}, check) for name, arguments, check in calls],
        resources=[
            "toolbox://capabilities",
            "toolbox://examples",
            f"toolbox://files/{note['name']}",
        ],
        templates=["toolbox://files/{name}"],
        prompts=[
            {"name": "calculation", "arguments": {"expression": "2 + 2"}},
            {"name": "file_operation", "arguments": {"operation": "read", "name": note["name"]}},
        ],
    )


def gives(words: str) -> Callable[[Result], bool]:
    """Whether the call succeeded and its result has these words in it."""
    return lambda result: not result["is_error"] and words in str(result["content"])


OTHERS = {"intake": intake, "toolbox": toolbox}
SERVERS = (*SERVER_NAMES, *(name for name in OTHERS if find_spec(f"itsupport.servers.{name}")))


def case(server: str, visitor: str) -> Case:
    """What one visitor does at a server."""
    return OTHERS[server](visitor) if server in OTHERS else domain(server)
