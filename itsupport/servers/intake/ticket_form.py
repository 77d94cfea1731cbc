"""What the desk must know to open a ticket, and the form that asks for it.

The form is made anew for each call: what the caller knows already is filled in. It depends on the
call's arguments and the list of customers only, so that asking again asks the same.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints, WithJsonSchema, create_model

from itsupport.dataset import records
from itsupport.domains.customer_records import Customer
from itsupport.domains.references import check_customer
from itsupport.domains.vocabulary import Category, OperatingSystem, Priority

Subject = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=120),
    Field(
        description="The problem in a few words, such as Printer on fire.",
        examples=["Printer on fire"],
    ),
]
Description = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=2000),
    Field(description="What happens, since when, and whom it stops from working."),
]
MESSAGE = "Please complete the ticket. It is opened when you accept."
REQUIRED = ("customer_id", "subject", "priority", "category")


class TicketDetails(BaseModel):
    """A form that was filled in and accepted."""

    customer_id: str
    subject: str
    priority: Priority
    category: Category
    os: OperatingSystem = "other"
    description: str = ""


def given(**details: str | None) -> dict[str, str]:
    """What the caller knows already. Raises `SupportError` for a customer that nobody has."""
    if customer_id := details.get("customer_id"):
        check_customer(customer_id)
    return {name: value for name, value in details.items() if value is not None}


def ticket_form(known: Mapping[str, str]) -> type[BaseModel]:
    """The form as a model with one flat field per detail; what is known is its default."""
    defaults: dict[str, Any] = {"os": "other", "description": ""} | dict(known)
    fields: dict[str, Any] = {
        name: (kind, defaults.get(name, ...)) for name, kind in _field_types().items()
    }
    return create_model("NewTicket", **fields)


def _field_types() -> dict[str, Any]:
    return {
        "customer_id": _customer_choice(),
        "subject": Annotated[Subject, Field(title="Subject")],
        "priority": Annotated[Priority, Field(title="Priority")],
        "category": Annotated[Category, Field(title="Category")],
        "os": Annotated[OperatingSystem, Field(title="Operating system")],
        "description": Annotated[Description, Field(title="Description")],
    }


def _customer_choice() -> Any:
    """The customers by id, shown with their names."""
    names = {one["customer_id"]: one["company_name"] for one in records("customers", Customer)}
    return titled_choice(
        {customer_id: f"{customer_id} · {name}" for customer_id, name in names.items()},
        title="Customer",
        description="Whose ticket it is.",
    )


def titled_choice(choices: Mapping[str, str], *, title: str, description: str) -> Any:
    """The type of a field with one of these values; people see the titles."""
    shown = [{"const": value, "title": text} for value, text in choices.items()]
    schema = {"type": "string", "title": title, "description": description, "oneOf": shown}
    return Annotated[Literal[tuple(choices)], WithJsonSchema(schema)]
