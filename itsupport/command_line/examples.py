"""`examples`: asks the example questions, each in a conversation of its own."""

import argparse
import sys
from typing import TYPE_CHECKING

from itsupport.command_line.terminal import harmless, mark, never_print_logs
from itsupport.errors import SupportError
from itsupport.example_questions import EXAMPLE_QUESTIONS
from itsupport.llm import ModelError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

    from itsupport.orchestrator import Answer, MCPOrchestrator


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """All questions are asked; the model comes from the environment."""
    parser.epilog = "The exit code is 0 when every question was answered from the servers, else 1."


def run(_: argparse.Namespace) -> int:
    """Ask all questions, and show each answer and its calls as soon as it is there."""
    never_print_logs()
    from rich.console import Console

    from itsupport.orchestrator import MCPOrchestrator

    console = Console()
    desk = MCPOrchestrator()
    try:
        with _progress(console) as progress:
            answered = _ask_all(desk, progress)
    finally:
        desk.stop_servers()
    count = len(EXAMPLE_QUESTIONS)
    console.print(_plain(f"{answered} of {count} questions were answered by {desk.model_name}."))
    return 0 if answered == count else 1


def _ask_all(desk: "MCPOrchestrator", progress: "Progress") -> int:
    """How many questions were answered; the progress bar shows the one that is running."""
    task = progress.add_task("Starting the servers", total=len(EXAMPLE_QUESTIONS))
    desk.start_servers()
    answered = 0
    for number, question in enumerate(EXAMPLE_QUESTIONS, 1):
        progress.update(task, description=question)
        progress.console.rule(f"{number}. {question}", align="left")
        answered += _ask(desk, question, progress.console, first=number == 1)
        progress.advance(task)
    return answered


def _ask(desk: "MCPOrchestrator", question: str, console: "Console", *, first: bool) -> bool:
    """Whether the question was answered with what at least one call gave.

    Raises `ModelError` when the first question finds the model out of reach.
    """
    desk.new_conversation()
    try:
        answer = desk.query(question)
    except SupportError as problem:
        if first and isinstance(problem, ModelError) and problem.out_of_reach:
            raise
        console.print(_plain(f"{mark(False, sys.stdout)} {harmless(str(problem))}", "red"))
        return False
    _show(answer, console)
    return any(call.error is None for call in answer.calls)


def _show(answer: "Answer", console: "Console") -> None:
    from itsupport.command_line.answer_markdown import AnswerMarkdown
    from itsupport.command_line.call_lines import finished_line

    console.print(AnswerMarkdown(answer.text))
    console.print()
    for call in answer.calls:
        console.print(_plain(finished_line(call), "dim" if call.error is None else "red"))
    if not answer.calls:
        console.print(_plain(f"{mark(False, sys.stdout)} No tool was called.", "red"))
    console.print()


def _plain(text: str, style: str = "") -> object:
    """Text in which square brackets are not taken for markup."""
    from rich.text import Text

    return Text(text, style)


def _progress(console: "Console") -> "Progress":
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    return Progress(
        SpinnerColumn("line"),
        MofNCompleteColumn(),
        BarColumn(bar_width=20),
        TextColumn("{task.description}"),
        console=console,
        transient=True,
        redirect_stdout=False,  # the marks need to see the real stdout's encoding
        redirect_stderr=False,
    )
