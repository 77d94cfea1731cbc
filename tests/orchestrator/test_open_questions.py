"""A question that is open ends once: by the person, by time, or because nobody asks any more."""

import asyncio
import time

import pytest

from itsupport.orchestrator.asking import FormRequest, LinkRequest, UserReply
from itsupport.orchestrator.forms import OpenQuestion
from itsupport.orchestrator.forms.outcome import as_markdown, outcome

SCHEMA = {"properties": {"n": {"type": "integer", "title": "Number"}}, "required": ["n"]}
FORM = FormRequest("intake", "How many?", SCHEMA)
LINK = LinkRequest("account", "Log in.", "https://login.example/x")


def replied(question: OpenQuestion, *messages: dict[str, object]) -> UserReply:
    """The reply after a person did all this."""

    async def answer() -> UserReply:
        waiting = asyncio.create_task(question.reply())
        for message in messages:
            question.heard(message)
        return await waiting

    return asyncio.run(answer())


def test_what_fits_is_sent_and_what_does_not_is_said() -> None:
    question = OpenQuestion(FORM)
    question.heard({"do": "submit", "typed": ["many"]})
    assert (question.messages, question.tries) == ({"n": "Write a whole number."}, 1)
    assert replied(question, {"do": "submit", "typed": ["3"]}) == UserReply("accept", {"n": 3})
    assert outcome(question) == "Sent to intake: Number: 3"
    assert as_markdown(question) == (
        "> **intake asked:** How many?  \n> ✓ Sent to intake: Number: 3"
    )


@pytest.mark.parametrize("did", ["decline", "cancel"])
def test_saying_no_and_saying_nothing_differ(did: str) -> None:
    question = OpenQuestion(FORM)
    assert replied(question, {"do": did}).action == did
    assert did in outcome(question)


def test_the_first_end_counts() -> None:
    question = OpenQuestion(FORM)
    more = {"do": "submit", "typed": ["3"]}
    assert replied(question, {"do": "decline"}, more, {"do": "cancel"}).action == "decline"


def test_when_time_is_up_it_is_cancelled() -> None:
    question = OpenQuestion(FORM, seconds=0.01)
    assert replied(question).action == "cancel"
    assert question.state == "late"
    assert "in time" in outcome(question)


@pytest.mark.parametrize(("given", "shorter", "left"), [(600, 9e9, 600), (600, 5, 5), (5, 9, 5)])
def test_a_person_has_the_time_that_the_request_gives_or_less(
    given: float, shorter: float, left: float
) -> None:
    request = FormRequest("intake", "How many?", SCHEMA, seconds=given)
    question = OpenQuestion(request, seconds=shorter)
    assert question.seconds == left
    assert question.until == pytest.approx(time.time() + left, abs=1)


def test_a_cancelled_wait_withdraws_it() -> None:
    changes: list[str] = []
    question = OpenQuestion(FORM, lambda: changes.append(question.state))

    async def stop() -> None:
        waiting = asyncio.create_task(question.reply())
        await asyncio.sleep(0)
        waiting.cancel()
        await waiting

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(stop())
    assert changes == ["withdrawn"]
    question.heard({"do": "submit", "typed": ["3"]})
    assert question.said == []


def test_a_link_is_accepted_when_the_person_is_done() -> None:
    question = OpenQuestion(LINK)
    nonsense = {"do": "submit", "typed": ["3"]}
    assert replied(question, nonsense, {"do": "done"}) == UserReply("accept")
    assert outcome(question) == "You said to account that you are done at login.example"


def test_a_link_that_stays_shut_cannot_be_done() -> None:
    question = OpenQuestion(LinkRequest("account", "Log in.", "javascript:alert(1)"))
    assert replied(question, {"do": "done"}, {"do": "decline"}).action == "decline"


@pytest.mark.parametrize(
    "message", [{}, {"do": "fly"}, {"do": "submit"}, {"do": "submit", "typed": "x"}, {"do": "done"}]
)
def test_a_message_that_makes_no_sense_changes_nothing(message: dict[str, object]) -> None:
    question = OpenQuestion(FORM)
    question.heard(message)
    assert (question.state, question.tries) == ("open", 0)


def test_entries_of_the_wrong_kind_are_empty_ones() -> None:
    question = OpenQuestion(FORM)
    question.heard({"do": "submit", "typed": [{"a": 1}, None, 5]})
    assert question.messages == {"n": "This is needed. Write a whole number."}
