"""The chat in a terminal: a line with history and completion, and answers drawn live."""

import sys
from collections.abc import Iterator

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import InMemoryHistory
from rich.console import Console
from rich.text import Text

from itsupport.command_line.live_answer import answer_live
from itsupport.command_line.slash_commands import COMMANDS, Talk, run_command
from itsupport.command_line.terminal import harmless, mark
from itsupport.errors import SupportError
from itsupport.orchestrator import MCPOrchestrator

PROMPT = "> "


def converse(desk: MCPOrchestrator) -> int:
    """Talk until Ctrl-D or /quit. Ctrl-C drops the line, or cancels the question that runs."""
    talk, console = Talk(desk), Console()
    line: PromptSession[str] = PromptSession(
        history=InMemoryHistory(), completer=SlashCompleter(list(desk.server_states))
    )
    console.print(Text(_greeting(desk)))
    while True:
        try:
            if asked := _asked(line):
                _reply(talk, asked, console)
        except EOFError:
            return 0
        except KeyboardInterrupt:
            console.print("Cancelled.", style="yellow")
        except SupportError as problem:
            console.print(Text(f"{mark(False, sys.stdout)} {harmless(str(problem))}", "red"))


class SlashCompleter(Completer):
    """Completes commands, and the servers' names after /log."""

    def __init__(self, servers: list[str]) -> None:
        self._servers = servers

    def get_completions(self, document: Document, _: CompleteEvent) -> Iterator[Completion]:
        """What the word before the cursor may become."""
        typed = document.text_before_cursor
        if not typed.startswith("/"):
            return
        name, blank, word = typed.partition(" ")
        if not blank:
            for command, about in COMMANDS.items():
                if command.startswith(name):
                    yield Completion(command, -len(name), display_meta=about.purpose)
        elif name == "/log":
            for server in self._servers:
                if server.startswith(word):
                    yield Completion(server, -len(word))


def _asked(line: PromptSession[str]) -> str:
    try:
        return line.prompt(PROMPT).strip()
    except KeyboardInterrupt:
        return ""


def _reply(talk: Talk, asked: str, console: Console) -> None:
    if asked.startswith("/"):
        console.print(Text(run_command(talk, asked)))
    else:
        talk.answer = answer_live(talk.desk, asked, console)


def _greeting(desk: MCPOrchestrator) -> str:
    tools, servers = len(desk.tool_to_server), len(desk.server_states)
    return (
        f"{desk.model_name} answers, with {tools} tools of {servers} servers. "
        "Type a question, or /help. Ctrl-D leaves."
    )
