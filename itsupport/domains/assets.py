"""The machines that the support desk looks after: servers, workstations and laptops.

Use lookup_asset to find a machine by id, serial number, hostname, customer or type. Its asset_id
opens the other tools here: check_warranty, get_software_licenses and get_asset_history. Owners
appear by customer_id only, and a history names tickets by ticket_id; the customer and ticket
tools know more about them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from itsupport.dataset import records, today
from itsupport.domains.asset_records import Asset, days_left, name_of, warranty_status
from itsupport.domains.asset_results import (
    AssetHistory,
    AssetSearch,
    LicenseList,
    WarrantyList,
    licenses_of,
    row_of,
    warranty_of,
)
from itsupport.domains.filters import fitting, given, looser
from itsupport.domains.references import check_customer, not_found
from itsupport.domains.vocabulary import (
    AssetId,
    AssetType,
    CustomerId,
    Hostname,
    SerialNumber,
    WarrantyStatus,
    WithinDays,
)
from itsupport.dual_mode import dual_mode
from itsupport.errors import did_you_mean

FILTERS: dict[str, Callable[[Asset, Any], bool]] = {
    "asset_id": lambda asset, wanted: asset["asset_id"] == wanted,
    "serial_number": lambda asset, wanted: asset["serial_number"].lower() == wanted.lower(),
    "hostname": lambda asset, wanted: asset["hostname"].lower() == wanted.lower(),
    "customer_id": lambda asset, wanted: asset["customer_id"] == wanted,
    "asset_type": lambda asset, wanted: asset["asset_type"] == wanted,
    "expires_within_days": lambda asset, days: 0 <= days_left(asset) <= days,
    "status": lambda asset, wanted: warranty_status(asset) == wanted,
}


@dual_mode
def lookup_asset(
    asset_id: AssetId | None = None,
    serial_number: SerialNumber | None = None,
    hostname: Hostname | None = None,
    customer_id: CustomerId | None = None,
    asset_type: AssetType | None = None,
) -> AssetSearch:
    """Find machines by id, serial number, hostname, customer or type, or list all of them.

    Use it to see what a customer has, or to get the asset_id of a machine. Gives model, operating
    system, place and warranty in one row each. Filters combine with AND. For software on a
    machine use get_software_licenses, for what happened to it use get_asset_history.
    """
    wanted = given(
        asset_id=asset_id,
        serial_number=serial_number,
        hostname=hostname,
        customer_id=customer_id,
        asset_type=asset_type,
    )
    found = _assets(wanted)
    return AssetSearch(
        count=len(found), assets=[row_of(asset) for asset in found], hint=_hint(wanted, found)
    )


@dual_mode
def check_warranty(
    asset_id: AssetId | None = None,
    customer_id: CustomerId | None = None,
    expires_within_days: WithinDays | None = None,
    status: WarrantyStatus | None = None,
) -> WarrantyList:
    """List warranties with their last day, days left and whether they still hold.

    Use status for those that have expired, and expires_within_days for those that still hold
    today and end soon; one call cannot give both, so call twice. Filters combine with AND;
    without any, the warranties of all machines are listed, the first to end first.
    """
    wanted = given(
        asset_id=asset_id,
        customer_id=customer_id,
        expires_within_days=expires_within_days,
        status=status,
    )
    found = sorted(_assets(wanted), key=lambda asset: (asset["warranty_end"], asset["asset_id"]))
    return WarrantyList(
        count=len(found),
        as_of=today().isoformat(),
        warranties=[warranty_of(asset) for asset in found],
        hint=_hint(wanted, found),
    )


@dual_mode
def get_software_licenses(
    asset_id: AssetId | None = None, customer_id: CustomerId | None = None
) -> LicenseList:
    """List the software licences on a machine, on a customer's machines, or on all.

    Gives product, seats, last day, whether it is valid today, and the end of the licence key
    (never the whole key). Use it for renewals and for "may we install this there".
    """
    wanted = given(asset_id=asset_id, customer_id=customer_id)
    found = [licence for asset in _assets(wanted) for licence in licenses_of(asset)]
    return LicenseList(
        count=len(found), as_of=today().isoformat(), licenses=found, hint=_hint(wanted, found)
    )


@dual_mode
def get_asset_history(asset_id: AssetId) -> AssetHistory:
    """Tell what happened to one machine, oldest first: installed, repaired, incidents.

    Each event has a date, a note and the ticket about it, if there was one. Use it to see
    whether a machine had the same trouble before.
    """
    asset = _assets({"asset_id": asset_id})[0]
    events = sorted(asset["history"], key=lambda entry: entry["date"])
    return AssetHistory(**name_of(asset), count=len(events), events=events)


def _assets(wanted: Mapping[str, Any]) -> list[Asset]:
    """The machines that fit; raises `SupportError` for an id that nobody and nothing has."""
    if "customer_id" in wanted:
        check_customer(wanted["customer_id"])
    assets = records("assets", Asset)
    known = [asset["asset_id"] for asset in assets]
    if "asset_id" in wanted and wanted["asset_id"] not in known:
        how = "to find it by hostname, serial number or customer"
        raise not_found("asset", wanted["asset_id"], known, "lookup_asset", how)
    return fitting(assets, wanted, FILTERS)


def _hint(wanted: Mapping[str, Any], found: Sequence[object]) -> list[str]:
    """Nothing when something was found; else near misses of the names, then looser filters."""
    if found:
        return []
    assets = records("assets", Asset)
    serials = [asset["serial_number"] for asset in assets]
    hostnames = [asset["hostname"] for asset in assets]
    return [
        *_near(wanted.get("serial_number"), serials),
        *_near(wanted.get("hostname"), hostnames),
        *looser(assets, wanted, FILTERS),
    ]


def _near(wanted: str | None, known: list[str]) -> list[str]:
    if wanted is None or wanted.lower() in [name.lower() for name in known]:
        return []
    return did_you_mean(wanted, known)


TOOLS = (lookup_asset, check_warranty, get_software_licenses, get_asset_history)
