"""Exercise of lesson 08: a vague description is made good, and no other tool pays for it.

Besides the forty questions of the workbook there are some that the learner has not seen.
"""

from functools import cache
from typing import Any

from itsupport.llm import offline_model
from itsupport.orchestrator import MCPOrchestrator
from itsupport.servers import SERVER_NAMES, build_server
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception, NotAttempted
from itsupport.teaching.tool_selection import (
    Intent,
    Outcome,
    Report,
    arun,
    built_in_intents,
    intents_from,
    servers_with_description,
)

TOOL, INTENT = "search_solutions", "knowledge search"
VAGUE = "Search things."
UNSEEN = (
    "Is there a guide on VPN trouble?",
    "Find an article about a full disk.",
    "Search the knowledge base for phishing.",
    "Look for articles on Bluetooth headsets.",
)


async def mend_a_description(description: Any) -> None:
    """All questions are asked at a desk with this description, and its own ones have to pass."""
    if not isinstance(description, str):
        raise Misconception(
            "no_text",
            seen=f"`description` is {description!r}",
            expected="a text that says what the tool gives",
            next_step='Write it between quotes; """ begins a text of several lines.',
        )
    if description.strip() in {"", VAGUE}:
        raise NotAttempted("Change `description` in the cell above, and run the cell.")
    await _check_length(description)
    now = await _report(description)
    await _check_others(now)
    _check_own([one for one in now.of(INTENT) if not one.passed], "too_vague")
    _check_own([one for one in now.of("unseen") if not one.passed], "only_known_questions")


async def _check_length(description: str) -> None:
    async with MCPOrchestrator(
        {name: build_server(name) for name in SERVER_NAMES}, offline_model()
    ) as desk:
        longest = max(len(t["description"].split()) for t in desk.get_available_tools())
    if (words := len(description.split())) > longest:
        raise Misconception(
            "too_long",
            seen=f"a description of {words} words",
            expected=f"at most {longest}, as many as the longest one at this desk has",
            next_step="Every question pays for every word. Keep what it gives, when, and when not.",
        )


async def _report(description: str) -> Report:
    servers = servers_with_description(TOOL, description)
    async with MCPOrchestrator(servers, offline_model()) as desk:
        return await arun(desk, [*built_in_intents(), *_unseen()])


@cache
def _unseen() -> tuple[Intent, ...]:
    entry = {"name": "unseen", "tools": [TOOL], "may": ["get_article", "get_common_fixes"]}
    return intents_from([entry | {"variations": [{"ask": question} for question in UNSEEN]}])


async def _check_others(now: Report) -> None:
    """What passed with the vague description and fails now was taken from another tool."""
    failed = [one for one in now.failures if one.intent not in {INTENT, "unseen"}]
    if not failed:
        return
    before = {one.variation.ask: one for one in (await _report(VAGUE)).outcomes}
    for one in failed:
        was = before[one.variation.ask]
        if was.passed:
            raise Misconception(
                "takes_from_others",
                seen=f"“{one.variation.ask}” now calls {one.calls_made}",
                expected=was.calls_made,
                next_step="Leave out words of other tools, and do not praise the tool for all.",
            )


def _check_own(failed: list[Outcome], name: str) -> None:
    if not failed:
        return
    first = failed[0]
    fail = "fail" if len(failed) > 1 else "fails"
    seen = (
        f"{len(failed)} of its questions {fail}; “{first.variation.ask}” calls {first.calls_made}"
    )
    raise Misconception(
        name,
        seen=seen if name == "too_vague" else f"the five pass, but {seen}",
        expected="; ".join(" or ".join(names) for names in first.variation.tools),
        next_step="Which word of this question says what the tool gives? Write that word."
        if name == "too_vague"
        else "Describe what the tool gives in all the words of those who ask, not these five.",
    )


EXERCISES = (
    Exercise(
        name="mend_a_description",
        lesson="08_testing_tool_selection",
        title="A vague description, made good",
        minutes=10,
        answers=("description",),
        judge=mend_a_description,
        misconceptions={
            "no_text": "gave no text as the description",
            "too_vague": "left the description too vague for the tool's own questions",
            "takes_from_others": "wrote a greedy description, which took questions of other tools",
            "only_known_questions": "passed the known questions and failed on new ones",
            "too_long": "wrote more than any other description of the desk has",
        },
        hints=(
            "Run the cell and read the failures. What do people call the things that they want?",
            "They say *article*, *guide* and *knowledge base*. The tool is called "
            "search_solutions, so only its description can connect them.",
            "First what it gives, then when, then when not: “Find … and … in the … on a kind of "
            "trouble. For what customers reported use search_tickets.”",
        ),
        why="The words of those who ask also serve new questions; "
        "other models read whole sentences too.",
    ),
)
