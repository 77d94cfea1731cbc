"""The sample records: editing a JSON file is all that it takes, and a mistake is told clearly."""

import codecs
import json
import shutil
from datetime import date

import pytest

from itsupport.dataset import DATA_FOLDER, today
from itsupport.domains.billing import (
    calculate_outstanding_balance,
    check_payment_status,
    get_invoice,
)
from itsupport.domains.customers import lookup_customer
from itsupport.errors import SupportError


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the data that the test may edit."""
    copy = tmp_path / "mine"
    shutil.copytree(DATA_FOLDER, copy)
    monkeypatch.setenv("ITSUPPORT_DATA", str(copy))
    return copy


def edit(path, change):
    content = json.loads(path.read_text("utf-8"))
    change(content)
    path.write_text(json.dumps(content), "utf-8")


def test_an_edited_record_is_seen_by_the_next_call(folder):
    assert lookup_customer("CUST-001")["customers"][0]["city"] == "Cleveland, OH"
    edit(folder / "customers.json", lambda customers: customers[0].update(city="Springfield"))
    assert lookup_customer("CUST-001")["customers"][0]["city"] == "Springfield"


def test_an_added_customer_is_known_to_every_domain(folder):
    with pytest.raises(SupportError, match="Customer CUST-009 not found"):
        check_payment_status(customer_id="CUST-009")

    def add(customers):
        customers.append(customers[0] | {"customer_id": "CUST-009", "company_name": "Ninth Ltd"})

    edit(folder / "customers.json", add)
    assert lookup_customer(company_name="ninth")["count"] == 1
    assert check_payment_status(customer_id="CUST-009")["count"] == 0


def test_an_amount_keeps_its_cents_and_the_status_follows_the_payment(folder):
    def pay(invoices):
        invoices[1]["amount_paid"] = invoices[1]["total"]

    assert get_invoice("INV-2002")["invoices"][0]["status"] == "overdue"
    edit(folder / "invoices.json", pay)
    (invoice,) = get_invoice("INV-2002")["invoices"]
    assert (invoice["status"], invoice["balance"]) == ("paid", 0)


def test_a_file_without_records_gives_an_empty_result(folder):
    (folder / "invoices.json").write_text("[]", "utf-8")
    assert check_payment_status()["hint"] == ["There is no record at all."]
    assert calculate_outstanding_balance()["count"] == 0


@pytest.mark.parametrize("name", ["customers", "invoices", "assets", "tickets", "articles"])
def test_files_are_utf_8_and_end_with_a_line_break(name):
    text = (DATA_FOLDER / f"{name}.json").read_bytes().decode("utf-8")
    assert text.endswith("]\n")


def test_broken_json_is_an_error_that_names_file_and_line(folder):
    (folder / "customers.json").write_text('[{"customer_id": "CUST-001",\n oops}]', "utf-8")
    with pytest.raises(SupportError, match=r"customers\.json cannot be used") as problem:
        lookup_customer()
    assert "line 2" in problem.value.envelope["reason"]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda invoices: invoices[2].pop("due"), "3 (INV-2003), due"),
        (lambda invoices: invoices[1].update(due="2025-02-30"), "2 (INV-2002), due"),
        (lambda invoices: invoices[0].update(invoice_id="2001"), "1 (2001), invoice_id"),
        (
            lambda invoices: invoices[0]["lines"][1].update(quantity="many"),
            "1 (INV-2001), lines → 1",
        ),
        (lambda invoices: invoices[3].update(total=10.005), "4 (INV-2004), total"),
        (lambda invoices: invoices[3].update(total=float("nan")), "4 (INV-2004), total"),
    ],
)
def test_a_record_of_another_shape_is_an_error_that_names_the_place(folder, change, place):
    edit(folder / "invoices.json", change)
    with pytest.raises(SupportError, match=r"invoices\.json cannot be used") as problem:
        check_payment_status()
    assert f"At record {place}" in problem.value.envelope["reason"]


def test_a_file_that_is_not_a_list_is_an_error_in_plain_words(folder):
    (folder / "customers.json").write_text("{}", "utf-8")
    with pytest.raises(SupportError) as problem:
        lookup_customer()
    assert problem.value.envelope["reason"] == "Input should be a valid list."


def test_a_file_that_windows_saved_with_a_mark_at_its_beginning_is_read(folder):
    path = folder / "customers.json"
    path.write_bytes(codecs.BOM_UTF8 + path.read_bytes())
    assert lookup_customer()["count"] > 0


def test_a_file_that_is_not_utf_8_is_an_error(folder):
    (folder / "customers.json").write_bytes(b'[{"city": "\xff"}]')
    with pytest.raises(SupportError, match=r"customers\.json cannot be used"):
        lookup_customer()


def test_a_missing_file_is_an_error_without_a_path_of_this_machine(folder):
    (folder / "customers.json").unlink()
    with pytest.raises(SupportError, match=r"customers\.json cannot be read") as problem:
        lookup_customer()
    assert "mine/customers.json" in problem.value.envelope["reason"]
    assert str(folder.parent) not in str(problem.value)


def test_today_is_the_day_that_the_data_is_written_for(monkeypatch):
    monkeypatch.delenv("ITSUPPORT_TODAY", raising=False)
    assert today() == date(2025, 6, 30)
    monkeypatch.setenv("ITSUPPORT_TODAY", "")
    assert today() == date(2025, 6, 30)


def test_today_can_be_set(monkeypatch):
    monkeypatch.setenv("ITSUPPORT_TODAY", "2025-07-15")
    assert today() == date(2025, 7, 15)


@pytest.mark.parametrize("wrong", ["tomorrow", "2025-13-01", "30.06.2025"])
def test_a_day_that_is_none_is_an_error_that_says_how_to_write_it(monkeypatch, wrong):
    monkeypatch.setenv("ITSUPPORT_TODAY", wrong)
    with pytest.raises(SupportError, match="ITSUPPORT_TODAY") as problem:
        check_payment_status()
    assert wrong in problem.value.envelope["error"]
    assert "2025-07-15" in problem.value.envelope["suggested_actions"][0]


def test_a_copied_record_must_get_an_id_of_its_own(folder):
    edit(folder / "invoices.json", lambda invoices: invoices.append(dict(invoices[0])))
    with pytest.raises(SupportError, match=r"invoices\.json cannot be used") as problem:
        check_payment_status()
    assert "Records 1 and 16 are both called INV-2001." in problem.value.envelope["reason"]
