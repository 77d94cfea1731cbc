"""Ids that refer to something: what is said when there is no such thing, the same in every domain.

A domain knows another domain's customers by id only, checked against the list of customers.
"""

from collections.abc import Collection

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
        how = "to find the id by name, e-mail or tier"
        raise not_found("customer", customer_id, known, "lookup_customer", how)


def not_found(thing: str, wanted: str, known: Collection[str], tool: str, how: str) -> SupportError:
    """The error for an id that no `thing` has; `tool` helps to find it, and `how` says how."""
    return SupportError(
        f"{thing.capitalize()} {wanted} not found",
        f"There are {len(known)} {thing}s, and none has this id.",
        suggested_actions=[*did_you_mean(wanted, known), f"Use {tool} {how}."],
        retryable=True,
        follow_up_tools=[tool],
        context={f"{thing}_id": wanted},
    )
