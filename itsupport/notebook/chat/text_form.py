"""The chat as Markdown where no widget is drawn: on GitHub, in print, in a plain terminal."""

from collections.abc import Mapping, Sequence

from itsupport.harmless_markdown import inline
from itsupport.notebook.chat.turn import Turn
from itsupport.notebook.chat.turn_html import summary
from itsupport.orchestrator.conversation_markdown import failed
from itsupport.orchestrator.forms.outcome import as_markdown

NOTHING_YET = "*Nothing was asked yet when this was shown. Run its cell, and type a question here.*"


def as_text(heading: Mapping[str, str], turns: Sequence[Turn]) -> str:
    """The conversation without times, so that the same questions give the same text."""
    note = f" ({heading['note']})" if heading["note"] else ""
    top = f"**{heading['title']}** · {heading['model']}{note}"
    return "\n\n".join([top, *(map(_turn, turns)), *([] if turns else [NOTHING_YET])])


def _turn(turn: Turn) -> str:
    found = f"*{calls}*" if (calls := summary(turn)) else ""
    asked = "\n\n".join(map(as_markdown, turn.asked))
    parts = [f"**You:** {inline(turn.question)}", asked, _outcome(turn), found]
    return "\n\n".join(filter(None, parts))


def _outcome(turn: Turn) -> str:
    if turn.problem:
        return failed(turn.problem)
    return turn.text or f"*({turn.state})*"
