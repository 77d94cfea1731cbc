"""The chat used by a person: keys, clicks, waiting, reading, in a real browser."""

import re
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.chat_page import DESK, SHOW, TWO_TOOLS, ChatPage
from tests.browser.conftest import new_page, open_and_run
from tests.browser.lab_server import LabServer
from tests.browser.notebook_run import CELLS, finished

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

STRANGE = """
import asyncio
from mcp.server import MCPServer
from itsupport.notebook import Chat
from itsupport.orchestrator import MCPOrchestrator

server = MCPServer("strange")

@server.tool()
async def wait_for_printer(seconds: int) -> dict[str, str]:
    "Wait for the printer for some seconds."
    await asyncio.sleep(seconds)
    return {"printer": "ready"}

@server.tool()
def read_note(note_id: str) -> dict[str, str]:
    "Read one note by its id, for example NOTE-1."
    image = "<img src=x onerror='window.hacked = 1'>"
    return {"note_id": note_id, "text": f"</pre>{image}<script>window.hacked = 1</script>"}

desk = MCPOrchestrator({"strange": server})
"""

FOCUSED = "element => element === document.activeElement"


@pytest.fixture(scope="module")
def one_page(browser: "Browser", lab: LabServer) -> "Iterator[Page]":
    """A notebook with two chats: with the support desk, and with tools that are slow or hostile."""
    with new_page(browser, lab, "JupyterLab Light") as page:
        open_and_run(page, lab, [DESK, SHOW, STRANGE, SHOW, "6 * 7"])
        finished(page)
        yield page


@pytest.fixture
def chat(one_page: "Page") -> Iterator[ChatPage]:
    """The support desk's chat, with nothing asked yet."""
    chat = ChatPage(one_page)
    yield chat
    chat.clear()


@pytest.fixture
def strange(one_page: "Page") -> Iterator[ChatPage]:
    """The chat of the other tools."""
    chat = ChatPage(one_page, 1)
    yield chat
    chat.clear()


def test_a_question_is_typed_watched_and_read(chat: ChatPage) -> None:
    chat.ask(TWO_TOOLS)
    chat.chat.locator(".call", has_text="search_tickets").wait_for(state="attached")
    chat.wait_for("answered")
    turn = chat.turns("answered")
    assert turn.locator(".question").inner_text() == TWO_TOOLS
    assert "2 customers" in turn.locator(".answer").inner_text()
    assert turn.locator(".answer table").count() >= 2
    assert chat.input.evaluate(FOCUSED), "go on typing"
    calls = turn.locator(".call").first
    assert not calls.is_visible(), "the calls fold away"
    turn.locator(".trace > summary").click()
    calls.locator("summary").click()
    assert '"priority": "critical"' in calls.locator("pre").first.inner_text()


def test_the_first_sign_comes_at_once_and_the_answer_within_a_second(
    chat: ChatPage, record_property: Callable[[str, object], None]
) -> None:
    chat.timed(TWO_TOOLS)  # the first one warms the desk up
    spent = [chat.timed(TWO_TOOLS) for _ in range(7)]
    medians = {name: statistics.median(one[name] for one in spent) for name in spent[0]}
    record_property("milliseconds", medians)
    print("medians in milliseconds:", {name: round(value) for name, value in medians.items()})
    assert medians["sign"] <= 100
    assert medians["answer"] <= 1_000


def test_enter_sends_and_shift_enter_breaks_the_line(chat: ChatPage) -> None:
    chat.input.fill("Who is")
    chat.input.press("Shift+Enter")
    chat.input.press_sequentially("CUST-002?")
    assert chat.input.input_value() == "Who is\nCUST-002?"
    assert chat.turns().count() == 0
    chat.input.press("Enter")
    chat.wait_for("answered")
    assert chat.input.input_value() == ""
    assert "DataFlow" in chat.turns("answered").inner_text()


def test_the_chat_can_be_used_by_the_keyboard_alone(chat: ChatPage) -> None:
    chat.input.focus()
    chat.page.keyboard.press("Enter")
    assert "Type a question first" in chat.chat.inner_text()
    chat.page.keyboard.press("Shift+Tab")
    assert chat.page.evaluate("document.activeElement.textContent").startswith("Find articles")
    chat.page.keyboard.press("Enter")
    chat.wait_for("answered")
    chat.page.keyboard.press("ArrowUp")
    assert chat.input.input_value().startswith("Find articles")


def test_keys_pressed_in_the_chat_are_no_commands_of_the_notebook(chat: ChatPage) -> None:
    chat.ask(TWO_TOOLS)
    chat.wait_for("answered")
    before = chat.page.evaluate(CELLS)
    for part in (".trace > summary", ".log", "header strong", ".answer p"):
        chat.chat.locator(part).first.click()
        for key in ("x", "a", "b"):
            chat.page.keyboard.press(key)
            assert len(chat.page.evaluate(CELLS)) == len(before), f"{key} after a click on {part}"


def test_a_double_click_on_stop_stops_one_question(strange: ChatPage) -> None:
    strange.ask("Wait for the printer for 60 seconds")
    strange.ask("Wait for the printer for 61 seconds")
    strange.chat.locator(".call", has_text="running").wait_for()
    strange.button("Stop").dblclick()
    strange.wait_for("stopped")
    strange.chat.locator(".call", has_text="running").wait_for()
    assert strange.turns("stopped").count() == 1


def test_a_suggestion_is_asked_by_a_click(chat: ChatPage) -> None:
    chat.button("Which warranties expire in the next 30 days?").click()
    chat.wait_for("answered")
    assert chat.turns("answered").locator(".call").count() == 1
    assert not chat.chat.get_by_role("group", name="Suggested questions").is_visible()


def test_a_long_question_is_stopped_and_the_next_one_is_answered(strange: ChatPage) -> None:
    strange.ask("Wait for the printer for 60 seconds")
    strange.ask("Wait for the printer for 0 seconds")
    strange.chat.locator(".call", has_text="running").wait_for()
    assert "Waiting" in strange.turns("waiting").inner_text()
    seconds = re.compile(r"[1-9]\d* s\b")
    strange.chat.locator(".call > summary", has_text=seconds).wait_for()
    strange.turns("working").locator(".foot > span", has_text=seconds).wait_for()
    strange.button("Stop").click()
    strange.wait_for("stopped")
    strange.wait_for("answered")
    assert not strange.button("Stop").is_visible()


def test_the_keyboard_is_not_lost_when_what_it_stood_on_goes_away(strange: ChatPage) -> None:
    strange.ask("Wait for the printer for 60 seconds")
    strange.chat.locator(".call", has_text="running").wait_for()
    strange.button("Stop").press("Enter")
    strange.wait_for("stopped")
    assert strange.input.evaluate(FOCUSED), "Stop is gone: go on typing"
    strange.ask("Wait for the printer for 3 seconds")
    call = strange.turns().last.locator(".call > summary")
    call.filter(has_text="running").focus()
    strange.wait_for("answered")
    assert "ms" in call.inner_text()
    assert call.evaluate(FOCUSED), "who reads a call goes on reading it"


def test_other_cells_run_while_the_chat_waits(strange: ChatPage) -> None:
    strange.ask("Wait for the printer for 60 seconds")
    strange.chat.locator(".call", has_text="running").wait_for()
    last = strange.page.locator(".jp-CodeCell").last
    last.locator(".cm-content").click()
    strange.page.keyboard.press("Control+Enter")
    last.get_by_text("[6]:").first.wait_for()


def test_hostile_text_of_a_tool_is_shown_and_never_run(strange: ChatPage) -> None:
    strange.ask("Read the note NOTE-1")
    strange.wait_for("answered")
    strange.chat.locator(".trace > summary").click()
    strange.chat.locator(".call > summary").click()
    assert "<script>window.hacked" in strange.chat.locator(".call").inner_text()
    assert strange.chat.locator("img, script").count() == 0
    assert strange.page.evaluate("window.hacked") is None


def test_an_unknown_id_is_an_error_in_words_and_marks(chat: ChatPage) -> None:
    chat.ask("Show ticket TKT-9999")
    chat.wait_for("answered")
    assert "1 with an error" in chat.turns().inner_text()
    assert "✗" in chat.chat.locator(".call").first.text_content()


def test_the_conversation_is_exported_as_a_file(chat: ChatPage, tmp_path: Path) -> None:
    assert chat.button("Export").is_disabled()
    chat.ask(TWO_TOOLS)
    chat.wait_for("answered")
    with chat.page.expect_download() as download:
        chat.button("Export").click()
    assert download.value.suggested_filename == "conversation.md"
    download.value.save_as(tmp_path / "conversation.md")
    assert TWO_TOOLS in (tmp_path / "conversation.md").read_text("utf-8")


def test_an_answer_is_copied_as_markdown(chat: ChatPage) -> None:
    chat.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chat.ask(TWO_TOOLS)
    chat.wait_for("answered")
    chat.button("Copy").click()
    chat.button("Copied ✓").wait_for()
    assert chat.page.evaluate("navigator.clipboard.readText()").startswith("**2 customers**")


def test_clear_asks_once_more_and_forgets(chat: ChatPage) -> None:
    chat.ask(TWO_TOOLS)
    chat.wait_for("answered")
    chat.button("Clear").click()
    assert chat.turns().count() == 1
    chat.button("Clear all? Press again").click()
    chat.turns().wait_for(state="detached")
    assert chat.button("Find articles about Windows blue screens.").is_visible()


def test_readers_that_speak_find_a_name_on_everything(chat: ChatPage) -> None:
    chat.ask(TWO_TOOLS)
    chat.wait_for("answered")
    for role, name in [
        ("region", "Chat"),
        ("log", "Conversation"),
        ("textbox", "Your question"),
        ("button", "Send"),
        ("button", "Export"),
        ("button", "Clear"),
        ("button", "Copy"),
    ]:
        assert chat.page.get_by_role(role, name=name).count() >= 1, name
    assert chat.chat.get_by_role("status").inner_text() == "Answered."
    assert chat.chat.get_by_role("log").get_attribute("aria-live") == "off", "the status speaks"
