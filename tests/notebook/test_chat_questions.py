"""What a server asks in the chat: a form in the turn, and what stays of it."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from itsupport.notebook import Chat
from itsupport.orchestrator import MCPOrchestrator
from tests.notebook.chats import ask, last, press, wait_for, wait_for_states
from tests.notebook.desk_that_asks import HOSTILE, server

OPEN = "Open a ticket"
FILLED = ["The printer burns", "critical", "3", "", "true", ""]


@pytest.fixture
def chat() -> Iterator[Chat]:
    with MCPOrchestrator({"intake": server}) as desk:
        chat = Chat(desk)
        yield chat
        chat.close()


def opened(chat: Chat, place: int = 0) -> dict[str, Any]:
    """The question of the last turn, as the page gets it, once it is open."""
    wait_for(chat, lambda: len(chat.widget.turns[-1]["asked"]) > place)
    asked: dict[str, Any] = last(chat)["asked"][place]
    return asked


def test_a_form_is_shown_checked_sent_and_kept(chat: Chat) -> None:
    ask(chat, OPEN)
    wait_for(chat, lambda: any(one["tool"] for one in last(chat)["asked"]))
    asked = opened(chat)
    assert (asked["server"], asked["tool"], asked["state"]) == ("intake", "open_ticket", "open")
    assert [one["control"] for one in asked["fields"]] == [
        *("line", "radios", "number", "date", "radios", "area")
    ]
    assert "Your turn" in last(chat)["foot"]
    press(chat, asked=asked["id"], do="submit", typed=[""])
    assert opened(chat)["fields"][0]["message"] == "This is needed. Write 5 to 80 letters."
    press(chat, asked=asked["id"], do="submit", typed=FILLED)
    wait_for_states(chat, ["answered"])
    assert opened(chat)["said"][:2] == [["Title", "The printer burns"], ["Priority", "critical"]]
    assert opened(chat)["fields"] == []
    assert "> ✓ Sent to intake: Title: The printer burns" in repr(chat)
    assert "> ✓ Sent to intake: Title: The printer burns" in chat.to_markdown()
    assert chat.answers[0].calls[0].result == {
        "ticket": "opened",
        "title": "The printer burns",
        "since": "None",
    }


@pytest.mark.parametrize(("did", "ticket"), [("decline", "declined"), ("cancel", "cancelled")])
def test_the_server_hears_what_the_person_said(chat: Chat, did: str, ticket: str) -> None:
    ask(chat, OPEN)
    press(chat, asked=opened(chat)["id"], do=did)
    wait_for_states(chat, ["answered"])
    assert chat.answers[0].calls[0].result == {"ticket": ticket}


def test_stop_withdraws_the_form_and_a_late_click_changes_nothing(chat: Chat) -> None:
    ask(chat, OPEN)
    asked = opened(chat)["id"]
    press(chat, do="stop")
    wait_for_states(chat, ["stopped"])
    wait_for(chat, lambda: opened(chat)["state"] == "withdrawn")
    press(chat, asked=asked, do="submit", typed=FILLED)
    assert opened(chat)["said"] == []


def test_clear_and_close_leave_no_form_waiting(chat: Chat) -> None:
    ask(chat, OPEN)
    opened(chat)
    press(chat, do="clear")
    assert chat.widget.turns == []
    ask(chat, OPEN, "page-2")
    opened(chat)
    chat.close()
    assert "withdrawn" in repr(chat)


def test_other_questions_queue_behind_a_form(chat: Chat) -> None:
    ask(chat, OPEN)
    wait_for(chat, lambda: bool(last(chat)["asked"]))
    ask(chat, OPEN, "page-2")
    wait_for_states(chat, ["working", "waiting"])
    press(chat, asked=chat.widget.turns[0]["asked"][0]["id"], do="decline")
    wait_for_states(chat, ["answered", "working"])
    press(chat, asked=opened(chat)["id"], do="decline")
    wait_for_states(chat, ["answered", "answered"])


def test_two_forms_of_one_question_do_not_mix(chat: Chat) -> None:
    ask(chat, "Find a room on floor 3 and a room on floor 4")
    opened(chat, 1)
    for one in last(chat)["asked"]:
        press(chat, asked=one["id"], do="submit", typed=[f"answer to {one['message']}"])
    wait_for_states(chat, ["answered"])
    assert [call.result for call in chat.answers[0].calls] == [
        {"floor": floor, "room": f"answer to Which room on floor {floor}?"} for floor in "34"
    ]


@pytest.mark.parametrize(("desk_waits", "chat_waits"), [(300, 0.2), (0.2, 300)])
def test_when_time_is_up_the_question_goes_on_without_an_answer(
    desk_waits: float, chat_waits: float
) -> None:
    with MCPOrchestrator({"intake": server}, answer_timeout=desk_waits) as desk:
        chat = Chat(desk, ask_seconds=chat_waits)
        ask(chat, OPEN)
        wait_for_states(chat, ["answered"])
        assert opened(chat)["state"] == "late"
        assert chat.answers[0].calls[0].result == {"ticket": "cancelled"}
        chat.close()


def test_a_secret_is_not_filled_in_and_not_kept(chat: Chat) -> None:
    ask(chat, "Trick somebody")
    asked = opened(chat)
    assert asked["secret"]
    assert asked["message"] == HOSTILE, "the page writes it as text"
    assert [one["control"] for one in asked["fields"]] == ["line", "secret"]
    assert asked["fields"][1]["value"] == ""
    press(chat, asked=asked["id"], do="submit", typed=["x", "swordfish"])
    wait_for_states(chat, ["answered"])
    for kept in (repr(chat), chat.to_markdown(), str(chat.widget.turns)):
        assert "swordfish" not in kept
        assert "(not shown)" in kept or "\\(not shown\\)" in kept


def test_a_question_asked_from_a_cell_is_answered_on_the_page(chat: Chat) -> None:
    async def both() -> str:
        answer = asyncio.create_task(chat.aask(OPEN))
        asked = await asyncio.to_thread(opened_turn, chat)
        press(chat, asked=asked["id"], do="submit", typed=FILLED)
        return (await answer).text

    assert "The printer burns" in asyncio.run(both())


def opened_turn(chat: Chat) -> dict[str, Any]:
    wait_for(chat, lambda: bool(chat.widget.turns and last(chat)["asked"]))
    return opened(chat)


NONSENSE: list[dict[str, object]] = [
    {"asked": "nobody", "do": "decline"},
    {"asked": 3, "do": "decline"},
    {"asked": ["x"], "do": "fly"},
]


@pytest.mark.parametrize("message", NONSENSE, ids=str)
def test_a_message_for_no_question_changes_nothing(chat: Chat, message: dict[str, object]) -> None:
    ask(chat, OPEN)
    opened(chat)
    press(chat, **message)
    assert opened(chat)["state"] == "open"
