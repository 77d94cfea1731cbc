"""One judging process: started behind its guard, read line by line, and ended with all it began."""

import json
import secrets
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import astuple
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryFile
from threading import Thread
from typing import IO

from itsupport.teaching.grading.family import Family
from itsupport.teaching.grading.report import LONGEST_LINE
from itsupport.teaching.grading.surroundings import environment_in, throwaway_folder
from itsupport.teaching.grading.verdict import Task

GUARD = Path(__file__).with_name("guard.py")
MOST_REPORTED = 8_000_000
"""Bytes of reports; more than any number of exercises needs."""


class JudgingProcess:
    """A context manager. `family` are its processes, `token` marks what it reports.

    `has_begun` is for whoever reads the reports: whether the first answer runs, or did.
    """

    def __init__(self, tasks: Sequence[Task], seconds: float) -> None:
        self.token = secrets.token_hex(16)
        self.has_begun = False
        self._tasks, self._seconds = tasks, seconds
        self._lines: SimpleQueue[bytes | None] = SimpleQueue()

    def __enter__(self) -> "JudgingProcess":
        with ExitStack() as stack:
            folder = stack.enter_context(throwaway_folder())
            self._output = stack.enter_context(open(folder / "output", "w+b"))
            self._process = self._started(folder, stack)
            self.family = Family(self._process.pid, folder)
            stack.callback(self._end)
            self._left = stack.pop_all()
        return self

    def __exit__(self, *problem: object) -> None:
        self._left.close()

    def line(self, seconds: float) -> bytes | None:
        """The next report; empty when none comes in this time, None after the last."""
        ended = self._process.poll() is not None  # perhaps the guard alone
        try:
            return self._lines.get(timeout=seconds)
        except Empty:
            return None if ended else b""

    def printed(self) -> int:
        """How many bytes went to stdout and stderr so far."""
        return self._output.seek(0, 2)

    def last_words(self) -> str:
        """The last line of what it printed."""
        self._output.seek(max(0, self.printed() - 1000))
        return self._output.read().decode(errors="replace").strip().rpartition("\n")[2]

    def _started(self, folder: Path, stack: ExitStack) -> subprocess.Popen[bytes]:
        job = stack.enter_context(TemporaryFile())  # noqa: SIM115 - the stack closes it
        job.write(
            json.dumps({"token": self.token, "tasks": list(map(astuple, self._tasks))}).encode()
        )
        job.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(GUARD), str(folder), str(self._seconds)],
            stdin=job,
            stdout=subprocess.PIPE,
            stderr=self._output,
            cwd=folder / "home" / "work",
            env=environment_in(folder),
            start_new_session=True,
        )
        Thread(target=self._read, args=(process.stdout,), name="reports", daemon=True).start()
        return process

    def _read(self, reports: IO[bytes]) -> None:
        total = 0
        with suppress(OSError, ValueError), reports:
            while total < MOST_REPORTED and (line := reports.readline(LONGEST_LINE)):
                total += len(line)
                self._lines.put(line)
        self._lines.put(None)

    def _end(self) -> None:
        self.family.end()
        self._process.wait()
