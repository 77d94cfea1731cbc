"""The shapes of what the billing tools answer, and how they are made from invoices.

Which invoices go into an answer is decided in `billing`.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from typing_extensions import TypedDict

from itsupport.dataset import today
from itsupport.domains.invoice_records import Invoice, balance_of, days_overdue, status_of
from itsupport.domains.vocabulary import (
    CustomerId,
    Day,
    InvoiceId,
    InvoiceStatus,
    Money,
    TicketId,
)


class InvoiceDetails(Invoice):
    """An invoice with its lines and where it stands today."""

    status: InvoiceStatus
    balance: Money


class InvoiceRow(TypedDict):
    """An invoice in one row; `balance` is what is still owed on it."""

    invoice_id: InvoiceId
    customer_id: CustomerId
    ticket_id: TicketId | None
    status: InvoiceStatus
    issued: Day
    due: Day
    days_overdue: int
    total: Money
    amount_paid: Money
    balance: Money
    paid_on: Day | None


class InvoiceSearch(TypedDict):
    """Invoices with their lines; `hint` helps on when there are none."""

    count: int
    as_of: Day
    invoices: list[InvoiceDetails]
    hint: list[str]


class InvoiceList(TypedDict):
    """Invoices in rows with the sums over the rows; `hint` helps on when there are none."""

    count: int
    as_of: Day
    total_billed: Money
    total_paid: Money
    total_balance: Money
    invoices: list[InvoiceRow]
    hint: list[str]


class CustomerBalance(TypedDict):
    """What one customer owes: outstanding is overdue plus pending."""

    customer_id: CustomerId
    outstanding: Money
    overdue: Money
    pending: Money
    invoices: list[InvoiceId]


class OutstandingBalance(TypedDict):
    """What is owed, by customer, the largest amount first, with the sums over all rows."""

    count: int
    as_of: Day
    total_outstanding: Money
    total_overdue: Money
    total_pending: Money
    customers: list[CustomerBalance]


def details_of(invoice: Invoice) -> InvoiceDetails:
    """The whole record, with what follows from it where a reader looks for it."""
    return InvoiceDetails(
        invoice_id=invoice["invoice_id"],
        customer_id=invoice["customer_id"],
        ticket_id=invoice["ticket_id"],
        status=status_of(invoice),
        issued=invoice["issued"],
        due=invoice["due"],
        lines=invoice["lines"],
        subtotal=invoice["subtotal"],
        tax=invoice["tax"],
        total=invoice["total"],
        amount_paid=invoice["amount_paid"],
        balance=balance_of(invoice),
        paid_on=invoice["paid_on"],
    )


def row_of(invoice: Invoice) -> InvoiceRow:
    """The record in short, with what follows from it."""
    return InvoiceRow(
        invoice_id=invoice["invoice_id"],
        customer_id=invoice["customer_id"],
        ticket_id=invoice["ticket_id"],
        status=status_of(invoice),
        issued=invoice["issued"],
        due=invoice["due"],
        days_overdue=days_overdue(invoice),
        total=invoice["total"],
        amount_paid=invoice["amount_paid"],
        balance=balance_of(invoice),
        paid_on=invoice["paid_on"],
    )


def list_of(found: list[Invoice], hint: list[str]) -> InvoiceList:
    """Rows in the order given, with their sums."""
    return InvoiceList(
        count=len(found),
        as_of=today().isoformat(),
        total_billed=_total(invoice["total"] for invoice in found),
        total_paid=_total(invoice["amount_paid"] for invoice in found),
        total_balance=_total(balance_of(invoice) for invoice in found),
        invoices=[row_of(invoice) for invoice in found],
        hint=hint,
    )


def outstanding_of(owed: Mapping[str, list[Invoice]]) -> OutstandingBalance:
    """What is owed, from each customer's unpaid invoices."""
    rows = [_customer_balance(customer_id, unpaid) for customer_id, unpaid in owed.items()]
    return OutstandingBalance(
        count=len(rows),
        as_of=today().isoformat(),
        total_outstanding=_total(row["outstanding"] for row in rows),
        total_overdue=_total(row["overdue"] for row in rows),
        total_pending=_total(row["pending"] for row in rows),
        customers=sorted(rows, key=lambda row: (-row["outstanding"], row["customer_id"])),
    )


def _customer_balance(customer_id: str, unpaid: list[Invoice]) -> CustomerBalance:
    overdue = _total(balance_of(invoice) for invoice in unpaid if days_overdue(invoice))
    pending = _total(balance_of(invoice) for invoice in unpaid if not days_overdue(invoice))
    return CustomerBalance(
        customer_id=customer_id,
        outstanding=overdue + pending,
        overdue=overdue,
        pending=pending,
        invoices=[invoice["invoice_id"] for invoice in unpaid],
    )


def _total(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))
