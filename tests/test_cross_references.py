"""The sample data as a whole: every id leads somewhere, and the stories in it hold."""

import re
from typing import Any

import pytest

from itsupport.dataset import records
from itsupport.domains.assets import check_warranty
from itsupport.domains.billing import calculate_outstanding_balance, check_payment_status
from itsupport.domains.customers import lookup_customer

FILES = ("tickets", "customers", "invoices", "articles", "assets")
KEYS = {
    "tickets": "ticket_id",
    "customers": "customer_id",
    "invoices": "invoice_id",
    "articles": "article_id",
    "assets": "asset_id",
}
ID_SHAPES = r"\b(?:TKT-\d+|CUST-\d+|INV-\d+|KB-\d+|AST-[A-Z]+-\d+)\b"


def by_id(name):
    return {record[KEYS[name]]: record for record in records(name, dict[str, Any])}


def critical_customers():
    tickets = by_id("tickets").values()
    return {ticket["customer_id"] for ticket in tickets if ticket["priority"] == "critical"}


def overdue_customers():
    invoices = check_payment_status(status="overdue")["invoices"]
    return {invoice["customer_id"] for invoice in invoices}


def texts(value):
    """Every string anywhere in a record."""
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from texts(item)
        case list():
            for item in value:
                yield from texts(item)


@pytest.mark.parametrize(
    ("name", "count", "pattern"),
    [
        ("tickets", 15, "TKT-10{:02}"),
        ("customers", 8, "CUST-{:03}"),
        ("invoices", 15, "INV-20{:02}"),
        ("articles", 10, "KB-{:03}"),
    ],
)
def test_ids_are_numbered_without_a_gap(name, count, pattern):
    found = [record[KEYS[name]] for record in records(name, dict[str, Any])]
    assert found == [pattern.format(number) for number in range(1, count + 1)]


def test_there_are_twelve_assets_four_of_each_type():
    found = [record["asset_id"] for record in records("assets", dict[str, Any])]
    assert found == [f"AST-{kind}-00{n}" for kind in ("SRV", "WKS", "LAP") for n in (1, 2, 3, 4)]


@pytest.mark.parametrize("name", FILES)
def test_every_id_written_anywhere_in_a_file_exists(name):
    known = {key for file in FILES for key in by_id(file)}
    mentioned = {
        match for text in texts(list(by_id(name).values())) for match in re.findall(ID_SHAPES, text)
    }
    assert mentioned
    assert mentioned <= known


def test_tickets_name_customers_articles_and_the_customers_own_machines():
    assets = by_id("assets")
    for ticket in by_id("tickets").values():
        assert ticket["customer_id"] in by_id("customers")
        assert set(ticket["article_ids"]) <= by_id("articles").keys()
        if ticket["asset_id"]:
            assert assets[ticket["asset_id"]]["customer_id"] == ticket["customer_id"]


def test_an_invoice_for_a_ticket_goes_to_the_tickets_customer_after_it_was_opened():
    tickets = by_id("tickets")
    for invoice in by_id("invoices").values():
        assert invoice["customer_id"] in by_id("customers")
        if invoice["ticket_id"]:
            ticket = tickets[invoice["ticket_id"]]
            assert ticket["customer_id"] == invoice["customer_id"]
            assert ticket["created"][:10] <= invoice["issued"]


def test_an_invoice_is_issued_then_due_and_paid_in_full_has_a_day():
    for invoice in by_id("invoices").values():
        assert invoice["issued"] < invoice["due"]
        assert 0 <= invoice["amount_paid"] <= invoice["total"]
        assert (invoice["paid_on"] is not None) == (invoice["amount_paid"] == invoice["total"])
        assert invoice["issued"] < (invoice["paid_on"] or "9")


def test_the_history_of_a_machine_tells_every_ticket_about_it_from_the_day_it_was_opened():
    assets, tickets = by_id("assets"), by_id("tickets")
    for asset in assets.values():
        assert asset["customer_id"] in by_id("customers")
        told = {event["ticket_id"] for event in asset["history"]} - {None}
        assert told == {
            t["ticket_id"] for t in tickets.values() if t["asset_id"] == asset["asset_id"]
        }
        for event in asset["history"]:
            if event["ticket_id"]:
                ticket = tickets[event["ticket_id"]]
                last = (ticket["resolved"] or "2025-06-30")[:10]
                assert ticket["created"][:10] <= event["date"] <= last


def test_articles_are_related_to_other_articles():
    articles = by_id("articles")
    for article in articles.values():
        assert set(article["related_article_ids"]) <= articles.keys() - {article["article_id"]}


def test_a_customer_has_nothing_from_before_it_was_a_customer():
    customers = by_id("customers")
    for ticket in by_id("tickets").values():
        assert customers[ticket["customer_id"]]["since"] <= ticket["created"][:10]
    for invoice in by_id("invoices").values():
        assert customers[invoice["customer_id"]]["since"] <= invoice["issued"]


def test_every_date_lies_in_2024_or_2025():
    for name in FILES:
        for text in texts(list(by_id(name).values())):
            for year in re.findall(r"\b(\d{4})-\d{2}-\d{2}", text):
                assert year in {"2024", "2025"}


def test_the_first_customer_has_two_critical_tickets_and_two_others_have_one():
    critical = [
        (ticket["ticket_id"], ticket["customer_id"])
        for ticket in by_id("tickets").values()
        if ticket["priority"] == "critical"
    ]
    assert critical == [
        ("TKT-1001", "CUST-001"),
        ("TKT-1004", "CUST-001"),
        ("TKT-1006", "CUST-003"),
        ("TKT-1008", "CUST-006"),
    ]


def test_some_customers_have_critical_tickets_and_overdue_invoices_and_some_only_one():
    assert critical_customers() & overdue_customers() == {"CUST-001", "CUST-006"}
    assert critical_customers() - overdue_customers() == {"CUST-003"}
    assert overdue_customers() - critical_customers() == {"CUST-002", "CUST-005"}


def test_premium_customers_owe_what_their_rows_say():
    premium = {row["customer_id"] for row in lookup_customer(tier="premium")["customers"]}
    rows = calculate_outstanding_balance()["customers"]
    assert premium == {"CUST-001", "CUST-003", "CUST-007"}
    assert premium <= {row["customer_id"] for row in rows}


def test_three_warranties_have_expired_and_one_ends_within_thirty_days():
    assert check_warranty(status="expired")["count"] == 3
    assert check_warranty(expires_within_days=30)["count"] == 1
