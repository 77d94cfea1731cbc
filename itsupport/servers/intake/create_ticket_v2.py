"""A ticket in the new way: the server asks in the middle of the call and goes on where it stopped.

Nothing here says how the question travels: with a client of 2026 it is part of the answer, with one
of 2025 a request to the client. The question is asked before anything is stored, and asking again
asks the same, because a resolver runs anew in every round.
"""

from typing import Annotated

from mcp.server.mcpserver import AcceptedElicitation, Elicit, ElicitationResult, Resolve
from pydantic import BaseModel

from itsupport.domains.vocabulary import Category, CustomerId, OperatingSystem, Priority
from itsupport.servers.intake.opened_tickets import TicketOutcome, not_opened, open_ticket
from itsupport.servers.intake.ticket_form import (
    MESSAGE,
    Description,
    Subject,
    TicketDetails,
    given,
    ticket_form,
)


def ask_for_details(
    customer_id: str | None,
    subject: str | None,
    priority: str | None,
    category: str | None,
    os: str | None,
    description: str | None,
) -> Elicit[BaseModel]:
    """The form, with what the call says already filled in; no side effects, no clock, no chance."""
    known = given(
        customer_id=customer_id,
        subject=subject,
        priority=priority,
        category=category,
        os=os,
        description=description,
    )
    return Elicit(MESSAGE, ticket_form(known))


def create_ticket_v2(
    customer_id: CustomerId | None = None,
    subject: Subject | None = None,
    priority: Priority | None = None,
    category: Category | None = None,
    os: OperatingSystem | None = None,
    description: Description | None = None,
    *,
    filled: Annotated[ElicitationResult[BaseModel], Resolve(ask_for_details)],
) -> TicketOutcome:
    """Create a new ticket: open a ticket or report a problem, such as a printer on fire.

    Creates the ticket after the user has seen a form with the details and accepted it. Give what is
    known; the form asks for the rest. When the user says no, nothing is stored. To look up tickets
    that exist use the ticket tools.
    """
    del customer_id, subject, priority, category, os, description  # the form has them now
    if isinstance(filled, AcceptedElicitation):
        return open_ticket(TicketDetails.model_validate(filled.data.model_dump()))
    return not_opened(filled.action)
