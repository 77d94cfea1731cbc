"""The shape of the records in `data/assets.json`, and what follows from one record and today."""

from datetime import date

from typing_extensions import TypedDict

from itsupport.dataset import today
from itsupport.domains.vocabulary import (
    AssetEvent,
    AssetId,
    AssetType,
    CustomerId,
    Day,
    LicenseStatus,
    OperatingSystem,
    TicketId,
    WarrantyStatus,
)


class License(TypedDict):
    """A software licence on a machine; `expires` is null for one without an end."""

    product: str
    license_key_hint: str
    seats: int
    expires: Day | None


class HistoryEntry(TypedDict):
    """Something that happened to the machine, with the ticket about it."""

    date: Day
    event: AssetEvent
    note: str
    ticket_id: TicketId | None


class AssetName(TypedDict):
    """What every answer about a machine begins with."""

    asset_id: AssetId
    customer_id: CustomerId
    hostname: str
    asset_type: AssetType


class Asset(AssetName):
    """One record. The warranty holds up to and including `warranty_end`."""

    serial_number: str
    manufacturer: str
    model: str
    os: OperatingSystem
    os_version: str
    location: str
    purchased: Day
    warranty_end: Day
    warranty_provider: str
    licenses: list[License]
    history: list[HistoryEntry]


def name_of(asset: Asset) -> AssetName:
    """The ids and the names of the machine."""
    return AssetName(
        asset_id=asset["asset_id"],
        customer_id=asset["customer_id"],
        hostname=asset["hostname"],
        asset_type=asset["asset_type"],
    )


def days_left(asset: Asset) -> int:
    """Days to the end of the warranty: 0 on its last day, negative when it has expired."""
    return (date.fromisoformat(asset["warranty_end"]) - today()).days


def warranty_status(asset: Asset) -> WarrantyStatus:
    """Active up to and including the last day."""
    return "active" if days_left(asset) >= 0 else "expired"


def license_status(licence: License) -> LicenseStatus:
    """Valid up to and including the last day, and for ever without one."""
    last_day = licence["expires"]
    return "valid" if last_day is None or last_day >= today().isoformat() else "expired"
