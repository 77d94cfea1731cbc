"""An exercise of lesson 06: a tool of one's own is chosen for a plain question."""

from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import Any

from itsupport.domains.tickets import search_tickets
from itsupport.errors import SupportError
from itsupport.llm import offline_model
from itsupport.orchestrator import Answer, MCPOrchestrator
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.served import call, text_of, tool_called
from itsupport.teaching.exercises.showing import shown

TOOL = "count_tags"
UNTOUCHED = f"`counting` has no tool yet. Add `{TOOL}` and run the cell."
QUESTIONS = ("How often does each tag occur?", "Which topics come up most often in the tickets?")
SERVERS = ("tickets", "customers", "billing")


async def see_it_chosen(counting: Any, servers: Any) -> None:
    """The tool is called for two customers and all, then two questions are asked in words."""
    await tool_called(counting, TOOL, UNTOUCHED)
    await _check_numbers(counting)
    _check_joined(counting, servers)
    for question, answer in zip(QUESTIONS, await _answers(servers), strict=True):
        _check_chosen(question, answer)


async def _check_numbers(counting: Any) -> None:
    for customer in ("CUST-001", "CUST-003", None):
        given = {"customer_id": customer} if customer else {}
        result = await call(counting, TOOL, given)
        found = search_tickets(limit=50, **given)["tickets"]  # type: ignore[arg-type]
        expected = dict(Counter(tag for ticket in found for tag in ticket["tags"]))
        if result.structured_content is None and not result.is_error:
            raise Misconception(
                "bare_dict",
                seen="a result without structured content: text for people, no data for programs",
                expected="structured content, such as {'dns': 2}",
                next_step="Say what is in the dictionary: `-> dict[str, int]` and not `-> dict`.",
            )
        if result.structured_content != expected:
            said = " ".join(text_of(result).split())[:160]
            raise Misconception(
                "wrong_numbers",
                seen=f"for {customer or 'all customers'}: {said}",
                expected=f"{len(expected)} tags as structured content: {str(expected)[:120]}…",
                next_step="Count the tags of the tickets asked for; a search has a `limit`.",
            )


def _check_joined(counting: Any, servers: Any) -> None:
    if not isinstance(servers, Mapping) or all(one is not counting for one in servers.values()):
        raise Misconception(
            "not_joined",
            seen=f"servers is {shown(servers)}, and none of them is `counting`",
            expected="`counting` as a further entry of `servers`",
            next_step="Give it a name of its own in the dictionary.",
        )
    if missing := [name for name in SERVERS if name not in servers or servers[name] is counting]:
        raise Misconception(
            "replaced_a_server",
            seen=f"`counting` stands in `servers`, and the server {missing[0]} no longer does",
            expected=f"{', '.join(SERVERS)} and `counting`",
            next_step="Join it under a name that no other server has.",
        )


async def _answers(servers: Mapping[str, Any]) -> list[Answer]:
    try:
        answers: list[Answer] = await run(partial(_ask, servers))
    except SupportError as problem:
        if "Two tools are called" not in str(problem):
            raise
        raise Misconception(
            "name_clash",
            seen=" ".join(str(problem).split()),
            expected="every name of a tool once on the whole desk",
            next_step="Keep only the tool that the desk does not have yet.",
        ) from None
    return answers


def _ask(servers: Mapping[str, Any]) -> list[Answer]:
    answers = []
    with MCPOrchestrator(servers, offline_model(), start_timeout=3, call_timeout=2) as desk:
        for question in QUESTIONS:
            desk.new_conversation()
            answers.append(desk.query(question))
    return answers


def _check_chosen(question: str, answer: Answer) -> None:
    chosen = [one.tool for one in answer.calls]
    if TOOL not in chosen:
        raise Misconception(
            "vague_description",
            seen=f"for {question!r} the model called {', '.join(chosen) or 'nothing'}",
            expected=f"a call of {TOOL}",
            next_step="Say in the tool's docstring what people would ask for, in their words.",
        )


EXERCISES = (
    Exercise(
        name="see_it_chosen",
        lesson="06_orchestrated_queries",
        title="A tool that gets chosen",
        minutes=15,
        answers=("counting", "servers"),
        judge=see_it_chosen,
        misconceptions={
            "another_name": "gave the tool another name than the one that was asked for",
            "wrong_numbers": "counted wrongly, mostly because of the limit of a search",
            "bare_dict": "returned a bare dict, which gives no structured content",
            "not_joined": "wrote a server and did not join it to the desk",
            "replaced_a_server": "joined the server under the name of another",
            "name_clash": "gave a tool a name that another server's tool has",
            "vague_description": "described the tool in words that no question contains",
        },
        hints=(
            "`search_tickets(limit=50)` gives the tickets; each has a list of `tags`.",
            "`Counter(tag for ticket in tickets for tag in ticket['tags'])` counts them.",
            'Join it with `servers["counting"] = counting`.',
            "The docstring is all that the model reads: use the words tag, topic, often, tickets.",
        ),
        why="A model chooses by what a tool says of itself; nobody wires questions to tools.",
    ),
)
