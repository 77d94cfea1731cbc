"""One worker's process: started apart from this one, asked for its address, ended.

An interrupt (Ctrl-C, or ■ in a notebook) goes to all processes of a group, and on Windows to all of
a console. It is meant for the cell and not for the workers, so each has a group of its own.
"""

import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

START_SECONDS = 60.0
STOP_SECONDS = 10

WITHOUT_A_CONSOLE: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows only

Process = subprocess.Popen[str]


def started(settings: Mapping[str, str], log: Path) -> Process:
    """A worker with these environment variables; what it says goes into the log."""
    with log.open("w", encoding="utf-8") as errors:
        return subprocess.Popen(
            [sys.executable, "-m", "itsupport.servers.workers.worker"],
            # Secrets too: arguments can be read by all users of the machine.
            env={"PYTHONIOENCODING": "utf-8", **settings},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            start_new_session=True,
            creationflags=WITHOUT_A_CONSOLE,
        )


def first_line(process: Process, seconds: float | None = None) -> str:
    """What it says first; empty when it ends without a word, or is silent for too long."""
    lines: SimpleQueue[str] = SimpleQueue()
    Thread(target=_read_line, args=(process, lines), daemon=True).start()
    with suppress(Empty):
        return lines.get(timeout=START_SECONDS if seconds is None else seconds).strip()
    return ""


def _read_line(process: Process, lines: "SimpleQueue[str]") -> None:
    lines.put(process.stdout.readline() if process.stdout else "")


def ended(process: Process) -> None:
    """End it, whatever it does."""
    process.kill()
    process.wait(STOP_SECONDS)
    for pipe in filter(None, (process.stdin, process.stdout)):
        pipe.close()
