"""The amounts of the billing tools: exact to the cent, counted a second time by other means."""

from decimal import Decimal

import pandas as pd

from itsupport.domains.billing import (
    calculate_outstanding_balance,
    check_payment_status,
    get_billing_history,
    get_invoice,
)

CUSTOMERS = [f"CUST-00{number}" for number in range(1, 9)]


def exact(amount):
    return Decimal(str(amount))


def every_invoice():
    return [one for name in CUSTOMERS for one in get_invoice(customer_id=name)["invoices"]]


def test_lines_sum_to_the_subtotal_and_tax_makes_the_total():
    invoices = every_invoice()
    assert len(invoices) == 15
    for invoice in invoices:
        lines = sum(line["quantity"] * exact(line["unit_price"]) for line in invoice["lines"])
        assert lines == exact(invoice["subtotal"])
        assert exact(invoice["subtotal"]) + exact(invoice["tax"]) == exact(invoice["total"])
        assert exact(invoice["total"]) - exact(invoice["amount_paid"]) == exact(invoice["balance"])


def test_the_recount_with_pandas_agrees_to_the_cent():
    frame = pd.DataFrame(check_payment_status()["invoices"])
    cents = (frame[["total", "amount_paid", "balance"]] * 100).round().astype("int64")
    assert (cents["total"] - cents["amount_paid"] == cents["balance"]).all()
    result = calculate_outstanding_balance()
    open_cents = cents["balance"].groupby(frame["customer_id"]).sum()
    by_customer = {row["customer_id"]: row["outstanding"] for row in result["customers"]}
    assert {name: round(amount * 100) for name, amount in by_customer.items()} == {
        name: amount for name, amount in open_cents.to_dict().items() if amount
    }
    assert round(result["total_outstanding"] * 100) == cents["balance"].sum()


def test_time_moves_amounts_from_pending_to_overdue(monkeypatch):
    before = calculate_outstanding_balance("CUST-001")["customers"][0]
    monkeypatch.setenv("ITSUPPORT_TODAY", "2025-12-31")
    after = calculate_outstanding_balance("CUST-001")["customers"][0]
    assert before["pending"] > 0
    assert after["pending"] == 0
    assert after["overdue"] == after["outstanding"] == before["outstanding"]


def test_history_sums_its_rows():
    result = get_billing_history("CUST-002")
    rows = result["invoices"]
    assert exact(result["total_billed"]) == sum(exact(row["total"]) for row in rows)
    assert exact(result["total_paid"]) == sum(exact(row["amount_paid"]) for row in rows)
    assert exact(result["total_balance"]) == sum(exact(row["balance"]) for row in rows)


def test_the_balance_is_split_into_overdue_and_pending():
    (row,) = calculate_outstanding_balance("CUST-001")["customers"]
    invoices = {one["invoice_id"]: one for one in get_invoice(customer_id="CUST-001")["invoices"]}
    assert row["invoices"] == ["INV-2002", "INV-2003"]
    assert row["overdue"] == invoices["INV-2002"]["balance"]
    assert row["pending"] == invoices["INV-2003"]["balance"]
    assert exact(row["outstanding"]) == exact(row["overdue"]) + exact(row["pending"])


def test_balances_add_up_and_the_largest_comes_first():
    result = calculate_outstanding_balance()
    for part in ("outstanding", "overdue", "pending"):
        total = sum(exact(row[part]) for row in result["customers"])
        assert exact(result[f"total_{part}"]) == total
    amounts = [row["outstanding"] for row in result["customers"]]
    assert amounts == sorted(amounts, reverse=True)


def test_a_customer_who_owes_nothing_is_left_out_unless_asked_for():
    listed = [row["customer_id"] for row in calculate_outstanding_balance()["customers"]]
    assert sorted(listed) == [name for name in CUSTOMERS if name != "CUST-008"]
    (row,) = calculate_outstanding_balance("CUST-008")["customers"]
    assert (row["outstanding"], row["invoices"]) == (0, [])
