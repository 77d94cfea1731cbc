"""How long a start may take: its limit, and longer while what was started works."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

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
