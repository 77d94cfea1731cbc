"""The calls of one round, drawn together: a bracket holds what ran at the same time."""

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from itsupport.command_line.call_lines import finished_lines, running_lines
from itsupport.orchestrator import CallFinished, CallStarted, FinishedCall

DOTS, LINES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏", "-\\|/"


class CallGroup:
    """Draws each call as it stands: running, done, or given up when the question was cancelled."""

    def __init__(self) -> None:
        self._calls: dict[str, tuple[CallStarted | FinishedCall, float]] = {}
        self.cancelled = False

    def started(self, call: CallStarted, now: float) -> None:
        """A call was sent at this time of the console's clock, in seconds."""
        self._calls[call.id] = call, now

    def finished(self, event: CallFinished) -> None:
        """A call came back."""
        self._calls[event.id] = event.call, 0.0

    @property
    def running(self) -> bool:
        """Whether a call has not come back."""
        return any(isinstance(call, CallStarted) for call, _ in self._calls.values())

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Every call with its part of the bracket."""
        calls = list(self._calls.values())
        for place, (call, since) in enumerate(calls):
            seconds = console.get_time() - since
            lines = self._lines(call, seconds, options.max_width - 2, spinner(console, seconds))
            for line in lines:
                edge = _edge(place, len(calls), first=line is lines[0])
                yield Text.assemble((edge, "dim"), (line, _style(call)), no_wrap=True)

    def _lines(
        self, call: CallStarted | FinishedCall, seconds: float, width: int, sign: str
    ) -> list[str]:
        if isinstance(call, FinishedCall):
            return finished_lines(call, width)
        if self.cancelled:
            return running_lines(call, "-", 0.0, width)
        return running_lines(call, sign, seconds, width)


def spinner(console: Console, seconds: float) -> str:
    """A sign that turns ten times a second; one that lies still where nothing can move."""
    if console.is_dumb_terminal:
        return "-"
    frames = LINES if console.options.ascii_only or console.legacy_windows else DOTS
    return frames[int(seconds * 10) % len(frames)]


def _edge(place: int, count: int, *, first: bool) -> str:
    if count == 1:
        return "  "
    if place == 0 and first:
        return "╭ "
    return "╰ " if place == count - 1 and first else "  " if place == count - 1 else "│ "


def _style(call: CallStarted | FinishedCall) -> str:
    if isinstance(call, CallStarted):
        return "dim"
    return "green" if call.error is None else "red"
