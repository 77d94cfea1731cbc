"""What every client asks of every server, and what must come of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from typing import Any

from itsupport.errors import SupportError
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


CASES = {
    server: domain(server) for server in ("tickets", "customers", "billing", "knowledge", "assets")
}
