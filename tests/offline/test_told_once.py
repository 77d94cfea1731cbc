"""What is told once for several wishes: before a colon, of a set of things, in a sum."""

import pytest

from tests.offline.desk import talk

MAY = {"start_date": "2025-05-01", "end_date": "2025-05-31"}


@pytest.mark.parametrize(
    "opening", ["May 2025:", "For May 2025 I need two figures:", "The report on May 2025, please:"]
)
def test_a_time_before_a_colon_holds_for_all_that_follows(opening: str) -> None:
    held = talk(f"{opening} the number of tickets that came in, and the amount we billed.")
    counted = {"created_after": "2025-05-01", "created_before": "2025-05-31"}
    assert held.plain_calls == [("get_ticket_metrics", counted), ("get_billing_history", MAY)]


def test_the_day_of_a_meeting_is_no_filter() -> None:
    held = talk("For the Monday meeting: the critical tickets and the overdue invoices.")
    assert [sorted(arguments) for _, arguments in held.plain_calls] == [["priority"], ["status"]]


@pytest.mark.parametrize(
    "question",
    [
        "For each customer with something overdue I need the contacts.",
        "For the customers with overdue invoices, list the contacts.",
        "For each invoice that is overdue give me the contacts of the customer.",
    ],
)
def test_what_is_asked_of_a_set_is_asked_of_each(question: str) -> None:
    held = talk(question)
    asked = {one["customer_id"] for _, one in held.plain_calls if "customer_id" in one}
    assert asked == {"CUST-001", "CUST-002", "CUST-005", "CUST-006"}


def test_a_wish_that_stands_alone_takes_nothing_from_the_ones_before() -> None:
    held = talk("The critical tickets, and any warranty that ends within 20 days.")
    assert ("check_warranty", {"expires_within_days": 20}) in held.plain_calls


@pytest.mark.parametrize(
    "question",
    [
        "INV-2006 plus INV-2013, what does that make?",
        "INV-2006 and INV-2013, please. Only the total of both.",
        "What do the invoices INV-2006 and INV-2013 come to together, tax included?",
    ],
)
def test_several_results_are_added_up(question: str) -> None:
    assert "847.79" in talk(question).text
