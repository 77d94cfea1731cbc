"""A hotel's one tool and an engine that uses it, for the tests of the transport."""

from typing import Any

from itsupport.offline.exchange import Call, Exchange, Reply

TOOL: Any = {
    "type": "function",
    "name": "get_room",
    "description": "One room of the hotel.",
    "parameters": {
        "type": "object",
        "properties": {"room": {"type": "integer"}},
        "required": ["room"],
        "additionalProperties": False,
    },
    "strict": True,
}
CHAT_TOOL: Any = {
    "type": "function",
    "function": {name: TOOL[name] for name in ("name", "description", "parameters", "strict")},
}
TEXT = "Room **12** is free.\n\n- quiet\n- säuberlich\n"


class Desk:
    """An engine: two calls first, a text once it has seen outputs. It remembers what it saw."""

    def __init__(self) -> None:
        self.seen: list[Exchange] = []

    def __call__(self, exchange: Exchange) -> Reply:
        self.seen.append(exchange)
        if exchange.tools and exchange.messages[-1].role == "user":
            rooms = ({"room": 12}, {"room": 14})
            calls = tuple(Call("", tool.name, room) for tool in exchange.tools for room in rooms)
            return Reply("", calls)
        return Reply(TEXT)
