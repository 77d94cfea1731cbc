"""The shape of the records in `data/customers.json`. What is done with them is in `customers`."""

from typing_extensions import TypedDict

from itsupport.domains.vocabulary import (
    CustomerId,
    CustomerStatus,
    Day,
    EmailAddress,
    Percent,
    Tier,
)


class HoursByPriority(TypedDict):
    """Hours within the coverage, for each priority of a ticket."""

    critical: int
    high: int
    medium: int
    low: int


class ServiceLevel(TypedDict):
    """What the contract promises; `negotiated` is what this customer alone was promised."""

    response_hours: HoursByPriority
    resolution_hours: HoursByPriority
    coverage: str
    uptime_percent: Percent
    penalty: str
    negotiated: str | None


class Contact(TypedDict):
    """A person or desk at the customer; the preferred one is called first."""

    name: str
    role: str
    email: EmailAddress
    phone: str
    preferred: bool


class CustomerName(TypedDict):
    """What every answer about a customer begins with."""

    customer_id: CustomerId
    company_name: str
    tier: Tier


class Customer(CustomerName):
    """One record."""

    industry: str
    since: Day
    status: CustomerStatus
    status_reason: str
    account_manager: str
    address: str
    city: str
    sla: ServiceLevel
    contacts: list[Contact]
