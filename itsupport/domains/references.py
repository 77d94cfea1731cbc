"""Customer ids in other domains' records and arguments, checked against the list of customers.

A domain knows customers by id only; this file leaves out everything else about them.
"""

from typing_extensions import TypedDict

from itsupport.dataset import records
from itsupport.domains.vocabulary import CustomerId
from itsupport.errors import SupportError, did_you_mean


class CustomerReference(TypedDict):
    """All that one domain may know about another domain's customer."""

    customer_id: CustomerId


def check_customer(customer_id: str) -> None:
    """Do nothing for a customer of ours; raise `SupportError` for an id that nobody has."""
    known = [customer["customer_id"] for customer in records("customers", CustomerReference)]
    if customer_id not in known:
        raise SupportError(
            f"Customer {customer_id} not found",
            f"There are {len(known)} customers, and none has this id.",
            suggested_actions=[
                *did_you_mean(customer_id, known),
                "Use lookup_customer to find the id by name, e-mail or tier.",
            ],
            retryable=True,
            follow_up_tools=["lookup_customer"],
            context={"customer_id": customer_id},
        )
