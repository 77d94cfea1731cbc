"""Texts that are known by where they stand and how they look, with tools of other people."""

from datetime import date
from typing import Any

import pytest

from itsupport.offline.exchange import Tool
from itsupport.offline.selector.language.dates import periods_in
from tests.offline.desk import talk


def tool(name: str, description: str, required: str = "", **properties: dict[str, Any]) -> Tool:
    schema = {"type": "object", "properties": properties, "required": required.split()}
    return Tool(name, description, schema)


TEXT = {"type": "string"}
MOVE = tool("move_file", "Move a file.", "source destination", source=TEXT, destination=TEXT)
INFORM = tool("get_file_info", "When a file was modified, and its size.", "path", path=TEXT)
ISSUES = tool("list_issues", "List issues in a repository.", "owner repo", owner=TEXT, repo=TEXT)
FLIGHTS = tool(
    "search_flights", "Search flights.", "origin destination", origin=TEXT, destination=TEXT
)
STATUS = tool(
    "get_flight_status",
    "Status of a flight.",
    "flight_number",
    flight_number={"type": "string", "description": "Flight number, e.g. LH441"},
)
EVENT = tool(
    "getEvent",
    "Gets one event.",
    "eventId",
    eventId={"type": "string", "description": "ID of the event, e.g. evt_8fk2"},
)
SENSORS = tool("list_sensors", "Lists the sensors in the house.", area=TEXT)
FORECAST = tool(
    "get_forecast",
    "Get a weather forecast.",
    "location",
    location={"type": "string", "description": "The city and country, e.g. Bern, Switzerland"},
)
TABLE = tool(
    "reserve_table",
    "Reserve a table.",
    "guest",
    guest={"type": "object", "properties": {"name": TEXT}, "required": ["name"]},
)
TURN_ON = tool("TurnOn", "Turns on", "area", area=TEXT)
TOOLS = (
    MOVE, INFORM, ISSUES, FLIGHTS, STATUS, EVENT, SENSORS, FORECAST, TABLE, TURN_ON,
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "name", "arguments"),
    [
        (
            "Move /home/mia/draft.txt to /home/mia/old/draft.txt.",
            "move_file",
            {"source": "/home/mia/draft.txt", "destination": "/home/mia/old/draft.txt"},
        ),
        ("When was ~/report.pdf modified?", "get_file_info", {"path": "~/report.pdf"}),
        ("List the issues in acme/website", "list_issues", {"owner": "acme", "repo": "website"}),
        (
            "Search flights from VIE to DUB",
            "search_flights",
            {"origin": "VIE", "destination": "DUB"},
        ),
        ("What is the status of NV205?", "get_flight_status", {"flight_number": "NV205"}),
        ("Where does evt_5tb4 take place?", "getEvent", {"eventId": "evt_5tb4"}),
        ("Which sensors are there in the cellar?", "list_sensors", {"area": "cellar"}),
        (
            "The weather forecast for Oslo, Norway?",
            "get_forecast",
            {"location": "Oslo, Norway"},
        ),
        ("Reserve a table for Ada Moreau", "reserve_table", {"guest": {"name": "Ada Moreau"}}),
    ],
)
def test_a_text_is_known_by_its_form_and_its_place(
    question: str, name: str, arguments: dict[str, Any]
) -> None:
    assert talk(question, tools=TOOLS, runner=lambda _: "{}").plain_calls == [(name, arguments)]


@pytest.mark.parametrize("said", ["8 July 2025", "July 8, 2025", "the 8th of July 2025"])
def test_a_full_day_needs_no_preposition(said: str) -> None:
    (period,) = periods_in(said, date(2025, 6, 30))
    assert (period.first, period.last) == (date(2025, 7, 8), date(2025, 7, 8))


def test_the_year_of_a_day_is_not_the_number_of_a_card() -> None:
    digits = {"type": "string", "pattern": "^\\d{4}$", "description": "Last four digits"}
    block = tool("block_card", "Block a lost card.", "digits", digits=digits)
    found = talk("Block the card lost on 3 June 2025", tools=(block,), runner=lambda _: "{}")
    assert found.plain_calls == []
