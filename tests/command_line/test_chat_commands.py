"""/save, /result and /why through a pipe, and what is a command at all."""

from pathlib import Path

import pytest

from itsupport.command_line.call_lines import finished_lines
from itsupport.command_line.markdown_blocks import finished_part
from itsupport.command_line.said_texts import folded
from itsupport.command_line.slash_commands import as_command
from itsupport.example_questions import OPENING_QUESTIONS
from itsupport.orchestrator import FinishedCall, MCPOrchestrator
from tests.command_line.conftest import itsupport


def test_a_conversation_is_saved_once_and_replaced_only_when_that_is_said(tmp_path: Path) -> None:
    file = tmp_path / "notes of today.md"
    done = itsupport(
        "chat", typed=f"/save {file}\nShow ticket TKT-1001\n/save {file}\n/save {file}\n/save\n"
    )
    saved = file.read_text("utf-8")
    assert saved.startswith("# A conversation\n\n## 1. Show ticket TKT-1001")
    assert '`get_ticket_details(ticket_id="TKT-1001")` on **tickets**: ✓' in saved
    assert f"in {file}\n" in done.stdout
    assert [line for line in done.stderr.splitlines() if line.startswith("✗")] == [
        "✗ There is nothing to save yet",
        f"✗ {file} exists already",
        "✗ Where shall the conversation go?",
    ]
    itsupport("chat", typed=f"Show ticket TKT-1002\n/save {file} !\n")
    assert "TKT-1002" in file.read_text("utf-8")


@pytest.mark.parametrize("name", ["missing/notes.md", ".", "nul\0byte.md", "~nobody-here/notes.md"])
def test_a_file_that_cannot_be_written_is_one_clear_statement(tmp_path: Path, name: str) -> None:
    target = name if name.startswith("~") else f"{tmp_path}/{name}"
    done = itsupport("chat", typed=f"Show ticket TKT-1001\n/save {target} !\nShow TKT-1002\n")
    assert "cannot be written" in done.stderr
    assert "Choose a file in a folder" in done.stderr
    assert "TKT-1002" in done.stdout


def test_results_are_json_and_wrong_numbers_are_said() -> None:
    typed = "/result\nShow ticket TKT-1001\n/result 1\n/result 2\n/result x\n/result ²\n"
    done = itsupport("chat", typed=typed)
    assert '\n{\n  "ticket_id": "TKT-1001",\n' in done.stdout
    assert done.stderr.count("✗ There is no call number") == 3
    assert "Nothing was asked yet." in done.stderr


def test_why_shows_the_points_of_the_offline_model() -> None:
    done = itsupport("chat", typed="/why\n/why Show ticket TKT-1001\n")
    assert "Why what?" in done.stderr
    assert "| `get_ticket_details` ← |" in done.stdout


@pytest.mark.parametrize("line", ["/help", "/nonsense 1/2", "/save a/b.md", "help", "EXIT", "?"])
def test_these_lines_are_commands(line: str) -> None:
    assert (as_command(line) or "").startswith("/")


@pytest.mark.parametrize("line", ["/etc/fstab is gone", "help me", "1/2", "", " ", "quit smoking"])
def test_these_lines_are_questions(line: str) -> None:
    assert as_command(line) is None


@pytest.mark.parametrize("width", [20, 40, 60, 100])
def test_a_call_fits_its_terminal_and_keeps_its_outcome(width: int) -> None:
    call = FinishedCall(1, "tickets", "search", {"query": "表" * 90}, {"count": 5}, None, 0.25)
    lines = finished_lines(call, width)
    assert "5 found (0.25 s)" in lines[-1]
    assert "on tickets" in lines[0] or width < 40
    from rich.cells import cell_len

    assert max(map(cell_len, lines)) <= width


def test_text_that_arrives_is_final_up_to_its_last_block() -> None:
    table = "| a |\n| - |\n| 1 |\n"
    assert finished_part("One\ntwo") == ""
    assert finished_part("One.\n\nTw") == "One.\n\n"
    assert finished_part(f"One.\n\n{table}") == "One.\n\n"
    assert finished_part(f"{table}\nNext") == f"{table}\n"
    assert finished_part("```\na\n\nb\n") == ""
    assert finished_part("- a\n\n- b\n") == ""


def test_a_second_column_stays_a_column_when_a_line_is_folded() -> None:
    assert folded("/save FILE   the whole conversation", 28) == (
        "/save FILE   the whole\n" + 13 * " " + "conversation"
    )


def test_each_suggested_question_is_answered_with_calls() -> None:
    with MCPOrchestrator() as desk:
        for question in OPENING_QUESTIONS:
            calls = desk.query(question).calls
            assert calls
            assert all(call.error is None for call in calls)
            desk.new_conversation()
