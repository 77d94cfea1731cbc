"""What a question takes over from the question before, and what it leaves behind."""

import pytest

from tests.offline.desk import talk


@pytest.mark.parametrize(
    "opening", ["Which invoices are overdue?", "What are the critical tickets?"]
)
def test_everything_about_a_thing_ignores_the_conditions_of_the_question_before(
    opening: str,
) -> None:
    alone = talk("Tell me everything about CUST-002.")
    held = talk(opening, "Tell me everything about CUST-002.")
    assert held.plain_calls == alone.plain_calls
    assert len(held.calls) > 3


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("Which warranties have expired?", "Who is CUST-003?"),
        ("What are the critical tickets?", "Show CUST-003"),
        ("Which invoices are overdue?", "Tell me about Northgate Clinic"),
        ("Which invoices are overdue?", "Describe CUST-003"),
    ],
)
def test_a_whole_question_about_a_thing_does_not_repeat_the_one_before(
    before: str, question: str
) -> None:
    held = talk(before, question)
    assert held.plain_calls == talk(question).plain_calls
    assert "Northgate Clinic" in held.text


@pytest.mark.parametrize(
    "question",
    [
        "and CUST-002?",
        "What about CUST-002?",
        "same for CUST-002",
        "only CUST-002",
        "CUST-002?",
        "Which are for CUST-002?",
        "Anything for CUST-002?",
        "Show me those of CUST-002",
    ],
)
def test_a_question_that_only_follows_up_keeps_the_conditions(question: str) -> None:
    held = talk("Which invoices are overdue?", question)
    wanted = {"customer_id": "CUST-002", "status": "overdue"}
    assert held.plain_calls == [("check_payment_status", wanted)]


def test_their_means_the_things_that_the_answer_was_about() -> None:
    held = talk("What is the total outstanding for premium customers?", "and their invoices?")
    premium = [{"customer_id": f"CUST-{number}"} for number in ("001", "003", "007")]
    assert [arguments for _, arguments in held.plain_calls] == premium
    for invoice in ("INV-2001", "INV-2002", "INV-2003", "INV-2007", "INV-2014"):
        assert invoice in held.text
