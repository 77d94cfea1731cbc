"""The line that one types at: its keys, its completion and the bar below it."""

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import History
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from itsupport.command_line.chat_completion import ChatCompleter
from itsupport.command_line.talk import Talk
from itsupport.command_line.terminal import harmless
from itsupport.llm.model_note import model_note

PROMPT, CONTINUED = "> ", "  "


def question_line(talk: Talk, history: History) -> PromptSession[str]:
    """A line that Enter sends and Alt-Enter breaks; pasted lines stay one question."""
    return PromptSession(
        PROMPT,
        prompt_continuation=CONTINUED,
        history=history,
        completer=ChatCompleter(talk),
        key_bindings=_keys(),
        bottom_toolbar=lambda: _bar(talk, get_app().output.get_size().columns),
    )


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("escape", "enter")
    def break_the_line(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    @keys.add("tab", filter=Condition(_nothing_typed))
    def offer_questions(event: KeyPressEvent) -> None:
        event.current_buffer.start_completion()

    return keys


def _nothing_typed() -> bool:
    """Not even a completion is being chosen."""
    line = get_app().current_buffer
    return not line.text and line.complete_state is None


def _bar(talk: Talk, width: int) -> str:
    """The model, how many servers are ready, and /help: as much of it as there is room for."""
    states = list(talk.desk.server_states.values())
    ready = f"{states.count('ready')} of {len(states)} servers ready"
    model = harmless(talk.desk.model_name)
    offline = [note] if (note := model_note(talk.desk.model_name)) else []
    for parts in ([model, *offline, ready, "/help"], [*(offline or [model]), "/help"], ["/help"]):
        line = f" {' | '.join(parts)} "
        if len(line) <= width:
            return line
    return ""
