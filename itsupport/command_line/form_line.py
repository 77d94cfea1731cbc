"""The line at which a form's fields are typed: it also ends when the question does."""

from contextlib import suppress

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.completion import Completer
from prompt_toolkit.history import DummyHistory

from itsupport.orchestrator.forms import OpenQuestion

DECLINE, CANCEL, BACK = "/decline", "/cancel", "/back"


class AnsweredElsewhereError(Exception):
    """The question was over before the line was: time is up, or nobody wants to know any more."""


class FormLine:
    """Lines for one question; none of them is kept in a history."""

    def __init__(self, question: OpenQuestion) -> None:
        self._question = question

    def ask(
        self,
        prompt: str,
        *,
        default: str = "",
        completer: Completer | None = None,
        secret: bool = False,
    ) -> str:
        """What was typed; /decline and /cancel end the question.

        Raises `AnsweredElsewhereError` when it is over.
        """
        session: PromptSession[str] = PromptSession(
            history=DummyHistory(), completer=completer, is_password=secret
        )
        try:
            words = session.prompt(f"  {prompt}", default=default, pre_run=self._watch)
        finally:
            self._question.when_changed(lambda: None)
        words = words if secret else words.strip()
        if words in (DECLINE, CANCEL):
            self._question.heard({"do": words[1:]})
        if self._question.closed:
            raise AnsweredElsewhereError
        return words

    def _watch(self) -> None:
        """While the line is open, the end of the question ends it."""
        app, question = get_app(), self._question
        loop = app.loop
        assert loop is not None, "the line is open"

        def leave() -> None:
            if question.closed and app.is_running and not app.is_done:
                app.exit(exception=AnsweredElsewhereError())

        def tell() -> None:
            with suppress(RuntimeError):  # the line has just been closed
                loop.call_soon_threadsafe(leave)

        question.when_changed(tell)
        tell()
