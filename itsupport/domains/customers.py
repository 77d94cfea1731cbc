"""The support desk's customers: who they are, what they were promised, and whom to call.

Start with lookup_customer, which finds customers by id, e-mail, company name or tier. The
customer_id that it gives opens the other tools here: the standing of the customer, the service
level agreement (SLA) and the contact persons. Tickets, invoices and assets carry the same
customer_id; this server does not keep them.
"""

from collections.abc import Callable

from typing_extensions import TypedDict

from itsupport.dataset import records
from itsupport.domains.customer_records import Contact, Customer, CustomerName, ServiceLevel
from itsupport.domains.filters import fitting, given, looser
from itsupport.domains.references import check_customer
from itsupport.domains.vocabulary import (
    CompanyName,
    CustomerId,
    CustomerStatus,
    Day,
    EmailAddress,
    Tier,
)
from itsupport.dual_mode import dual_mode
from itsupport.errors import did_you_mean, near_misses


class CustomerProfile(CustomerName):
    """A customer in one row, with the contact to call first."""

    status: CustomerStatus
    industry: str
    since: Day
    account_manager: str
    address: str
    city: str
    contact_name: str
    contact_email: EmailAddress


class CustomerSearch(TypedDict):
    """The customers found; `hint` helps on when there are none."""

    count: int
    customers: list[CustomerProfile]
    hint: list[str]


class CustomerStanding(CustomerName):
    """Where a customer stands, and whether new tickets are worked on."""

    status: CustomerStatus
    status_reason: str
    accepts_new_tickets: bool
    since: Day
    account_manager: str


class SlaTerms(CustomerName, ServiceLevel):
    """The service level agreement of one customer."""


class ContactList(CustomerName):
    """The contacts of one customer, the preferred one first."""

    count: int
    contacts: list[Contact]


FILTERS: dict[str, Callable[[Customer, str], bool]] = {
    "customer_id": lambda customer, wanted: customer["customer_id"] == wanted,
    "email": lambda customer, wanted: wanted.lower() in _emails(customer),
    "company_name": lambda customer, part: part.lower() in customer["company_name"].lower(),
    "tier": lambda customer, wanted: customer["tier"] == wanted,
}


@dual_mode
def lookup_customer(
    customer_id: CustomerId | None = None,
    email: EmailAddress | None = None,
    company_name: CompanyName | None = None,
    tier: Tier | None = None,
) -> CustomerSearch:
    """Find customers by id, contact e-mail, company name or tier, or list all of them.

    Use it to learn who is behind a customer id, to get the id of a company, or to list the
    customers of a tier. Gives one profile per customer with the contact to call first. Filters
    combine with AND; without any, all customers are listed. For response times use
    get_sla_terms, for every contact person use list_customer_contacts.
    """
    if customer_id:
        check_customer(customer_id)
    wanted = given(customer_id=customer_id, email=email, company_name=company_name, tier=tier)
    customers = records("customers", Customer)
    found = [_profile(customer) for customer in fitting(customers, wanted, FILTERS)]
    hint = [] if found else _near_customers(wanted) + looser(customers, wanted, FILTERS)
    return CustomerSearch(count=len(found), customers=found, hint=hint)


@dual_mode
def check_customer_status(customer_id: CustomerId) -> CustomerStanding:
    """Tell whether a customer is active, on hold or ending, and why.

    Use it before work is promised: accepts_new_tickets says whether a new ticket would be worked
    on. For the open invoices behind a hold use the billing tools.
    """
    customer = _customer(customer_id)
    return CustomerStanding(
        **_name(customer),
        status=customer["status"],
        status_reason=customer["status_reason"],
        accepts_new_tickets=customer["status"] != "on_hold",
        since=customer["since"],
        account_manager=customer["account_manager"],
    )


@dual_mode
def get_sla_terms(customer_id: CustomerId) -> SlaTerms:
    """Give the service level agreement (SLA) of one customer.

    Response and resolution hours for each ticket priority, hours of coverage, promised uptime and
    the penalty for a missed deadline. Look at negotiated: terms that this customer alone has.
    Use it to judge whether a ticket is late or how soon somebody must answer.
    """
    customer = _customer(customer_id)
    return SlaTerms(**_name(customer), **customer["sla"])


@dual_mode
def list_customer_contacts(customer_id: CustomerId) -> ContactList:
    """List the contact persons of one customer: name, role, e-mail and phone.

    The preferred contact comes first. Use it to find whom to call or write to; to find the
    customer of an e-mail address use lookup_customer.
    """
    customer = _customer(customer_id)
    contacts = sorted(customer["contacts"], key=lambda contact: not contact["preferred"])
    return ContactList(**_name(customer), count=len(contacts), contacts=contacts)


def _customer(customer_id: str) -> Customer:
    check_customer(customer_id)
    found = {customer["customer_id"]: customer for customer in records("customers", Customer)}
    return found[customer_id]


def _name(customer: Customer) -> CustomerName:
    return CustomerName(
        customer_id=customer["customer_id"],
        company_name=customer["company_name"],
        tier=customer["tier"],
    )


def _profile(customer: Customer) -> CustomerProfile:
    first = max(customer["contacts"], key=lambda contact: contact["preferred"])
    return CustomerProfile(
        **_name(customer),
        status=customer["status"],
        industry=customer["industry"],
        since=customer["since"],
        account_manager=customer["account_manager"],
        address=customer["address"],
        city=customer["city"],
        contact_name=first["name"],
        contact_email=first["email"],
    )


def _emails(customer: Customer) -> list[str]:
    return [contact["email"].lower() for contact in customer["contacts"]]


def _near_customers(wanted: dict[str, str]) -> list[str]:
    """The customers that a name or an e-mail without a match was probably meant for."""
    customers = records("customers", Customer)
    hints = [
        f"Did you mean {customer['company_name']} ({customer['customer_id']})?"
        for customer in customers
        if "company_name" in wanted and _sounds_like(customer, wanted["company_name"])
    ]
    emails = sorted(email for customer in customers for email in _emails(customer))
    if "email" in wanted and wanted["email"].lower() not in emails:
        hints += did_you_mean(wanted["email"], emails)
    return hints


def _sounds_like(customer: Customer, wanted: str) -> bool:
    """Whether the whole name or one word of it is a near miss."""
    name = customer["company_name"]
    return wanted.lower() not in name.lower() and bool(near_misses(wanted, [name, *name.split()]))


TOOLS = (lookup_customer, check_customer_status, get_sla_terms, list_customer_contacts)
