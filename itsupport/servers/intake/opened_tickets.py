"""Opening a ticket, once: the same request, sent again, finds the ticket that it made.

The same request is one that says the same on the same day. A retry after a lost answer does, and so
does a person who presses the button twice.
"""

import hashlib
import json
from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from itsupport import record_store
from itsupport.dataset import file_records, today
from itsupport.domains.ticket_records import Ticket
from itsupport.errors import SupportError
from itsupport.servers.intake.same_request import spoken
from itsupport.servers.intake.ticket_form import TicketDetails

OPENED_AT = "T12:00:00"
"""The desk's day is one fixed day, so its clock stands still too."""

HIGHEST_NUMBER = 9999


class TicketOutcome(TypedDict):
    """How asking for a ticket ended; `ticket` is there when there is one.

    With form_required nothing is stored yet: show `form` with `message` to the user, then call
    again with every detail and the arguments in `call_again_with`.
    """

    status: Literal["created", "already_created", "declined", "cancelled", "form_required"]
    message: str
    ticket: NotRequired[Ticket]
    form: NotRequired[dict[str, Any]]
    given: NotRequired[dict[str, str]]
    missing: NotRequired[list[str]]
    call_again_with: NotRequired[dict[str, bool]]


def open_ticket(details: TicketDetails) -> TicketOutcome:
    """Store the ticket, or find it. Raises `SupportError` when there are no more numbers."""
    highest = max((_number(t) for t in file_records("tickets", Ticket)), default=1000)
    made: list[str] = []

    def make(count: int) -> dict[str, Any]:
        ticket = _ticket(highest + count, details)
        made.append(ticket["ticket_id"])
        return dict(ticket)

    stored: Any = record_store.add("tickets", request_key(details), make)
    ticket: Ticket = stored
    if ticket["ticket_id"] in made:
        return TicketOutcome(
            status="created", message=f"Ticket {ticket['ticket_id']} is open.", ticket=ticket
        )
    message = f"This was reported today already: it is ticket {ticket['ticket_id']}."
    return TicketOutcome(status="already_created", message=message, ticket=ticket)


def not_opened(action: Literal["decline", "cancel"]) -> TicketOutcome:
    """The user said no, or went away: neither is an error."""
    if action == "decline":
        return TicketOutcome(
            status="declined", message="The user said no, so no ticket was opened."
        )
    return TicketOutcome(
        status="cancelled", message="The user closed the form, so no ticket was opened."
    )


def request_key(details: TicketDetails) -> str:
    """What is the same for the same request and differs for every other."""
    what = ["ticket", today().isoformat(), spoken(details.model_dump())]
    said = json.dumps(what, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8")).hexdigest()


def _ticket(number: int, details: TicketDetails) -> Ticket:
    if number > HIGHEST_NUMBER:
        raise SupportError(
            "There are no more ticket numbers",
            f"Ticket ids have four digits, and TKT-{HIGHEST_NUMBER} is taken.",
            suggested_actions=["Start with an empty store."],
        )
    now = f"{today()}{OPENED_AT}"
    return Ticket(
        ticket_id=f"TKT-{number:04}",
        subject=details.subject,
        customer_id=details.customer_id,
        status="open",
        priority=details.priority,
        category=details.category,
        os=details.os,
        assigned_to=None,
        created=now,
        tags=[],
        description=details.description or details.subject,
        updated=now,
        resolved=None,
        asset_id=None,
        article_ids=[],
        history=[],
    )


def _number(ticket: Ticket) -> int:
    return int(ticket["ticket_id"].removeprefix("TKT-"))
