"""The words of the help desk: every id, choice and limit, said once with its description.

A description here is what a model reads in the tool's schema.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, WithJsonSchema


def _real_date(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError("there is no such day") from None
    return text


TicketId = Annotated[
    str,
    Field(
        pattern="^TKT-[0-9]{4}$", description="Ticket id, such as TKT-1001.", examples=["TKT-1001"]
    ),
]
CustomerId = Annotated[
    str,
    Field(
        pattern="^CUST-[0-9]{3}$",
        description="Customer id, such as CUST-001.",
        examples=["CUST-001"],
    ),
]
InvoiceId = Annotated[
    str,
    Field(
        pattern="^INV-[0-9]{4}$", description="Invoice id, such as INV-2001.", examples=["INV-2001"]
    ),
]
ArticleId = Annotated[
    str,
    Field(
        pattern="^KB-[0-9]{3}$",
        description="Knowledge base article id, such as KB-001.",
        examples=["KB-001"],
    ),
]
AssetId = Annotated[
    str,
    Field(
        pattern="^AST-(SRV|WKS|LAP)-[0-9]{3}$",
        description="Asset id, such as AST-SRV-001; SRV is a server, WKS workstation, LAP laptop.",
        examples=["AST-SRV-001"],
    ),
]

Day = Annotated[
    str,
    Field(
        pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        description="A day as year-month-day, such as 2025-06-30.",
        examples=["2025-06-30"],
        json_schema_extra={"format": "date"},
    ),
    AfterValidator(_real_date),
]

EmailAddress = Annotated[
    str,
    Field(
        pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$",
        description="E-mail address of a contact person, such as rafael.munro@techcorp.example.",
        examples=["rafael.munro@techcorp.example"],
    ),
]
CompanyName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    Field(
        description="Company name or a part of it, such as TechCorp; case does not matter.",
        examples=["TechCorp"],
    ),
]
Hostname = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    Field(
        description="The machine's name on the network, such as tc-dc01; case does not matter.",
        examples=["tc-dc01"],
    ),
]
SerialNumber = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    Field(
        description="The maker's serial number, such as SN-4K7-20931; case does not matter.",
        examples=["SN-4K7-20931"],
    ),
]
WithinDays = Annotated[
    int,
    Field(
        ge=0, le=3650, description="Ends in this many days or fewer, today included.", examples=[30]
    ),
]

SearchWords = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300),
    Field(
        description="Words to look for, such as blue screen; the best matches come first.",
        examples=["blue screen"],
    ),
]
Score = Annotated[
    float, Field(ge=0, le=1, description="How well it fits: 0 not at all, 1 in every respect.")
]

Limit = Annotated[int, Field(ge=1, le=50, description="At most this many results.")]

Priority = Annotated[
    Literal["low", "medium", "high", "critical"],
    Field(description="How urgent the ticket is; critical means that work has stopped."),
]
TicketStatus = Annotated[
    Literal["open", "in_progress", "waiting", "resolved", "closed"],
    Field(description="Where the ticket stands; waiting means for the customer's answer."),
]
Category = Annotated[
    Literal[
        "account", "email", "hardware", "network", "printing", "security", "software", "storage"
    ],
    Field(description="What kind of trouble it is."),
]
OperatingSystem = Annotated[
    Literal["windows", "linux", "macos", "other"],
    Field(
        description="The operating system concerned; other for devices without one of the three."
    ),
]
Tier = Annotated[
    Literal["basic", "standard", "premium"],
    Field(description="The customer's service tier."),
]
InvoiceStatus = Annotated[
    Literal["paid", "pending", "overdue"],
    Field(description="Whether the invoice is paid, not yet due, or past its due date."),
]
CustomerStatus = Annotated[
    Literal["active", "on_hold", "ending"],
    Field(description="on_hold: new tickets wait; ending: the contract is cancelled."),
]
AssetType = Annotated[
    Literal["server", "workstation", "laptop"],
    Field(description="What kind of machine it is."),
]
WarrantyStatus = Annotated[
    Literal["active", "expired"],
    Field(description="Whether the warranty still holds today."),
]
LicenseStatus = Annotated[
    Literal["valid", "expired"],
    Field(description="Whether the licence holds today; one without an end is always valid."),
]
AssetEvent = Annotated[
    Literal["installed", "inspected", "maintenance", "moved", "upgraded", "incident", "repaired"],
    Field(description="What happened to the machine."),
]

Money = Annotated[
    Decimal,
    Field(decimal_places=2),
    WithJsonSchema({"type": "number", "description": "US dollars, exact to the cent."}),
]
Percent = Annotated[Decimal, WithJsonSchema({"type": "number", "description": "Per cent."})]
