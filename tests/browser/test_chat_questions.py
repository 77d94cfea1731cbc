"""What a server asks in the chat, answered by typing and clicking in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.asked_question import AskedQuestion
from tests.browser.chat_page import SHOW, ChatPage
from tests.browser.conftest import new_page, open_and_run
from tests.browser.lab_server import LabServer
from tests.browser.notebook_run import finished
from tests.browser.test_chat_pages import CONTRAST

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ASKS = (Path(__file__).parents[1] / "notebook" / "desk_that_asks.py").read_text("utf-8")
SHOW_CHAT = f"from itsupport.notebook import Chat\n{SHOW}"
OPEN, DETAILS = "Open a ticket", "Some details are missing"


@pytest.fixture(scope="module", params=["Light", "Dark"])
def one_page(
    browser: "Browser", lab: LabServer, request: pytest.FixtureRequest
) -> "Iterator[Page]":
    """A chat with a server that asks, in both themes."""
    with new_page(browser, lab, f"JupyterLab {request.param}") as page:
        open_and_run(page, lab, [ASKS, SHOW_CHAT])
        finished(page)
        yield page


@pytest.fixture
def chat(one_page: "Page") -> Iterator[ChatPage]:
    chat = ChatPage(one_page)
    yield chat
    chat.clear()


def test_a_form_is_filled_in_and_the_call_goes_on(chat: ChatPage) -> None:
    chat.ask(OPEN)
    asked = AskedQuestion(chat.chat, DETAILS)
    asked.wait_for_text("for open_ticket")
    assert "The server intake asks you" in asked.form.inner_text()
    assert chat.page.evaluate(CONTRAST) == []
    asked.press("Send to intake")
    asked.wait_for_text("4 fields need another look")
    assert "Write 5 to 80 letters." in asked.form.inner_text()
    assert "Write a whole number from 1 to 500." in asked.form.inner_text()
    assert chat.page.evaluate(CONTRAST) == []
    asked.fill_in()
    asked.field("People affected").fill("many")
    asked.press("Send to intake")
    asked.wait_for_text("One field needs another look")
    assert asked.field("Title").input_value() == "The printer burns", "what was typed stays"
    assert chat.page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
    asked.field("People affected").fill("3")
    asked.field("Since when").fill("2025-06-01")
    asked.field("Title").press("Enter")
    chat.wait_for("answered")
    turn = chat.turns("answered").inner_text()
    assert "The printer burns" in turn
    assert "✓ Sent to intake: Title: The printer burns, Priority: critical" in turn
    assert "2025-06-01" in turn
    assert chat.page.evaluate(CONTRAST) == []


@pytest.mark.parametrize(
    ("button", "said", "result"),
    [
        ("Decline", "You declined what intake asked", "declined"),
        ("Cancel", "You cancelled what intake asked", "cancelled"),
    ],
)
def test_saying_no_and_saying_nothing_go_on_too(
    chat: ChatPage, button: str, said: str, result: str
) -> None:
    chat.ask(OPEN)
    AskedQuestion(chat.chat, DETAILS).press(button)
    chat.wait_for("answered")
    assert said in chat.turns("answered").inner_text()
    assert result in chat.turns("answered").locator(".answer").inner_text()


def test_the_form_is_reached_and_used_by_the_keyboard_alone(chat: ChatPage) -> None:
    chat.ask(OPEN)
    asked = AskedQuestion(chat.chat, DETAILS)
    keys = chat.page.keyboard
    assert asked.form.evaluate("form => form === document.activeElement"), "the form, no box of it"
    keys.press("Enter")
    assert asked.form.locator(".problem-line").text_content() == "", "a stray Enter is no answer"
    keys.press("Tab")
    keys.type("The printer burns")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Tab")
    keys.type("12")
    keys.press("Tab")
    assert asked.field("Since when").evaluate("day => day === document.activeElement")
    asked.field("Yes").focus()
    keys.press("Space")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Enter")
    chat.wait_for("answered")
    assert "People affected: 12" in chat.turns("answered").inner_text()
    assert chat.input.evaluate("input => input === document.activeElement"), "go on typing"


def test_stop_withdraws_an_open_form_and_the_next_question_gets_its_own(chat: ChatPage) -> None:
    chat.ask(OPEN)
    chat.ask(OPEN)
    AskedQuestion(chat.chat, DETAILS)
    assert chat.chat.locator(".asks[data-state=open]").count() == 1, "the other one waits"
    chat.button("Stop").click()
    chat.wait_for("stopped")
    assert "was withdrawn before it was answered" in chat.turns("stopped").inner_text()
    AskedQuestion(chat.chat, DETAILS).press("Decline")
    chat.wait_for("answered")


def test_two_forms_at_once_do_not_mix(chat: ChatPage) -> None:
    chat.ask("Find a room on floor 3 and a room on floor 4")
    third = AskedQuestion(chat.chat, "Which room on floor 3?")
    fourth = AskedQuestion(chat.chat, "Which room on floor 4?")
    fourth.field("Room").fill("4-north")
    third.field("Room").fill("3-south")
    fourth.press("Send to intake")
    third.press("Send to intake")
    chat.wait_for("answered")
    answer = chat.turns("answered").locator(".answer").inner_text()
    assert answer.index("3-south") < answer.index("4-north")


def test_a_hostile_form_is_shown_and_never_run(chat: ChatPage) -> None:
    chat.ask("Trick somebody")
    asked = AskedQuestion(chat.chat, "<script>window.hacked")
    shown = asked.form.inner_text()
    assert shown.count("<script>window.hacked = 1</script><img") >= 3
    assert "Servers must not ask for secrets" in shown
    assert asked.field("Your password").input_value() == "", "never filled in for the person"
    assert asked.form.locator("img, script").count() == 0
    asked.form.locator("input[type=text]").fill(">")
    asked.field("Your password").fill("swordfish")
    asked.press("Send to intake")
    chat.wait_for("answered")
    assert "Your password: (not shown)" in chat.turns("answered").inner_text()
    assert "swordfish" not in chat.page.content()
    assert chat.page.evaluate("window.hacked") is None


def test_what_was_asked_stays_in_the_export(chat: ChatPage, tmp_path: Path) -> None:
    chat.ask(OPEN)
    asked = AskedQuestion(chat.chat, DETAILS)
    asked.fill_in()
    asked.press("Send to intake")
    chat.wait_for("answered")
    with chat.page.expect_download() as download:
        chat.button("Export").click()
    download.value.save_as(tmp_path / "conversation.md")
    written = (tmp_path / "conversation.md").read_text("utf-8")
    assert "> **intake asked:** Some details are missing for the ticket." in written
    assert "> ✓ Sent to intake: Title: The printer burns" in written
