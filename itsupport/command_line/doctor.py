"""`doctor`: looks at everything that the workbook needs, and says what to do about the rest.

Each check is a file in `checkups/`. It runs in a thread with a time limit, and whatever it raises
is a finding: the doctor itself neither hangs nor fails.
"""

import argparse
import sys
import threading
from collections.abc import Iterator
from importlib import import_module
from queue import Empty, SimpleQueue

from itsupport.command_line.checkups.finding import Finding, from_problem
from itsupport.command_line.terminal import harmless, mark, never_print_logs

CHECKUPS = {
    "python_version": "Python",
    "packages": "Packages",
    "temporary_folder": "Temporary folder",
    "child_process": "Child processes",
    "event_loop": "Event loop",
    "kernel": "Jupyter kernel",
    "sample_data": "Sample data",
    "servers": "Servers",
    "model": "Model",
}
"""The files in `checkups/` and what each looks at, in the order in which a fault spreads."""

SECONDS = 30.0
"""No check may take longer; the longest is to start the servers. All is usually well in a tenth."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The doctor looks at everything; there is nothing to choose."""
    parser.epilog = "The exit code is 0 when all is well, else 1. No key is ever shown."


def run(_: argparse.Namespace) -> int:
    """Print a line per finding as it comes; 0 when all are good, else 1."""
    never_print_logs()
    faults = 0
    for finding in _findings():
        faults += not finding.good
        _print(finding)
    print(_summary(faults))
    return 1 if faults else 0


def _findings() -> Iterator[Finding]:
    for name, subject in CHECKUPS.items():
        yield from _in_time(name, subject)


def _in_time(name: str, subject: str) -> list[Finding]:
    """The check's findings, or one that says that there are none in time."""
    found: SimpleQueue[list[Finding]] = SimpleQueue()
    work = threading.Thread(target=lambda: found.put(_guarded(name, subject)), daemon=True)
    work.start()
    try:
        return found.get(timeout=SECONDS)
    except Empty:
        advice = "The machine may be very busy: close other programs and try again."
        return [Finding(False, f"{subject}: no result within {SECONDS:g} seconds", (advice,))]


def _guarded(name: str, subject: str) -> list[Finding]:
    try:
        findings: list[Finding] = import_module(f"itsupport.command_line.checkups.{name}").check()
    except BaseException as problem:
        return [from_problem(subject, problem)]
    return findings


def _print(finding: Finding) -> None:
    """A marked line, and below it what to do."""
    print(f"{mark(finding.good, sys.stdout)} {harmless(finding.statement)}")
    for line in "\n".join(finding.advice).splitlines():
        print(f"    {harmless(line)}")
    sys.stdout.flush()


def _summary(faults: int) -> str:
    if not faults:
        return "All is well: open notebooks/00_start_here.ipynb."
    return f"{faults} to mend: begin with the first, it may be the cause of the others."
