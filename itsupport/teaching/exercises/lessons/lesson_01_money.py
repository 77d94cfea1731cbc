"""Exercises of lesson 01: money that is exact."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from itsupport.domains.billing import check_payment_status
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.showing import shown

Amounts = dict[str, Decimal]

CENT = Decimal("0.01")
CENTS: list[dict[str, Any]] = [
    {"customer_id": "CUST-901", "status": "overdue", "total": 0.1, "balance": 0.1},
    {"customer_id": "CUST-902", "status": "pending", "total": 5.05, "balance": 5.05},
    {"customer_id": "CUST-901", "status": "overdue", "total": 0.9, "balance": 0.2},
]
"""Added up as floats, the first and the last give 0.30000000000000004."""


async def overdue_total(overdue_by_customer: Any) -> None:
    """The function is called with the desk's invoices, and with made-up ones that need cents."""
    desk: list[dict[str, Any]] = [{**one} for one in check_payment_status()["invoices"]]
    given = [await run(overdue_by_customer, [dict(one) for one in rows]) for rows in (desk, CENTS)]
    if isinstance(given[0], dict) and given[0] == given[1] != {}:
        raise Misconception(
            "hard_coded",
            seen=f"the same for the desk's invoices and for others: {shown(given[0])}",
            expected="the amounts of the invoices that are given",
            next_step="Go through the argument `invoices`, whatever is in it.",
        )
    for value, invoices in zip(given, (desk, CENTS), strict=True):
        _amounts(value, invoices)


def _amounts(value: Any, invoices: Iterable[Mapping[str, Any]]) -> None:
    overdue = [one for one in invoices if one["status"] == "overdue"]
    expected = _sums(overdue, "balance")
    given = _decimals(value, expected)
    if given == expected:
        return
    told = {"seen": shown(given), "expected": shown(expected)}
    for wrong, rows, key, step in (
        ("pending_too", invoices, "balance", "Leave out invoices whose `status` is not overdue."),
        ("billed_and_not_owed", overdue, "total", "Part may be paid: `balance` is what is owed."),
    ):
        if given == _sums(rows, key):
            raise Misconception(wrong, **told, next_step=step)
    if {one: amount.quantize(CENT) for one, amount in given.items()} == expected:
        step = "Make each amount exact before you add: `Decimal(str(invoice['balance']))`."
        raise Misconception("exact_too_late", **told, next_step=step)
    if lost := [one for one in expected if one not in given]:
        step = f"{lost[0]} is late, too. Go through all invoices before you `return`."
        raise Misconception("customers_lost", **told, next_step=step)
    step = "A customer may have several invoices: add to the sum that is there already."
    raise Misconception("one_invoice_each", **told, next_step=step)


def _decimals(value: Any, expected: Amounts) -> Amounts:
    if not isinstance(value, dict):
        raise Misconception(
            "not_by_customer",
            seen=shown(value),
            expected=f"a dictionary from customer id to amount, such as {shown(expected)}",
            next_step="Return a dictionary with one entry for each customer who is late.",
        )
    if wrong := [one for one in value.values() if not isinstance(one, Decimal)]:
        raise Misconception(
            "not_exact",
            seen=f"{shown(wrong[0])}, which is a {type(wrong[0]).__name__}",
            expected="a Decimal: floats hold cents only nearly, and 0.1 + 0.2 is not 0.3",
            next_step="Use `from decimal import Decimal`, and add Decimals only.",
        )
    return {str(one): amount for one, amount in value.items() if amount}


def _sums(invoices: Iterable[Mapping[str, Any]], key: str) -> Amounts:
    sums: Amounts = defaultdict(Decimal)
    for invoice in invoices:
        sums[invoice["customer_id"]] += Decimal(str(invoice[key]))
    return {customer: amount for customer, amount in sums.items() if amount}


EXERCISES = (
    Exercise(
        name="overdue_total",
        lesson="01_direct_calls",
        title="Exact money",
        minutes=10,
        answers=("overdue_by_customer",),
        judge=overdue_total,
        misconceptions={
            "hard_coded": "returned the same amounts for other invoices",
            "not_by_customer": "returned one amount, or printed, in place of a dictionary",
            "not_exact": "added amounts of money as floats",
            "exact_too_late": "made a Decimal only after a float had lost the exact cents",
            "customers_lost": "lost customers who are late, mostly by a return inside the loop",
            "pending_too": "counted invoices that are not due yet",
            "billed_and_not_owed": "added what was billed, though part of it is paid",
            "one_invoice_each": "kept one invoice for each customer and lost the others",
        },
        hints=(
            "Only invoices with `invoice['status'] == 'overdue'` count; `balance` is still owed.",
            "`Decimal(str(0.1))` is exactly one tenth; `Decimal(0.1)` is the inexact float.",
            "`sums[customer] = sums.get(customer, Decimal()) + Decimal(str(invoice['balance']))`.",
        ),
        why="Money is added as exact decimals, because floats lose cents where nobody looks.",
    ),
)
