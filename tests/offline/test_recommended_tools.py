"""Tools that an error recommends: what the refused call was given goes with them."""

import json
from typing import Any

import pytest

from itsupport.offline.exchange import Call, Tool
from tests.offline.desk import Talk, talk

MEMBER = {"type": "string", "pattern": "^MEM-[0-9]{2}$", "description": "Member id."}
ROOM = {"type": "string", "enum": ["attic", "cellar", "garden"], "description": "Room."}
PURPOSE = {"type": "string", "description": "What for, such as Choir practice."}
FIELDS = {"member_id": MEMBER, "room": ROOM, "purpose": PURPOSE}
REFUSED = "The front desk is closed"
NOT_FOUND = "Member MEM-07 not found"


def _tool(name: str, description: str, **fields: dict[str, Any]) -> Tool:
    return Tool(name, description, {"type": "object", "properties": fields, "required": []})


TOOLS = (
    _tool("reserve_room", "Reserve a room: book a room at the front desk.", **FIELDS),
    _tool("room_request", "Give a paper, for when nobody can reserve.", **FIELDS),
)


def _held(question: str, error: str = REFUSED) -> Talk:
    def run(call: Call) -> str:
        if call.name == "room_request":
            return json.dumps({"paper": "A4"})
        return json.dumps({"error": error, "follow_up_tools": ["room_request"]})

    return talk(question, tools=TOOLS, runner=run)


def test_a_recommended_tool_gets_what_the_refused_one_was_given() -> None:
    held = _held("Reserve the attic for MEM-07: choir practice")
    (_, refused), (name, given) = held.plain_calls
    assert {"member_id": "MEM-07", "room": "attic"}.items() <= refused.items()
    assert (name, given) == ("room_request", refused)


def test_what_an_error_says_was_not_found_is_not_given_again() -> None:
    held = _held("Reserve the attic for MEM-07", NOT_FOUND)
    assert held.names == ["reserve_room", "room_request"]
    assert "member_id" not in held.plain_calls[1][1]
    assert held.plain_calls[1][1]["room"] == "attic"


@pytest.mark.parametrize(
    "question",
    [
        "Reserve a room for MEM-07: painting class, room attic",
        "Reserve a room for MEM-07: open evening, room attic.",
        "Reserve a place for MEM-07: printer on fire, room attic",
    ],
)
def test_a_deed_that_is_told_in_parts_is_done_once(question: str) -> None:
    held = _held(question)
    assert held.names == ["reserve_room", "room_request"]
    assert all(
        one["member_id"] == "MEM-07" and one["room"] == "attic" for _, one in held.plain_calls
    )
