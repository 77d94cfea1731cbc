"""A question while it is being answered: its calls as they run, then the answer as it arrives."""

from contextlib import closing

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.spinner import Spinner
from rich.text import Text

from itsupport.command_line.answer_markdown import AnswerMarkdown
from itsupport.command_line.call_lines import finished_line, running_line
from itsupport.orchestrator import (
    Answer,
    AnswerReady,
    CallFinished,
    CallStarted,
    Event,
    MCPOrchestrator,
    RoundStarted,
    TextArrived,
)


def answer_live(desk: MCPOrchestrator, question: str, console: Console) -> Answer:
    """Answer the question and show how it comes about. Ctrl-C cancels it.

    Raises `SupportError` when the model cannot answer; what was shown so far stays.
    """
    picture = _Picture()
    # Not redirected: what a mark looks like depends on the encoding of the real stdout.
    live = Live(picture, console=console, redirect_stdout=False, redirect_stderr=False)
    with closing(desk.stream(question)) as events, live:
        for event in events:
            picture.take(event)
            if isinstance(event, AnswerReady):
                answer = event.answer
    return answer


class _Picture:
    """What the events so far look like; drawn again several times a second."""

    def __init__(self) -> None:
        self._calls: list[Text] = []
        self._running: dict[str, int] = {}
        self._text = ""
        self._waiting: Spinner | None = Spinner("line", style="dim")

    def take(self, event: Event) -> None:
        match event:
            case RoundStarted():
                self._text = ""
            case CallStarted():
                self._running[event.id] = len(self._calls)
                self._calls.append(Text(running_line(event), style="dim"))
            case CallFinished():
                style = "green" if event.call.error is None else "red"
                self._calls[self._running.pop(event.id)] = Text(finished_line(event.call), style)
            case TextArrived():
                self._text += event.text
            case AnswerReady():
                self._text, self._waiting = event.answer.text, None

    def __rich__(self) -> RenderableType:
        parts: list[RenderableType] = [*self._calls]
        if self._text:
            parts.append(AnswerMarkdown(self._text))
        elif self._waiting is not None:
            parts.append(self._waiting)
        return Group(*parts)
