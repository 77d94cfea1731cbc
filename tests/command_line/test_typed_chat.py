"""The chat in a pseudo-terminal, with the scripted provider of the model tests behind it."""

import sys
from collections.abc import Callable, Iterator

import psutil
import pytest

from itsupport.offline.exchange import Call, Reply
from tests.llm.strict_service import HANG, KEY, Raw, StrictService

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals of this kind", allow_module_level=True)

from tests.command_line.terminals import Terminal

CTRL_C, CTRL_D, UP, TAB, ENTER = "\x03", "\x04", "\x1b[A", "\t", "\r"
SHOW = Call("call_1", "get_ticket_details", {"ticket_id": "TKT-1001"})
MISS = Call("call_2", "get_ticket_details", {"ticket_id": "TKT-9999"})

Open = Callable[..., Terminal]


@pytest.fixture
def chat() -> Iterator[Open]:
    """Opens a chat whose model follows a script, and hangs up afterwards."""
    services: list[StrictService] = []
    terminals: list[Terminal] = []

    def open_chat(*script: object) -> Terminal:
        services.append(StrictService(*script).__enter__())
        settings = {"OPENAI_API_KEY": KEY, "OPENAI_MODEL": "scripted"}
        terminals.append(Terminal("chat", OPENAI_BASE_URL=services[0].url, **settings))
        terminals[0].read_until("Ctrl-D leaves.")
        return terminals[0]

    yield open_chat
    for terminal in terminals:
        terminal.close()
    for service in services:
        service.__exit__()


def test_calls_are_shown_as_they_run_and_the_answer_as_markdown(chat: Open) -> None:
    terminal = chat(Reply("", (SHOW, MISS)), Reply("It is a **blue screen**.\n\n- one\n- two"))
    terminal.type_at_prompt(f"What is TKT-1001?{ENTER}")
    terminal.read_until('… get_ticket_details(ticket_id="TKT-1001") on tickets')
    shown = terminal.read_until(" • two")
    assert '✓ get_ticket_details(ticket_id="TKT-1001") on tickets: 16 fields' in shown
    assert '✗ get_ticket_details(ticket_id="TKT-9999") on tickets: error: Ticket TKT-9' in shown
    assert "It is a blue screen." in shown
    terminal.type_at_prompt(f"/calls{ENTER}")
    terminal.read_until("round 1: ✓ get_ticket_details")


def test_ctrl_d_leaves_with_exit_code_0_and_without_orphans(chat: Open) -> None:
    terminal = chat()
    servers = terminal.servers()
    assert len(servers) == 5
    terminal.type_at_prompt(CTRL_D)
    assert terminal.exit_code() == 0
    assert psutil.wait_procs(servers, timeout=5)[1] == []


def test_a_chat_that_is_killed_leaves_no_orphans_either(chat: Open) -> None:
    terminal = chat()
    servers = terminal.servers()
    terminal.kill()
    assert len(servers) == 5
    assert psutil.wait_procs(servers, timeout=10)[1] == []


def test_ctrl_c_cancels_the_question_that_runs_and_nothing_else(chat: Open) -> None:
    terminal = chat(Reply("", (SHOW,)), HANG, Reply("Still here."))
    before = {server.pid for server in terminal.servers()}
    terminal.type_at_prompt(f"What is TKT-1001?{ENTER}")
    terminal.read_until("✓ get_ticket_details")
    terminal.type(CTRL_C)
    terminal.read_until("Cancelled.")
    terminal.type_at_prompt(f"Are you there?{ENTER}")
    terminal.read_until("Still here.")
    assert {server.pid for server in terminal.servers()} == before
    terminal.type_at_prompt(f"/quit{ENTER}")
    assert terminal.exit_code() == 0


def test_ctrl_c_drops_the_line_that_is_being_typed(chat: Open) -> None:
    terminal = chat()
    terminal.type_at_prompt("never asked")
    terminal.read_until("never asked")
    terminal.type(CTRL_C)
    terminal.type_at_prompt(f"/servers{ENTER}")
    terminal.read_until("tickets: ready, 4 tools")


def test_the_arrow_up_brings_the_last_question_back(chat: Open) -> None:
    terminal = chat(Reply("First time."), Reply("Second time."))
    terminal.type_at_prompt(f"Say it{ENTER}")
    terminal.read_until("First time.")
    terminal.type_at_prompt(f"{UP}{ENTER}")
    terminal.read_until("Second time.")


def test_commands_and_servers_are_completed(chat: Open) -> None:
    terminal = chat()
    terminal.type_at_prompt("/se")
    terminal.read_until("the servers and their states")
    terminal.type(f"{TAB}{ENTER}")
    terminal.read_until("assets: ready, 4 tools")
    terminal.type_at_prompt("/log cu")
    terminal.read_until("customers")
    terminal.type(f"{TAB}{ENTER}")
    terminal.read_until("The log of customers is empty.")


def test_after_an_error_of_the_model_the_chat_goes_on(chat: Open) -> None:
    refusal = Raw(401, {"error": {"message": f"Wrong key {KEY}", "code": "invalid_api_key"}})
    terminal = chat(refusal, Reply("Better now."))
    terminal.type_at_prompt(f"Hello?{ENTER}")
    shown = terminal.read_until("Unset OPENAI_API_KEY")
    assert "✗ The model provider does not accept the key" in shown
    assert KEY not in shown
    terminal.type_at_prompt(f"And now?{ENTER}")
    assert "Traceback" not in terminal.read_until("Better now.")
