"""A question on a page of its own, below a cell; in the chat it stands among the turns."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from itsupport.notebook.theme import style
from itsupport.orchestrator.forms.open_question import OpenQuestion
from itsupport.orchestrator.forms.outcome import as_markdown

HERE = Path(__file__).parent
QUESTION_PAGE = (
    f"{(HERE / 'page.js').read_text('utf-8')}\n{(HERE / 'question.js').read_text('utf-8')}"
)
"""The part of the page that draws questions, for every page that has some."""
QUESTION_STYLE = (HERE / "question.css").read_text("utf-8")


class QuestionPanel(anywidget.AnyWidget):
    """`parts` are those that `question_parts.py` makes."""

    _esm = f"{QUESTION_PAGE}\n{(HERE / 'panel.js').read_text('utf-8')}"
    _css = f"{style()}\n{QUESTION_STYLE}"

    parts = traitlets.Dict().tag(sync=True)

    def when(self, heard: Callable[[dict[str, Any]], None]) -> None:
        """Call `heard` with every message from the page."""
        self.on_msg(lambda _, message, __: heard(message))


def shown(panel: QuestionPanel, question: OpenQuestion) -> tuple[dict[str, Any], dict[str, Any]]:
    """The widget, and the question as text for whoever cannot draw it."""
    drawn = panel._repr_mimebundle_()
    bundle, about = drawn if isinstance(drawn, tuple) else (drawn or {}, {})
    text = as_markdown(question)
    return {**bundle, "text/plain": text, "text/markdown": text}, about
