"""Asks a desk every variation, each in a conversation of its own, and judges the calls.

The desk is a real `MCPOrchestrator`: what is measured is its model with its servers' tools.
"""

import time
from collections.abc import AsyncIterator, Iterator, Sequence

from itsupport.errors import SupportError
from itsupport.llm import ModelError
from itsupport.orchestrator import Answer, MCPOrchestrator
from itsupport.teaching.tool_selection.files import built_in_intents
from itsupport.teaching.tool_selection.intent import Intent, Variation
from itsupport.teaching.tool_selection.judging import Reason, reasons_against
from itsupport.teaching.tool_selection.known_tools import check_against_tools
from itsupport.teaching.tool_selection.report import Outcome, Report

Question = tuple[str, Variation]


def run(desk: MCPOrchestrator, intents: Sequence[Intent] | None = None) -> Report:
    """Ask all variations and report how each went; without `intents`, the workbook's forty.

    The desk's conversation is forgotten. Raises `SupportError` when an intent expects a tool that
    no server has, or when the model cannot be reached at all.
    """
    return Report(desk.model_name, tuple(outcomes(desk, intents)))


async def arun(desk: MCPOrchestrator, intents: Sequence[Intent] | None = None) -> Report:
    """`run`, awaited."""
    return Report(desk.model_name, tuple([outcome async for outcome in aoutcomes(desk, intents)]))


def outcomes(desk: MCPOrchestrator, intents: Sequence[Intent] | None = None) -> Iterator[Outcome]:
    """`run`, one outcome at a time, each as soon as it is known."""
    desk.start_servers()
    owners, questions = _prepare(desk, intents)
    for number, question in enumerate(questions):
        started = time.perf_counter()
        desk.new_conversation()
        try:
            came: Answer | Exception = desk.query(question[1].ask)
        except Exception as problem:
            came = problem
        yield _outcome(desk, owners, question, came, number, time.perf_counter() - started)
    desk.new_conversation()


async def aoutcomes(
    desk: MCPOrchestrator, intents: Sequence[Intent] | None = None
) -> AsyncIterator[Outcome]:
    """`outcomes`, for `async for`."""
    await desk.astart_servers()
    owners, questions = _prepare(desk, intents)
    for number, question in enumerate(questions):
        started = time.perf_counter()
        desk.new_conversation()
        try:
            came: Answer | Exception = await desk.aquery(question[1].ask)
        except Exception as problem:
            came = problem
        yield _outcome(desk, owners, question, came, number, time.perf_counter() - started)
    desk.new_conversation()


def _prepare(
    desk: MCPOrchestrator, intents: Sequence[Intent] | None
) -> tuple[dict[str, str], list[Question]]:
    """Who owns which tool before anything can die, and everything that will be asked."""
    chosen = built_in_intents() if intents is None else intents
    check_against_tools(chosen, desk.get_available_tools())
    questions = [(intent.name, variation) for intent in chosen for variation in intent.variations]
    return desk.tool_to_server, questions


def _outcome(
    desk: MCPOrchestrator,
    owners: dict[str, str],
    question: Question,
    came: Answer | Exception,
    number: int,
    seconds: float,
) -> Outcome:
    intent, variation = question
    if isinstance(came, Answer):
        found = reasons_against(variation, came.calls) + _dead_servers(desk, owners, variation)
        return Outcome(intent, variation, found, came.calls, seconds)
    if number == 0 and isinstance(came, ModelError) and came.out_of_reach:
        raise came
    return Outcome(intent, variation, (Reason("error", _in_short(came)),), (), seconds)


def _in_short(problem: Exception) -> str:
    if isinstance(problem, SupportError):
        envelope = problem.envelope
        return ": ".join(filter(None, [envelope["error"], envelope["reason"]]))
    return f"{type(problem).__name__}: {problem}"


def _dead_servers(
    desk: MCPOrchestrator, owners: dict[str, str], variation: Variation
) -> tuple[Reason, ...]:
    """Servers without which an expected tool cannot be called: not the model's fault."""
    gone = {name for name, state in desk.server_states.items() if state == "unavailable"}
    needed = [{owners[tool] for tool in alternatives} for alternatives in variation.tools]
    dead = sorted({server for servers in needed if servers <= gone for server in servers})
    return tuple(Reason("error", f"the server {server} is unavailable") for server in dead)
