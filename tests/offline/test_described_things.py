"""Things meant by words of their rows in earlier results, and deeds that must be sure of theirs."""

import json
from typing import Any

import pytest

from itsupport.offline.exchange import Call, Tool
from tests.offline.desk import Talk, talk

BOATS = [
    {"berth_id": "BRT-11", "name": "Grey Heron", "owner": "Ines Marlow", "arrives": "2025-07-05"},
    {"berth_id": "BRT-27", "name": "Kittiwake", "owner": "Peter Osgood", "arrives": "2025-07-09"},
]
BERTH = {"type": "string", "pattern": "^BRT-[0-9]{2}$"}
STATE = {"type": "string", "enum": ["requested", "approved", "rejected"]}


def _tool(name: str, about: str, **properties: dict[str, Any]) -> Tool:
    needed = [one for one in properties if one != "month"]
    return Tool(name, about, {"type": "object", "properties": properties, "required": needed})


HARBOUR = (
    _tool("list_berths", "List berths that guests have booked.", month={"type": "string"}),
    _tool("get_berth", "Give the details of one berth.", berth_id=BERTH),
    _tool("set_berth_state", "Change the state of a berth.", berth_id=BERTH, state=STATE),
    _tool("cancel_berth", "Cancel a booked berth.", berth_id=BERTH),
)


def _run(call: Call) -> str:
    return json.dumps({"berths": BOATS} if call.name == "list_berths" else {"done": True})


def _held(*questions: str) -> Talk:
    return talk(*questions, tools=HARBOUR, runner=_run)


@pytest.mark.parametrize(
    ("question", "berth"),
    [
        ("show me the Kittiwake one", "BRT-27"),
        ("Show me the one on 9 July.", "BRT-27"),
        ("Tell me more about the heron", "BRT-11"),
        ("Give me the details of the berth for Peter", "BRT-27"),
        ("Show me number 27", "BRT-27"),
    ],
)
def test_words_of_a_row_stand_for_its_id(question: str, berth: str) -> None:
    held = _held("List the berths", question)
    assert held.plain_calls == [("get_berth", {"berth_id": berth})]


@pytest.mark.parametrize(
    ("question", "call"),
    [
        ("Ines's is fine, approve it.", ("set_berth_state", "BRT-11", "approved")),
        ("reject the Kittiwake one", ("set_berth_state", "BRT-27", "rejected")),
        ("cancel the one of Ines", ("cancel_berth", "BRT-11", None)),
    ],
)
def test_a_deed_is_done_to_the_thing_described(
    question: str, call: tuple[str, str, str | None]
) -> None:
    name, berth, state = call
    wanted = {"berth_id": berth} | ({"state": state} if state else {})
    assert _held("List the berths", question).plain_calls == [(name, wanted)]


@pytest.mark.parametrize("question", ["Cancel it.", "Approve it, please"])
def test_a_deed_is_not_done_to_several_things_when_one_is_meant(question: str) -> None:
    held = _held("List the berths", question)
    assert not held.calls
    assert "BRT-11 or BRT-27" in held.text


def test_a_deed_needs_more_than_a_thing_named() -> None:
    held = _held("List the berths", "The Kittiwake is lovely")
    assert {"set_berth_state", "cancel_berth"}.isdisjoint(held.names)
