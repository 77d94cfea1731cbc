"""Two questions, the second of which depends on the first: who it is, then a day that is free.

Each question is a resolver; the second has the first among its parameters, and so is asked after
it. Saying no to the first spares the second.
"""

from typing import Annotated, Any, Literal, NotRequired

from mcp.server.mcpserver import AcceptedElicitation, Elicit, ElicitationResult, Resolve
from pydantic import BaseModel, Field, StringConstraints, create_model
from typing_extensions import TypedDict

from itsupport.domains.references import check_customer
from itsupport.domains.vocabulary import CustomerId
from itsupport.errors import SupportError
from itsupport.servers.intake.free_days import Appointment, book, free_days
from itsupport.servers.intake.ticket_form import titled_choice

Topic = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=120),
    Field(
        description="What the technician comes for, such as Replace the printer.",
        examples=["Replace the printer"],
    ),
]
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=80),
    Field(title="Name", description="Whom the technician should ask for."),
]


class Visitor(BaseModel):
    """The first form."""

    name: Name


class AppointmentOutcome(TypedDict):
    """How asking for an appointment ended; `appointment` is there when there is one."""

    status: Literal["booked", "already_booked", "declined", "cancelled"]
    message: str
    appointment: NotRequired[Appointment]


def ask_who(customer_id: str) -> Elicit[Visitor]:
    """The first question."""
    check_customer(customer_id)
    return Elicit("A technician can come. What is your name?", Visitor)


def ask_which_day(
    customer_id: str,
    topic: str,
    who: Annotated[ElicitationResult[Visitor], Resolve(ask_who)],
) -> Elicit[BaseModel] | None:
    """The second question, when there is a first answer: one of the days that are free."""
    if not isinstance(who, AcceptedElicitation):
        return None
    if not (days := free_days(customer_id=customer_id, topic=topic, name=who.data.name)):
        raise SupportError(
            "No day is free in the next two weeks",
            "All visits are booked.",
            suggested_actions=["Open a ticket that asks for a visit."],
            follow_up_tools=["create_ticket_v2"],
        )
    choice = titled_choice(days, title="Day", description="A day on which a technician is free.")
    form = create_model("Visit", day=(choice, ...))
    return Elicit(f"{who.data.name}, which day suits you?", form)


def book_appointment_v2(
    customer_id: CustomerId,
    topic: Topic,
    *,
    who: Annotated[ElicitationResult[Visitor], Resolve(ask_who)],
    when: Annotated[ElicitationResult[BaseModel], Resolve(ask_which_day)],
) -> AppointmentOutcome:
    """Book an appointment: a visit of a technician at a customer's office.

    Asks the user for a name, then for a day that is free, and books when both are given. When the
    user says no to either, nothing is stored. For a problem that needs no visit use
    create_ticket_v2.
    """
    if not isinstance(who, AcceptedElicitation):
        return _not_booked(who.action)
    if not isinstance(when, AcceptedElicitation):
        return _not_booked(when.action)
    chosen: Any = when.data
    appointment, is_new = book(customer_id, topic, who.data.name, chosen.day)
    if appointment is None:
        raise _full(chosen.day)
    said = f"{appointment['technician']} comes at {appointment['at']}."
    status: Literal["booked", "already_booked"] = "booked" if is_new else "already_booked"
    return AppointmentOutcome(status=status, message=said, appointment=appointment)


def _not_booked(action: Literal["decline", "cancel"]) -> AppointmentOutcome:
    said = "said no" if action == "decline" else "closed the form"
    return AppointmentOutcome(
        status="declined" if action == "decline" else "cancelled",
        message=f"The user {said}, so nothing was booked.",
    )


def _full(day: str) -> SupportError:
    return SupportError(
        f"{day} is full",
        "The last visit of that day was booked while the question was open.",
        suggested_actions=["Call book_appointment_v2 again: it asks for another day."],
        retryable=True,
        follow_up_tools=["book_appointment_v2"],
    )
