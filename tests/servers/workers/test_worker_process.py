"""What workers print, silent workers, and an interrupt that is not meant for them."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from itsupport.errors import SupportError
from itsupport.servers.http.application import addresses_of
from itsupport.servers.http.environment import SERVERS
from itsupport.servers.workers import start_workers, worker_process
from tests.servers.workers.clients import MODERN, looks

LOUD = """
from functools import wraps
from itsupport.domains import tickets
from itsupport.servers.workers.worker import main

def loud(tool):
    @wraps(tool)
    def printing(*args, **kwargs):
        print("loud" * 50_000)
        return tool(*args, **kwargs)
    return printing

tickets.TOOLS = [loud(tool) for tool in tickets.TOOLS]
main()
"""

INTERRUPTED = """
import os, signal, time
from urllib.request import ProxyHandler, build_opener
from itsupport.servers.workers import start_workers

with start_workers("tickets") as fleet:
    try:
        os.killpg(0, signal.SIGINT)
        time.sleep(60)
    except KeyboardInterrupt:
        print("interrupted")
    time.sleep(1)
    for address in fleet.workers.values():
        print(build_opener(ProxyHandler({})).open(address + "/health", timeout=20).status)
"""


def test_a_tool_that_prints_much_is_answered_and_its_words_are_in_the_log(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with log.open("w", encoding="utf-8") as errors:
        worker = subprocess.Popen(
            [sys.executable, "-c", LOUD],
            env=os.environ | {SERVERS: "tickets"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    try:
        address = worker_process.first_line(worker)
        asked = looks(address + addresses_of(["tickets"])["tickets"], MODERN, times=3)
        assert asyncio.run(asyncio.wait_for(asked, 30)) == [3] * 3
        assert log.read_text("utf-8").count("loudloud") >= 3
    finally:
        worker_process.ended(worker)


def test_a_worker_that_says_nothing_is_waited_for_with_a_bound() -> None:
    silent = subprocess.Popen(
        [sys.executable, "-c", "input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    begun = monotonic()
    assert worker_process.first_line(silent, seconds=0.3) == ""
    assert monotonic() - begun < 10
    worker_process.ended(silent)
    assert silent.returncode is not None


@pytest.mark.skipif(sys.platform == "win32", reason="the silent program is a shell script")
def test_a_silent_worker_is_an_error_and_not_an_endless_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = tmp_path / "silent"
    silent.write_text("#!/bin/sh\nexec cat\n")
    silent.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(silent))
    monkeypatch.setattr(worker_process, "START_SECONDS", 0.3)
    with pytest.raises(SupportError, match=r"Worker A did not start(.|\n)*It said nothing"):
        start_workers("tickets")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups")
def test_an_interrupt_of_a_cell_is_not_one_of_the_workers() -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED],
        capture_output=True,
        text=True,
        timeout=120,
        start_new_session=True,
    )
    assert done.stdout.split() == ["interrupted", "200", "200"], done.stderr
