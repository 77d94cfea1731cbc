"""What all commands have in common: help, one clear line for a mistake, exit codes."""

import pytest

from itsupport.__main__ import COMMANDS
from tests.command_line.conftest import itsupport

WRONG_SETTINGS = {
    "a key with a blank in it": ({"OPENAI_API_KEY": "sk-hidden value"}, "is not a key"),
    "an API that does not exist": ({"ITSUPPORT_API": "banana"}, "'banana', which is not an API"),
    "an address that is none": ({"OPENAI_BASE_URL": "localhost"}, "is not a web address"),
    "an address without a model": ({"OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}, "OPENAI_MODEL"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    done = itsupport(command, "--help")
    assert done.returncode == 0
    assert COMMANDS[command] in " ".join(done.stdout.split())
    assert done.stderr == ""


def test_the_list_of_commands_is_complete() -> None:
    assert all(command in itsupport("--help").stdout for command in COMMANDS)


@pytest.mark.parametrize("arguments", [(), ("dance",), ("chat", "--dance")])
def test_a_wrong_command_line_is_refused_with_the_usage(arguments: tuple[str, ...]) -> None:
    done = itsupport(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: python -m itsupport")


@pytest.mark.parametrize("command", ["chat", "examples"])
@pytest.mark.parametrize("fault", WRONG_SETTINGS)
def test_a_wrong_setting_is_one_clear_statement_and_exit_code_1(command: str, fault: str) -> None:
    settings, statement = WRONG_SETTINGS[fault]
    done = itsupport(command, **settings)
    assert done.returncode == 1
    assert done.stdout == ""
    assert statement in done.stderr.splitlines()[0]
    assert "hidden" not in done.stderr


@pytest.mark.parametrize("command", ["chat", "examples"])
def test_a_server_that_does_not_start_is_shown_with_the_end_of_its_log(command: str) -> None:
    done = itsupport(command, ITSUPPORT_TODAY="yesterday")
    assert done.returncode == 1
    assert "did not start" in done.stderr.splitlines()[0]
    assert "ITSUPPORT_TODAY is 'yesterday', which is not a date" in done.stderr


def test_a_console_without_our_letters_gets_plain_ones() -> None:
    done = itsupport("serve", "ticket", PYTHONIOENCODING="cp437")
    assert done.stderr.startswith("XX There is no server called ticket")
