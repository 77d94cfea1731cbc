"""Counts of tickets and the time they took. Which tickets are counted is decided elsewhere."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from statistics import mean, median
from typing import Any, get_args

from itsupport.domains.ticket_records import HoursToResolve, Ticket, TicketMetrics
from itsupport.domains.vocabulary import Category, OperatingSystem, Priority, TicketStatus


def metrics(tickets: Sequence[Ticket], filters: Mapping[str, Any]) -> TicketMetrics:
    """The counts of these tickets; `filters` say which they are."""
    hours = sorted(_hours(ticket) for ticket in tickets if ticket["resolved"])
    return TicketMetrics(
        filters=dict(filters),
        total=len(tickets),
        unresolved=len(tickets) - len(hours),
        by_status=_counts(TicketStatus, [ticket["status"] for ticket in tickets]),
        by_priority=_counts(Priority, [ticket["priority"] for ticket in tickets]),
        by_category=_counts(Category, [ticket["category"] for ticket in tickets]),
        by_os=_counts(OperatingSystem, [ticket["os"] for ticket in tickets]),
        resolution_hours=_summary(hours),
    )


def _counts(choices: Any, values: Sequence[str]) -> dict[Any, int]:
    """How often each choice occurs, in the order in which the vocabulary lists them."""
    return {choice: values.count(choice) for choice in get_args(get_args(choices)[0])}


def _hours(ticket: Ticket) -> float:
    created = datetime.fromisoformat(ticket["created"])
    return (datetime.fromisoformat(ticket["resolved"] or "") - created) / timedelta(hours=1)


def _summary(hours: Sequence[float]) -> HoursToResolve:
    if not hours:
        return HoursToResolve(average=None, median=None, fastest=None, slowest=None)
    return HoursToResolve(
        average=round(mean(hours), 1),
        median=round(median(hours), 1),
        fastest=round(hours[0], 1),
        slowest=round(hours[-1], 1),
    )
