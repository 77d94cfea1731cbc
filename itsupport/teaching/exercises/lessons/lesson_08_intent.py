"""Exercise of lesson 08: an intent of one's own, as data, that fails when something breaks."""

import re
from typing import Any

from itsupport.errors import SupportError
from itsupport.llm import offline_model
from itsupport.orchestrator import MCPOrchestrator
from itsupport.servers import SERVER_NAMES, build_server
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception, NotAttempted
from itsupport.teaching.tool_selection import (
    Intent,
    Report,
    arun,
    built_in_intents,
    intents_from,
    servers_with_description,
)

LEAST = 3
ID = re.compile(r"\b[A-Z]{2,}(?:-[A-Z]+)*-\d+\b", re.IGNORECASE)


async def add_an_intent(entry: Any) -> None:
    """Its questions are asked at the desk, and at one where its tool has no description."""
    if isinstance(entry, dict) and not entry.get("variations"):
        raise NotAttempted("Give `intent` a name, a tool and variations in the cell above.")
    try:
        [intent] = intents_from([entry], "your intent")
    except SupportError as problem:
        raise _refused("malformed", problem) from None
    _check_questions(intent)
    servers = {name: build_server(name) for name in SERVER_NAMES}
    try:
        _check_passes(await _report(servers, intent))
    except SupportError as problem:
        raise _refused("unknown_tool", problem) from None
    tool = next(one.tools[0][0] for one in intent.variations if one.tools)
    _check_breaks(await _report(servers_with_description(tool, ""), intent), tool)


async def _report(servers: dict[str, Any], intent: Intent) -> Report:
    async with MCPOrchestrator(servers, offline_model()) as desk:
        return await arun(desk, [intent])


def _refused(name: str, problem: SupportError) -> Misconception:
    envelope = problem.envelope
    advice = " ".join(envelope["suggested_actions"])
    return Misconception(
        name,
        seen=envelope["error"],
        expected=envelope["reason"].removeprefix("Expected "),
        next_step=advice or "Take a name that is there.",
    )


def _check_questions(intent: Intent) -> None:
    """Enough of them, each about a tool, in words of their own, and not those of the workbook."""
    asked = [one.ask for one in intent.variations if one.tools]
    if len(intent.variations) >= LEAST > len(asked):
        raise Misconception(
            "expects_nothing",
            seen=f"{len(asked)} variations that expect a tool",
            expected=f"at least {LEAST}",
            next_step='Name the tool in "tools"; an empty list says that nothing may be called.',
        )
    if len(asked) < LEAST:
        raise Misconception(
            "too_few",
            seen=f"{len(asked)} variations",
            expected=f"at least {LEAST}",
            next_step="Ask somebody else how they would say it.",
        )
    if len({_wording(question) for question in asked}) < LEAST:
        raise Misconception(
            "one_wording",
            seen="; ".join(asked),
            expected=f"at least {LEAST} wordings; another id or another case is none",
            next_step="Keep the wish, and change the words that carry it.",
        )
    known = {_wording(one.ask): one.ask for each in built_in_intents() for one in each.variations}
    for question in asked:
        if _wording(question) in known:
            raise Misconception(
                "not_your_own",
                seen=f"“{question}”, which is one of the forty",
                expected="questions that the workbook does not ask yet",
                next_step="Think of the last time you asked a help desk, and write that down.",
            )


def _wording(question: str) -> str:
    return " ".join(re.findall(r"\w+", ID.sub("", question).casefold()))


def _check_passes(report: Report) -> None:
    for one in report.failures:
        raise Misconception(
            "does_not_pass",
            seen=f"“{one.variation.ask}” calls {one.calls_made}: "
            + "; ".join(reason.text for reason in one.reasons),
            expected=" and ".join(" or ".join(names) for names in one.variation.tools)
            or "no call at all",
            next_step="`tool_selection.why(…)` shows the points. Use a word of the description, "
            "or expect the tool that is right.",
        )


def _check_breaks(report: Report, tool: str) -> None:
    if len(report.failures) >= LEAST:
        return
    passed = [one.variation.ask for one in report.outcomes if one.passed]
    raise Misconception(
        "name_is_enough",
        seen=f"still passed without the description of {tool}: {'; '.join(passed)}",
        expected=f"at least {LEAST} variations that fail then",
        next_step="Leave out the words of the tool's name; use others of its description.",
    )


EXERCISES = (
    Exercise(
        name="add_an_intent",
        lesson="08_testing_tool_selection",
        title="An intent of your own",
        minutes=15,
        answers=("intent",),
        judge=add_an_intent,
        misconceptions={
            "malformed": "wrote an intent that cannot be read",
            "too_few": "gave fewer than three variations",
            "expects_nothing": "expected no tool at all",
            "one_wording": "asked one question again with other ids",
            "not_your_own": "took questions of the workbook",
            "unknown_tool": "expected a tool or an argument that nobody has",
            "does_not_pass": "expected calls that the model does not make",
            "name_is_enough": "asked in words of the tool's name, so nothing can break",
        },
        hints=(
            'An intent is `{"name": "…", "tools": ["…"], "variations": [{"ask": "…"}, …]}`. '
            "Take a tool that none of the eight intents has, such as get_asset_history.",
            "`desk.get_available_tools()` has the descriptions. Which words of one stand neither "
            "in the tool's name nor in another description?",
            "Machines were *repaired* and *installed*, or had the same trouble *before*. Ask one "
            "question with each of these words, about AST-SRV-001.",
        ),
        why="A test that passes whatever you break tests nothing: break something, and look.",
    ),
)
