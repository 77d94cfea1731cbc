"""The customer tools, called as plain functions."""

import pytest

from itsupport.domains.customers import (
    check_customer_status,
    get_sla_terms,
    list_customer_contacts,
    lookup_customer,
)
from itsupport.errors import SupportError

PRIORITIES = ("critical", "high", "medium", "low")
EVERYBODY = [f"CUST-00{number}" for number in range(1, 9)]


def ids(**filters):
    return [row["customer_id"] for row in lookup_customer(**filters)["customers"]]


def test_without_filters_every_customer_is_listed():
    assert ids() == EVERYBODY
    assert lookup_customer()["count"] == 8
    assert lookup_customer()["hint"] == []


def test_a_customer_is_found_by_id():
    (customer,) = lookup_customer(customer_id="CUST-001")["customers"]
    assert customer["company_name"] == "TechCorp Industries"
    assert customer["tier"] == "premium"


@pytest.mark.parametrize("name", ["TechCorp", "techcorp industries", "CORP", "  TechCorp "])
def test_a_company_name_matches_in_part_and_in_any_case(name):
    assert ids(company_name=name) == ["CUST-001"]


def test_every_contact_of_a_customer_leads_to_it_in_any_case():
    for customer_id in EVERYBODY:
        for contact in list_customer_contacts(customer_id)["contacts"]:
            assert ids(email=contact["email"]) == [customer_id]
            assert ids(email=contact["email"].upper()) == [customer_id]


@pytest.mark.parametrize(
    ("tier", "expected"),
    [
        ("premium", ["CUST-001", "CUST-003", "CUST-007"]),
        ("standard", ["CUST-002", "CUST-004", "CUST-006"]),
        ("basic", ["CUST-005", "CUST-008"]),
    ],
)
def test_a_tier_lists_its_customers(tier, expected):
    assert ids(tier=tier) == expected


def test_filters_combine_with_and():
    assert ids(tier="premium", company_name="al") == ["CUST-007"]
    assert ids(company_name="al") == ["CUST-006", "CUST-007", "CUST-008"]
    assert ids(customer_id="CUST-001", tier="basic") == []


def test_the_profile_names_the_preferred_contact():
    for row in lookup_customer()["customers"]:
        first = list_customer_contacts(row["customer_id"])["contacts"][0]
        assert (row["contact_name"], row["contact_email"]) == (first["name"], first["email"])


def test_an_empty_search_is_a_result_and_not_an_error():
    result = lookup_customer(company_name="Nobody & Sons")
    assert (result["count"], result["customers"]) == (0, [])
    assert result["hint"] == ["Without company_name='Nobody & Sons' the search finds 8."]


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [
        ("TecCorp", "TechCorp Industries (CUST-001)"),
        ("Data Flow", "DataFlow Solutions (CUST-002)"),
        ("Meridien", "Meridian Legal (CUST-007)"),
    ],
)
def test_a_misspelt_company_is_named_in_the_hint(misspelt, meant):
    assert lookup_customer(company_name=misspelt)["hint"][0] == f"Did you mean {meant}?"


def test_a_misspelt_email_is_named_in_the_hint():
    hint = lookup_customer(email="svenja@alpinoutfitters.example")["hint"]
    assert "svenja@alpineoutfitters.example" in hint[0]


def test_filters_that_exclude_each_other_say_which_one_to_leave_out():
    hint = lookup_customer(customer_id="CUST-001", tier="basic")["hint"]
    assert "Without tier='basic' the search finds 1." in hint


@pytest.mark.parametrize(
    "tool", [lookup_customer, check_customer_status, get_sla_terms, list_customer_contacts]
)
def test_an_unknown_customer_is_an_error_with_near_misses(tool):
    with pytest.raises(SupportError) as problem:
        tool(customer_id="CUST-011")
    envelope = problem.value.envelope
    assert envelope["error"] == "Customer CUST-011 not found"
    assert "'CUST-001'" in envelope["suggested_actions"][0]
    assert envelope["follow_up_tools"] == ["lookup_customer"]
    assert envelope["retryable"] is True
    assert envelope["context"] == {"customer_id": "CUST-011"}


@pytest.mark.parametrize(
    "mistake",
    [
        {"customer_id": "cust-001"},
        {"customer_id": "CUST-1"},
        {"email": "techcorp.example"},
        {"email": "a b@techcorp.example"},
        {"company_name": "  "},
        {"tier": "Premium"},
        {"name": "TechCorp"},
    ],
)
def test_a_malformed_argument_is_refused_by_its_name(mistake):
    with pytest.raises(SupportError) as problem:
        lookup_customer(**mistake)
    assert problem.value.envelope["context"] == {"arguments": list(mistake)}


@pytest.mark.parametrize("tool", [check_customer_status, get_sla_terms, list_customer_contacts])
def test_the_tools_about_one_customer_need_its_id(tool):
    with pytest.raises(SupportError, match="customer_id is missing"):
        tool()


def test_a_customer_on_hold_gets_no_new_tickets():
    standing = {customer_id: check_customer_status(customer_id) for customer_id in EVERYBODY}
    held = [name for name, one in standing.items() if not one["accepts_new_tickets"]]
    assert held == ["CUST-005"]
    assert standing["CUST-005"]["status"] == "on_hold"
    assert "INV-2010" in standing["CUST-005"]["status_reason"]
    assert standing["CUST-008"]["status"] == "ending"


def test_a_higher_tier_is_promised_faster_help():
    premium, standard, basic = (get_sla_terms(f"CUST-00{number}") for number in (1, 2, 5))
    for promise in ("response_hours", "resolution_hours"):
        for priority in PRIORITIES:
            hours = [terms[promise][priority] for terms in (premium, standard, basic)]
            assert hours == sorted(set(hours))
    assert premium["uptime_percent"] > standard["uptime_percent"] > basic["uptime_percent"]


@pytest.mark.parametrize("customer_id", EVERYBODY)
def test_more_urgent_tickets_are_answered_and_solved_sooner(customer_id):
    terms = get_sla_terms(customer_id)
    for promise in ("response_hours", "resolution_hours"):
        hours = [terms[promise][priority] for priority in PRIORITIES]
        assert hours == sorted(hours)
    for priority in PRIORITIES:
        assert terms["response_hours"][priority] <= terms["resolution_hours"][priority]


def test_one_premium_customer_has_negotiated_terms_of_its_own():
    negotiated = {name: get_sla_terms(name)["negotiated"] for name in EVERYBODY}
    assert [name for name, text in negotiated.items() if text] == ["CUST-003"]
    clinic, ordinary = get_sla_terms("CUST-003"), get_sla_terms("CUST-001")
    assert clinic["tier"] == ordinary["tier"] == "premium"
    assert clinic["resolution_hours"]["critical"] < ordinary["resolution_hours"]["critical"]


@pytest.mark.parametrize("customer_id", EVERYBODY)
def test_contacts_are_fictional_and_exactly_one_is_preferred_and_first(customer_id):
    contacts = list_customer_contacts(customer_id)
    assert contacts["count"] == len(contacts["contacts"]) >= 1
    preferred = [contact["preferred"] for contact in contacts["contacts"]]
    assert preferred == [True] + [False] * (len(preferred) - 1)
    for contact in contacts["contacts"]:
        assert contact["email"].endswith(".example")
        assert "-555-01" in contact["phone"]


def test_changing_a_result_does_not_change_the_next_one():
    spoilt = list_customer_contacts("CUST-001")
    spoilt["contacts"][0]["name"] = "Nobody"
    spoilt["contacts"].clear()
    assert list_customer_contacts("CUST-001")["contacts"][0]["name"] == "Rafael Munro"
    get_sla_terms("CUST-001")["response_hours"]["critical"] = 99
    assert get_sla_terms("CUST-001")["response_hours"]["critical"] == 1
