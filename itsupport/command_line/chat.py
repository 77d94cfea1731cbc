"""`chat`: questions and answers in the terminal, or line by line from a pipe."""

import argparse
import sys
from typing import TYPE_CHECKING

from itsupport.command_line.lookalike_letters import write_lookalikes
from itsupport.command_line.terminal import never_print_logs

if TYPE_CHECKING:
    from itsupport.orchestrator import MCPOrchestrator


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The model comes from the environment; nearly everything else is typed in the chat."""
    parser.add_argument(
        "--no-history", action="store_true", help="do not keep the questions for later chats"
    )
    parser.add_argument(
        "--with",
        dest="more",
        action="append",
        default=[],
        metavar="SERVER",
        help="start one more of the workbook's servers, such as intake; may be repeated",
    )
    parser.epilog = (
        "Without a terminal, each line of the input is a question, and the answers are printed "
        "as they are; the exit code is 1 when one of them failed."
    )


def run(options: argparse.Namespace) -> int:
    """Start the servers, chat, and leave none of them behind."""
    never_print_logs()
    write_lookalikes()
    from rich.console import Console

    from itsupport.command_line.chat_servers import servers_with
    from itsupport.command_line.piped_chat import nobody_there
    from itsupport.orchestrator import MCPOrchestrator

    # Servers of the 2025 era hear once that they may ask; who is asked is told with each question.
    desk = MCPOrchestrator(servers_with(options.more), ask_user=nobody_there)
    try:
        with Console(stderr=True).status("Starting the servers", spinner="line"):
            desk.start_servers()
        return _converse(desk, options.no_history)
    finally:
        desk.stop_servers()


def _converse(desk: "MCPOrchestrator", forgetful: bool) -> int:
    if sys.stdin.isatty() and sys.stdout.isatty():
        from itsupport.command_line.typed_chat import converse, forgotten_history, kept_history

        return converse(desk, forgotten_history() if forgetful else kept_history())
    from itsupport.command_line.piped_chat import converse_line_by_line

    return converse_line_by_line(desk)
