"""A server's question in the chat of a real terminal, with the real intake server."""

import sys
from collections.abc import Iterator

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals of this kind", allow_module_level=True)

from tests.command_line.terminals import Terminal

ENTER, CTRL_C, CTRL_U = "\r", "\x03", "\x15"
OPEN = f"Open a ticket for CUST-001{ENTER}"


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    """A chat with the intake server."""
    terminal = Terminal("chat", "--with", "intake")
    terminal.read_until("Ctrl-D leaves.")
    yield terminal
    terminal.close()


def answer(terminal: Terminal, field: str, keys: str) -> None:
    """Wait until a field is asked for, then type."""
    terminal.read_until(field)
    terminal.read_until("  ?")
    terminal.type(keys)


def test_a_ticket_is_opened_with_the_details_that_were_asked_for(terminal: Terminal) -> None:
    terminal.type_at_prompt(OPEN)
    terminal.read_until("The server intake asks you for create_ticket_v2")
    answer(terminal, "Customer (optional)", ENTER)
    answer(terminal, "Subject (needed)", ENTER)
    terminal.read_until("! This is needed. Write 1 to 120 letters.")
    terminal.read_until("  ?")
    terminal.type(f"Printer on fire{ENTER}")
    answer(terminal, "Priority (needed)", f"critical{ENTER}")
    answer(terminal, "Category (needed)", f"1{ENTER}")
    answer(terminal, "Operating system (optional)", ENTER)
    answer(terminal, "Description (optional)", ENTER)
    terminal.read_until("Subject: Printer on fire")
    terminal.read_until("Send this to intake?")
    terminal.type(ENTER)
    terminal.read_until("✓ Sent to intake: Customer: CUST-001")
    shown = terminal.read_until("1 tool call in 1 round")
    assert "✓ create_ticket_v2" in shown
    assert "Printer on fire" in shown
    terminal.type_at_prompt(f"/save /dev/stdout!{ENTER}")
    terminal.read_until("> **intake asked:** Please complete the ticket.")


def test_ctrl_c_in_a_form_cancels_the_form_and_not_the_question(terminal: Terminal) -> None:
    terminal.type_at_prompt(OPEN)
    answer(terminal, "Customer (optional)", CTRL_C)
    terminal.read_until("You cancelled what intake asked")
    terminal.read_until("1 tool call in 1 round")
    terminal.type_at_prompt(OPEN)
    answer(terminal, "Customer (optional)", f"{CTRL_U}/decline{ENTER}")
    terminal.read_until("You declined what intake asked")
    terminal.read_until("1 tool call in 1 round")
