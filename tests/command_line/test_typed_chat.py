"""The chat in a pseudo-terminal, with the scripted provider of the model tests behind it."""

import json
import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from itsupport.offline.exchange import Call, Reply
from tests.llm.strict_service import HANG, KEY, Raw, StrictService

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals of this kind", allow_module_level=True)

from tests.command_line.terminals import Terminal

CTRL_C, CTRL_D, UP, TAB, ENTER, ALT_ENTER = "\x03", "\x04", "\x1b[A", "\t", "\r", "\x1b\r"
SHOW = Call("call_1", "get_ticket_details", {"ticket_id": "TKT-1001"})
MISS = Call("call_2", "get_ticket_details", {"ticket_id": "TKT-9999"})

Open = Callable[..., Terminal]


@pytest.fixture
def chat() -> Iterator[Open]:
    """Opens a chat whose model follows a script, and hangs up afterwards."""
    services: list[StrictService] = []
    terminals: list[Terminal] = []

    def open_chat(*script: object, **more: Any) -> Terminal:
        services.append(StrictService(*script).__enter__())
        settings = {"OPENAI_API_KEY": KEY, "OPENAI_MODEL": "scripted", **more}
        terminals.append(Terminal("chat", OPENAI_BASE_URL=services[-1].url, **settings))
        terminals[-1].read_until("Ctrl-D leaves.")
        return terminals[-1]

    yield open_chat
    for terminal in terminals:
        terminal.close()
    for service in services:
        service.__exit__()


def test_calls_are_shown_as_they_run_and_the_answer_as_markdown(chat: Open) -> None:
    terminal = chat(Reply("", (SHOW, MISS)), Reply("It is a **blue screen**.\n\n- one\n- two"))
    terminal.type_at_prompt(f"What is TKT-1001?{ENTER}")
    terminal.read_until('⠋ get_ticket_details(ticket_id="TKT-1001") on tickets')
    shown = terminal.read_until("2 tool calls in 1 round")
    assert '╭ ✓ get_ticket_details(ticket_id="TKT-1001") on tickets: 16 fields (' in shown
    assert '╰ ✗ get_ticket_details(ticket_id="TKT-9999") on tickets: error: Ticket TKT-9' in shown
    assert " • two" in shown
    assert "It is a blue screen." in shown
    terminal.type_at_prompt(f"/calls{ENTER}")
    terminal.read_until("1. round 1: ✓ get_ticket_details")


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
    terminal.read_until("scripted reads the results, 1 s")
    terminal.type(3 * CTRL_C)
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


def test_the_calls_of_a_cancelled_question_stay_and_are_not_said_to_run(chat: Open) -> None:
    terminal = chat(Reply("Let me look.", (SHOW,)), HANG)
    terminal.type_at_prompt(f"What is TKT-1001?{ENTER}")
    terminal.read_until("scripted reads the results, 1 s")
    terminal.type(CTRL_C)
    shown = terminal.read_until("Cancelled.")
    assert "⠋" not in shown.splitlines()[-1]
    terminal.type_at_prompt(f"/calls{ENTER}")
    terminal.read_until("Nothing was asked yet.")


def test_lines_broken_with_alt_enter_and_pasted_lines_are_one_question(chat: Open) -> None:
    terminal = chat(Reply("First."), Reply("Second."))
    terminal.type_at_prompt(f"one{ALT_ENTER}two{ENTER}")
    terminal.read_until("First.")
    terminal.type_at_prompt(f"\x1b[200~three\nfour\x1b[201~{ENTER}")
    terminal.read_until("Second.")
    terminal.type_at_prompt(f"/save /dev/stdout!{ENTER}")
    terminal.read_until("## 1. one two")
    terminal.read_until("## 2. three four")


def test_a_number_asks_a_suggested_question_unless_it_answers_one(chat: Open) -> None:
    terminal = chat(Reply("Four."), Reply("Which of them, 1 or 2?"), Reply("Just that one."))
    terminal.type_at_prompt(f"1{ENTER}")
    terminal.read_until("What are the critical tickets, and who are the customers?")
    terminal.read_until("Four.")
    terminal.type_at_prompt(f"3{ENTER}")
    terminal.read_until("Which warranties expire in the next 30 days?")
    terminal.read_until("1 or 2?")
    terminal.type_at_prompt(f"1{ENTER}")
    assert "critical" not in terminal.read_until("Just that one.")


def test_what_is_typed_during_an_answer_does_not_disturb_it_and_waits(chat: Open) -> None:
    terminal = chat(Reply("", (SHOW,)), HANG, Reply("Later."))
    terminal.type_at_prompt(f"What is TKT-1001?{ENTER}")
    terminal.read_until("scripted reads the results, 1 s")
    terminal.type("typed early")
    assert "typed" not in terminal.read_until("scripted reads the results, 2 s")
    terminal.type(CTRL_C)
    terminal.read_until("Cancelled.")


def test_tab_on_an_empty_line_offers_the_suggested_questions(chat: Open) -> None:
    terminal = chat(Reply("TechCorp."))
    terminal.type_at_prompt(TAB)
    terminal.read_until("Which warranties expire in the next 30 days?")
    terminal.type(f"{TAB}{TAB}{ENTER}")
    terminal.read_until("TechCorp.")
    terminal.type_at_prompt(f"/save /dev/stdout!{ENTER}")
    terminal.read_until("## 1. Which customers have both critical tickets and overdue invoices?")


def test_questions_are_kept_for_the_next_chat_in_a_file_for_their_owner(
    chat: Open, tmp_path: Path
) -> None:
    file = tmp_path / "itsupport" / "chat_history"
    first = chat(Reply("First time."), XDG_STATE_HOME=str(tmp_path))
    first.type_at_prompt(f"Say it again{ENTER}")
    first.read_until("First time.")
    first.type_at_prompt(f"/help{ENTER}")
    assert "--no-history" in first.read_until(str(file))
    first.type_at_prompt(CTRL_D)
    assert first.exit_code() == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    second = chat(Reply("Second time."), XDG_STATE_HOME=str(tmp_path))
    second.type_at_prompt(f"{UP}{UP}{ENTER}")
    second.read_until("Second time.")


def test_a_chat_without_history_keeps_nothing(tmp_path: Path) -> None:
    terminal = Terminal("chat", "--no-history", XDG_STATE_HOME=str(tmp_path))
    terminal.type_at_prompt(f"/servers{ENTER}")
    terminal.read_until("assets: ready, 4 tools")
    terminal.type_at_prompt(CTRL_D)
    assert terminal.exit_code() == 0
    terminal.close()
    assert os.listdir(tmp_path) == []


def test_the_result_of_a_call_is_shown_whole_and_can_be_completed(chat: Open) -> None:
    terminal = chat(Reply("", (SHOW, MISS)), Reply("Done."))
    terminal.type_at_prompt(f"What is TKT-1001?{ENTER}")
    terminal.read_until("Done.")
    terminal.type_at_prompt("/result ")
    terminal.read_until("✗ get_ticket_details")
    terminal.type(f"{TAB}{ENTER}")
    result = json.loads("{" + terminal.read_until("\n}").partition("{")[2])
    assert (result["ticket_id"], len(result)) == ("TKT-1001", 16)


def test_the_offline_model_is_marked_and_can_say_why() -> None:
    terminal = Terminal("chat")
    terminal.read_until("offline-selector-1  [offline, no language model]")
    terminal.type_at_prompt(f"3{ENTER}")
    terminal.read_until(
        "offline-selector-1 · [offline, no language model] · 1 tool call in 1 round"
    )
    terminal.type_at_prompt(f"/why{ENTER}")
    shown = terminal.read_until("Where it came from")
    assert "check_warranty" in shown
    terminal.close()


def test_hostile_text_of_a_model_and_a_tool_is_shown_and_does_nothing(chat: Open) -> None:
    hostile = "a [red]b[/red] \x1b]0;renamed\x07 &#x202e;c [bank](https://evil.example/)"
    wrong = Call("call_3", "get_ticket_details", {"ticket_id": "\x1b[2J[red]\n"})
    terminal = chat(Reply("", (wrong,)), Reply(hostile))
    terminal.type_at_prompt(f"Hello{ENTER}")
    terminal.read_until('✗ get_ticket_details(ticket_id="\\u001b[2J[red]\\n") on tickets')
    terminal.read_until("a [red]b[/red] ]0;renamed c bank (https://evil.example/)")


def test_a_server_that_was_killed_is_started_again_for_the_next_question(chat: Open) -> None:
    terminal = chat(Reply("", (SHOW,)), Reply("All well."))
    for server in terminal.servers():
        if "tickets" in server.cmdline():
            server.kill()
    terminal.type_at_prompt(f"What is TKT-1001?{ENTER}")
    assert "✓ get_ticket_details" in terminal.read_until("All well.")
    terminal.type_at_prompt(f"/servers{ENTER}")
    terminal.read_until("tickets: ready, 4 tools")


def test_a_terminal_that_cannot_move_its_cursor_gets_plain_lines(chat: Open) -> None:
    terminal = chat(Reply("", (SHOW,)), Reply("**Fine.**"), TERM="dumb")
    terminal.type_at_prompt(f"What is TKT-1001?{ENTER}")
    terminal.read_until("- scripted reads the question")
    terminal.read_until("✓ get_ticket_details")
    terminal.read_until("Fine.")


def test_forty_columns_keep_the_outcome_and_turn_wide_tables_into_fields(chat: Open) -> None:
    wide = "| Ticket | Subject | Customer | Priority |\n| - | - | - | - |\n"
    row = "| TKT-1001 | Unbootable | Northwind-Industries | extraordinary |"
    terminal = chat(Reply("", (SHOW,)), Reply(wide + row), columns=40)
    terminal.type_at_prompt(f"What is TKT-1001?{ENTER}")
    terminal.read_until("on tickets")
    shown = terminal.read_until("1 tool call in 1 round")
    assert "16 fields (" in shown
    assert "Ticket: TKT-1001" in shown
    assert "  Customer: Northwind-Industries" in shown


def test_letters_that_the_terminal_lacks_are_written_with_others(chat: Open) -> None:
    terminal = chat(Reply("", (SHOW,)), Reply("- “one” → two"), PYTHONIOENCODING="ascii")
    terminal.type_at_prompt(f"What is TKT-1001?{ENTER}")
    terminal.read_until("ok get_ticket_details")
    terminal.read_until('* "one" -> two')
