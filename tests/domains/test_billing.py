"""The billing tools, called as plain functions."""

from decimal import Decimal

import pytest

from itsupport.domains.billing import (
    calculate_outstanding_balance,
    check_payment_status,
    get_billing_history,
    get_invoice,
)
from itsupport.errors import SupportError

PAID = {2001, 2004, 2006, 2008, 2012, 2013, 2015}
PENDING = {2003, 2007, 2009, 2014}
OVERDUE = {2002, 2005, 2010, 2011}


def ids(result):
    return [invoice["invoice_id"] for invoice in result["invoices"]]


def numbers(result):
    return {int(invoice_id[-4:]) for invoice_id in ids(result)}


def exact(amount):
    return Decimal(str(amount))


def test_one_invoice_comes_with_its_lines_and_its_standing():
    (invoice,) = get_invoice("INV-2005")["invoices"]
    assert invoice["customer_id"] == "CUST-002"
    assert invoice["ticket_id"] == "TKT-1002"
    assert len(invoice["lines"]) == 3
    assert invoice["status"] == "overdue"
    assert 0 < exact(invoice["balance"]) < exact(invoice["total"])


def test_a_customer_gets_all_of_its_invoices():
    assert ids(get_invoice(customer_id="CUST-001")) == ["INV-2001", "INV-2002", "INV-2003"]


def test_an_invoice_must_be_the_customers_when_both_are_given():
    assert ids(get_invoice("INV-2005", "CUST-002")) == ["INV-2005"]
    other = get_invoice("INV-2005", "CUST-001")
    assert other["count"] == 0
    assert "Without customer_id='CUST-001' the search finds 1." in other["hint"]


def test_get_invoice_asks_for_one_of_its_arguments():
    with pytest.raises(SupportError, match="needs an invoice_id or a customer_id") as problem:
        get_invoice()
    assert problem.value.envelope["follow_up_tools"] == ["check_payment_status"]


@pytest.mark.parametrize(
    ("status", "expected"), [("paid", PAID), ("pending", PENDING), ("overdue", OVERDUE)]
)
def test_each_status_lists_its_invoices(status, expected):
    assert numbers(check_payment_status(status=status)) == expected
    assert numbers(get_billing_history(status=status)) == expected


def test_payment_status_lists_all_by_due_date():
    result = check_payment_status()
    assert result["count"] == 15
    assert result["as_of"] == "2025-06-30"
    due = [invoice["due"] for invoice in result["invoices"]]
    assert due == sorted(due)


def test_payment_status_of_one_invoice_and_of_one_customer():
    (invoice,) = check_payment_status("INV-2002")["invoices"]
    assert (invoice["status"], invoice["days_overdue"]) == ("overdue", 30)
    assert numbers(check_payment_status(customer_id="CUST-006")) == {2011, 2012}
    assert numbers(check_payment_status(customer_id="CUST-006", status="paid")) == {2012}


def test_an_invoice_becomes_overdue_on_the_day_after_it_is_due(monkeypatch):
    for day, status, late in [("2025-07-15", "pending", 0), ("2025-07-16", "overdue", 1)]:
        monkeypatch.setenv("ITSUPPORT_TODAY", day)
        (invoice,) = get_invoice("INV-2003")["invoices"]
        assert invoice["status"] == status
        (row,) = check_payment_status("INV-2003")["invoices"]
        assert (row["status"], row["days_overdue"]) == (status, late)


def test_history_counts_both_of_its_days():
    assert ids(get_billing_history(start_date="2025-05-01", end_date="2025-05-02")) == [
        "INV-2002",
        "INV-2005",
    ]
    assert ids(get_billing_history(start_date="2025-06-20")) == ["INV-2014"]
    assert ids(get_billing_history(end_date="2024-11-04")) == ["INV-2015"]


def test_history_filters_combine_and_come_oldest_first():
    result = get_billing_history("CUST-001", "2025-05-01", "2025-06-30", "pending")
    assert ids(result) == ["INV-2003"]
    issued = [invoice["issued"] for invoice in get_billing_history()["invoices"]]
    assert len(issued) == 15
    assert issued == sorted(issued)


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(SupportError, match="is after end_date 2025-01-01") as problem:
        get_billing_history(start_date="2025-01-02", end_date="2025-01-01")
    assert "start_date=2025-01-01" in problem.value.envelope["suggested_actions"][0]
    assert get_billing_history(start_date="2025-01-01", end_date="2025-01-01")["count"] == 0


def test_an_empty_search_is_a_result_and_says_what_to_leave_out():
    result = check_payment_status(customer_id="CUST-003", status="overdue")
    assert (result["count"], result["invoices"], result["total_balance"]) == (0, [], 0)
    assert "Without status='overdue' the search finds 2." in result["hint"]


@pytest.mark.parametrize("tool", [get_invoice, check_payment_status])
def test_an_unknown_invoice_is_an_error_with_near_misses(tool):
    with pytest.raises(SupportError, match="Invoice INV-2099 not found") as problem:
        tool(invoice_id="INV-2099")
    assert "INV-2009" in problem.value.envelope["suggested_actions"][0]
    assert problem.value.envelope["follow_up_tools"] == ["check_payment_status"]


@pytest.mark.parametrize(
    "tool", [get_invoice, check_payment_status, get_billing_history, calculate_outstanding_balance]
)
def test_an_unknown_customer_is_an_error_and_not_an_empty_result(tool):
    with pytest.raises(SupportError, match="Customer CUST-999 not found"):
        tool(customer_id="CUST-999")


@pytest.mark.parametrize(
    ("tool", "mistake"),
    [
        (get_invoice, {"invoice_id": "2001"}),
        (get_billing_history, {"start_date": "2025-02-30"}),
        (get_billing_history, {"end_date": "June"}),
        (check_payment_status, {"status": "late"}),
        (calculate_outstanding_balance, {"tier": "premium"}),
    ],
)
def test_a_malformed_argument_is_refused_by_its_name(tool, mistake):
    with pytest.raises(SupportError) as problem:
        tool(**mistake)
    assert problem.value.envelope["context"] == {"arguments": list(mistake)}


def test_changing_a_result_does_not_change_the_next_one():
    get_invoice("INV-2001")["invoices"][0]["lines"].clear()
    assert len(get_invoice("INV-2001")["invoices"][0]["lines"]) == 2
