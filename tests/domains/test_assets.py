"""The asset tools, called as plain functions."""

import pytest

from itsupport.domains.assets import (
    check_warranty,
    get_asset_history,
    get_software_licenses,
    lookup_asset,
)
from itsupport.errors import SupportError


def ids(result, rows="assets"):
    return [row["asset_id"] for row in result[rows]]


def warranties(**filters):
    return ids(check_warranty(**filters), "warranties")


def test_without_filters_every_machine_is_listed():
    assert lookup_asset()["count"] == len(ids(lookup_asset())) == 12


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"asset_id": "AST-LAP-001"}, ["AST-LAP-001"]),
        ({"serial_number": "sn-4k7-20931"}, ["AST-SRV-001"]),
        ({"hostname": "TC-DC01"}, ["AST-SRV-001"]),
        ({"customer_id": "CUST-001"}, ["AST-SRV-001", "AST-WKS-001", "AST-LAP-003"]),
        ({"asset_type": "server"}, [f"AST-SRV-00{number}" for number in range(1, 5)]),
        ({"customer_id": "CUST-001", "asset_type": "laptop"}, ["AST-LAP-003"]),
        ({"hostname": "tc-dc01", "asset_type": "laptop"}, []),
    ],
)
def test_filters_find_machines_alone_and_combined(filters, expected):
    assert ids(lookup_asset(**filters)) == expected


def test_the_id_of_a_machine_says_its_type():
    kinds = {"SRV": "server", "WKS": "workstation", "LAP": "laptop"}
    for asset in lookup_asset()["assets"]:
        assert asset["asset_type"] == kinds[asset["asset_id"][4:7]]


def test_serial_numbers_and_hostnames_are_unique():
    assets = lookup_asset()["assets"]
    assert len({asset["serial_number"] for asset in assets}) == 12
    assert len({asset["hostname"] for asset in assets}) == 12


@pytest.mark.parametrize(
    ("filters", "meant"),
    [({"hostname": "tc-dc1"}, "tc-dc01"), ({"serial_number": "SN-4K7-2931"}, "SN-4K7-20931")],
)
def test_an_empty_search_is_a_result_with_near_misses(filters, meant):
    result = lookup_asset(**filters)
    assert (result["count"], result["assets"]) == (0, [])
    assert meant in result["hint"][0]


def test_a_known_name_with_another_filter_against_it_is_not_called_misspelt():
    hint = lookup_asset(hostname="tc-dc01", asset_type="laptop")["hint"]
    assert not any("Did you mean" in line for line in hint)
    assert "Without asset_type='laptop' the search finds 1." in hint


def test_all_warranties_are_listed_the_first_to_end_first():
    result = check_warranty()
    assert (result["count"], result["as_of"]) == (12, "2025-06-30")
    days = [row["days_left"] for row in result["warranties"]]
    assert days == sorted(days)
    for row in result["warranties"]:
        assert (row["status"] == "active") == (row["days_left"] >= 0)


def test_three_warranties_have_expired_and_one_ends_within_thirty_days():
    assert warranties(status="expired") == ["AST-WKS-003", "AST-SRV-002", "AST-LAP-004"]
    assert len(warranties(status="active")) == 9
    assert warranties(expires_within_days=30) == ["AST-WKS-002"]


def test_warranties_of_one_machine_and_of_one_customer():
    (row,) = check_warranty("AST-LAP-004")["warranties"]
    assert (row["warranty_end"], row["days_left"], row["status"]) == ("2025-06-10", -20, "expired")
    assert warranties(customer_id="CUST-002") == ["AST-SRV-002", "AST-LAP-004"]
    assert warranties(customer_id="CUST-002", status="active") == []


@pytest.mark.parametrize(("days", "expected"), [(17, []), (18, ["AST-WKS-002"]), (0, [])])
def test_the_last_of_so_many_days_counts(days, expected):
    assert warranties(expires_within_days=days) == expected


def test_a_warranty_holds_on_its_last_day_and_not_on_the_next(monkeypatch):
    for day, status, left in [("2025-07-18", "active", 0), ("2025-07-19", "expired", -1)]:
        monkeypatch.setenv("ITSUPPORT_TODAY", day)
        (row,) = check_warranty("AST-WKS-002")["warranties"]
        assert (row["status"], row["days_left"]) == (status, left)
        (asset,) = lookup_asset("AST-WKS-002")["assets"]
        assert asset["warranty_status"] == status
    assert "AST-WKS-002" not in warranties(expires_within_days=30)


def test_expired_and_ending_soon_exclude_each_other_and_the_hint_says_so():
    result = check_warranty(status="expired", expires_within_days=30)
    assert result["count"] == 0
    assert result["hint"] == [
        "Without expires_within_days=30 the search finds 3.",
        "Without status='expired' the search finds 1.",
    ]


def test_licenses_are_listed_for_a_machine_a_customer_and_all():
    def products(**filters):
        return [row["product"] for row in get_software_licenses(**filters)["licenses"]]

    till = ["Windows 10 Pro", "TillMaster Point of Sale"]
    assert products(asset_id="AST-WKS-003") == till
    assert products(customer_id="CUST-006") == till
    assert products(asset_id="AST-WKS-003", customer_id="CUST-001") == []
    everything = [asset["asset_id"] for asset in lookup_asset()["assets"]]
    assert sorted(products()) == sorted(one for a in everything for one in products(asset_id=a))


def test_a_license_shows_the_end_of_its_key_only():
    for row in get_software_licenses()["licenses"]:
        assert row["license_key_hint"].startswith("…-")
        assert len(row["license_key_hint"]) == 6
        assert row["seats"] >= 1


def test_a_license_is_valid_up_to_its_last_day_and_for_ever_without_one(monkeypatch):
    def standing():
        rows = get_software_licenses("AST-LAP-004")["licenses"]
        return {row["product"]: row["status"] for row in rows}

    office = "Microsoft 365 Business Standard"
    assert standing() == {"Windows 11 Pro": "valid", office: "valid"}
    monkeypatch.setenv("ITSUPPORT_TODAY", "2025-07-01")
    assert standing() == {"Windows 11 Pro": "valid", office: "expired"}


def test_a_history_tells_its_events_oldest_first():
    history = get_asset_history("AST-WKS-003")
    assert history["hostname"] == "alp-pos01"
    assert history["count"] == len(history["events"]) == 5
    assert history["events"][0]["event"] == "installed"
    assert history["events"][-1]["ticket_id"] == "TKT-1008"


def test_every_machine_was_bought_then_installed_then_lived():
    for asset in lookup_asset()["assets"]:
        events = get_asset_history(asset["asset_id"])["events"]
        days = [asset["purchased"], *(event["date"] for event in events)]
        assert days == sorted(days)
        assert events[0]["event"] == "installed"
        assert asset["purchased"] < asset["warranty_end"]


@pytest.mark.parametrize(
    "tool", [lookup_asset, check_warranty, get_software_licenses, get_asset_history]
)
def test_an_unknown_machine_is_an_error_with_near_misses(tool):
    with pytest.raises(SupportError, match="Asset AST-SRV-011 not found") as problem:
        tool(asset_id="AST-SRV-011")
    assert "'AST-SRV-001'" in problem.value.envelope["suggested_actions"][0]
    assert problem.value.envelope["follow_up_tools"] == ["lookup_asset"]


@pytest.mark.parametrize("tool", [lookup_asset, check_warranty, get_software_licenses])
def test_an_unknown_customer_is_an_error_and_not_an_empty_result(tool):
    with pytest.raises(SupportError, match="Customer CUST-999 not found"):
        tool(customer_id="CUST-999")


@pytest.mark.parametrize(
    ("tool", "mistake"),
    [
        (lookup_asset, {"asset_id": "AST-PRN-001"}),
        (lookup_asset, {"asset_type": "notebook"}),
        (lookup_asset, {"hostname": " "}),
        (check_warranty, {"expires_within_days": -1}),
        (check_warranty, {"expires_within_days": "30"}),
        (check_warranty, {"status": "void"}),
        (get_asset_history, {"asset": "AST-SRV-001", "asset_id": "AST-SRV-001"}),
    ],
)
def test_a_malformed_argument_is_refused_by_its_name(tool, mistake):
    with pytest.raises(SupportError) as problem:
        tool(**mistake)
    assert problem.value.envelope["context"]["arguments"] == list(mistake)[:1]


def test_changing_a_result_does_not_change_the_next_one():
    get_asset_history("AST-SRV-001")["events"].clear()
    assert len(get_asset_history("AST-SRV-001")["events"]) == 3
