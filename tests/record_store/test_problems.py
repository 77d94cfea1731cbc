"""What goes wrong with a database is told with what to do next, and never with a password."""

import os
import subprocess
import sys
import traceback

import pytest

from itsupport import record_store
from itsupport.errors import SupportError
from itsupport.listening import listen
from itsupport.record_store.database import database_at

SECRET = "hunter2"


def problem_with(url, monkeypatch):
    monkeypatch.setenv("ITSUPPORT_DATABASE", url)
    with pytest.raises(SupportError) as problem:
        record_store.added("tickets")
    shown = "".join(traceback.format_exception(problem.value))
    assert SECRET not in shown + str(problem.value.envelope)
    assert problem.value.envelope["suggested_actions"]
    return problem.value


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        (f"postgresql:/user:{SECRET}@host", "It is not written as a database's URL."),
        (f"user:{SECRET}@host/name", "It is not written as a database's URL."),
        (f"postgresql://user:{SECRET}@host:port/name", "It is not written as a database's URL."),
        (f"mysql://user:{SECRET}@host/name", "knows no database of the kind 'mysql'"),
        (f"postgresql+psycopg2://u:{SECRET}@host/name", "of the kind 'postgresql+psycopg2'"),
        ("sqlite://", "lives in one process and is not shared"),
        ("sqlite:///:memory:", "lives in one process and is not shared"),
    ],
)
def test_a_url_that_cannot_be_used_is_refused_with_an_example(url, reason, monkeypatch):
    problem = problem_with(url, monkeypatch)
    assert problem.envelope["error"] == "ITSUPPORT_DATABASE holds no URL that can be used"
    assert reason in problem.envelope["reason"]
    assert "sqlite:////" in problem.envelope["suggested_actions"][0]


def test_a_server_that_does_not_run_is_out_of_reach(monkeypatch):
    pytest.importorskip("psycopg")
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]  # nobody listens here once it is closed
    problem = problem_with(f"postgresql://user:{SECRET}@127.0.0.1:{port}/desk", monkeypatch)
    assert problem.envelope["error"] == f"The database desk at 127.0.0.1:{port} cannot do this now"
    assert problem.envelope["retryable"]


def test_a_folder_that_does_not_exist_is_told(monkeypatch, tmp_path):
    problem = problem_with(f"sqlite:///{tmp_path}/nowhere/desk.db", monkeypatch)
    assert problem.envelope["error"] == "The database desk.db cannot do this now"
    assert problem.envelope["reason"] == "unable to open database file"


def test_a_file_that_is_no_database_is_told_and_left_alone(monkeypatch, tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("Remember the milk. " * 100)
    problem = problem_with(f"sqlite:///{file}", monkeypatch)
    assert problem.envelope["reason"] == "file is not a database"
    assert file.read_text() == "Remember the milk. " * 100


def test_a_missing_driver_is_told_with_the_package_to_install():
    """A fresh process in which psycopg cannot be imported."""
    program = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from itsupport import record_store\n"
        "from itsupport.errors import SupportError\n"
        "try: record_store.added('tickets')\n"
        "except SupportError as problem: print(problem)\n"
    )
    url = f"postgresql://user:{SECRET}@127.0.0.1/desk"
    said = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "ITSUPPORT_DATABASE": url},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert said.stdout.startswith("The driver for this database is missing: psycopg")
    assert 'pip install "psycopg[binary]"' in said.stdout
    assert SECRET not in said.stdout + said.stderr


def test_a_server_that_needs_no_database_does_not_load_the_library_for_it():
    program = (
        "import sys\n"
        "from itsupport import record_store\n"
        "from itsupport.servers import build_server\n"
        "build_server('tickets'); record_store.added('tickets')\n"
        "print('sqlalchemy' in sys.modules)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60
    )
    assert said.stdout == "False\n", said.stderr


def test_connections_that_the_server_cut_are_opened_again(url, monkeypatch):
    record_store.add("tickets", "before", lambda number: {"number": number})
    store = database_at(url)
    if url.startswith("postgresql"):
        with store._engine.connect() as connection:
            others = "pid <> pg_backend_pid() AND datname = current_database()"
            cut = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"
            connection.exec_driver_sql(cut)
    record_store.add("tickets", "after", lambda number: {"number": number})
    assert len(record_store.added("tickets")) == 2
