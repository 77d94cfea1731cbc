"""Exercise of lesson 08: which wishes need a tool, which a server, and which neither.

Six situations are judged by what was chosen and why; each confusion has a name of its own.
"""

from collections.abc import Collection
from typing import Any, NamedTuple

from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception, NotAttempted

CHOICES = ("function", "tool", "server", "nothing")
REASONS = (
    "nobody_asks",
    "python_objects",
    "many_wordings",
    "own_system",
    "already_said",
    "no_way_back",
)


class Fit(NamedTuple):
    """What fits a situation, and what it shows that somebody may overlook."""

    choices: Collection[str]
    reasons: Collection[str]
    fact: str


FITS = {
    "month_end": Fit({"function"}, {"nobody_asks"}, "a script does it, and no model takes part"),
    "big_tables": Fit(
        {"function"}, {"python_objects", "nobody_asks"}, "a table goes from cell to cell"
    ),
    "by_priority": Fit(
        {"tool"}, {"many_wordings"}, "people ask in words, and a server has the data"
    ),
    "shift_plan": Fit({"server"}, {"own_system"}, "another team runs it, with its own login"),
    "polite_reply": Fit({"nothing"}, {"already_said"}, "all that is needed was said already"),
    "wipe_laptop": Fit({"nothing", "function"}, {"no_way_back"}, "one wrong call is one too many"),
}
NEXT_STEPS = {
    "mcp_for_everything": "Ask who calls it. Does a model ever have to choose it?",
    "server_for_one_tool": "A server is a program to start and to keep. Is there one already?",
    "in_a_strange_server": "Ask who may log in, and who repairs it: one team for both, or two?",
    "model_cannot_see_it": "A model only knows the tools that it is told of. Who asks here?",
    "tool_for_what_was_said": "What would the tool return that the model has not read already?",
    "harm_within_reach": "A model can be wrong, or be talked into it. What is left to undo then?",
    "left_undone": "The work has to be done by somebody's code. Whose?",
}


async def when_not_to_use_mcp(choices: Any) -> None:
    """Each situation in turn; an open one is not attempted, and all must fit."""
    if not isinstance(choices, dict):
        raise _not_a_pair("choices", choices)
    for situation, fit in FITS.items():
        pair = choices.get(situation, ...)
        if pair is ... or (isinstance(pair, tuple | list) and ... in pair):
            raise NotAttempted(f"`{situation}` is still open: choose a form and a reason for it.")
        if not isinstance(pair, tuple | list) or len(pair) != 2:
            raise _not_a_pair(situation, pair)
        _judge(situation, fit, *pair)


def _judge(situation: str, fit: Fit, choice: Any, reason: Any) -> None:
    for word, known in ((choice, CHOICES), (reason, REASONS)):
        if word not in known:
            raise Misconception(
                "unknown_word",
                seen=f"{word!r} for {situation}",
                expected=f"one of {', '.join(known)}",
                next_step="Take the words from the two lists of the task, as they are written.",
            )
    if choice not in fit.choices:
        name = _confusion(situation, choice)
        raise Misconception(
            name,
            seen=f"{choice!r} for {situation}",
            expected=f"a form for this: {fit.fact}",
            next_step=NEXT_STEPS[name],
        )
    if reason not in fit.reasons:
        raise Misconception(
            "reason_does_not_fit",
            seen=f"{choice!r} for {situation}, because of {reason!r}",
            expected=f"a reason that says this: {fit.fact}",
            next_step="The choice fits. Read the list of reasons again with this in mind.",
        )


def _confusion(situation: str, choice: str) -> str:
    """The name of what was confused with what."""
    match situation, choice:
        case "polite_reply", _:
            return "tool_for_what_was_said"
        case "wipe_laptop", _:
            return "harm_within_reach"
        case "by_priority", "server":
            return "server_for_one_tool"
        case "shift_plan", "tool":
            return "in_a_strange_server"
        case (("by_priority" | "shift_plan"), _):
            return "model_cannot_see_it"
        case _, "nothing":
            return "left_undone"
        case _:
            return "mcp_for_everything"


def _not_a_pair(name: str, value: Any) -> Misconception:
    return Misconception(
        "not_a_pair",
        seen=f"{name}: {value!r}",
        expected='a form and a reason, such as ("tool", "many_wordings")',
        next_step="Keep the dictionary of the starter, and write both words for each situation.",
    )


EXERCISES = (
    Exercise(
        name="when_not_to_use_mcp",
        lesson="08_testing_tool_selection",
        title="When not to use MCP",
        minutes=10,
        answers=("choices",),
        judge=when_not_to_use_mcp,
        misconceptions={
            "mcp_for_everything": "made a tool of what no model ever has to choose",
            "server_for_one_tool": "built a server where one tool on a running server is enough",
            "in_a_strange_server": "put the data of another team into a server of their own",
            "model_cannot_see_it": "left people who ask in words without a tool",
            "tool_for_what_was_said": "made a tool for what the model knows already",
            "harm_within_reach": "gave a model a tool whose harm cannot be undone",
            "left_undone": "chose nothing where work has to be done",
            "reason_does_not_fit": "chose well, for another reason",
            "unknown_word": "used words that are not on the lists",
            "not_a_pair": "gave something else than a form and a reason",
        },
        hints=(
            "Begin with the question: does a model choose it, from what a person says? Where "
            "not, a function is enough.",
            "Where a model chooses, ask who owns the data. If a server of yours has it already, "
            "add a tool there; if it is somebody else's, it is a server of theirs.",
            "Two of the six are for no model at all: in one it has read all it needs, and in one a "
            "wrong call could never be undone. Two more are only code: nobody asks in words.",
        ),
        why="Each tool is read with every question and can be called wrongly: it must be worth it.",
    ),
)
