"""A tool call as one line of text: what was called where, and what came of it."""

import sys

from itsupport.command_line.terminal import harmless, mark
from itsupport.orchestrator import CallStarted, FinishedCall
from itsupport.orchestrator.answers import written


def running_line(call: CallStarted) -> str:
    """A call that was sent: `… search_tickets(limit=5) on tickets`."""
    return f"{_ellipsis()} {_called(call)}"


def finished_line(call: FinishedCall) -> str:
    """A call that came back: `✓ search_tickets(limit=5) on tickets: 5 found`."""
    good = call.error is None
    return f"{mark(good, sys.stdout)} {_called(call)}: {harmless(call.outcome)}"


def _called(call: CallStarted | FinishedCall) -> str:
    return harmless(f"{call.tool}({written(call.arguments)}) on {call.server}")


def _ellipsis() -> str:
    """Three dots where the single letter for them is missing; as wide as a mark."""
    return "…" if len(mark(True, sys.stdout)) == 1 else ".."
