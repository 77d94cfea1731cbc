"""Runs the tool-selection test for one model, and shows each outcome as soon as it is there.

The progress bar goes to stderr, and only where that is a terminal; the lines go to stdout.
"""

import sys
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from itsupport.command_line.intent_lines import head, outcome_lines, side_by_side, summary
from itsupport.llm import Model
from itsupport.orchestrator import MCPOrchestrator
from itsupport.teaching.tool_selection import Intent, Outcome, Report, compare, outcomes, run


def quiet_report(model: Model, intents: Sequence[Intent]) -> Report:
    """The report alone, for a caller that prints it in its own way."""
    desk = MCPOrchestrator(model=model)
    try:
        return run(desk, intents)
    finally:
        desk.stop_servers()


def shown_report(model: Model, api: str, intents: Sequence[Intent]) -> Report:
    """The report, after a line per variation and one per intent."""
    bar = _bar()
    # A bar and lines on the same screen must come from one console, or they overwrite each other.
    console = bar.console if not bar.disable and sys.stdout.isatty() else Console()
    console.print(head(model.name, api, intents), soft_wrap=True)
    desk = MCPOrchestrator(model=model)
    try:
        with bar:
            found = _ask_all(
                desk, intents, bar, lambda o: console.print(outcome_lines(o), soft_wrap=True)
            )
    finally:
        desk.stop_servers()
    report = Report(model.name, tuple(found))
    console.print(summary(report), soft_wrap=True)
    return report


def show_side_by_side(reports: Sequence[Report]) -> None:
    """The tables of two or more models."""
    console = Console()
    for part in side_by_side(compare(*reports)):
        console.print(part)


def _ask_all(
    desk: MCPOrchestrator,
    intents: Sequence[Intent],
    bar: Progress,
    show: Callable[[Outcome], None],
) -> list[Outcome]:
    """Every outcome; the bar names the question that is being asked."""
    questions = [variation.ask for intent in intents for variation in intent.variations]
    task = bar.add_task("Starting the servers", total=len(questions))
    desk.start_servers()
    found: list[Outcome] = []
    bar.update(task, description=questions[0])
    for outcome in outcomes(desk, intents):
        found.append(outcome)
        show(outcome)
        following = questions[min(len(found), len(questions) - 1)]
        bar.update(task, advance=1, description=following)
    return found


def _bar() -> Progress:
    return Progress(
        SpinnerColumn("line"),
        MofNCompleteColumn(),
        BarColumn(bar_width=20),
        TextColumn("{task.description}", markup=False),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
        redirect_stdout=False,  # the marks need to see the real stdout's encoding
        redirect_stderr=False,
    )
