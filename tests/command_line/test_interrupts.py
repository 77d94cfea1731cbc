"""Ctrl-C while a command works: one line, exit code 130 where work was cut off, no orphans."""

import sys

import psutil
import pytest

from tests.llm.strict_service import HANG, KEY, StrictService

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals of this kind", allow_module_level=True)

from tests.command_line.terminals import Terminal

CTRL_C = "\x03"


def test_ctrl_c_stops_the_examples_and_their_servers() -> None:
    with StrictService(HANG) as service:
        settings = {"OPENAI_API_KEY": KEY, "OPENAI_MODEL": "scripted"}
        terminal = Terminal("examples", OPENAI_BASE_URL=service.url, **settings)
        terminal.read_until("1. Show all critical tickets")
        servers = terminal.servers()
        terminal.type(CTRL_C)
        terminal.read_until("Stopped.")
        assert terminal.exit_code() == 130
        terminal.close()
    assert len(servers) == 5
    assert psutil.wait_procs(servers, timeout=5)[1] == []


def test_ctrl_c_while_the_servers_start_leaves_none_of_them() -> None:
    terminal = Terminal("chat")
    terminal.read_until("Starting the servers")
    servers = terminal.servers()
    terminal.type(CTRL_C)
    terminal.read_until("Stopped.")
    assert terminal.exit_code() == 130
    terminal.close()
    assert psutil.wait_procs(servers, timeout=5)[1] == []


def test_ctrl_c_ends_a_server_on_http() -> None:
    terminal = Terminal("serve", "tickets", "--http", "--port", "0")
    terminal.read_until("Ctrl-C ends it")
    terminal.type(CTRL_C)
    assert terminal.exit_code() in {0, 130}
    terminal.close()


def test_a_server_on_stdio_says_what_it_waits_for_and_ends_at_the_first_ctrl_c() -> None:
    terminal = Terminal("serve", "tickets")
    terminal.read_until("waits for MCP messages (Ctrl-C ends it)")
    terminal.type(CTRL_C)
    assert terminal.exit_code() == 130
    terminal.close()
