"""Where programs remember things for a person: the system's place, also for people with no home."""

import sys
from pathlib import Path

import pytest

from itsupport.orchestrator.configuration import specifications
from itsupport.state_folder import state_folder

VARIABLE = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_STATE_HOME"


def no_home() -> Path:
    raise RuntimeError("Could not determine home directory.")


def test_who_says_where_needs_no_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    monkeypatch.setattr(Path, "home", no_home)
    assert state_folder() == tmp_path / "itsupport"


def test_a_place_that_is_not_whole_counts_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "some/where")
    assert state_folder().is_relative_to(Path.home())


def test_servers_remember_where_the_desk_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    server = specifications({"x": {"command": "python"}})["x"]
    assert server.env["XDG_STATE_HOME"] == str(tmp_path)
