"""Which fields of a record a table shows, and in which order.

Everything else falls back to all fields that hold one value. Nothing here knows pandas.
"""

from collections.abc import Mapping
from typing import Any

COLUMNS: dict[str, tuple[str, ...]] = {
    "tickets": (
        "ticket_id",
        "subject",
        "priority",
        "status",
        "customer_id",
        "assigned_to",
        "created",
        "resolved",
        "score",
    ),
    "customers": (
        "customer_id",
        "company_name",
        "tier",
        "status",
        "industry",
        "city",
        "account_manager",
        "contact_name",
        "contact_email",
        "status_reason",
        "accepts_new_tickets",
        "response_hours",
        "resolution_hours",
        "coverage",
        "uptime_percent",
        "penalty",
        "negotiated",
        "outstanding",
        "overdue",
        "pending",
    ),
    "invoices": (
        "invoice_id",
        "customer_id",
        "ticket_id",
        "status",
        "issued",
        "due",
        "days_overdue",
        "total",
        "amount_paid",
        "balance",
        "paid_on",
    ),
    "articles": ("article_id", "title", "category", "os", "product", "updated", "score"),
    "assets": (
        "asset_id",
        "hostname",
        "asset_type",
        "customer_id",
        "model",
        "os",
        "product",
        "seats",
        "expires",
        "location",
        "status",
        "warranty_end",
        "warranty_status",
        "days_left",
        "warranty_provider",
    ),
}
"""The most useful fields of each kind; a record shows those of them that it has."""

WHEN_EMPTY: dict[str, tuple[str, ...]] = {
    "tickets": COLUMNS["tickets"][:7],
    "customers": COLUMNS["customers"][:9],
    "invoices": COLUMNS["invoices"],
    "articles": COLUMNS["articles"][:6],
    "fixes": ("article_id", "title", "os", "product", "score"),
    "assets": ("asset_id", "hostname", "asset_type", "customer_id", "model", "os", "location"),
    "warranties": ("asset_id", "hostname", "customer_id", "model", "status", "warranty_end"),
    "licenses": ("asset_id", "hostname", "customer_id", "product", "seats", "expires", "status"),
    "contacts": ("name", "role", "email", "phone", "preferred"),
    "events": ("date", "event", "note", "ticket_id"),
}
BALANCES = ("customer_id", "outstanding", "overdue", "pending")

MONEY = frozenset(
    {
        *("total", "subtotal", "tax", "unit_price", "amount_paid", "balance"),
        *("outstanding", "overdue", "pending", "total_billed", "total_paid", "total_balance"),
        *("total_outstanding", "total_overdue", "total_pending"),
    }
)
"""Fields with amounts: shown with two digits. The data name no currency, so none is shown."""


def columns_of(row: Mapping[str, Any]) -> list[str]:
    """The fields to show of one record; its first id says what kind it is."""
    identity = next((name for name in row if str(name).endswith("_id")), "")
    preferred = [
        name for name in COLUMNS.get(f"{identity.removesuffix('_id')}s", ()) if name in row
    ]
    return preferred if len(preferred) > 1 else [name for name, value in row.items() if _one(value)]


def empty_columns(name: str, result: Mapping[str, Any]) -> list[str]:
    """The fields that a table would have, for a list of results called `name` that is empty."""
    return list(BALANCES if "total_outstanding" in result else WHEN_EMPTY.get(name, ()))


def _one(value: Any) -> bool:
    """Whether it is one value, or counts by name, which are written in one line."""
    if isinstance(value, Mapping):
        return bool(value) and not any(
            isinstance(v, Mapping | list | tuple) for v in value.values()
        )
    return not isinstance(value, list | tuple)
