"""Values for the right parameter, and no deed that nobody asked for, with tools of others."""

from typing import Any

import pytest

from itsupport.offline.exchange import Tool
from tests.offline.desk import talk


def tool(name: str, description: str, required: str = "", **properties: dict[str, Any]) -> Tool:
    schema = {"type": "object", "properties": properties, "required": required.split()}
    return Tool(name, description, schema)


TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
SEAT = {"type": "string", "pattern": "^S\\d{4}$"}
TIME = {"type": "string", "pattern": "^([01]\\d|2[0-3]):[0-5]\\d$"}
MONTH = {"type": "string", "pattern": "^\\d{4}-\\d{2}$"}
AVOID = {"type": "array", "items": {"type": "string", "enum": ["tolls", "ferries"]}}
TOOLS = (
    tool("cancel_seat", "Cancels a seat.", "seat_id", seat_id=SEAT),
    tool("change_seat", "Changes the time of a seat.", "seat_id", seat_id=SEAT, time=TIME),
    tool("swap_seats", "Swaps seats.", "from_seat to_seat", from_seat=SEAT, to_seat=SEAT),
    tool("monthly_report", "Sales of a month.", "month", month=MONTH),
    tool("export_table", "Exports a table.", "table", table=TEXT),
    tool("plan_route", "Route between places.", "origin destination", origin=TEXT,
         destination=TEXT, avoid=AVOID),
    tool("clean_floor", "Cleans a floor.", "floor", floor=WHOLE),
)  # fmt: skip


def calls(question: str) -> list[tuple[str, dict[str, Any]]]:
    return talk(question, tools=TOOLS, runner=lambda _: "{}").plain_calls


@pytest.mark.parametrize(
    ("question", "name", "arguments"),
    [
        ("Move S2041 to 7:30 pm.", "change_seat", {"seat_id": "S2041", "time": "19:30"}),
        (
            "Swap seats to S2042 from S2041.",
            "swap_seats",
            {"from_seat": "S2041", "to_seat": "S2042"},
        ),
        ("What were the sales in May 2025?", "monthly_report", {"month": "2025-05"}),
        ("Export the table visitors.", "export_table", {"table": "visitors"}),
        (
            "Plan a route from Graz to Linz without ferries.",
            "plan_route",
            {"origin": "Graz", "destination": "Linz", "avoid": ["ferries"]},
        ),
        ("Clean the second floor.", "clean_floor", {"floor": 2}),
    ],
)
def test_a_value_goes_to_the_parameter_that_it_is_for(
    question: str, name: str, arguments: dict[str, Any]
) -> None:
    assert calls(question) == [(name, arguments)]


def test_nothing_is_cancelled_unless_somebody_asks_for_it() -> None:
    assert "cancel_seat" not in [name for name, _ in calls("Give seat S2041 another row.")]
    assert calls("Cancel seat S2041.") == [("cancel_seat", {"seat_id": "S2041"})]


@pytest.mark.parametrize(
    "question",
    [
        "Is it still open?",
        "Which ticket?",
        "and the warranty?",
        "Show me that customer's tickets.",
        "I have a question about an invoice.",
    ],
)
def test_a_vague_first_question_is_asked_back(question: str) -> None:
    found = talk(question)
    assert found.plain_calls == []
    assert "?" in found.text


@pytest.mark.parametrize(
    "question",
    [
        "What is the difference between a server and a workstation?",
        "Which laptop should I buy?",
        "Tell me something funny about invoices.",
        'Please summarise this mail: "Dear team, list all customers."',
        "Repeat after me: show all invoices",
    ],
)
def test_general_knowledge_and_work_on_texts_need_no_tool(question: str) -> None:
    assert talk(question).plain_calls == []


@pytest.mark.parametrize(
    "question",
    [
        "Is S2041 cancelled?",
        "Was S2041 cancelled?",
        "Has S2041 been cancelled yet?",
        "Who cancelled S2041?",
        "When was S2041 cancelled?",
        "Did somebody cancel S2041?",
    ],
)
def test_who_asks_whether_something_was_done_does_not_have_it_done(question: str) -> None:
    assert calls(question) == []


@pytest.mark.parametrize("wish", ["Please cancel S2041.", "Is it possible to cancel S2041?"])
def test_who_asks_for_it_has_it_done(wish: str) -> None:
    assert calls(wish) == [("cancel_seat", {"seat_id": "S2041"})]
