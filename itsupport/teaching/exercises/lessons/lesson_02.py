"""Exercises of lesson 02: a function becomes a tool."""

from collections import Counter
from typing import Any

from itsupport.domains.tickets import search_tickets
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.served import call, text_of, tool_called

TOOL = "count_tickets_by_priority"
UNTOUCHED = f"`server` has no tool yet. Put `@server.tool()` above `{TOOL}`, and run the cell."


async def count_by_priority(server: Any) -> None:
    """The tool is called over the protocol, for two customers and for all."""
    await tool_called(server, TOOL, UNTOUCHED)
    counted = {}
    for customer in ("CUST-001", "CUST-003", None):
        counted[customer] = await _counted(server, customer)
    differ = _expected("CUST-001") != _expected("CUST-003")
    if differ and counted["CUST-001"] == counted["CUST-003"]:
        raise Misconception(
            "hard_coded",
            seen=f"the same numbers for CUST-001 and CUST-003: {counted['CUST-001']}",
            expected="the tickets of the customer that is asked for",
            next_step="Give `customer_id` on to search_tickets.",
        )
    for customer, numbers in counted.items():
        expected = _expected(customer)
        if {k: v for k, v in numbers.items() if v} != expected:
            raise Misconception(
                "wrong_numbers",
                seen=f"{numbers} for {customer or 'all customers'}",
                expected=f"{expected}",
                next_step="search_tickets gives at most 10 rows unless you pass a larger `limit`. "
                "(Changed it already? Run the whole cell, with `server = …`: a server keeps the "
                "first tool of a name.)",
            )


async def _counted(server: Any, customer: str | None) -> dict[str, int]:
    given = {"customer_id": customer} if customer else {}
    result = await call(server, TOOL, given)
    content = result.structured_content
    if result.is_error:
        raise Misconception(
            "call_fails",
            seen=f"the call with {given} gave the error: {text_of(result)[:200]}",
            expected="a count for each priority",
            next_step="Call the function itself in a cell: its own error says why. "
            "Two usual reasons: `customer_id` has no default, or `limit` is more than 50.",
        )
    if content is None:
        raise Misconception(
            "bare_dict",
            seen="a result without structured content: text for people, and no data for programs",
            expected="structured content, such as {'high': 2}",
            next_step="Say what is in the dictionary: `-> dict[str, int]`. Without it, or with "
            "`-> dict`, there is only text.",
        )
    return {str(k): v for k, v in content.items()}


def _expected(customer: str | None) -> dict[str, int]:
    found = search_tickets(customer_id=customer, limit=50) if customer else search_tickets(limit=50)
    return dict(Counter(ticket["priority"] for ticket in found["tickets"]))


EXERCISES = (
    Exercise(
        name="count_by_priority",
        lesson="02_first_mcp_server",
        title="A tool that counts",
        minutes=10,
        answers=("server",),
        judge=count_by_priority,
        misconceptions={
            "another_name": "gave the tool another name than the one that was asked for",
            "hard_coded": "returned the same numbers for every customer",
            "bare_dict": "returned a bare dict, which gives no structured content",
            "call_fails": "wrote a tool whose call fails",
            "wrong_numbers": "counted wrongly, mostly because of the limit of a search",
        },
        hints=(
            "`search_tickets(customer_id=…, limit=50)` gives the tickets; each has a `priority`.",
            "`collections.Counter` counts the values of a list.",
            "Decorate the function with `@server.tool()` and annotate it `-> dict[str, int]`.",
        ),
        why="A result with a declared shape is data for programs; a bare dict is only text.",
    ),
)
