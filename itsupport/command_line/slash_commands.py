"""What can be typed in a chat besides questions: /help, /tools, and so on.

A command gives text to print, or raises `SupportError`. This file leaves out how it is shown.
"""

from collections.abc import Callable
from dataclasses import dataclass

from itsupport.command_line.call_lines import finished_line
from itsupport.command_line.terminal import harmless
from itsupport.errors import SupportError, did_you_mean
from itsupport.orchestrator import Answer, MCPOrchestrator


@dataclass
class Talk:
    """A chat in progress: the desk that answers, and the last answer."""

    desk: MCPOrchestrator
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class SlashCommand:
    """`run` gets the talk and what stood after the name."""

    purpose: str
    run: Callable[[Talk, str], str]


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
    return harmless(command.run(talk, argument.strip()))


def _help(_talk: Talk, _argument: str) -> str:
    lines = [f"{name:<10}{command.purpose}" for name, command in COMMANDS.items()]
    return "\n".join(["Type a question, or one of these:", *lines])


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
        f"round {call.round}: {finished_line(call)} ({call.seconds:.2f} s)"
        for call in talk.answer.calls
    ]
    return "\n".join(lines) or "The last answer needed no call."


def _log(talk: Talk, server: str) -> str:
    if not server:
        names = ", ".join(talk.desk.server_states)
        raise SupportError("Which server's log?", f"Write /log and one of: {names}.")
    return talk.desk.server_log(server) or f"The log of {server} is empty."


def _clear(talk: Talk, _argument: str) -> str:
    talk.desk.new_conversation()
    talk.answer = None
    return "A new conversation: the questions so far are forgotten."


def _quit(_talk: Talk, _argument: str) -> str:
    raise EOFError


COMMANDS = {
    "/help": SlashCommand("what can be typed here", _help),
    "/tools": SlashCommand("the tools, and the server of each", _tools),
    "/servers": SlashCommand("the servers and their states", _servers),
    "/calls": SlashCommand("the tool calls of the last answer", _calls),
    "/log": SlashCommand("the end of a server's log: /log tickets", _log),
    "/clear": SlashCommand("start a new conversation", _clear),
    "/quit": SlashCommand("leave (Ctrl-D does it too)", _quit),
}


def _first_sentence(text: str) -> str:
    return " ".join(text.split()).partition(". ")[0].removesuffix(".")
