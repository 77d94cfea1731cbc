"""A question while it is being answered: its calls as they run, then the answer as it arrives."""

from collections.abc import Iterable
from contextlib import closing

from rich.console import Console

from itsupport.command_line.answer_picture import AnswerPicture
from itsupport.command_line.moving_picture import MovingPicture, moving
from itsupport.orchestrator import Answer, AnswerReady, Event, MCPOrchestrator, TextArrived


def answer_live(desk: MCPOrchestrator, question: str, console: Console) -> Answer:
    """Answer the question and show how it comes about. Ctrl-C cancels it.

    Raises `SupportError` when the model cannot answer; what was shown so far stays.
    """
    picture = AnswerPicture(console, desk.model_name)
    if console.is_dumb_terminal:  # nothing moves there: say at least that it was heard
        console.print(picture)
    with closing(desk.stream(question)) as events, moving(picture, console) as shown:
        try:
            return _followed(events, picture, shown)
        finally:
            shown.keep(picture.given_up())


def _followed(events: Iterable[Event], picture: AnswerPicture, shown: MovingPicture) -> Answer:
    for event in events:
        shown.keep(picture.take(event))
        if isinstance(event, AnswerReady):
            answer = event.answer
        elif not isinstance(event, TextArrived):  # text is drawn often enough as it is
            shown.refresh()
    return answer
