"""A ticket in the old way: the answer is a form, and the caller calls again (stateless re-entry).

The server keeps nothing between the two calls and never asks by itself, so it works with every
client. It has to trust the caller that a person saw the form; `create_ticket_v2` has not.
"""

from typing import Annotated

from mcp.server.elicitation import render_elicitation_schema
from pydantic import Field

from itsupport.domains.vocabulary import Category, CustomerId, OperatingSystem, Priority
from itsupport.dual_mode import dual_mode
from itsupport.servers.intake.opened_tickets import TicketOutcome, not_opened, open_ticket
from itsupport.servers.intake.ticket_form import (
    MESSAGE,
    REQUIRED,
    Description,
    Subject,
    TicketDetails,
    given,
    ticket_form,
)

Confirmed = Annotated[
    bool, Field(description="True only after the user has seen the form and said yes; false if no.")
]


@dual_mode
def create_ticket(
    customer_id: CustomerId | None = None,
    subject: Subject | None = None,
    priority: Priority | None = None,
    category: Category | None = None,
    os: OperatingSystem | None = None,
    description: Description | None = None,
    confirmed: Confirmed | None = None,
) -> TicketOutcome:
    """Give a form, for programs that cannot be asked in the middle of a call.

    Without confirmed, or while a detail is missing, nothing is stored: the result has a form to
    show. Show it, then call again with all of its fields and confirmed. Where the user can be
    asked, use create_ticket_v2.
    """
    known = given(
        customer_id=customer_id,
        subject=subject,
        priority=priority,
        category=category,
        os=os,
        description=description,
    )
    if confirmed is False:
        return not_opened("decline")
    if confirmed and all(name in known for name in REQUIRED):
        return open_ticket(TicketDetails.model_validate(known))
    return TicketOutcome(
        status="form_required",
        message=MESSAGE,
        form=render_elicitation_schema(ticket_form(known)),
        given=known,
        missing=[name for name in REQUIRED if name not in known],
        call_again_with={"confirmed": True},
    )
