"""The shape of the records in `data/invoices.json`, and what follows from one record and today.

Whether an invoice is paid, pending or overdue is never written down: it is derived here.
"""

from datetime import date
from decimal import Decimal

from typing_extensions import TypedDict

from itsupport.dataset import today
from itsupport.domains.vocabulary import (
    CustomerId,
    Day,
    InvoiceId,
    InvoiceStatus,
    Money,
    TicketId,
)


class InvoiceLine(TypedDict):
    """One thing that was sold; the price is per unit and before tax."""

    description: str
    quantity: int
    unit_price: Money


class Invoice(TypedDict):
    """One record. `paid_on` is the day it was paid in full, null before."""

    invoice_id: InvoiceId
    customer_id: CustomerId
    ticket_id: TicketId | None
    issued: Day
    due: Day
    lines: list[InvoiceLine]
    subtotal: Money
    tax: Money
    total: Money
    amount_paid: Money
    paid_on: Day | None


def status_of(invoice: Invoice) -> InvoiceStatus:
    """Paid in full, else overdue from the day after the due date, else pending."""
    if balance_of(invoice) == 0:
        return "paid"
    return "overdue" if days_overdue(invoice) else "pending"


def balance_of(invoice: Invoice) -> Decimal:
    """What is still owed."""
    return invoice["total"] - invoice["amount_paid"]


def days_overdue(invoice: Invoice) -> int:
    """Days since the due date while money is owed, else 0."""
    late = (today() - date.fromisoformat(invoice["due"])).days
    return max(late, 0) if balance_of(invoice) else 0
