"""Four processes that write into one database at the same time lose nothing and double nothing."""

import os
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import pytest

from itsupport import record_store

STEPS = 15


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


def test_four_processes_write_at_once_into_a_database_that_none_of_them_has_seen(url):
    with ExitStack() as all_of_them:
        processes = [all_of_them.enter_context(writer(name)) for name in "ABCD"]
        for process in processes:
            process.stdin.write("go\n")
            process.stdin.flush()
        for process in processes:
            assert process.wait(timeout=120) == 0
    tickets = record_store.added("tickets")
    assert [ticket["ticket_id"] for ticket in tickets] == [
        f"TKT-{n}" for n in range(1, 5 * STEPS + 1)
    ]
    # each wrote its own, and what everybody asked for is there once
    by = Counter(ticket["by"] for ticket in tickets)
    assert by.total() == 5 * STEPS
    assert all(by[name] >= STEPS for name in "ABCD")


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
