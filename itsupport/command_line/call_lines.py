"""A tool call as one line of text: what was called where, and what came of it."""

import sys

from rich.cells import cell_len, set_cell_size

from itsupport.command_line.terminal import harmless, mark
from itsupport.orchestrator import CallStarted, FinishedCall
from itsupport.orchestrator.answers import written

SHORTEST_CALL = 24
"""Columns that a call keeps beside its outcome; with fewer, the outcome gets its own line."""


def finished_line(call: FinishedCall) -> str:
    """A call that came back: `✓ search_tickets(limit=5) on tickets: 5 found`."""
    good = call.error is None
    return f"{mark(good, sys.stdout)} {_called(call)}: {_outcome(call)}"


def running_lines(call: CallStarted, sign: str, seconds: float, width: int) -> list[str]:
    """A call that was sent, as lines of at most `width` columns; the time when it is long."""
    time = f"  {seconds:.0f} s" if seconds >= 1 else ""
    return [cut(f"{sign} {_called(call)}", width - len(time)) + time]


def finished_lines(call: FinishedCall, width: int) -> list[str]:
    """A call that came back, with its time, as lines of at most `width` columns.

    What does not fit is cut in the middle, so that outcome and time can always be seen.
    """
    sign = mark(call.error is None, sys.stdout)
    came = f"{_outcome(call)} ({call.seconds:.2f} s)"
    called = f"{sign} {_called(call)}"
    left = width - cell_len(came) - 2
    if cell_len(called) <= left or left >= SHORTEST_CALL + 2:
        return [f"{cut(called, left)}: {came}"]
    return [cut(called, width), *_folded(came, width)]


def cut(text: str, width: int) -> str:
    """The text in at most `width` columns: the end of the arguments goes, the server stays."""
    if cell_len(text) <= width:
        return text
    head, found, server = text.rpartition(") on ")
    tail = f"{_dots()}{found}{server}" if found and len(server) < width // 3 else _dots()
    kept = max(1, width - cell_len(tail))
    return set_cell_size(head if found and tail != _dots() else text, kept).rstrip() + tail


def _folded(came: str, width: int) -> list[str]:
    """An outcome on lines of its own; of a long one the end, with the time, is kept."""
    room = max(8, width - 4)
    if cell_len(came) <= room:
        return [f"    {came}"]
    words, _, time = came.rpartition(" (")
    return [f"    {set_cell_size(words, room - len(time) - 4).rstrip()}{_dots()} ({time}"]


def _called(call: CallStarted | FinishedCall) -> str:
    return harmless(f"{call.tool}({written(call.arguments)}) on {call.server}")


def _outcome(call: FinishedCall) -> str:
    return " ".join(harmless(call.outcome).split())


def _dots() -> str:
    """Three dots where the single letter for them is missing; as wide as a mark."""
    return "…" if len(mark(True, sys.stdout)) == 1 else ".."
