"""An exercise of lesson 06: a question over three servers, planned by hand."""

from collections import Counter
from collections.abc import Callable, Mapping
from copy import deepcopy
from decimal import Decimal
from typing import Any

from itsupport.domains import billing, customers, tickets
from itsupport.errors import SupportError
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception

Row = dict[str, Any]
FIELDS = ("customer_id", "company_name", "tickets", "overdue")
FEW = 3
SEARCHES = "Search once for each priority, with a `limit`: `total` says how many there are."


class _Desk:
    """Tools by name, as `call_tool` reaches them.

    Where a customer is hidden from all lists, searches also show fewer tickets unless told.
    """

    def __init__(self, hidden: str = "") -> None:
        self.hidden, self.called = hidden, 0

    def call_tool(self, name: str, arguments: Mapping[str, Any] | None = None) -> dict[str, Any]:
        self.called += 1
        for domain in (tickets, customers, billing):
            tool: Callable[..., Any] | None = getattr(domain, str(name), None)
            if tool and getattr(tool, "__module__", "") == domain.__name__:
                few = {"limit": FEW} if self.hidden and name == "search_tickets" else {}
                return self._shown(tool(**(few | dict(arguments or {}))))
        raise SupportError(f"Unknown tool {name}")

    def _shown(self, result: dict[str, Any]) -> dict[str, Any]:
        shown = deepcopy(dict(result))
        for name, rows in shown.items():
            if isinstance(rows, list):
                shown[name] = [one for one in rows if not self._hides(one)]
                if name in {"tickets", "customers", "invoices"} and "count" in shown:
                    shown["count"] = len(shown[name])
        return shown

    def _hides(self, row: Any) -> bool:
        return bool(self.hidden) and isinstance(row, dict) and row.get("customer_id") == self.hidden


def expected_rows(desk: _Desk) -> dict[str, Row]:
    """Customer id → row, from the same tools."""
    urgent: Counter[str] = Counter()
    for priority in ("high", "critical"):
        found = desk.call_tool("search_tickets", {"priority": priority, "limit": 50})
        urgent.update(ticket["customer_id"] for ticket in found["tickets"])
    owed: dict[str, Decimal] = {}
    for invoice in desk.call_tool("check_payment_status", {"status": "overdue"})["invoices"]:
        one = invoice["customer_id"]
        owed[one] = owed.get(one, Decimal(0)) + Decimal(str(invoice["balance"]))
    return {one: _row(desk, one, urgent[one], owed[one]) for one in sorted(urgent.keys() & owed)}


def _row(desk: _Desk, customer: str, count: int, owed: Decimal) -> Row:
    name = desk.call_tool("lookup_customer", {"customer_id": customer})["customers"][0]
    values = (customer, name["company_name"], count, float(owed))
    return dict(zip(FIELDS, values, strict=True))


async def plan_by_hand(plan: Any) -> None:
    """With all customers, and on a desk where the first of the expected ones does not exist."""
    everybody = expected_rows(_Desk())
    for hidden in ("", next(iter(everybody), "")):
        desk = _Desk(hidden)
        try:
            rows = await run(plan, desk.call_tool)
        except SupportError as problem:
            raise Misconception(
                "raises",
                seen=f"a call failed: {' '.join(str(problem).split())}",
                expected="a list of rows",
                next_step="Make the same call in a cell of its own, and read what it suggests.",
            ) from None
        expected = expected_rows(_Desk(hidden))
        if hidden and (not desk.called or _ids(rows) == list(everybody)):
            raise Misconception(
                "never_asked",
                seen=f"rows for {', '.join(_ids(rows))} on a desk that has no {hidden}",
                expected=f"rows for {', '.join(expected)}",
                next_step="Get everything through the `call_tool` that is given.",
            )
        there = f" on a desk without {hidden}, where a search shows {FEW} tickets unless told more"
        _check_rows(rows, expected, there if hidden else "")


def _ids(rows: Any) -> list[str]:
    several = rows if isinstance(rows, list | tuple) else []
    return sorted(str(row.get("customer_id")) for row in several if isinstance(row, dict))


def _check_rows(rows: Any, expected: dict[str, Row], there: str) -> None:
    example = next(iter(expected.values()), dict.fromkeys(FIELDS))
    listed = isinstance(rows, list | tuple)
    if not listed or not all(isinstance(row, dict) and set(FIELDS) <= row.keys() for row in rows):
        raise Misconception(
            "another_form",
            seen=f"{type(rows).__name__}: {str(rows)[:120]}",
            expected=f"a list of rows such as {example}",
            next_step="Return a list with a dictionary for each customer, with these four keys.",
        )
    if _ids(rows) != list(expected):
        _wrong_customers(_ids(rows), list(expected), there)
    for row in rows:
        _check_row(row, expected[row["customer_id"]], there)


def _wrong_customers(got: list[str], expected: list[str], there: str) -> None:
    """Too many, the same one twice, or too few."""
    if set(expected) < set(got):
        name, step = "either_is_enough", "A customer needs both: intersect two sets of ids with &."
    elif len(set(got)) < len(got):
        name, step = "a_row_for_each_ticket", "Group by customer first, then make a row for each."
    else:
        name, step = "misses_tickets", SEARCHES
    raise Misconception(
        name,
        seen=f"rows for {', '.join(got) or 'nobody'}{there}",
        expected=f"one row for each of {', '.join(expected)}",
        next_step=step,
    )


def _check_row(row: Row, expected: Row, there: str) -> None:
    """One customer's row, field by field."""
    steps = {
        "company_name": ("id_for_a_name", "lookup_customer knows the company's name."),
        "tickets": ("counts_other_tickets", "Count only those of high and critical priority."),
        "overdue": ("other_amount", "What is owed on an overdue invoice is its balance."),
    }
    if isinstance(row["tickets"], int) and row["tickets"] < expected["tickets"]:
        steps["tickets"] = ("misses_tickets", SEARCHES)
    if isinstance(row["overdue"], str):
        steps["overdue"] = ("amount_as_text", "An amount is a number: float makes one.")
    for field, (name, step) in steps.items():
        if not _same(row[field], expected[field]):
            raise Misconception(
                name,
                seen=f"{field} of {row['customer_id']} is {row[field]!r}{there}",
                expected=f"{expected[field]!r}",
                next_step=step,
            )


def _same(got: Any, expected: Any) -> bool:
    if isinstance(expected, str) or isinstance(got, bool | str):
        return bool(got == expected)
    return isinstance(got, int | float | Decimal) and round(float(got), 6) == expected


EXERCISES = (
    Exercise(
        name="plan_by_hand",
        lesson="06_orchestrated_queries",
        title="A plan by hand",
        minutes=15,
        answers=("plan",),
        judge=plan_by_hand,
        misconceptions={
            "never_asked": "wrote the result down instead of calling the tools",
            "another_form": "gave back another form than rows",
            "either_is_enough": "took customers that fulfil only one of two conditions",
            "a_row_for_each_ticket": "made more than one row for a customer",
            "misses_tickets": "missed tickets, by their priority or by the limit of a search",
            "id_for_a_name": "gave an id where a name was asked for",
            "counts_other_tickets": "counted tickets of other priorities too",
            "amount_as_text": "gave an amount as text",
            "other_amount": "took another amount than what is overdue",
        },
        hints=(
            "`search_tickets` takes one priority, so call it twice; each ticket has a customer_id.",
            "`check_payment_status` with status overdue gives invoices; each has a `balance`.",
            "Count tickets and add balances by customer id; then intersect: `a.keys() & b.keys()`.",
            "`lookup_customer` gives a list `customers`; the name is its `company_name`.",
        ),
        why="Three servers know a part each; a join made by hand checks the one of a model.",
    ),
)
