"""Tables of whatever the desk's tools give."""

from typing import Any

import pandas as pd
import pytest

from itsupport.domains import assets, billing, customers, knowledge, tickets
from itsupport.errors import SupportError
from itsupport.notebook import records
from tests.notebook.hostile import HOSTILE, shown_text

EVERY_RESULT = {
    "search_tickets": lambda: tickets.search_tickets(),
    "get_ticket_details": lambda: tickets.get_ticket_details("TKT-1001"),
    "get_ticket_metrics": lambda: tickets.get_ticket_metrics(),
    "find_similar_tickets": lambda: tickets.find_similar_tickets("TKT-1001"),
    "lookup_customer": lambda: customers.lookup_customer(),
    "check_customer_status": lambda: customers.check_customer_status("CUST-001"),
    "get_sla_terms": lambda: customers.get_sla_terms("CUST-001"),
    "list_customer_contacts": lambda: customers.list_customer_contacts("CUST-001"),
    "get_invoice": lambda: billing.get_invoice(customer_id="CUST-001"),
    "check_payment_status": lambda: billing.check_payment_status(),
    "get_billing_history": lambda: billing.get_billing_history(),
    "calculate_outstanding_balance": lambda: billing.calculate_outstanding_balance(),
    "search_solutions": lambda: knowledge.search_solutions(),
    "get_article": lambda: knowledge.get_article("KB-001"),
    "find_related_articles": lambda: knowledge.find_related_articles("KB-001"),
    "get_common_fixes": lambda: knowledge.get_common_fixes("Outlook"),
    "lookup_asset": lambda: assets.lookup_asset(),
    "check_warranty": lambda: assets.check_warranty(),
    "get_software_licenses": lambda: assets.get_software_licenses(),
    "get_asset_history": lambda: assets.get_asset_history("AST-SRV-001"),
}


@pytest.mark.parametrize("tool", EVERY_RESULT)
def test_every_tool_has_a_table_with_a_row_per_record(tool: str) -> None:
    result = EVERY_RESULT[tool]()
    frame = records(result)
    assert isinstance(frame, pd.DataFrame)
    assert len(frame) == result.get("count", 1)
    assert 2 <= len(frame.columns) <= 14
    assert "<td" in frame._repr_html_()
    shown_text(frame._repr_html_())
    assert records(EVERY_RESULT[tool]())._repr_html_() == frame._repr_html_()
    assert str(records(EVERY_RESULT[tool]())) == str(frame)


def test_the_columns_suit_the_kind() -> None:
    frame = records(tickets.search_tickets())
    assert list(frame.columns)[:4] == ["ticket_id", "subject", "priority", "status"]
    assert list(records(billing.calculate_outstanding_balance()).columns) == [
        "customer_id",
        "outstanding",
        "overdue",
        "pending",
    ]


def test_days_money_and_gaps_are_readable_and_values_stay_values() -> None:
    frame = records(billing.check_payment_status(customer_id="CUST-001"))
    shown = str(frame)
    assert "8,355.96" in shown
    assert "–" in shown
    assert "NaN" not in shown
    assert "None" not in shown
    assert float(frame["total"].sum()) == pytest.approx(17481.04)
    assert "2025-06-30 07:20" in str(records(tickets.search_tickets()))


def test_whole_amounts_keep_their_two_digits_and_counts_have_none() -> None:
    frame = records([{"invoice_id": "INV-1", "total": 100.0, "days_overdue": 3}])
    assert "100.00" in str(frame)
    assert " 3 " in f"{frame} ".replace("\n", " ")
    assert str(records(tickets.get_ticket_metrics()).loc[0, "total"]) == "15"


def test_rows_picked_by_pandas_look_the_same_and_groups_keep_their_names() -> None:
    frame = records(billing.check_payment_status())
    assert "–" in str(frame[frame["balance"] > 0].sort_values("due"))
    assert "overdue" in str(frame.groupby("status")[["balance"]].sum())
    assert "overdue" in frame.groupby("status")[["balance"]].sum()._repr_html_()


@pytest.mark.parametrize(
    ("result", "columns"),
    [
        ({"count": 0, "tickets": [], "hint": []}, ["ticket_id", "subject", "priority"]),
        ({"count": 0, "invoices": [], "hint": ["x"]}, ["invoice_id", "customer_id", "ticket_id"]),
        ({"count": 0, "customers": [], "total_outstanding": 0}, ["customer_id", "outstanding"]),
        ({"count": 0, "things": []}, []),
        ([], []),
    ],
)
def test_an_empty_result_is_an_empty_table_with_columns(result: Any, columns: list[str]) -> None:
    frame = records(result)
    assert len(frame) == 0
    assert list(frame.columns)[: len(columns)] == columns
    assert "0 records" in shown_text(frame._repr_html_())
    assert "(0 records)" in str(frame)


def test_an_empty_search_of_the_desk_has_the_columns_of_a_full_one() -> None:
    empty = tickets.search_tickets(customer_id="CUST-008", status="waiting")
    assert list(records(empty).columns) == list(records(tickets.search_tickets()).columns)


@pytest.mark.parametrize("nothing", [None, "text", 5, [1, 2], [{"a": 1}, None], {1, 2}])
def test_what_is_no_result_is_refused(nothing: Any) -> None:
    with pytest.raises(SupportError, match="no result of a tool"):
        records(nothing)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_ticket_says_is_shown_and_not_run(text: str) -> None:
    frame = records({"count": 1, "tickets": [{"ticket_id": text, "subject": text, text: text}]})
    shown_text(frame._repr_html_())
    shown_text(records([{text: text, "n": 1}])._repr_html_())
    assert "\x1b" not in str(frame)
    assert "mathjax_ignore" in frame._repr_html_()


@pytest.mark.parametrize("text", HOSTILE)
def test_frames_that_pandas_makes_of_records_are_guarded_too(text: str) -> None:
    frame = records([{"id": "T-1", "subject": text}, {"id": "T-2", "subject": text}])
    for made in (
        frame.set_index("subject"),
        frame.set_index("id"),
        frame.groupby("subject")[["id"]].count(),
        frame.set_index("id").T,
        pd.concat([frame, frame]).set_index("id"),
    ):
        html = made._repr_html_()
        assert "mathjax_ignore" in html
        assert not {"\x1b", "\u202e", "\ud800"} & set(html + str(made))


def test_a_frame_that_pandas_shows_is_cut_and_says_so() -> None:
    frame = records([{"id": n, "day": n} for n in range(1000)]).set_index("id")
    assert "1000 rows" in frame._repr_html_()
    assert len(frame._repr_html_()) < 10_000


def test_a_long_table_and_a_long_text_are_cut_and_the_values_stay_whole() -> None:
    rows = [{"ticket_id": f"TKT-{n}", "subject": "word " * 1000} for n in range(1000)]
    frame = records(rows)
    assert "1,000 records, 940 not shown" in str(frame)
    assert len(frame._repr_html_()) < 30_000
    assert len(frame.loc[0, "subject"]) == 5000


def test_records_of_other_peoples_servers_have_a_table_too() -> None:
    frame = records({"result": [{"city": "Oslo", "inside": {"deep": [1]}, "degrees": 3.5}]})
    assert list(frame.columns) == ["city", "degrees"]
