"""What a ticket looks like, and what the ticket tools give."""

from typing import Annotated, NotRequired

from pydantic import Field, StringConstraints
from typing_extensions import TypedDict

from itsupport.domains.vocabulary import (
    ArticleId,
    AssetId,
    Category,
    CustomerId,
    Day,
    OperatingSystem,
    Priority,
    Score,
    TicketId,
    TicketStatus,
)

Moment = Annotated[
    str,
    Field(
        pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$",
        description="Day and time by the desk's clock, such as 2025-06-27T08:15:00.",
        examples=["2025-06-27T08:15:00"],
    ),
]
Technician = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    Field(
        description="Technician's name or a part of it, such as Priya; unassigned for none.",
        examples=["Priya Raman"],
    ),
]
Tag = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    Field(description="One whole tag, such as blue-screen.", examples=["blue-screen"]),
]
CreatedAfter = Annotated[
    Day, Field(description="Only tickets created on this day or later, such as 2025-06-30.")
]
CreatedBefore = Annotated[
    Day, Field(description="Only tickets created on this day or earlier, such as 2025-06-30.")
]
Hours = Annotated[float, Field(ge=0, description="Hours from created to resolved.")]


class Note(TypedDict):
    """One entry in a ticket's history; the author is a technician or the customer's person."""

    at: Moment
    author: str
    note: str


class TicketRow(TypedDict):
    """A ticket in one row; `assigned_to` is null while nobody works on it."""

    ticket_id: TicketId
    subject: str
    customer_id: CustomerId
    status: TicketStatus
    priority: Priority
    category: Category
    os: OperatingSystem
    assigned_to: str | None
    created: Moment
    tags: list[str]


class Ticket(TicketRow):
    """The whole ticket: one record of `data/tickets.json`."""

    description: str
    updated: Moment
    resolved: Moment | None
    asset_id: AssetId | None
    article_ids: list[ArticleId]
    history: list[Note]


class FoundTicket(TicketRow):
    """A row of a search; with a query also how well it fits and which words it has."""

    score: NotRequired[Score]
    matched_words: NotRequired[list[str]]


class TicketSearch(TypedDict):
    """`count` tickets of the `total` that fit the filters; `hint` helps when few or none do."""

    count: int
    total: int
    filters: dict[str, str]
    tickets: list[FoundTicket]
    hint: list[str]


class SimilarTicket(TicketRow):
    """A ticket like another one, with the reasons in words, the strongest first."""

    score: Score
    reasons: list[str]


class SimilarTickets(TypedDict):
    """`count` of the `total` tickets that are like `ticket_id`, the most similar first."""

    ticket_id: TicketId
    subject: str
    count: int
    total: int
    tickets: list[SimilarTicket]
    hint: list[str]


class HoursToResolve(TypedDict):
    """How long the resolved tickets took; null when none is resolved."""

    average: Hours | None
    median: Hours | None
    fastest: Hours | None
    slowest: Hours | None


class TicketMetrics(TypedDict):
    """Counts of tickets. Every status, priority, category and system is there, if only with 0."""

    filters: dict[str, str]
    total: int
    unresolved: int
    by_status: dict[TicketStatus, int]
    by_priority: dict[Priority, int]
    by_category: dict[Category, int]
    by_os: dict[OperatingSystem, int]
    resolution_hours: HoursToResolve
