"""Which tool fits when words do not tell: by its values, its verb, by what can be called."""

import json
from typing import Any

import pytest

from itsupport.offline.exchange import Call, Tool
from tests.offline.desk import Talk, talk


def _tool(name: str, description: str, required: str = "", **properties: Any) -> Tool:
    schema = {"type": "object", "properties": properties, "required": required.split()}
    return Tool(name, description, schema)


KAYAK = {"type": "string", "pattern": "^KY\\d{2}$"}
TRIP = {"type": "string", "pattern": "^TR-\\d{4}$"}
DAY = {"type": "string", "format": "date", "description": "Day on the water"}
TIME = {"type": "string", "pattern": "^\\d{2}:\\d{2}$", "examples": ["10:00"]}
SIZE = {"type": "string", "enum": ["10x15", "13x18"], "description": "Size of the prints"}
TOOLS = (
    _tool("river_free_kayaks", "Tells which kayaks are free on a day.", "day", day=DAY),
    _tool(
        "river_rent_kayak", "Rents a kayak to a guest.", "kayak day start",
        kayak=KAYAK, day=DAY, start=TIME,
    ),
    _tool("river_list_rents", "Lists the rents of a guest.",
          guest={"type": "string", "description": "Name of the guest"}),
    _tool("river_get_trip", "Shows a guided trip with its guide and its price.", "trip", trip=TRIP),
    _tool("river_find_trips", "Finds guided trips by the guest who takes part.",
          guest={"type": "string", "description": "Name of the guest"}),
    _tool("river_order_photos", "Orders the photos of a trip as prints.", "trip size",
          trip=TRIP, size=SIZE),
)  # fmt: skip
RESULTS: dict[str, Any] = {
    "river_free_kayaks": [{"kayak": "KY07"}],
    "river_find_trips": [{"trip": "TR-2041", "guest": "Ada Okoro"}],
    "river_get_trip": {"trip": "TR-2041", "guide": "Luca Brandt", "price": 48},
}


def _held(*turns: str) -> Talk:
    def run(call: Call) -> str:
        return json.dumps(RESULTS.get(call.name, {}))

    return talk(*turns, tools=TOOLS, runner=run)


def test_an_order_is_the_only_deed_that_takes_all_its_values() -> None:
    held = _held("Great, KY07 at 10:00 on 5 July 2025 suits us, we'll have it.")
    rented = {"kayak": "KY07", "day": "2025-07-05", "start": "10:00"}
    assert held.plain_calls == [("river_rent_kayak", rented)]


def test_who_only_tells_such_values_orders_nothing() -> None:
    held = _held("KY07 was on the water at 10:00 on 5 July 2025.")
    assert "river_rent_kayak" not in held.names


def test_what_the_question_before_gave_is_not_asked_for_again() -> None:
    held = _held("Which kayaks are free on 5 July 2025?", "Then rent me KY07 at 10:00, please.")
    rented = {"kayak": "KY07", "day": "2025-07-05", "start": "10:00"}
    assert held.plain_calls == [("river_rent_kayak", rented)]


@pytest.mark.parametrize("order", ["I'd like to rent a kayak, please.", "Please rent me a kayak."])
def test_the_verb_that_is_ordered_is_a_deed_and_no_list(order: str) -> None:
    held = _held(order)
    assert held.names == []
    assert "Which kayak" in held.text


def test_somebody_named_is_looked_up_where_the_best_tool_lacks_an_id() -> None:
    held = _held("Who guides the trip of Ada Okoro?")
    assert held.plain_calls[0] == ("river_find_trips", {"guest": "Ada Okoro"})
    assert "Luca Brandt" in held.text


def test_a_size_is_a_choice_and_no_code() -> None:
    held = _held("Please order the photos of TR-2041 in 13x18.")
    assert held.plain_calls == [("river_order_photos", {"trip": "TR-2041", "size": "13x18"})]
