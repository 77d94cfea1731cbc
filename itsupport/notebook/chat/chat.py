"""A chat with the desk inside a notebook cell: `Chat(desk)`.

It shows what the desk does while it does it, and keeps the kernel free. How a turn is answered is
in `answering.py`, how it looks in `turn_html.py` and `panel.js`.
"""

import threading
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from itsupport.errors import SupportError, from_envelope
from itsupport.notebook.cells import replaced_by
from itsupport.notebook.chat.answering import Answering
from itsupport.notebook.chat.heading import heading, reach
from itsupport.notebook.chat.panel import Panel
from itsupport.notebook.chat.suggestions import suggestions_for
from itsupport.notebook.chat.text_form import as_text
from itsupport.notebook.chat.turn import Turn
from itsupport.notebook.chat.turn_html import parts
from itsupport.orchestrator import Answer, MCPOrchestrator
from itsupport.orchestrator.conversation_markdown import conversation_markdown
from itsupport.orchestrator.forms.open_question import LONGEST
from itsupport.orchestrator.forms.outcome import as_markdown


class Chat:
    """Questions and answers in one cell, as the last expression of it or with `display(chat)`.

    Showing it again shows the same conversation; two chats of one desk share what the desk
    remembers. `suggestions` are questions to click on; left out, they suit the support desk.
    Running a cell again replaces the chat that it made before. `widget` is the chat as an
    ipywidget, for a layout of your own. What a server asks meanwhile is a form in the turn, open
    as long as the desk waits, or for `ask_seconds`; then it counts as cancelled.
    """

    def __init__(
        self,
        desk: MCPOrchestrator,
        suggestions: Sequence[str] | None = None,
        *,
        ask_seconds: float = LONGEST,
    ) -> None:
        self._desk: MCPOrchestrator | None = desk
        self._turns: list[Turn] = []
        self._drawn: dict[str, dict[str, Any]] = {}
        self._drawing = threading.Lock()
        self._answering = Answering(desk, self._draw, ask_seconds)
        chosen = suggestions_for(desk) if suggestions is None else suggestions
        self.widget = Panel(heading=heading(desk), suggestions=list(chosen))
        self.widget.when(self._heard)
        for earlier in replaced_by(self):
            same = earlier._desk is desk
            earlier.close()  # what it still answers is stopped, and stays as that
            self._turns += earlier._turns if same else []
        self._draw()

    # Asking

    def ask(self, question: str) -> Answer:
        """Ask as if it had been typed, and wait. Raises `SupportError` when it fails or is stopped.

        The cell waits, and the page's own Stop waits with it: the kernel's stop button ends the
        question, and a server's form cannot be answered. With `await chat.aask(…)` all of that
        works, and other things run meanwhile.
        """
        turn = self._add(question)
        self._answering.run(turn)
        return _answer(turn)

    async def aask(self, question: str) -> Answer:
        """`ask`, awaited."""
        turn = self._add(question)
        await self._answering.arun(turn)
        return _answer(turn)

    def stop(self) -> None:
        """Stop the question that is being answered; those that wait for it come next."""
        for turn in [turn for turn in self._turns if not turn.ended][:1]:
            self._answering.stop(turn)

    # The conversation

    @property
    def answers(self) -> list[Answer]:
        """The answers so far, each with its calls and their whole results."""
        return [turn.answer for turn in self._turns if turn.answer]

    def clear(self) -> None:
        """Forget the conversation, here and at the desk. What still runs is stopped."""
        for turn in self._turns:
            if not turn.ended:
                self._answering.stop(turn)
        self._turns, self._drawn = [], {}
        if self._desk:
            self._desk.new_conversation()
        self._draw()

    def to_markdown(self) -> str:
        """The conversation as a Markdown document: questions, answers and calls."""
        said = [turn.answer or (turn.question, _error(turn)) for turn in self._turns]
        asked = ["\n\n".join(map(as_markdown, turn.asked)) for turn in self._turns]
        return conversation_markdown(said, asked)

    def save(self, path: str | Path) -> None:
        """Write `to_markdown` to a file that does not exist yet. Raises `SupportError`."""
        try:
            with Path(path).open("x", encoding="utf-8") as file:
                file.write(self.to_markdown())
        except FileExistsError:
            raise SupportError(
                f"{path} exists", "Nothing was written.", suggested_actions=["Choose another name."]
            ) from None
        except OSError as problem:
            raise SupportError(f"{path} cannot be written", f"{problem.strerror}.") from None

    @property
    def closed(self) -> bool:
        """Whether it was closed, or replaced when its cell was run again."""
        return self._desk is None

    def close(self) -> None:
        """Take it off the page and end its thread; the desk goes on. Closing twice does no harm."""
        self._desk = None  # the notebook keeps what it has shown: the desk must not stay with it
        self._answering.end()
        self.widget.close()

    # The page

    def _heard(self, message: dict[str, Any]) -> None:
        """What a person did on the page; anything else is not ours."""
        match message:
            case {"do": "ask", "id": str(page_id), "question": str(question)} if question.strip():
                self._answering.start(self._add(question, page_id))
            case {"asked": str(asked)}:
                for one in [q for turn in self._turns for q in turn.asked if q.id == asked]:
                    one.heard(message)
            case {"do": "stop"}:
                self.stop()
            case {"do": "clear"}:
                self.clear()
            case {"do": "export"}:
                self.widget.hand_out("conversation.md", self.to_markdown())

    def _add(self, question: str, page_id: str = "") -> Turn:
        if self.closed:
            raise SupportError(
                "This chat is closed",
                "Its cell was run again, or close() was called.",
                suggested_actions=["Make a new one: Chat(desk)."],
            )
        turn = Turn(page_id or f"kernel-{uuid.uuid4().hex}", question)
        self._turns.append(turn)
        self._draw()
        return turn

    def _draw(self) -> None:
        """Called from the kernel's thread and from the chat's."""
        with self._drawing:
            if self._desk:
                self.widget.heading = {**self.widget.heading, "about": reach(self._desk)}
                self.widget.turns = [self._parts(turn) for turn in self._turns]

    def _parts(self, turn: Turn) -> dict[str, Any]:
        """What ended is drawn once: a long conversation stays as quick as a short one."""
        if turn.id in self._drawn:
            return self._drawn[turn.id]
        ended = turn.ended and not turn.waits_for_person
        drawn = parts(turn)
        if ended:
            self._drawn[turn.id] = drawn
        return drawn

    def __repr__(self) -> str:
        return as_text(self.widget.heading, self._turns)

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """The widget, and the conversation as text for whoever cannot draw it."""
        drawn = self.widget._repr_mimebundle_()
        bundle, about = drawn if isinstance(drawn, tuple) else (drawn or {}, {})
        text = as_text(self.widget.heading, self._turns)
        return {**bundle, "text/plain": text, "text/markdown": text}, about


def _answer(turn: Turn) -> Answer:
    """The answer of an ended turn, or the error that says why there is none."""
    if turn.answer:
        return turn.answer
    raise _error(turn)


def _error(turn: Turn) -> SupportError:
    """Why a turn has no answer."""
    if turn.problem:
        return from_envelope(turn.problem)
    if turn.ended:
        return SupportError("The question was stopped", "Nothing of it stays in the conversation.")
    return SupportError("There is no answer yet", "The question waits, or is being answered.")
