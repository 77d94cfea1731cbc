"""The support desk's tickets: what customers reported, who works on it, and how it went.

Start with search_tickets, which finds tickets by words, status, priority, customer, technician or
date and gives a short row for each. A row's ticket_id opens get_ticket_details (the whole story)
and find_similar_tickets (was this solved before?). For counts and resolution times use
get_ticket_metrics. The customer_id, asset_id and article_ids in a ticket belong to the customer,
asset and knowledge tools.
"""

from itsupport.dataset import records
from itsupport.domains.filters import check_period, fitting, given
from itsupport.domains.references import check_customer, not_found
from itsupport.domains.ticket_metrics import metrics
from itsupport.domains.ticket_records import (
    CreatedAfter,
    CreatedBefore,
    SimilarTickets,
    Tag,
    Technician,
    Ticket,
    TicketMetrics,
    TicketSearch,
)
from itsupport.domains.ticket_search import FILTERS, search, similar
from itsupport.domains.vocabulary import (
    Category,
    CustomerId,
    Limit,
    OperatingSystem,
    Priority,
    SearchWords,
    TicketId,
    TicketStatus,
)
from itsupport.dual_mode import dual_mode


@dual_mode
def search_tickets(
    query: SearchWords | None = None,
    status: TicketStatus | None = None,
    priority: Priority | None = None,
    category: Category | None = None,
    os: OperatingSystem | None = None,
    customer_id: CustomerId | None = None,
    assigned_to: Technician | None = None,
    tag: Tag | None = None,
    created_after: CreatedAfter | None = None,
    created_before: CreatedBefore | None = None,
    limit: Limit = 10,
) -> TicketSearch:
    """Find tickets, also called cases or incidents, by words or filters, or list all of them.

    Use it for questions such as which critical tickets are open, what a customer reported or what
    a technician works on. Filters combine with AND; both days are included. With a query the best
    matches come first, with a score and the words that matched; without one the most urgent come
    first, then the newest. For the whole story of one ticket use get_ticket_details, for numbers
    use get_ticket_metrics, for a way to solve it use the knowledge base.
    """
    check_period(created_after, created_before)
    if customer_id:
        check_customer(customer_id)
    wanted = given(
        query=query,
        status=status,
        priority=priority,
        category=category,
        os=os,
        customer_id=customer_id,
        assigned_to=assigned_to,
        tag=tag,
        created_after=created_after,
        created_before=created_before,
    )
    found, hint = search(records("tickets", Ticket), wanted)
    return TicketSearch(
        count=len(found[:limit]),
        total=len(found),
        filters=wanted,
        tickets=found[:limit],
        hint=hint,
    )


@dual_mode
def get_ticket_details(ticket_id: TicketId) -> Ticket:
    """Give everything about one ticket: description, status, technician, dates and history.

    The history tells who did what and when. asset_id is the machine concerned, article_ids the
    knowledge base articles that apply. To find a ticket without its id use search_tickets.
    """
    return _ticket(ticket_id)


@dual_mode
def get_ticket_metrics(
    customer_id: CustomerId | None = None,
    created_after: CreatedAfter | None = None,
    created_before: CreatedBefore | None = None,
) -> TicketMetrics:
    """Count tickets by status, priority, category and operating system, and how long they took.

    Use it for questions about how many and how fast, for all customers or for one, for all time
    or for tickets created in a period; both days are included. Resolution hours run from created
    to resolved, nights included. To see the tickets themselves use search_tickets.
    """
    check_period(created_after, created_before)
    if customer_id:
        check_customer(customer_id)
    wanted = given(
        customer_id=customer_id, created_after=created_after, created_before=created_before
    )
    return metrics(fitting(records("tickets", Ticket), wanted, FILTERS), wanted)


@dual_mode
def find_similar_tickets(ticket_id: TicketId, limit: Limit = 5) -> SimilarTickets:
    """Find other tickets like this one, each with a score and the reasons.

    Use it to see whether the same trouble came up before and how it was solved: open a resolved
    one with get_ticket_details. Reasons are shared words and tags, and the same article, category,
    system or machine. For written solutions use the knowledge base.
    """
    ticket = _ticket(ticket_id)
    found = similar(ticket, records("tickets", Ticket))
    return SimilarTickets(
        ticket_id=ticket_id,
        subject=ticket["subject"],
        count=len(found[:limit]),
        total=len(found),
        tickets=found[:limit],
        hint=[] if found else ["No other ticket has much in common with this one."],
    )


def _ticket(ticket_id: str) -> Ticket:
    tickets = {ticket["ticket_id"]: ticket for ticket in records("tickets", Ticket)}
    if ticket_id not in tickets:
        how = "to find it by words, customer or date"
        raise not_found("ticket", ticket_id, tickets, "search_tickets", how)
    return tickets[ticket_id]


TOOLS = (search_tickets, get_ticket_details, get_ticket_metrics, find_similar_tickets)
