"""What can be typed in a chat besides questions: /help, /tools, and so on.

A command gives text to print, or raises `SupportError`. This file leaves out how it is shown.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from itsupport.command_line.call_lines import finished_line
from itsupport.command_line.said_texts import MarkdownText, Verbatim
from itsupport.command_line.saved_conversation import save
from itsupport.command_line.talk import Talk
from itsupport.command_line.terminal import harmless
from itsupport.errors import SupportError, did_you_mean
from itsupport.llm.model_note import model_note

KEYS = """
Enter           asks
Alt-Enter       breaks the line; pasted lines stay one question
Tab             completes; on an empty line it offers questions
Up, Down        bring earlier questions back
Ctrl-C          cancels the question that runs
Ctrl-D          leaves"""
PLAIN_WORDS = {"help": "/help", "?": "/help", "quit": "/quit", "exit": "/quit", ":q": "/quit"}


@dataclass(frozen=True, slots=True)
class SlashCommand:
    """`run` gets the talk and what stood after the name; `takes` says what that is."""

    takes: str
    purpose: str
    run: Callable[[Talk, str], str]


def as_command(line: str) -> str | None:
    """The command that a line is, or nothing where it is a question, as of `/etc/fstab`."""
    if line.lower() in PLAIN_WORDS:
        return PLAIN_WORDS[line.lower()]
    first = line.split()[0] if line.strip() else ""
    return line if re.fullmatch(r"/[^/]*", first) else None


def run_command(talk: Talk, line: str) -> str:
    """Run the command in `line` and return what to print. /quit raises `EOFError`, as Ctrl-D does.

    Raises `SupportError` with near misses for a command that does not exist.
    """
    name, _, argument = line.partition(" ")
    command = COMMANDS.get(name.lower())
    if command is None:
        raise SupportError(
            f"There is no command {name}",
            suggested_actions=[*did_you_mean(name, COMMANDS), "/help lists the commands."],
        )
    text = command.run(talk, argument.strip())
    return type(text)(harmless(text))


def _help(talk: Talk, _argument: str) -> str:
    lines = [
        f"{f'{name} {command.takes}':<15} {command.purpose}" for name, command in COMMANDS.items()
    ]
    kept = ["", "Questions are kept for later chats, unless it is started with --no-history, in"]
    kept = [*kept, talk.history] if talk.history else []
    return "\n".join(["Type a question, or one of these:", *lines, KEYS, *kept])


def _tools(talk: Talk, _argument: str) -> str:
    servers = talk.desk.tool_to_server
    lines = [
        f"{tool['name']} on {servers[tool['name']]}: {_first_sentence(tool.get('description', ''))}"
        for tool in talk.desk.get_available_tools()
    ]
    return "\n".join(lines) or "No server offers a tool."


def _servers(talk: Talk, _argument: str) -> str:
    owners = list(talk.desk.tool_to_server.values())
    return "\n".join(
        f"{name}: {state}, {owners.count(name)} tools"
        for name, state in talk.desk.server_states.items()
    )


def _calls(talk: Talk, _argument: str) -> str:
    if talk.answer is None:
        return "Nothing was asked yet."
    lines = [
        f"{number}. round {call.round}: {finished_line(call)} ({call.seconds:.2f} s)"
        for number, call in enumerate(talk.answer.calls, 1)
    ]
    return "\n".join(lines) or "The last answer needed no call."


def _result(talk: Talk, number: str) -> str:
    calls = talk.answer.calls if talk.answer else ()
    if not calls:
        needed = "The last answer needed no call." if talk.answer else "Nothing was asked yet."
        raise SupportError("There is no result to show", needed)
    chosen = number or ("1" if len(calls) == 1 else "")
    if chosen not in [str(place) for place in range(1, len(calls) + 1)]:
        which = "There was 1 call." if len(calls) == 1 else f"They are numbered 1 to {len(calls)}."
        raise SupportError(
            f"There is no call number {number}" if number else "Which call's result?",
            which,
            suggested_actions=["/calls lists them.", "Write /result and a number."],
        )
    call = calls[int(chosen) - 1]
    return Verbatim(json.dumps(call.error or call.result, ensure_ascii=False, indent=2))


def _why(talk: Talk, question: str) -> str:
    if not model_note(talk.desk.model_name):
        raise SupportError(
            f"{talk.desk.model_name} cannot say why",
            "Only the offline model chooses by points that can be shown.",
            suggested_actions=["/calls shows what was called."],
        )
    asked = question or (talk.answer.question if talk.answer else "")
    if not asked:
        raise SupportError("Why what?", "Write /why and a question, or ask one first.")
    from itsupport.teaching.tool_selection import why

    return MarkdownText(why(talk.desk, asked)._repr_markdown_())


def _log(talk: Talk, server: str) -> str:
    if not server:
        names = ", ".join(talk.desk.server_states)
        raise SupportError("Which server's log?", f"Write /log and one of: {names}.")
    return Verbatim(talk.desk.server_log(server) or f"The log of {server} is empty.")


def _clear(talk: Talk, _argument: str) -> str:
    talk.desk.new_conversation()
    talk.said.clear()
    talk.asked.clear()
    return "A new conversation: the questions so far are forgotten."


def _quit(_talk: Talk, _argument: str) -> str:
    raise EOFError


COMMANDS: Mapping[str, SlashCommand] = {
    "/help": SlashCommand("", "what can be typed here", _help),
    "/calls": SlashCommand("", "the tool calls of the last answer", _calls),
    "/result": SlashCommand("N", "the whole result of its Nth call", _result),
    "/why": SlashCommand("QUESTION", "why the offline model calls what it calls", _why),
    "/save": SlashCommand("FILE.md", "the conversation as Markdown; with ! it replaces", save),
    "/tools": SlashCommand("", "the tools, and the server of each", _tools),
    "/servers": SlashCommand("", "the servers and their states", _servers),
    "/log": SlashCommand("SERVER", "the end of a server's log", _log),
    "/clear": SlashCommand("", "start a new conversation", _clear),
    "/quit": SlashCommand("", "leave (Ctrl-D does it too)", _quit),
}


def _first_sentence(text: str) -> str:
    return " ".join(text.split()).partition(". ")[0].removesuffix(".")
