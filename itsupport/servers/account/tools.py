"""Tools that need to know who is asking: they take nobody's word for it but the token's.

No argument says whose tickets are meant, so no model and no trick in a text can ask for another's.
"""

from typing import Annotated, Any, cast

from pydantic import Field
from typing_extensions import TypedDict

from itsupport.domains.ticket_records import TicketRow
from itsupport.domains.tickets import search_tickets
from itsupport.domains.vocabulary import TicketId
from itsupport.dual_mode import dual_mode
from itsupport.errors import SupportError
from itsupport.record_store import add, added
from itsupport.servers.account.scopes import WRITE
from itsupport.servers.account.who import person_asking, token_in_use
from itsupport.servers.authorization.people import Person

CommentText = Annotated[
    str,
    Field(
        min_length=1,
        max_length=2000,
        description="The comment, as the person wants it to be read.",
        examples=["It happened again this morning."],
    ),
]


class Login(TypedDict):
    """Who is logged in, and what the program that asks may do for this person."""

    username: str
    name: str
    customer_id: str
    scopes: list[str]


class Comment(TypedDict):
    """A comment that is now on a ticket. `number` counts all comments that were added."""

    number: int
    ticket_id: str
    author: str
    text: str


class MyTickets(TypedDict):
    """The tickets of the person's own company, the most urgent first, and what was added."""

    customer_id: str
    count: int
    tickets: list[TicketRow]
    comments: list[dict[str, Any]]


@dual_mode
def login() -> Login:
    """Log in, or sign in; say which user is logged in, and with which permissions.

    Use it for "log me in" and for "who am I?", that is: which user, of which company? When nobody
    is logged in yet, the person is sent to the sign-in page.
    """
    person = person_asking()
    return Login(
        username=person.username,
        name=person.name,
        customer_id=person.customer_id,
        scopes=list(token_in_use().scopes),
    )


@dual_mode
def list_my_tickets() -> MyTickets:
    """List your own company's tickets, with the comments that were added to them.

    Use it for "my tickets" or "our tickets". It never shows another company's tickets.
    """
    person = person_asking()
    found = search_tickets(customer_id=person.customer_id, limit=50)
    rows: list[TicketRow] = [dict(row) for row in found["tickets"]]  # type: ignore[misc]
    mine = {row["ticket_id"] for row in rows}
    comments = [comment for comment in added("comments") if comment["ticket_id"] in mine]
    return MyTickets(
        customer_id=person.customer_id, count=len(rows), tickets=rows, comments=comments
    )


@dual_mode
def comment_on_ticket(ticket_id: TicketId, text: CommentText) -> Comment:
    """Write a comment on one of your own company's tickets, in your name.

    The same comment sent twice stays one comment. It needs the permission to write, which you are
    asked for when it is missing.
    """
    person = person_asking(WRITE)
    _check_own(ticket_id, person)

    def make(number: int) -> dict[str, Any]:
        return {"number": number, "ticket_id": ticket_id, "author": person.name, "text": text}

    once = f"{person.username}\n{ticket_id}\n{text}"
    return cast(Comment, add("comments", once, make))


def _check_own(ticket_id: str, person: Person) -> None:
    """Another company's ticket and one that does not exist look the same from outside."""
    own = search_tickets(customer_id=person.customer_id, limit=50)["tickets"]
    if any(ticket["ticket_id"] == ticket_id for ticket in own):
        return
    raise SupportError(
        f"{ticket_id} is not one of your tickets",
        f"You are logged in as {person.name} of {person.customer_id}.",
        suggested_actions=["Choose a ticket from list_my_tickets."],
        retryable=True,
        follow_up_tools=["list_my_tickets"],
        context={"ticket_id": ticket_id},
    )
