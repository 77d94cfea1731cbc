"""The chat: what it shows while a question is answered, and what its buttons do."""

import asyncio
import gc
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from itsupport.errors import SupportError
from itsupport.llm.conversation import ModelReply, ToolCall
from itsupport.notebook import Chat
from itsupport.orchestrator import MCPOrchestrator
from itsupport.servers import build_server
from tests.notebook.chats import ask, last, press, states, wait_for, wait_for_states
from tests.orchestrator.conftest import ScriptedModel, strange

TICKET = "TKT-1001"
CRITICAL = "What are the critical tickets?"
SERVERS = ("tickets", "customers", "billing", "knowledge", "assets")


@pytest.fixture
def desk() -> Iterator[MCPOrchestrator]:
    """The whole desk, its servers in this process."""
    with MCPOrchestrator({name: build_server(name) for name in SERVERS}) as desk:
        yield desk


@pytest.fixture
def chat(desk: MCPOrchestrator) -> Iterator[Chat]:
    chat = Chat(desk)
    yield chat
    chat.close()


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Chat]:
    """A chat whose first two questions wait a minute for a tool; the next ones are quick."""
    wait = ModelReply("", (ToolCall("w", "wait", '{"seconds": 60}'),))
    model = ScriptedModel(wait, wait, ModelReply("Done."), ModelReply("Done again."))
    with MCPOrchestrator({"useful": strange("useful", tmp_path / "state")}, model) as desk:
        chat = Chat(desk)
        yield chat
        chat.close()


def test_a_typed_question_is_answered_with_its_calls_and_its_model(chat: Chat) -> None:
    ask(chat, CRITICAL)
    wait_for_states(chat, ["answered"])
    shown = last(chat)
    assert shown["id"] == "page-1"
    assert shown["question"] == CRITICAL
    assert "search_tickets" in shown["calls"][0]
    assert "✓" in shown["calls"][0]
    assert TICKET in shown["answer"]
    assert "offline-selector-1" in shown["foot"]
    assert shown["source"] == chat.answers[0].text


def test_every_step_is_shown_while_it_happens(chat: Chat) -> None:
    seen: list[tuple[str, str]] = []
    chat.widget.observe(lambda _: seen.append((states(chat)[-1], last(chat)["summary"])), "turns")
    chat.ask(CRITICAL)
    order = list(dict.fromkeys(seen))
    assert order[0] == ("waiting", "")
    assert ("working", "1 tool call on 1 server, 1 running") in order
    assert order[-1] == ("answered", "1 tool call on 1 server")


def test_asking_from_a_cell_gives_the_answer_and_shows_it(chat: Chat) -> None:
    answer = chat.ask(CRITICAL)
    assert answer.calls[0].tool == "search_tickets"
    assert states(chat) == ["answered"]
    assert asyncio.run(chat.aask("only the open ones")).question == "only the open ones"
    assert [answer.question for answer in chat.answers] == [CRITICAL, "only the open ones"]


def test_the_kernel_is_free_while_the_chat_answers(slow: Chat) -> None:
    ask(slow, "wait")  # returns, although the answer is a minute away
    wait_for(slow, lambda: bool(last(slow)["calls"]))
    assert "running" in last(slow)["calls"][0]


def test_two_questions_in_a_row_queue_up_and_stop_ends_one_at_a_time(slow: Chat) -> None:
    for number in range(4):
        ask(slow, f"question {number}", f"page-{number}")
    wait_for_states(slow, ["working", "waiting", "waiting", "waiting"])
    assert "Waiting" in slow.widget.turns[1]["foot"]
    wait_for(slow, lambda: bool(slow.widget.turns[0]["calls"]))
    press(slow, do="stop")
    wait_for_states(slow, ["stopped", "working", "waiting", "waiting"])
    wait_for(slow, lambda: bool(slow.widget.turns[1]["calls"]))
    press(slow, do="stop")
    wait_for_states(slow, ["stopped", "stopped", "answered", "answered"])
    assert "not finished" in slow.widget.turns[1]["calls"][0]
    assert "Done again." in last(slow)["answer"]


def test_an_answer_that_was_stopped_in_a_cell_is_an_error_there(slow: Chat) -> None:
    def stop_when_it_runs() -> None:
        wait_for(slow, lambda: bool(slow.widget.turns and last(slow)["calls"]))
        press(slow, do="stop")

    person = threading.Thread(target=stop_when_it_runs)
    person.start()
    with pytest.raises(SupportError, match="stopped"):
        slow.ask("wait")
    person.join()
    assert "## 1. wait\n\n**✗ The question was stopped**" in slow.to_markdown()
    ask(slow, "wait once more", "page-2")
    assert "## 2. wait once more\n\n**✗ There is no answer yet**" in slow.to_markdown()


def test_a_failure_is_shown_as_a_message_with_what_to_do(tmp_path: Path) -> None:
    broken = SupportError("The model is away", "It left.", suggested_actions=["Wait for <it>."])
    model = ScriptedModel(broken, RuntimeError("secret inside"), ModelReply("Back."))
    with MCPOrchestrator({"tickets": build_server("tickets")}, model) as desk:
        chat = Chat(desk)
        with pytest.raises(SupportError, match="The model is away"):
            chat.ask("hello")
        assert states(chat) == ["failed"]
        assert 'role="alert"' in last(chat)["foot"]
        assert "<li>Wait for &lt;it&gt;.</li>" in last(chat)["foot"]
        with pytest.raises(SupportError, match="stumbled"):
            chat.ask("hello?")
        assert "secret inside" not in last(chat)["foot"]
        assert chat.ask("hello!").text == "Back."
        assert "The model is away" in chat.to_markdown()
        assert "- Wait for \\<it\\>." in repr(chat)
        chat.close()


def test_a_server_that_dies_under_the_chat_is_an_error_in_the_trace(tmp_path: Path) -> None:
    model = ScriptedModel(ModelReply("", (ToolCall("d", "die", "{}"),)), ModelReply("It died."))
    with MCPOrchestrator({"useful": strange("useful", tmp_path / "state")}, model) as desk:
        chat = Chat(desk)
        chat.ask("die")
        assert "1 with an error" in last(chat)["summary"]
        assert "✗" in last(chat)["calls"][0]
        chat.close()


def test_servers_that_are_stopped_under_a_question_are_an_error_and_no_friendly_sentence(
    slow: Chat,
) -> None:
    desk = slow._desk
    assert desk is not None
    ask(slow, "wait")
    wait_for(slow, lambda: bool(last(slow)["calls"]))
    desk.stop_servers()
    wait_for_states(slow, ["failed"])
    assert "stopped while the question was answered" in last(slow)["foot"]


def test_clear_forgets_the_conversation_here_and_at_the_desk(chat: Chat) -> None:
    chat.ask(CRITICAL)
    press(chat, do="clear")
    assert chat.widget.turns == []
    assert chat.answers == []
    assert chat.ask("and their invoices?").calls == ()


def test_clear_stops_what_still_runs(slow: Chat) -> None:
    ask(slow, "wait")
    wait_for(slow, lambda: bool(last(slow)["calls"]))
    press(slow, do="clear")
    assert slow.widget.turns == []
    ask(slow, "wait again", "page-2")
    wait_for(slow, lambda: bool(slow.widget.turns and last(slow)["calls"]))


def test_export_hands_out_the_conversation_as_markdown(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    chat.ask(CRITICAL)
    sent: list[object] = []
    monkeypatch.setattr(chat.widget, "send", sent.append)
    press(chat, do="export")
    assert sent == [{"kind": "file", "name": "conversation.md", "text": chat.to_markdown()}]
    chat.save(tmp_path / "saved.md")
    assert (tmp_path / "saved.md").read_text("utf-8") == chat.to_markdown()
    with pytest.raises(SupportError, match="exists"):
        chat.save(tmp_path / "saved.md")
    with pytest.raises(SupportError, match="cannot be written"):
        chat.save(tmp_path / "no folder" / "saved.md")


NONSENSE: list[dict[str, object]] = [
    {},
    {"do": "ask"},
    {"do": "ask", "id": 3, "question": "?"},
    {"do": "ask", "id": "page-1", "question": "  \n "},
    {"do": "fly"},
    {"do": ["stop"]},
]


@pytest.mark.parametrize("message", NONSENSE, ids=str)
def test_a_message_that_makes_no_sense_changes_nothing(
    chat: Chat, message: dict[str, object]
) -> None:
    press(chat, **message)
    assert chat.widget.turns == []


def test_the_heading_says_which_model_and_that_it_is_no_language_model(chat: Chat) -> None:
    assert chat.widget.heading["model"] == "offline-selector-1"
    assert chat.widget.heading["note"] == "offline, no language model"
    assert chat.widget.heading["about"] == "20 tools of 5 servers"


def test_another_model_has_no_offline_badge_and_other_servers_other_suggestions() -> None:
    with MCPOrchestrator({"tickets": build_server("tickets")}, ScriptedModel()) as desk:
        chat, chosen = Chat(desk), Chat(desk, ["How many?"])
        assert chat.widget.heading["note"] == ""
        assert chat.widget.suggestions == ["What can you do?"]
        assert chosen.widget.suggestions == ["How many?"]
        assert chat.widget.heading["ask"] == "Ask a question …"
        for told in (repr(chat), chat.to_markdown(), str(chat.widget.heading)):
            assert "support desk" not in told.lower()
        chat.close()
        chosen.close()


def test_every_suggestion_is_answered_with_a_call(chat: Chat) -> None:
    assert len(chat.widget.suggestions) >= 3
    for question in chat.widget.suggestions:
        assert chat.ask(question).calls, question


def test_where_no_widget_is_drawn_the_chat_is_text(chat: Chat) -> None:
    assert "Nothing was asked yet" in repr(chat)
    chat.ask(CRITICAL)
    bundle, _ = chat._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/markdown"] == bundle["text/plain"] == repr(chat)
    assert f"**You:** {CRITICAL}" in repr(chat)
    assert TICKET in repr(chat)
    assert "offline, no language model" in repr(chat)


def test_a_closed_chat_leaves_no_thread_and_lets_the_desk_go() -> None:
    desk = MCPOrchestrator({"tickets": build_server("tickets")})
    chat, alive = Chat(desk), weakref.ref(desk)
    chat.ask(CRITICAL)
    chat.close()
    chat.close()
    assert "itsupport chat" not in [thread.name for thread in threading.enumerate()]
    del desk
    gc.collect()
    assert alive() is None
    assert TICKET in repr(chat)
    with pytest.raises(SupportError, match="closed"):
        chat.ask(CRITICAL)
