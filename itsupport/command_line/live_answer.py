"""A question while it is being answered: its calls as they run, then the answer as it arrives.

When a server asks the person meanwhile, the picture makes room for the form.
"""

from collections.abc import Iterable

from rich.console import Console

from itsupport.command_line.answer_picture import AnswerPicture
from itsupport.command_line.asked_meanwhile import Happening, happenings
from itsupport.command_line.asked_question import put_question
from itsupport.command_line.moving_picture import MovingPicture, moving
from itsupport.command_line.talk import Talk
from itsupport.orchestrator import Answer, AnswerReady, CallFinished, CallStarted, TextArrived
from itsupport.orchestrator.forms import OpenQuestion


def answer_live(talk: Talk, question: str, console: Console) -> Answer:
    """Answer the question and show how it comes about. Ctrl-C cancels it.

    Raises `SupportError` when the model cannot answer; what was shown so far stays.
    """
    picture = AnswerPicture(console, talk.desk.model_name)
    if console.is_dumb_terminal:  # nothing moves there: say at least that it was heard
        console.print(picture)
    with happenings(talk.desk, question) as happened, moving(picture, console) as shown:
        try:
            return _followed(happened, picture, shown, talk)
        finally:
            shown.keep(picture.given_up())


def _followed(
    happened: Iterable[Happening], picture: AnswerPicture, shown: MovingPicture, talk: Talk
) -> Answer:
    running: dict[str, CallStarted] = {}
    for event in happened:
        if isinstance(event, OpenQuestion):
            event.tool = _who_asks(event, running)
            with shown.hidden() as console:
                put_question(event, console)
            talk.asked.setdefault(len(talk.said), []).append(event)
            continue
        shown.keep(picture.take(event))
        match event:
            case CallStarted():
                running[event.id] = event
            case CallFinished():
                running.pop(event.id, None)
            case AnswerReady():
                answer = event.answer
        if not isinstance(event, TextArrived | AnswerReady):  # text is drawn often enough as it is
            shown.refresh()
    return answer


def _who_asks(question: OpenQuestion, running: dict[str, CallStarted]) -> str:
    """The tool that asks, where only one can be meant."""
    server = question.request.server
    calling = {call.tool for call in running.values() if call.server == server}
    return calling.pop() if len(calling) == 1 else ""
