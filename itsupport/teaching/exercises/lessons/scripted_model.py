"""A model that says what a script tells it to, and tools that note what they are given."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from itsupport.errors import SupportError
from itsupport.teaching.exercises.outcome import Misconception

Message = dict[str, Any]

TICKETS = {"TKT-1001": {"subject": "Blue screen"}, "TKT-1002": {"subject": "Disk full"}}
MISSING = "TKT-9999"
TOOL = "get_ticket_details"
FAR_TOO_MANY = 20


class Stage:
    """`script` gives the model's message for the first, second, … time that it is asked."""

    def __init__(self, script: Callable[[int], Message]) -> None:
        self.script = script
        self.asked: list[list[Message]] = []
        self.found: Misconception | None = None

    def ask(self, messages: Any) -> Message:
        """The next message; a copy of what the model was shown is kept."""
        self.asked.append(deepcopy(list(messages)))
        if len(self.asked) > FAR_TOO_MANY:
            self.found = no_limit(len(self.asked) - 1, "the number in `most_rounds`")
            raise self.found
        return self.script(len(self.asked))

    def run(self, name: Any, arguments: Any) -> dict[str, Any]:
        """A ticket, or `SupportError` for the one that is missing."""
        if name != TOOL or not isinstance(arguments, dict):
            self.found = _not_a_call(name, arguments)
            raise self.found
        if arguments.get("ticket_id") not in TICKETS:
            raise SupportError(f"Ticket {arguments.get('ticket_id')} not found")
        return dict(TICKETS[arguments["ticket_id"]])


def no_limit(asked: int, expected: str) -> Misconception:
    """The loop asked more or less often than it may."""
    return Misconception(
        "no_limit",
        seen=f"a model that always wants another call was asked {asked} times",
        expected=expected,
        next_step="`for number in range(most_rounds)` asks exactly that often.",
    )


def _not_a_call(name: Any, arguments: Any) -> Misconception:
    return Misconception(
        "arguments_as_text",
        seen=f"run was given {name!r} and, as {type(arguments).__name__}, {arguments!r}",
        expected=f"{TOOL!r} and a dictionary, such as {{'ticket_id': 'TKT-1001'}}",
        next_step="A model writes arguments as JSON text: json.loads makes a dictionary.",
    )


def message(**fields: Any) -> Message:
    """A message of the model."""
    return {"role": "assistant", **fields}


def calls(wanted: dict[str, str]) -> Message:
    """A message that wants these tickets: the id of each call and the ticket's id."""
    listed = [
        {
            "id": call_id,
            "type": "function",
            "function": {
                "name": TOOL,
                "arguments": json.dumps({"ticket_id": ticket_id}),
            },
        }
        for call_id, ticket_id in wanted.items()
    ]
    return message(content=None, tool_calls=listed)
