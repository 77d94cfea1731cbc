"""The tool-selection test in a terminal: its progress, and Ctrl-C."""

import sys

import psutil
import pytest

from tests.llm.strict_service import HANG, KEY, StrictService

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals of this kind", allow_module_level=True)

from tests.command_line.terminals import Terminal


def test_a_bar_shows_how_far_it_is_and_every_line_stays_whole() -> None:
    terminal = Terminal("intents", "--intent", "asset warranty")
    shown = terminal.read_until("This score measures rules")
    assert terminal.exit_code() == 0
    terminal.close()
    assert "0/5" in shown
    assert "Starting the servers" in shown
    for question in ("Which warranties have already expired?", "Is AST-SRV-002 still under"):
        assert f"✓ passed  asset warranty: {question}" in shown


def test_ctrl_c_leaves_no_server_behind() -> None:
    with StrictService(HANG) as service:
        settings = {"OPENAI_API_KEY": KEY, "OPENAI_MODEL": "scripted"}
        terminal = Terminal("intents", OPENAI_BASE_URL=service.url, **settings)
        terminal.read_until("Show me all critical tickets.")
        servers = terminal.servers()
        terminal.type("\x03")
        terminal.read_until("Stopped.")
        assert terminal.exit_code() == 130
        terminal.close()
    assert len(servers) == 5
    assert psutil.wait_procs(servers, timeout=5)[1] == []
