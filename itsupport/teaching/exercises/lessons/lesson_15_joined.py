"""An exercise of lesson 15: a server of one's own beside the five, asked in plain language."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import Any

from itsupport.errors import SupportError
from itsupport.llm import offline_model
from itsupport.orchestrator import Answer, MCPOrchestrator
from itsupport.orchestrator.configuration import support_desk
from itsupport.servers import SERVER_NAMES, build_server
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.showing import shown
from itsupport.teaching.tool_selection.why import why

FIRST, SECOND = "AST-SRV-001", "AST-SRV-003"
QUESTIONS = {
    f"When is maintenance planned for {FIRST}?": FIRST,
    f"Is any work planned on {SECOND}?": SECOND,
    f"Is maintenance planned for {FIRST}, and is its warranty still active?": FIRST,
}
Asked = tuple[set[str], set[str], list[tuple[Answer, set[str]]]]
"""The learner's tools, the desk's tools; each answer with the tools that share a word with it."""

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


async def maintenance_joined(servers: Any, calendar: Any) -> None:
    """The offline model is asked; what was called is read from the trace."""
    if not isinstance(servers, Mapping):
        raise Misconception(
            "no_mapping",
            seen=f"`servers` is {shown(servers)}",
            expected='a mapping of names to servers: {"tickets": …, "maintenance": …}',
            next_step='Join two mappings: `support | {"maintenance": …}`.',
        )
    own, others, answers = await _asked(servers)
    if missing := [name for name in SERVER_NAMES if not others & {*_functions(name)}]:
        raise Misconception(
            "five_missing",
            seen=f"servers called {', '.join(map(str, servers))}, and no tool of {missing[0]}",
            expected="the five servers of the desk, and yours under a name of its own",
            next_step='Join yours to the five: `support | {"maintenance": …}`.',
        )
    everyday = {str(day) for days in calendar.values() for day in days}
    for (question, machine), (answer, worded) in zip(QUESTIONS.items(), answers, strict=False):
        _check(own, question, machine, calendar.get(machine, []), everyday, answer)
        _check_words(own & worded, question, answer)


async def _asked(servers: Mapping[str, Any]) -> Asked:
    """The desk, asked; a misconception when it does not start."""
    try:
        asked: Asked = await run(partial(_ask, servers))
    except SupportError as problem:
        raise Misconception(
            "desk_refuses",
            seen=f"the desk did not start: {problem.args[0]}",
            expected="a desk with six servers",
            next_step=" ".join(problem.envelope["suggested_actions"])
            or "Start the desk in a cell of its own, and read the card.",
        ) from None
    return asked


def _ask(servers: Mapping[str, Any]) -> Asked:
    theirs = {tool for name in SERVER_NAMES for tool in _functions(name)}
    answers = []
    with MCPOrchestrator(_here(servers), offline_model(), start_timeout=4, call_timeout=2) as desk:
        tools = set(desk.tool_to_server)
        for question in QUESTIONS:
            desk.new_conversation()
            answers.append((answer := desk.query(question), set[str]()))
            if any(call.error for call in answer.calls):
                break
            words = {tool for tool, said in _evidence(desk, question) if said.startswith("word ")}
            answers[-1][1].update(words)
    return tools - theirs, tools & theirs, answers


def _here(servers: Mapping[str, Any]) -> dict[str, Any]:
    """The same, with the desk's own servers in this process: they are no part of the answer."""
    programs = support_desk()
    own = {name for name in servers if name in programs and servers[name] == programs[name]}
    return {name: build_server(name) if name in own else one for name, one in servers.items()}


def _evidence(desk: MCPOrchestrator, question: str) -> Iterator[tuple[str, str]]:
    """Each tool with everything that speaks for it, as `tool_selection.why` shows it."""
    for wish in why(desk, question).wishes:
        for score in wish.scores:
            yield from ((score.tool, said) for said, points in score.evidence if points > 0)


def _functions(server: str) -> list[str]:
    """The names of a domain's functions, which are the names of its server's tools."""
    return [function.__name__ for function in import_module(f"itsupport.domains.{server}").TOOLS]


def _check(
    own: set[str], question: str, machine: str, days: Any, everyday: set[str], answer: Answer
) -> None:
    calls = [call for call in answer.calls if call.tool in own]
    yours = ", ".join(sorted(own)) or "no tool"
    if not calls:
        raise Misconception(
            "not_chosen",
            seen=f"“{question}” called {_calls(answer)}; yours: {yours}",
            expected="a call of your tool",
            next_step="Put words of the question into the name and the first sentence.",
        )
    if not any(machine in call.arguments.values() for call in calls):
        raise Misconception(
            "id_not_given",
            seen=f"“{question}” called {calls[0].tool} with {shown(calls[0].arguments)}",
            expected=f"{machine} among the arguments",
            next_step="Annotate the argument with `AssetId`: its pattern tells what an id is.",
        )
    if failed := [call for call in calls if call.error]:
        raise Misconception(
            "tool_fails",
            seen=f"{failed[0].tool} answered with {failed[0].outcome}",
            expected="a result",
            next_step="Call the function in a cell of its own with the same arguments.",
        )
    found = set(DAY.findall(str([call.result for call in calls])))
    expected = set(map(str, days))
    if not expected <= found or found & (everyday - expected):
        raise Misconception(
            "other_days",
            seen=f"for {machine} {calls[0].tool} gave {shown(calls[0].result)}",
            expected=f"the days of {machine} in `calendar`, and no others: {shown(days)}",
            next_step="Look up the machine that is asked for in `calendar`.",
        )


def _check_words(worded: set[str], question: str, answer: Answer) -> None:
    if not worded & {call.tool for call in answer.calls}:
        raise Misconception(
            "not_chosen",
            seen=f"“{question}” called {_calls(answer)} only because nothing else takes the id; "
            "your tool shares no word with the question",
            expected="a tool that is found by its name and its description",
            next_step="Put words of the question into the name and the first sentence.",
        )


def _calls(answer: Answer) -> str:
    return ", ".join(call.tool for call in answer.calls) or "no tool"


EXERCISES = (
    Exercise(
        name="maintenance_joined",
        lesson="15_build_your_own_server",
        title="A sixth server at the desk",
        minutes=15,
        answers=("servers", "calendar"),
        judge=maintenance_joined,
        misconceptions={
            "no_mapping": "gave a server where a mapping of servers was meant",
            "five_missing": "replaced servers of the desk instead of joining them",
            "desk_refuses": "built a desk that does not start, mostly by a name that is taken",
            "not_chosen": "wrote a description that the model does not choose the tool by",
            "id_not_given": "left the form of the id open, so that the model did not fill it in",
            "tool_fails": "wrote a tool that fails when the model calls it",
            "other_days": "returned other days than those of the machine that is asked for",
        },
        hints=(
            'The whole desk: `support | {"maintenance": SupportServer(…, [your_function])}`.',
            "The questions say *maintenance*, *work* and *planned*. Use these words in the "
            "docstring's first sentence, and in the name.",
            "The model fills in an id when the schema shows its pattern: annotate the argument "
            "with `AssetId` from itsupport.domains.vocabulary.",
            "A dictionary with names is found again in an answer: "
            '`{"asset_id": asset_id, "count": …, "days": […]}`, with `calendar.get(asset_id, [])`.',
        ),
        why="A desk finds your tool by its words and fills it in by its patterns, nothing else.",
    ),
)
