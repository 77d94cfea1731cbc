"""The one error: an envelope that survives every way it travels."""

import copy
import json
import pickle

import pytest

from itsupport.errors import SupportError, did_you_mean, from_envelope, near_misses


@pytest.fixture
def problem():
    return SupportError(
        "Ticket TKT-9999 not found",
        "There are 15 tickets, and none has this id.",
        suggested_actions=["Did you mean 'TKT-1009'?"],
        retryable=True,
        follow_up_tools=["search_tickets"],
        context={"ticket_id": "TKT-9999"},
    )


def test_the_envelope_always_has_the_same_six_keys(problem):
    keys = ["error", "reason", "suggested_actions", "retryable", "follow_up_tools", "context"]
    assert list(problem.envelope) == keys
    assert list(SupportError("Something is wrong").envelope) == keys


def test_an_error_alone_has_an_empty_rest_and_is_not_retryable():
    envelope = SupportError("Something is wrong").envelope
    assert envelope["retryable"] is False
    assert not any(envelope[key] for key in ("reason", "suggested_actions", "follow_up_tools"))
    assert envelope["context"] == {}


def test_one_text_in_place_of_a_list_is_a_list_of_one():
    problem = SupportError("No luck", suggested_actions="Try MNT-1.", follow_up_tools="get_window")
    assert problem.envelope["suggested_actions"] == ["Try MNT-1."]
    assert problem.envelope["follow_up_tools"] == ["get_window"]
    assert str(problem).splitlines()[1:] == ["  → Try MNT-1.", "  Tools that help: get_window"]


def test_the_envelope_goes_through_json_and_back(problem):
    arrived = from_envelope(json.loads(json.dumps(problem.envelope)))
    assert isinstance(arrived, SupportError)
    assert arrived.envelope == problem.envelope


@pytest.mark.parametrize("travel", [lambda e: pickle.loads(pickle.dumps(e)), copy.deepcopy])
def test_the_error_can_be_pickled_and_copied(problem, travel):
    arrived = travel(problem)
    assert type(arrived) is SupportError
    assert arrived.envelope == problem.envelope
    assert str(arrived) == str(problem)


class PrinterError(SupportError):
    """A kind of its own, as the orchestrator and the models have them."""


@pytest.mark.parametrize("travel", [lambda e: pickle.loads(pickle.dumps(e)), copy.deepcopy])
def test_a_kind_of_its_own_stays_that_kind(travel):
    original = PrinterError("No paper", context={"tray": 2})
    arrived = travel(original)
    assert type(arrived) is PrinterError
    assert arrived.envelope == original.envelope
    assert arrived.envelope["context"] is not original.envelope["context"]


def test_two_errors_do_not_share_their_lists():
    first, second = SupportError("one"), SupportError("two")
    first.envelope["suggested_actions"].append("Try again.")
    first.envelope["context"]["seen"] = True
    assert second.envelope["suggested_actions"] == []
    assert second.envelope["context"] == {}


def test_as_text_it_is_a_short_card(problem):
    assert str(problem).splitlines() == [
        "Ticket TKT-9999 not found",
        "There are 15 tickets, and none has this id.",
        "  → Did you mean 'TKT-1009'?",
        "  Tools that help: search_tickets",
    ]
    assert str(SupportError("Something is wrong")) == "Something is wrong"


def test_a_notebook_shows_the_card_instead_of_a_traceback(problem):
    (card,) = problem._render_traceback_()
    assert card == f"✗ {problem}"


def test_near_misses_are_found_in_any_case_and_keep_their_spelling():
    known = ["TechCorp", "DataFlow", "Northgate"]
    assert near_misses("techcrop", known) == ["TechCorp"]
    assert near_misses("zebra", known) == []
    assert near_misses("anything", []) == []


def test_near_misses_do_not_depend_on_the_order_of_what_is_known():
    known = ["CUST-001", "CUST-002", "CUST-003", "CUST-004"]
    assert near_misses("CUST-009", known) == near_misses("CUST-009", reversed(known))
    assert len(near_misses("CUST-009", known)) == 3


def test_a_suggestion_is_one_sentence_or_nothing():
    assert did_you_mean("critcal", ["critical", "high"]) == ["Did you mean 'critical'?"]
    assert did_you_mean("zebra", ["critical", "high"]) == []
