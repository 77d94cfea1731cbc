"""Four processes that write into one database at the same time lose nothing and double nothing."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from itsupport import record_store
from itsupport.errors import SupportError
from itsupport.record_store import connecting
from itsupport.record_store.database import database_at

STEPS = 6
VISITS = 2  # each asked for three times


def writer(name, steps=STEPS):
    """Has imported everything when it is returned, and waits for a line on its stdin."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.record_store.writing", name, str(steps)],
        cwd=Path(__file__).parents[2],
        env=os.environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    return process


def test_four_processes_call_the_tools_at_once_on_a_database_that_none_of_them_has_seen(url):
    said = Counter()
    with ExitStack() as all_of_them:
        processes = [all_of_them.enter_context(writer(name)) for name in "ABCD"]
        for process in processes:
            process.stdin.write("go\n")
            process.stdin.flush()
        for process in processes:
            said.update(process.communicate(timeout=120)[0].split())
            assert process.returncode == 0
    each = 2 * STEPS  # with a form and without
    tickets = record_store.added("tickets")
    assert [ticket["ticket_id"] for ticket in tickets] == [
        f"TKT-{n}" for n in range(1016, 1016 + 5 * each)
    ]
    # each opened its own, and what everybody reported is there once
    by = Counter(ticket["subject"].split()[0] for ticket in tickets)
    assert by == dict.fromkeys(["A", "B", "C", "D", "everybody"], each)
    visits = record_store.added("appointments")
    assert len({(one["at"], one["technician"]) for one in visits}) == len(visits) == 4 * VISITS
    assert said == {
        "created": 5 * each,
        "already_created": 3 * each,
        "booked": 4 * VISITS,
        "already_booked": 4 * (STEPS - VISITS),
    }


def test_a_new_file_that_somebody_writes_into_is_waited_for(tmp_path):
    file = tmp_path / "desk.db"
    with closing(sqlite3.connect(file, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        finish = threading.Timer(0.3, other.commit)
        finish.start()
        store = database_at(f"sqlite:///{file}")
        assert finish.finished.is_set()
        assert store.added("tickets") == []
        store.close()


def test_a_new_file_that_stays_locked_is_waited_for_only_so_long(tmp_path, monkeypatch):
    monkeypatch.setattr(connecting, "SECONDS_TO_WAIT_FOR_A_WRITER", 0.1)
    file = tmp_path / "desk.db"
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(SupportError) as problem:
            database_at(f"sqlite:///{file}")
    assert problem.value.envelope["reason"] == "database is locked"
    assert problem.value.envelope["retryable"]


def test_a_process_that_dies_in_the_middle_holds_up_nobody_and_leaves_no_gap(url):
    with writer("stuck", 1) as process:
        process.stdin.write("go\n")
        process.stdin.flush()
        assert process.stdout.readline() == "making\n"
        process.kill()
    record_store.add("tickets", "after it", lambda number: {"number": number})
    assert record_store.added("tickets") == [{"number": 1}]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # pytest has threads
def test_a_fork_uses_connections_of_its_own(url):
    record_store.add("tickets", "parent", lambda number: {"number": number})
    child = os.fork()
    if child == 0:
        try:
            record_store.add("tickets", "child", lambda number: {"number": number})
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    record_store.add("tickets", "parent again", lambda number: {"number": number})
    assert record_store.added("tickets") == [{"number": 1}, {"number": 2}, {"number": 3}]
