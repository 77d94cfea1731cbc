"""What Tab offers in the chat: commands, arguments and their meaning, first questions."""

from collections.abc import Iterator

from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document

from itsupport.command_line.call_lines import finished_line
from itsupport.command_line.slash_commands import COMMANDS
from itsupport.command_line.talk import Talk
from itsupport.example_questions import OPENING_QUESTIONS


class ChatCompleter(Completer):
    """Completes what is typed in this talk; on an empty line it offers questions."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterator[Completion]:
        """What the word before the cursor may become."""
        typed = document.text_before_cursor
        name, blank, word = typed.partition(" ")
        if not typed and event.completion_requested:
            yield from (Completion(question) for question in OPENING_QUESTIONS)
        elif typed.startswith("/") and not blank:
            for command, about in COMMANDS.items():
                if command.startswith(name.lower()):
                    yield Completion(command, -len(name), display_meta=about.purpose)
        elif name.lower() == "/save":
            rest = Document(word, len(word))
            yield from PathCompleter(expanduser=True).get_completions(rest, event)
        elif typed.startswith("/"):
            for choice, meaning in self._choices(name.lower()).items():
                if choice.startswith(word):
                    yield Completion(choice, -len(word), display_meta=meaning)

    def _choices(self, command: str) -> dict[str, str]:
        """The values that an argument can have, each with its meaning."""
        answer = self._talk.answer
        if command == "/log":
            return self._talk.desk.server_states
        if command == "/result" and answer:
            return {str(n): finished_line(call) for n, call in enumerate(answer.calls, 1)}
        if command == "/why":
            return dict.fromkeys(OPENING_QUESTIONS, "")
        return {}
