"""The support desk's invoices: what was billed, what was paid, and what is still owed.

Use check_payment_status to find paid, pending or overdue invoices, get_invoice for the lines of
an invoice, get_billing_history for a period of time, and calculate_outstanding_balance for what
each customer owes. Customers appear by customer_id only; names belong to the customer tools.
All amounts are US dollars, exact to the cent.
"""

from collections.abc import Callable, Mapping

from itsupport.dataset import records, today
from itsupport.domains.billing_results import (
    InvoiceList,
    InvoiceSearch,
    OutstandingBalance,
    details_of,
    list_of,
    outstanding_of,
)
from itsupport.domains.filters import fitting, given, looser
from itsupport.domains.invoice_records import Invoice, balance_of, status_of
from itsupport.domains.references import check_customer, not_found
from itsupport.domains.vocabulary import CustomerId, Day, InvoiceId, InvoiceStatus
from itsupport.dual_mode import dual_mode
from itsupport.errors import SupportError

FILTERS: dict[str, Callable[[Invoice, str], bool]] = {
    "invoice_id": lambda invoice, wanted: invoice["invoice_id"] == wanted,
    "customer_id": lambda invoice, wanted: invoice["customer_id"] == wanted,
    "status": lambda invoice, wanted: status_of(invoice) == wanted,
    "start_date": lambda invoice, day: invoice["issued"] >= day,
    "end_date": lambda invoice, day: invoice["issued"] <= day,
}


@dual_mode
def get_invoice(
    invoice_id: InvoiceId | None = None, customer_id: CustomerId | None = None
) -> InvoiceSearch:
    """Give one invoice, or every invoice of a customer, with its lines, tax and payments.

    Use it to explain what was billed. Needs invoice_id or customer_id; with both, the invoice
    must be the customer's. For a short list by status use check_payment_status.
    """
    wanted = given(invoice_id=invoice_id, customer_id=customer_id)
    if not wanted:
        raise SupportError(
            "get_invoice needs an invoice_id or a customer_id",
            "Without one of them it would print every invoice in full.",
            suggested_actions=["Use check_payment_status to list all invoices in short."],
            retryable=True,
            follow_up_tools=["check_payment_status"],
        )
    found = [details_of(invoice) for invoice in _invoices(wanted)]
    return InvoiceSearch(
        count=len(found),
        as_of=today().isoformat(),
        invoices=found,
        hint=[] if found else _hint(wanted),
    )


@dual_mode
def check_payment_status(
    invoice_id: InvoiceId | None = None,
    customer_id: CustomerId | None = None,
    status: InvoiceStatus | None = None,
) -> InvoiceList:
    """List invoices as paid, pending or overdue, with what is still owed on each.

    Use it to see which invoices are overdue and for how many days; the earliest due date comes
    first. Filters combine with AND; without any, all invoices are listed. For sums by customer
    use calculate_outstanding_balance, for a period of time use get_billing_history.
    """
    wanted = given(invoice_id=invoice_id, customer_id=customer_id, status=status)
    found = sorted(_invoices(wanted), key=lambda invoice: (invoice["due"], invoice["invoice_id"]))
    return list_of(found, [] if found else _hint(wanted))


@dual_mode
def get_billing_history(
    customer_id: CustomerId | None = None,
    start_date: Day | None = None,
    end_date: Day | None = None,
    status: InvoiceStatus | None = None,
) -> InvoiceList:
    """List the invoices issued in a period, oldest first, with the sums billed and paid.

    Use it for "what did we bill in spring" or for everything that a customer was ever billed.
    Both days count; every argument may be left out. For what is owed today use
    calculate_outstanding_balance.
    """
    if start_date and end_date and start_date > end_date:
        raise SupportError(
            f"start_date {start_date} is after end_date {end_date}",
            "No day lies in such a period.",
            suggested_actions=[f"Exchange them: start_date={end_date}, end_date={start_date}."],
            retryable=True,
            context={"start_date": start_date, "end_date": end_date},
        )
    wanted = given(customer_id=customer_id, start_date=start_date, end_date=end_date, status=status)
    found = sorted(
        _invoices(wanted), key=lambda invoice: (invoice["issued"], invoice["invoice_id"])
    )
    return list_of(found, [] if found else _hint(wanted))


@dual_mode
def calculate_outstanding_balance(customer_id: CustomerId | None = None) -> OutstandingBalance:
    """Add up what one customer, or every customer, still owes, split into overdue and pending.

    Without customer_id, customers who owe nothing are left out; asked for by id, such a customer
    has a row of zeros. For the invoices behind a sum use check_payment_status.
    """
    owed: dict[str, list[Invoice]] = {customer_id: []} if customer_id else {}
    for invoice in _invoices(given(customer_id=customer_id)):
        if balance_of(invoice):
            owed.setdefault(invoice["customer_id"], []).append(invoice)
    return outstanding_of(owed)


def _invoices(wanted: Mapping[str, str]) -> list[Invoice]:
    """The invoices that fit; raises `SupportError` for an id that nobody and nothing has."""
    if "customer_id" in wanted:
        check_customer(wanted["customer_id"])
    invoices = records("invoices", Invoice)
    known = [invoice["invoice_id"] for invoice in invoices]
    if "invoice_id" in wanted and wanted["invoice_id"] not in known:
        how = "to list the invoices, or those of one customer"
        raise not_found("invoice", wanted["invoice_id"], known, "check_payment_status", how)
    return fitting(invoices, wanted, FILTERS)


def _hint(wanted: Mapping[str, str]) -> list[str]:
    return looser(records("invoices", Invoice), wanted, FILTERS)


TOOLS = (
    get_invoice,
    check_payment_status,
    get_billing_history,
    calculate_outstanding_balance,
)
