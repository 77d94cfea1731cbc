"""The workbook's own intake server in the chat: what lesson 11 shows, by typing and clicking."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tests.browser.asked_question import AskedQuestion
from tests.browser.chat_page import ChatPage
from tests.browser.notebook_run import finished

if TYPE_CHECKING:
    from playwright.sync_api import Page

NotebookPage = Callable[[Sequence[str]], "Page"]

DESK = """
from itsupport.notebook import Chat
from itsupport.orchestrator import MCPOrchestrator
desk = MCPOrchestrator(
    {"intake": {"command": "python", "args": ["-m", "itsupport", "serve", "intake"]}}
)
chat = Chat(desk)
chat
"""


def test_a_ticket_is_opened_and_a_visit_booked(notebook_page: NotebookPage) -> None:
    page = notebook_page([DESK])
    finished(page)
    chat = ChatPage(page)
    chat.ask("Open a ticket for CUST-001")
    ticket = AskedQuestion(chat.chat, "Please complete the ticket.")
    ticket.wait_for_text("for create_ticket_v2")
    assert ticket.field("Customer").input_value() == "CUST-001", "what the call says is filled in"
    ticket.press("Send to intake")
    ticket.wait_for_text("fields need another look")
    ticket.field("Subject").fill("Printer on fire")
    ticket.field("critical").check()
    ticket.form.get_by_label("Category").first.select_option(index=1)
    ticket.press("Send to intake")
    chat.wait_for("answered")
    assert "Printer on fire" in chat.turns("answered").locator(".answer").inner_text()
    chat.ask("Book an appointment for CUST-001 to replace the printer")
    name = AskedQuestion(chat.chat, "What is your name?")
    name.field("Name").fill("Dana")
    name.field("Name").press("Enter")
    day = AskedQuestion(chat.chat, "Dana, which day suits you?")
    day.form.get_by_label("Day").select_option(index=1)
    day.press("Send to intake")
    chat.wait_for("answered", 2)
    assert "2025-07-01" in chat.turns("answered").last.inner_text()
