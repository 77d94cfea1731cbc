"""Memory, SQLite and PostgreSQL keep added records alike."""

import threading
from decimal import Decimal

import pytest

from itsupport import record_store

pytestmark = pytest.mark.usefixtures("any_store")


def numbered(number):
    return {"number": number}


def test_a_record_that_is_added_is_found_again_in_the_order_of_adding():
    assert record_store.added("tickets") == []
    for once in "first", "second", "third":
        record_store.add("tickets", once, lambda number, once=once: {"id": number, "is": once})
    assert record_store.added("tickets") == [
        {"id": 1, "is": "first"},
        {"id": 2, "is": "second"},
        {"id": 3, "is": "third"},
    ]


def test_the_same_request_again_adds_nothing_and_gets_the_first_record():
    def make_again(number):
        raise AssertionError("made twice")

    first = record_store.add("tickets", "request 1", numbered)
    assert record_store.add("tickets", "request 1", make_again) == first
    assert record_store.added("tickets") == [{"number": 1}]


def test_each_kind_counts_for_itself_and_has_its_own_requests():
    record_store.add("tickets", "request 1", numbered)
    assert record_store.add("bookings", "request 1", numbered) == {"number": 1}


def test_what_cannot_be_made_is_not_stored_and_leaves_no_gap():
    def refuse(number):
        raise ValueError("no")

    record_store.add("tickets", "request 1", numbered)
    with pytest.raises(ValueError, match="no"):
        record_store.add("tickets", "request 2", refuse)
    assert record_store.add("tickets", "request 2", numbered) == {"number": 2}


def test_forgetting_starts_from_one_again():
    record_store.add("tickets", "request 1", numbered)
    record_store.forget()
    assert record_store.added("tickets") == []
    assert record_store.add("tickets", "request 1", numbered) == {"number": 1}


def test_what_comes_out_is_a_copy():
    record_store.add("tickets", "request 1", numbered)["number"] = 7
    record_store.added("tickets")[0]["number"] = 8
    assert record_store.added("tickets") == [{"number": 1}]


@pytest.mark.parametrize(
    "content",
    [
        {"total": Decimal("1234567890.10"), "lines": [{"price": Decimal("0.30")}]},
        {"text": "für 日本 🙂 \x00 \ud800 'quoted' \"twice\"; DROP TABLE added_records"},
        {"nothing": None, "yes": True, "number": 1.5, "list": [], "object": {"exact": 1}},
        {},
    ],
    ids=["amounts", "letters", "kinds of value", "empty"],
)
def test_a_record_comes_out_as_it_went_in(content):
    assert record_store.add("tickets", "request 1", lambda _: content) == content
    assert record_store.added("tickets") == [content]


@pytest.mark.parametrize("once", ["", "é\x00\ud800", "x" * 10_000])
def test_any_text_names_a_request(once):
    record_store.add("tickets", once, numbered)
    record_store.add("tickets", once, numbered)
    record_store.add("tickets", once + "!", numbered)
    assert record_store.added("tickets") == [{"number": 1}, {"number": 2}]


def test_threads_that_add_at_the_same_time_lose_and_double_nothing():
    start = threading.Barrier(8)

    def work(name):
        start.wait(timeout=30)
        for step in range(10):
            record_store.add("tickets", f"{name} {step}", numbered)
            record_store.add("tickets", f"everybody {step}", numbered)

    threads = [threading.Thread(target=work, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert record_store.added("tickets") == [{"number": number} for number in range(1, 91)]
