"""The sample data in a database: the same records for the same tools, whoever asks."""

import json
import shutil
import threading

import pytest

from itsupport.__main__ import main
from itsupport.dataset import DATA_FOLDER, fill_database, records
from itsupport.domains.article_records import Article
from itsupport.domains.asset_records import Asset
from itsupport.domains.billing import calculate_outstanding_balance
from itsupport.domains.customer_records import Customer
from itsupport.domains.customers import lookup_customer
from itsupport.domains.invoice_records import Invoice
from itsupport.domains.ticket_records import Ticket
from itsupport.errors import SupportError
from itsupport.orchestrator import MCPOrchestrator
from itsupport.record_store.database import database_at

SHAPES = {
    "articles": Article,
    "assets": Asset,
    "customers": Customer,
    "invoices": Invoice,
    "tickets": Ticket,
}
COUNTS = {"articles": 10, "assets": 12, "customers": 8, "invoices": 15, "tickets": 15}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the JSON files that the test may edit."""
    copy = tmp_path / "mine"
    shutil.copytree(DATA_FOLDER, copy)
    monkeypatch.setenv("ITSUPPORT_DATA", str(copy))
    return copy


def move_first_customer(folder, city):
    path = folder / "customers.json"
    customers = json.loads(path.read_text("utf-8"))
    customers[0]["city"] = city
    path.write_text(json.dumps(customers), "utf-8")


def city():
    return lookup_customer("CUST-001")["customers"][0]["city"]


@pytest.mark.parametrize("kind", sorted(SHAPES))
def test_the_database_gives_the_records_of_the_files_to_the_cent(kind, url, monkeypatch):
    shared = records(kind, SHAPES[kind])
    monkeypatch.delenv("ITSUPPORT_DATABASE")
    assert shared == records(kind, SHAPES[kind])
    assert repr(shared) == repr(records(kind, SHAPES[kind]))  # 0.10 is not 0.1


def test_tools_give_the_same_with_and_without_a_database(url, monkeypatch):
    shared = calculate_outstanding_balance(), lookup_customer(tier="premium")
    monkeypatch.delenv("ITSUPPORT_DATABASE")
    assert shared == (calculate_outstanding_balance(), lookup_customer(tier="premium"))


def test_an_edited_file_reaches_the_database_when_it_is_filled_again(url, folder):
    move_first_customer(folder, "Springfield")
    assert city() == "Springfield"  # a new database is filled at first use
    move_first_customer(folder, "Shelbyville")
    assert city() == "Springfield"
    assert fill_database() == sorted(SHAPES)
    assert city() == "Shelbyville"


def test_filling_keeps_what_was_added(url):
    store = database_at(url)
    store.add("tickets", "request 1", lambda number: {"number": number})
    fill_database()
    fill_database()
    assert store.contents() == {kind: (COUNTS[kind], kind == "tickets") for kind in COUNTS}


def test_a_broken_file_changes_nothing(url, folder):
    records("customers", Customer)
    (folder / "tickets.json").write_text("[", "utf-8")
    with pytest.raises(SupportError, match=r"tickets\.json cannot be used"):
        fill_database()
    assert database_at(url).contents() == {kind: (COUNTS[kind], 0) for kind in COUNTS}


def test_a_kind_of_record_that_the_database_lacks_is_told(url, folder):
    (folder / "tickets.json").unlink()
    records("customers", Customer)
    with pytest.raises(SupportError, match="The database holds no tickets") as problem:
        records("tickets", Ticket)
    assert "database fill" in problem.value.envelope["suggested_actions"][0]


def test_a_record_of_another_shape_is_told_with_its_place(url, folder):
    (folder / "customers.json").write_text('[{"customer_id": "CUST-001"}]', "utf-8")
    with pytest.raises(SupportError, match=r"customers\.json cannot be used") as problem:
        records("customers", Customer)
    assert "At record 1 (CUST-001), company_name" in problem.value.envelope["reason"]


def test_all_who_come_first_find_it_filled_once(url):
    seen = []
    start = threading.Barrier(6)

    def ask():
        start.wait(timeout=30)
        seen.append(len(records("tickets", Ticket)))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert seen == [15] * 6
    assert database_at(url).contents()["tickets"] == (15, 0)


def test_servers_in_other_processes_read_the_same_database(url, folder, monkeypatch):
    move_first_customer(folder, "Springfield")
    fill_database()
    monkeypatch.delenv("ITSUPPORT_DATA")
    with MCPOrchestrator() as desk:
        result = desk.call_tool("lookup_customer", {"customer_id": "CUST-001"})
    assert result["customers"][0]["city"] == "Springfield"


def shown(capsys):
    """The lines of the table, as words."""
    return [line.split() for line in capsys.readouterr().out.splitlines()]


def test_the_command_shows_fills_and_forgets(url, capsys):
    assert main(["database", "show"]) == 0
    assert shown(capsys)[0][:3] == ["It", "is", "empty."]
    database_at(url).add("tickets", "request 1", lambda number: {"number": number})
    assert main(["database", "fill"]) == 0
    assert shown(capsys)[-1] == ["tickets", "15", "1"]
    assert main(["database", "forget"]) == 0
    assert shown(capsys)[-1] == ["tickets", "15", "0"]


@pytest.mark.parametrize("what", ["show", "fill", "forget"])
def test_the_command_says_when_no_database_is_set(what, capsys):
    assert main(["database", what]) == 1
    assert "ITSUPPORT_DATABASE is not set" in capsys.readouterr().err
