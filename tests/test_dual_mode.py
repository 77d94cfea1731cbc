"""Functions that check every call alike, on a small function of the test's own."""

import json
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import pytest
from pydantic import Field
from typing_extensions import TypedDict

from itsupport.domains import customers
from itsupport.domains.vocabulary import CustomerId, Day, Limit, Priority
from itsupport.dual_mode import dual_mode, plain
from itsupport.errors import SupportError

Share = Annotated[float, Field(description="A share between 0 and 1.")]


class Answer(TypedDict):
    """What the function was given."""

    given: dict[str, Any]


@dual_mode
def plan_visits(
    customer_id: CustomerId,
    priority: Priority | None = None,
    day: Day | None = None,
    limit: Limit = 10,
    share: Share | None = None,
) -> Answer:
    """Plan visits to a customer.

    Use it in tests.
    """
    return Answer(
        given={
            "customer_id": customer_id,
            "priority": priority,
            "day": day,
            "limit": limit,
            "share": share,
        }
    )


def refusal(*args, **kwargs):
    with pytest.raises(SupportError) as problem:
        plan_visits(*args, **kwargs)
    assert problem.value.envelope["retryable"] is True
    return problem.value.envelope


def test_defaults_fill_what_is_left_out():
    given = plan_visits("CUST-001")["given"]
    assert given == {
        "customer_id": "CUST-001",
        "priority": None,
        "day": None,
        "limit": 10,
        "share": None,
    }


def test_places_and_names_give_the_same_call():
    by_place = plan_visits("CUST-001", "high", "2025-06-30", 5)
    by_name = plan_visits(limit=5, day="2025-06-30", priority="high", customer_id="CUST-001")
    assert by_place == by_name


def test_null_counts_as_left_out_for_an_optional_argument():
    assert plan_visits("CUST-001", priority=None) == plan_visits("CUST-001")


def test_a_missing_argument_is_named():
    envelope = refusal()
    assert envelope["error"] == "plan_visits cannot be called like this: customer_id is missing"
    assert envelope["context"] == {"arguments": ["customer_id"]}
    assert envelope["suggested_actions"] == ["Write customer_id like 'CUST-001'."]


def test_an_unknown_argument_is_refused_with_a_near_miss_and_the_known_ones():
    envelope = refusal("CUST-001", prioritty="high")
    assert "there is no argument prioritty" in envelope["error"]
    assert envelope["reason"] == "It takes customer_id, priority, day, limit, share."
    assert envelope["suggested_actions"] == ["Did you mean 'priority'?"]


def test_a_misspelt_choice_is_refused_with_a_near_miss():
    envelope = refusal("CUST-001", priority="criticl")
    assert "not one of 'low', 'medium', 'high' or 'critical'" in envelope["error"]
    assert envelope["suggested_actions"] == ["Did you mean 'critical'?"]


def test_every_mistake_of_a_call_is_told_at_once():
    envelope = refusal(customer="CUST-001", limit=0)
    assert envelope["context"] == {"arguments": ["customer", "customer_id", "limit"]}
    for name in ("customer_id is missing", "no argument customer", "limit is 0"):
        assert name in f"{envelope['error']} {envelope['reason']}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "5"),
        ("limit", True),
        ("limit", 5.0),
        ("limit", 0),
        ("limit", 51),
        ("limit", None),
        ("share", float("nan")),
        ("share", float("inf")),
        ("share", "0.5"),
        ("priority", "HIGH"),
        ("priority", 3),
        ("day", "2025-02-30"),
        ("day", "20250630"),
        ("day", date(2025, 6, 30)),
        ("customer_id", "cust-001"),
        ("customer_id", "CUST-001\n"),
        ("customer_id", " CUST-001"),
        ("customer_id", None),
        ("customer_id", ["CUST-001"]),
    ],
)
def test_nothing_is_guessed_from_a_value_of_another_type_or_form(name, value):
    envelope = refusal(**({"customer_id": "CUST-001"} | {name: value}))
    assert envelope["context"] == {"arguments": [name]}
    assert envelope["error"].startswith(f"plan_visits cannot be called like this: {name} is ")


def test_errors_do_not_show_the_validators_own_words_or_links():
    text = json.dumps(refusal(customer="x", limit="5", day="x", share="x"))
    assert "pydantic" not in text
    assert "http" not in text


def test_too_many_places_and_the_same_argument_twice_are_refused():
    assert "got 6 arguments without a name" in refusal("CUST-001", "high", None, 5, 0.5, 1)["error"]
    assert "customer_id twice" in refusal("CUST-001", customer_id="CUST-001")["error"]


def test_a_long_wrong_value_is_shortened_in_the_error():
    assert len(refusal("x" * 10_000)["error"]) < 200


def test_a_lone_surrogate_is_replaced_before_it_can_break_a_pipe():
    envelope = refusal("\ud800", **{"\udfff": 1})
    json.dumps(envelope, ensure_ascii=False).encode("utf-8")
    result = customers.lookup_customer(company_name="half \ud83d")
    json.dumps(result, ensure_ascii=False).encode("utf-8")
    assert result["count"] == 0


def test_results_are_plain_json_values_with_cents_intact():
    @dual_mode
    def price(amount: int) -> dict[str, Any]:
        """Give a price."""
        return {"price": Decimal("0.10") * amount, "days": (date(2025, 6, 30),), "text": "a\ud800"}

    assert price(3) == {"price": 0.3, "days": ["2025-06-30"], "text": "a\ufffd"}
    assert json.loads(json.dumps(price(3))) == price(3)


def test_plain_copies_so_that_a_caller_cannot_change_the_original():
    original = {"rows": [{"name": "one"}]}
    copied = plain(original)
    copied["rows"][0]["name"] = "two"
    assert original == {"rows": [{"name": "one"}]}


IDS = {
    "tkt-1005": "TKT-1005",
    " TKT 1005 ": "TKT-1005",
    "TKT–1005": "TKT-1005",
    "tkt_1005": "TKT-1005",
    "TKT1005": "TKT-1005",
}


@pytest.mark.parametrize("written", IDS)
def test_an_id_that_is_nearly_right_is_asked_about(written: str) -> None:
    @dual_mode
    def look_up(
        ticket_id: Annotated[str, Field(pattern="^TKT-[0-9]{4}$", examples=["TKT-1001"])],
    ) -> str:
        """Look up a ticket."""
        return ticket_id

    with pytest.raises(SupportError) as caught:
        look_up(written)
    assert caught.value.envelope["suggested_actions"] == [f"Did you mean {IDS[written]!r}?"]


@pytest.mark.parametrize("pattern", ["^TKT-[0-9]{4}$", r"^\p{Lu}{3}-[0-9]{4}$"])
def test_a_number_that_may_be_any_id_is_not_guessed(pattern: str) -> None:
    @dual_mode
    def look_up(ticket_id: Annotated[str, Field(pattern=pattern, examples=["TKT-1001"])]) -> str:
        """Look up a ticket."""
        return ticket_id

    with pytest.raises(SupportError) as caught:
        look_up("1005")
    assert caught.value.envelope["suggested_actions"] == ["Write ticket_id like 'TKT-1001'."]
