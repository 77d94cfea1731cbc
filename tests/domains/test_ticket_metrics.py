"""The ticket metrics, counted again with pandas."""

from typing import Any, get_args

import pandas as pd
import pytest

from itsupport.dataset import records
from itsupport.domains.ticket_records import Ticket
from itsupport.domains.tickets import get_ticket_metrics
from itsupport.domains.vocabulary import Category, OperatingSystem, Priority, TicketStatus
from itsupport.errors import SupportError

CHOICES = {
    "by_status": TicketStatus,
    "by_priority": Priority,
    "by_category": Category,
    "by_os": OperatingSystem,
}


def frame(**filters: str) -> pd.DataFrame:
    tickets = pd.DataFrame(records("tickets", Ticket))
    tickets[["created", "resolved"]] = tickets[["created", "resolved"]].apply(pd.to_datetime)
    for name, value in filters.items():
        match name:
            case "customer_id":
                tickets = tickets[tickets["customer_id"] == value]
            case "created_after":
                tickets = tickets[tickets["created"] >= pd.Timestamp(value)]
            case "created_before":
                tickets = tickets[tickets["created"] < pd.Timestamp(value) + pd.Timedelta(days=1)]
    return tickets


PERIODS: list[dict[str, str]] = [
    {},
    {"customer_id": "CUST-001"},
    {"created_after": "2025-04-22"},
    {"created_before": "2025-04-22"},
    {"customer_id": "CUST-006", "created_after": "2025-03-17", "created_before": "2025-06-28"},
]


@pytest.mark.parametrize("filters", PERIODS)
def test_the_counts_agree_with_a_recount_and_name_every_choice(filters: dict[str, Any]) -> None:
    metrics, tickets = get_ticket_metrics(**filters), frame(**filters)
    assert metrics["total"] == len(tickets) > 0
    assert metrics["filters"] == filters
    for name, choices in CHOICES.items():
        counts = tickets[name.removeprefix("by_")].value_counts()
        expected = {choice: int(counts.get(choice, 0)) for choice in get_args(get_args(choices)[0])}
        assert metrics[name] == expected  # type: ignore[literal-required]


@pytest.mark.parametrize("filters", PERIODS)
def test_the_hours_agree_with_a_recount(filters: dict[str, Any]) -> None:
    metrics, tickets = get_ticket_metrics(**filters), frame(**filters)
    hours = (tickets["resolved"] - tickets["created"]).dropna().dt.total_seconds() / 3600
    assert metrics["unresolved"] == len(tickets) - len(hours)
    expected: Any = {
        "average": pytest.approx(hours.mean(), abs=0.051),
        "median": pytest.approx(hours.median(), abs=0.051),
        "fastest": pytest.approx(hours.min(), abs=0.051),
        "slowest": pytest.approx(hours.max(), abs=0.051),
    }
    assert metrics["resolution_hours"] == expected


def test_hours_are_null_when_nothing_was_resolved() -> None:
    metrics = get_ticket_metrics(customer_id="CUST-008")
    assert (metrics["total"], metrics["unresolved"]) == (1, 1)
    assert set(metrics["resolution_hours"].values()) == {None}


def test_a_period_without_tickets_has_zeros_for_every_choice() -> None:
    metrics = get_ticket_metrics(created_before="2024-01-01")
    assert metrics["total"] == 0
    assert metrics["by_status"] == dict.fromkeys(get_args(get_args(TicketStatus)[0]), 0)


def test_a_customer_that_does_not_exist_is_an_error_and_not_zero() -> None:
    with pytest.raises(SupportError, match="Customer CUST-999 not found"):
        get_ticket_metrics(customer_id="CUST-999")


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(SupportError, match="ends before it begins"):
        get_ticket_metrics(created_after="2025-06-30", created_before="2025-06-01")
