"""Numbers with their units, and times of day, as people say them."""

from typing import Any

import pytest

from itsupport.offline.exchange import Tool
from itsupport.offline.selector.language.amounts import amounts_in, converted, unit_in
from itsupport.offline.selector.language.times import times_in
from tests.offline.desk import talk


@pytest.mark.parametrize(
    ("said", "value", "unit"),
    [
        ("twelve people", 12, "people"),
        ("half an hour tops", 0.5, "hour"),
        ("two and a half hours", 2.5, "hour"),
        ("a hundred and five", 105, ""),
        ("50k or more", 50000, ""),
        ("€30", 30, "€"),
        ("at most one change", 1, ""),
        ("for over a month", 1, "month"),
        ("half a dozen", 6, ""),
        ("1,200.50 euros", 1200.5, "euro"),
        ("12 of us", 12, "person"),
        ("a group of nine", 9, "person"),
    ],
)
def test_an_amount_is_read(said: str, value: float, unit: str) -> None:
    (found,) = amounts_in(said)
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize("said", ["one of them", "the 3rd floor", "v1.2.3", "TKT-1001", "a month"])
def test_what_counts_nothing_is_no_amount(said: str) -> None:
    assert list(amounts_in(said)) == []


def test_a_parameter_tells_its_unit_and_a_value_is_converted_to_it() -> None:
    assert converted(10, "minute", unit_in("min_exposure_s", "")) == 600
    assert converted(2.5, "kg", unit_in("weight", "Weight in grams")) == 2500
    assert converted(20, "euro", unit_in("limit", "")) == 20


@pytest.mark.parametrize(
    ("said", "times"),
    [
        ("by quarter to nine in the morning", ["08:45"]),
        ("from 2 pm until half past three", ["14:00", "15:30"]),
        ("at half past ten", ["10:30"]),
        ("from 2 to 4 pm", ["14:00", "16:00"]),
        ("the 10 o'clock one", ["10:00"]),
        ("at noon", ["12:00"]),
        ("wake me at quarter to six", ["05:45"]),
        ("for five to ten people", []),
        ("version 2.30", []),
    ],
)
def test_a_time_is_read(said: str, times: list[str]) -> None:
    assert [time for time, _, _ in times_in(said)] == times


def tool(name: str, description: str, required: str = "", **properties: dict[str, Any]) -> Tool:
    schema = {"type": "object", "properties": properties, "required": required.split()}
    return Tool(name, description, schema)


WHOLE, TRUTH = {"type": "integer"}, {"type": "boolean"}
TOOLS = (
    tool("list_rooms", "List rooms with their seats.", min_seats=WHOLE, max_price=WHOLE,
         quiet=TRUTH),
    tool("list_passes", "List passes that hold or have expired.", expires_within_days=WHOLE,
         state={"type": "string", "enum": ["active", "expired"]}),
    tool("list_runs", "List runs with their difficulty.", difficulty={
        "type": "string", "enum": ["blue", "red", "black"],
        "description": "blue is easy, red medium, black hard"}),
    tool("list_builds", "List builds of a repository.", "repository", branch={"type": "string"},
         repository={"type": "string", "description": "Short name, e.g. web-shop"}),
    tool("set_alarm", "Set an alarm.", "time", time={"type": "string", "examples": ["08:00"]},
         days={"type": "array", "items": {"enum": ["mon", "tue", "wed", "thu", "fri"]}}),
    tool("list_tasks", "List tasks.", owner_is={"type": "string"},
         priority={"type": "string", "enum": ["low", "normal", "high", "urgent"]}),
    tool("get_price", "Price of sending a letter.", "country weight_grams", weight_grams=WHOLE,
         country={"type": "string", "description": "ISO 3166 alpha-2, e.g. FR"}),
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "calls"),
    [
        ("We'll be twelve people. Which rooms are there?", [("list_rooms", {"min_seats": 12})]),
        ("List rooms for not more then 40 euros.", [("list_rooms", {"max_price": 40})]),
        (
            "Which passes have expired already, and which expire within the next 30 days?",
            [("list_passes", {"state": "expired"}), ("list_passes", {"expires_within_days": 30})],
        ),
        ("Rooms for between 20 and 30 people?", [("list_rooms", {"min_seats": 20})]),
        (
            "Which builds of order-service on branch main are there?",
            [("list_builds", {"repository": "order-service", "branch": "main"})],
        ),
        (
            "Set an alarm for 08:00 on Mondays and Thursdays.",
            [("set_alarm", {"time": "08:00", "days": ["mon", "thu"]})],
        ),
        ("Are there any easy runs?", [("list_runs", {"difficulty": "blue"})]),
        ("List the tasks with the highest priority.", [("list_tasks", {"priority": "urgent"})]),
        (
            "What is the price of sending a letter of 0.5 kg to Norway?",
            [("get_price", {"weight_grams": 500, "country": "NO"})],
        ),
    ],
)
def test_a_value_reaches_its_parameter(
    question: str, calls: list[tuple[str, dict[str, Any]]]
) -> None:
    assert talk(question, tools=TOOLS, runner=lambda _: "{}").plain_calls == calls


@pytest.mark.parametrize(
    "question", ["Which tickets is nobody looking after?", "Tickets nobody has picked up"]
)
def test_what_nobody_has_is_a_value_that_the_description_names(question: str) -> None:
    assert talk(question).plain_calls == [("search_tickets", {"assigned_to": "unassigned"})]


def test_a_degree_that_is_asked_for_is_no_choice() -> None:
    assert talk("How urgent is TKT-1004?").plain_calls == [
        ("get_ticket_details", {"ticket_id": "TKT-1004"})
    ]
