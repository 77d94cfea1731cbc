"""The shapes of what the asset tools answer, and how they are made from machines.

Which machines go into an answer is decided in `assets`.
"""

from typing_extensions import TypedDict

from itsupport.domains.asset_records import (
    Asset,
    AssetName,
    HistoryEntry,
    License,
    days_left,
    license_status,
    name_of,
    warranty_status,
)
from itsupport.domains.vocabulary import Day, LicenseStatus, OperatingSystem, WarrantyStatus


class AssetRow(AssetName):
    """A machine in one row."""

    serial_number: str
    manufacturer: str
    model: str
    os: OperatingSystem
    os_version: str
    location: str
    purchased: Day
    warranty_end: Day
    warranty_status: WarrantyStatus


class AssetSearch(TypedDict):
    """The machines found; `hint` helps on when there are none."""

    count: int
    assets: list[AssetRow]
    hint: list[str]


class WarrantyRow(AssetName):
    """The warranty of a machine; `days_left` is negative when it has expired."""

    model: str
    status: WarrantyStatus
    warranty_end: Day
    days_left: int
    warranty_provider: str


class WarrantyList(TypedDict):
    """Warranties, the first to end first; `hint` helps on when there are none."""

    count: int
    as_of: Day
    warranties: list[WarrantyRow]
    hint: list[str]


class LicenseRow(AssetName, License):
    """A licence and the machine that it is on."""

    status: LicenseStatus


class LicenseList(TypedDict):
    """The licences found; `hint` helps on when there are none."""

    count: int
    as_of: Day
    licenses: list[LicenseRow]
    hint: list[str]


class AssetHistory(AssetName):
    """What happened to one machine, oldest first."""

    count: int
    events: list[HistoryEntry]


def row_of(asset: Asset) -> AssetRow:
    """The machine in short."""
    return AssetRow(
        **name_of(asset),
        serial_number=asset["serial_number"],
        manufacturer=asset["manufacturer"],
        model=asset["model"],
        os=asset["os"],
        os_version=asset["os_version"],
        location=asset["location"],
        purchased=asset["purchased"],
        warranty_end=asset["warranty_end"],
        warranty_status=warranty_status(asset),
    )


def warranty_of(asset: Asset) -> WarrantyRow:
    """The warranty as it stands today."""
    return WarrantyRow(
        **name_of(asset),
        model=asset["model"],
        status=warranty_status(asset),
        warranty_end=asset["warranty_end"],
        days_left=days_left(asset),
        warranty_provider=asset["warranty_provider"],
    )


def licenses_of(asset: Asset) -> list[LicenseRow]:
    """The licences on the machine as they stand today."""
    return [
        LicenseRow(**name_of(asset), **licence, status=license_status(licence))
        for licence in asset["licenses"]
    ]
