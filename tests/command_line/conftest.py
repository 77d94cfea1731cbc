"""Commands run as a person runs them: in processes of their own, with no keys from outside."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.llm.strict_service import KEY, StrictService

OURS = ("OPENAI_", "ITSUPPORT_", "JUPYTER_")


def clean_environment(**added: str) -> dict[str, str]:
    """This process's environment without what would change a command, and with what is added."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith(OURS)}
    return kept | {"PYTHONIOENCODING": "utf-8"} | added


def key_for(service: StrictService) -> dict[str, str]:
    """The variables with which a command asks a provider of the test's."""
    return {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": service.url, "OPENAI_MODEL": "scripted"}


def itsupport(
    *arguments: str, typed: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `python -m itsupport …` to its end; `typed` is what stands in its stdin."""
    done = subprocess.run(
        [sys.executable, "-m", "itsupport", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=clean_environment(**environment),
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


@pytest.fixture
def no_settings(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """For checks that run in this process: none of the variables that we read is set."""
    for name in list(os.environ):
        if name.startswith(OURS):
            monkeypatch.delenv(name)
    return monkeypatch


@pytest.fixture(autouse=True)
def terminals_are_closed() -> Iterator[None]:
    """Also where a test failed before it did so: an endless answer would go on."""
    yield
    if terminals := sys.modules.get("tests.command_line.terminals"):  # Windows has none
        for terminal in [*terminals.open_terminals]:
            terminal.close()
