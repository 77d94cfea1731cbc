"""The chat in a terminal: a line with history and completion, and answers drawn live."""

import sys

from prompt_toolkit import PromptSession
from prompt_toolkit.history import History, InMemoryHistory
from rich.console import Console
from rich.text import Text

from itsupport.command_line.answer_markdown import AnswerMarkdown
from itsupport.command_line.interrupts import Interrupts
from itsupport.command_line.live_answer import answer_live
from itsupport.command_line.opening_questions import greeting, meant
from itsupport.command_line.question_history import history_file, opened_history
from itsupport.command_line.quiet_keys import quiet_keys
from itsupport.command_line.said_texts import MarkdownText, Verbatim, folded
from itsupport.command_line.slash_commands import as_command, run_command
from itsupport.command_line.talk import Talk
from itsupport.command_line.terminal import harmless, mark
from itsupport.command_line.typed_line import question_line
from itsupport.errors import SupportError
from itsupport.orchestrator import MCPOrchestrator


def converse(desk: MCPOrchestrator, history: History) -> int:
    """Talk until Ctrl-D or /quit. Ctrl-C drops the line, or cancels the question that runs."""
    talk, console, interrupts = Talk(desk), Console(), Interrupts()
    talk.history = str(getattr(history, "filename", ""))
    line = question_line(talk, history)
    console.print(greeting(desk))
    with interrupts.taken_over():
        while (asked := _asked(line, console)) is not None:
            if not _replied(talk, asked, console, interrupts):
                break
    return 0


def kept_history() -> History:
    """The questions of earlier chats."""
    return opened_history(history_file())


def forgotten_history() -> History:
    """Nothing of earlier chats, and nothing for later ones."""
    return InMemoryHistory()


def _asked(line: PromptSession[str], console: Console) -> str | None:
    """What was typed, which may be empty; nothing after Ctrl-D."""
    try:
        return line.prompt().strip()
    except KeyboardInterrupt:
        console.print("Ctrl-D leaves.", style="dim")
        return ""
    except EOFError:
        return None


def _replied(talk: Talk, asked: str, console: Console, interrupts: Interrupts) -> bool:
    """Whether the chat goes on. Whatever goes wrong is said, and it does."""
    try:
        with quiet_keys(), interrupts.cancellable():
            if asked:
                _reply(talk, asked, console)
    except EOFError:
        return False
    except KeyboardInterrupt:
        console.print("Cancelled.", style="yellow")
    except SupportError as problem:
        console.print(Text(f"{mark(False, sys.stdout)} {harmless(str(problem))}", "red"))
    return True


def _reply(talk: Talk, asked: str, console: Console) -> None:
    if command := as_command(asked):
        _show(run_command(talk, command), console)
        return
    question = asked if talk.asks_back else meant(asked)
    if question != asked:
        console.print(Text(question, style="bold"))
    try:
        talk.said.append(answer_live(talk, question, console))
    except SupportError as problem:
        talk.said.append((question, problem))
        raise


def _show(text: str, console: Console) -> None:
    """Whatever is there to be copied from the terminal keeps its own lines."""
    if isinstance(text, MarkdownText):
        console.print(AnswerMarkdown(text))
    else:
        shown = text if isinstance(text, Verbatim) else folded(text, console.width)
        console.print(Text(shown), soft_wrap=True)
