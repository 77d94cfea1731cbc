"""What an answer looks like while it comes about: a part that stays, and a part that moves.

Calls stay once their round is done, and text once its block is complete; so a long answer scrolls
away upwards like everything else in a terminal, and only its end is drawn again and again.
"""

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from itsupport.command_line.answer_markdown import AnswerMarkdown
from itsupport.command_line.call_group import CallGroup, spinner
from itsupport.command_line.markdown_blocks import finished_part
from itsupport.llm.model_note import model_note
from itsupport.orchestrator import (
    Answer,
    AnswerReady,
    CallFinished,
    CallStarted,
    Event,
    RoundStarted,
    TextArrived,
)
from itsupport.orchestrator.conversation_markdown import calls_and_rounds


class AnswerPicture:
    """`take` gives what stays from now on; the picture itself draws what still moves."""

    def __init__(self, console: Console, model: str) -> None:
        self._console, self._model = console, model
        self._since = console.get_time()
        self._calls: CallGroup | None = None
        self._text = ""
        self._kept = ""
        self._reads = "the question"
        self._over = False

    def take(self, event: Event) -> list[RenderableType]:
        """What has become final with this event."""
        match event:
            case RoundStarted():
                self._since = self._console.get_time()
            case CallStarted():
                return self._call_started(event)
            case CallFinished():
                return self._call_finished(event)
            case TextArrived():
                self._text += event.text
                return self._keep(finished_part(self._text)) if "\n" in event.text else []
            case AnswerReady():
                self._over = True
                return [*self._rest_of(event.answer), *_footer(event.answer)]
        return []

    def given_up(self) -> list[RenderableType]:
        """What was not final when the question was cancelled or failed."""
        left: list[RenderableType] = []
        if self._calls:
            self._calls.cancelled = True
            left.append(self._calls)
        self._calls = None
        return left + self._keep(self._text)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The calls that run, or the end of the text, or who is thinking about what."""
        calls, text = self._calls, self._text  # `take` runs in another thread
        if calls:
            yield calls
        elif text.strip():
            yield Text()
            yield AnswerMarkdown(text)
        elif not self._over:
            yield self._waiting(console.get_time() - self._since)

    def _waiting(self, seconds: float) -> Text:
        time = f", {seconds:.0f} s" if seconds >= 1 else ""
        hint = " (Ctrl-C cancels)" if seconds >= 3 else ""
        sign = spinner(self._console, seconds)
        line = f"  {sign} {self._model} reads {self._reads}{time}{hint}"
        return Text(line, style="dim", no_wrap=True, overflow="crop")

    def _call_started(self, event: CallStarted) -> list[RenderableType]:
        final = self._keep(self._text)
        self._calls = self._calls or CallGroup()
        self._calls.started(event, self._console.get_time())
        return final

    def _call_finished(self, event: CallFinished) -> list[RenderableType]:
        if self._calls is None:
            return []
        self._calls.finished(event)
        if self._calls.running:
            return []
        done, self._calls, self._reads = self._calls, None, "the results"
        return [done]

    def _keep(self, part: str) -> list[RenderableType]:
        """Take this beginning of the text out of the part that moves."""
        self._text = self._text[len(part) :]
        self._kept += part
        return [Text(), AnswerMarkdown(part.strip("\n"))] if part.strip() else []

    def _rest_of(self, answer: Answer) -> list[RenderableType]:
        """What was not shown yet; an answer that differs from what arrived is shown whole."""
        if not (self._kept + self._text).endswith(answer.text):
            self._text = answer.text
        return self._keep(self._text)


def _footer(answer: Answer) -> list[RenderableType]:
    parts = [answer.model, *([f"[{note}]"] if (note := model_note(answer.model)) else [])]
    if answer.calls:
        parts.append(calls_and_rounds(answer))
    line = " · ".join([*parts, f"{answer.seconds:.1f} s"])
    return [Text(), Text(line, style="dim"), Text()]
