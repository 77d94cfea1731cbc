"""What the chat sends to the page: each change once, however long the conversation is."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from itsupport.llm.conversation import ModelReply
from itsupport.notebook import Chat
from itsupport.notebook.chat import answering
from itsupport.orchestrator import MCPOrchestrator
from itsupport.servers import build_server
from tests.orchestrator.conftest import ScriptedModel

QUESTIONS = 12
ANSWER = "word " * 400


class FrontEnd:
    """A page's copy of the chat's state, and how many bytes it took to keep it."""

    def __init__(self, chat: Chat) -> None:
        self.state = json.loads(json.dumps(chat.widget.get_state()))
        self.received = 0
        chat.widget.comm.publish_msg = self._take

    def _take(self, kind: str, data: dict[str, Any], **_: object) -> None:
        sent = json.dumps(data)
        self.received += len(sent)
        self.state |= json.loads(sent).get("state", {})

    @property
    def turns(self) -> list[Any]:
        """The turns as `panel.js` finds them."""
        return [self.state[f"turn {turn}"] for turn in self.state["turns"]]


@pytest.fixture
def chat(monkeypatch: pytest.MonkeyPatch) -> Iterator[Chat]:
    monkeypatch.setattr(answering, "PAUSE", 60.0)  # a busy machine would draw more pictures
    model = ScriptedModel(*[ModelReply(ANSWER) for _ in range(QUESTIONS)])
    with MCPOrchestrator({"tickets": build_server("tickets")}, model) as desk:
        chat = Chat(desk)
        yield chat
        chat.close()


def test_a_question_late_in_a_conversation_sends_no_more_than_an_early_one(chat: Chat) -> None:
    page, each = FrontEnd(chat), []
    for _ in range(QUESTIONS):
        page.received = 0
        chat.ask("And?")
        each.append(page.received)
    assert each[-1] < 1.2 * each[1], each
    assert page.turns == chat.widget.turns


def test_a_page_that_is_loaded_anew_gets_the_whole_conversation(chat: Chat) -> None:
    for question in ("One?", "Two?", "Three?"):
        chat.ask(question)
    assert [turn["question"] for turn in FrontEnd(chat).turns] == ["One?", "Two?", "Three?"]


def test_what_was_cleared_leaves_the_page(chat: Chat) -> None:
    page = FrontEnd(chat)
    chat.ask("One?")
    chat.clear()
    assert page.turns == []
    assert ANSWER.strip() not in json.dumps(page.state)
    chat.ask("Two?")
    assert [turn["question"] for turn in page.turns] == ["Two?"]
