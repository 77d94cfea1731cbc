"""Exercises of lesson 01: a join by hand."""

from collections.abc import Mapping
from typing import Any

from itsupport.domains.customers import lookup_customer
from itsupport.domains.tickets import search_tickets
from itsupport.domains.vocabulary import Priority
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.showing import shown

KEYS = ("ticket_id", "subject", "company_name")
PRIORITIES: tuple[Priority, ...] = ("critical", "low", "medium")
Row = dict[str, Any]


async def join_tickets_and_customers(tickets_with_company: Any) -> None:
    """The function is called for three priorities; the right names come from the desk itself."""
    given = {one: _rows(await run(tickets_with_company, one), one) for one in PRIORITIES}
    expected = {one: _joined(one) for one in PRIORITIES}
    first, second, _ = PRIORITIES
    if given[first] == given[second] and expected[first] != expected[second]:
        raise Misconception(
            "hard_coded",
            seen=f"the same rows for {first!r} and for {second!r}: {shown(given[first])}",
            expected="the tickets of the priority that is asked for",
            next_step="Give the argument `priority` on to search_tickets.",
        )
    for priority in PRIORITIES:
        _compare(priority, given[priority], expected[priority])


def _rows(value: Any, priority: str) -> list[Row]:
    good = isinstance(value, list) and all(isinstance(row, dict) for row in value)
    if good and all(key in row for row in value for key in KEYS):
        return [{key: row[key] for key in KEYS} for row in value]
    raise Misconception(
        "not_rows",
        seen=f"{shown(value)} for {priority!r}",
        expected=f"a list of dictionaries, each with the keys {', '.join(KEYS)}",
        next_step="Build a list of dictionaries and `return` it: print only shows it to people.",
    )


def _joined(priority: Priority) -> list[Row]:
    names = {one["customer_id"]: one["company_name"] for one in lookup_customer()["customers"]}
    tickets = search_tickets(priority=priority, limit=50)["tickets"]
    return [{**_part(one), "company_name": names[one["customer_id"]]} for one in tickets]


def _part(ticket: Mapping[str, Any]) -> Row:
    return {"ticket_id": ticket["ticket_id"], "subject": ticket["subject"]}


def _compare(priority: str, given: list[Row], expected: list[Row]) -> None:
    names = {row["ticket_id"]: row["company_name"] for row in expected}
    got = {str(row["ticket_id"]): row["company_name"] for row in given}
    if missing := [one for one in names if one not in got]:
        raise _missing(priority, missing, names, set(got))
    for ticket, company in got.items():
        if ticket in names and company != names[ticket]:
            raise _wrong_name(ticket, company, names[ticket])
    if sorted(map(str, given)) != sorted(map(str, expected)):
        raise Misconception(
            "other_rows",
            seen=f"{len(given)} rows for {priority!r}: {shown(given)}",
            expected=f"{len(expected)} rows, one for each {priority} ticket, as search_tickets has",
            next_step="Make one row for each ticket that search_tickets gives, and no others.",
        )


def _missing(priority: str, missing: list[str], names: Row, got: set[str]) -> Misconception:
    companies = {names[one] for one in got if one in names}
    seen = (
        f"no row for {', '.join(missing)}, which {'is' if len(missing) == 1 else 'are'} {priority}"
    )
    if all(names[one] in companies for one in missing):
        return Misconception(
            "one_row_per_customer",
            seen=f"{seen}; other tickets of the same company have a row",
            expected="one row for each ticket, also when a company has several",
            next_step="Go through the tickets, and look up each one's company; not the reverse.",
        )
    return Misconception(
        "filter_after_the_limit",
        seen=seen,
        expected=f"all {len(names)} tickets with the priority {priority!r}",
        next_step="A search gives 10 rows at most unless told. Let it filter: `priority=priority`.",
    )


def _wrong_name(ticket: str, company: Any, expected: str) -> Misconception:
    known = {one["customer_id"] for one in lookup_customer()["customers"]}
    told = {"seen": f"{shown(company)} for {ticket}", "expected": repr(expected)}
    if isinstance(company, str) and company in known:
        step = "Look the id up with lookup_customer, and take `company_name` from what it finds."
        return Misconception("id_and_not_name", **told, next_step=step)
    step = "Find the company of each row by that row's own customer_id, not by its place in a list."
    return Misconception("another_company", **told, next_step=step)


EXERCISES = (
    Exercise(
        name="join_tickets_and_customers",
        lesson="01_direct_calls",
        title="Tickets with the names of companies",
        minutes=10,
        answers=("tickets_with_company",),
        judge=join_tickets_and_customers,
        misconceptions={
            "hard_coded": "returned the same tickets for every priority",
            "not_rows": "printed the rows or returned something else than a list of dictionaries",
            "id_and_not_name": "gave the customer's id where the company's name was wanted",
            "another_company": "put companies beside tickets by place and not by id",
            "one_row_per_customer": "lost tickets of a customer who has several",
            "filter_after_the_limit": "filtered after the search had cut its rows at the limit",
            "other_rows": "gave rows that nobody asked for, or some of them twice",
        },
        hints=(
            "`search_tickets(priority=priority, limit=50)` gives the tickets.",
            "`lookup_customer(customer_id=…)['customers'][0]` is the profile of one customer.",
            "Go through the tickets in a loop, and append a dictionary with the three keys.",
        ),
        why="A join follows an id from one domain to another: that is what a model does for you.",
    ),
)
