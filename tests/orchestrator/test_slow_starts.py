"""How long a start may take: its limit, and longer while what was started works."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from itsupport.orchestrator import slow_starts
from itsupport.orchestrator.slow_starts import ended_when_idle

BUSY = "while True: pass"
LAUNCHER = """
import subprocess, sys
while True:
    subprocess.run([sys.executable, "-c", "sum(range(10_000_000))"])
"""
IDLE = "import time\nwhile True: time.sleep(0.1)"


@pytest.fixture
def program(request: pytest.FixtureRequest) -> Iterator[None]:
    """A program that this process has started, and that is past its own beginning."""
    with subprocess.Popen([sys.executable, "-c", request.param]) as process:
        time.sleep(1)
        yield
        process.kill()


async def waited(limit: float, at_most: float) -> float:
    """The seconds until somebody who waits in vain is told."""
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(at_most) as bound, ended_when_idle(bound, limit):
            await asyncio.Event().wait()
    return time.monotonic() - begun


@pytest.mark.parametrize("program", [BUSY, LAUNCHER], indirect=True)
def test_while_a_program_works_the_longest_time_is_waited(program: None) -> None:
    assert asyncio.run(waited(2.0, 5.0)) >= 5.0


@pytest.mark.parametrize("program", [IDLE], indirect=True)
def test_a_program_that_only_waits_ends_it_at_the_limit(program: None) -> None:
    assert asyncio.run(waited(2.0, 60.0)) < 30


def test_somebody_who_has_just_logged_in_leaves_the_server_its_own_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(slow_starts, "processor_seconds", dict)

    told: list[float] = []

    async def after_a_login() -> None:
        async with asyncio.timeout(60) as bound, ended_when_idle(bound, 1.0):
            bound.reschedule(None)
            await asyncio.sleep(1.9)  # the person thinks, into the second round
            begun = time.monotonic()
            bound.reschedule(asyncio.get_running_loop().time() + 60)
            try:
                await asyncio.Event().wait()
            finally:
                told.append(time.monotonic() - begun)

    with pytest.raises(TimeoutError):
        asyncio.run(after_a_login())
    assert told[0] >= 1.0
