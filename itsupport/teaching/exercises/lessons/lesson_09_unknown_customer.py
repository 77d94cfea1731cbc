"""Exercises of lesson 09: an unknown customer, and a model that finds its way by the error."""

from typing import Any

from itsupport.domains.customers import lookup_customer
from itsupport.errors import near_misses
from itsupport.llm import offline_model
from itsupport.orchestrator import Answer, MCPOrchestrator
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.served import call, tools_of
from itsupport.teaching.exercises.showing import shown

TOOL, FINDS = "account_manager", "find_customers"
UNKNOWN = ("CUST-912", "CUST-940")


async def unknown_customer_error(_: Any, server: Any) -> None:
    """Good and unknown ids over the protocol, then the offline model with nothing but the error."""
    tools = [tool.name for tool in await tools_of(server)]
    known = {one["customer_id"]: one["account_manager"] for one in lookup_customer()["customers"]}
    for customer_id, manager in known.items():
        await _good(server, customer_id, manager)
    for wanted in UNKNOWN:
        _helps(wanted, await _envelope(server, wanted, known), known, tools)
    for wanted in UNKNOWN:
        _recovers(wanted, await run(_asked, server, f"Who is the account manager of {wanted}?"))


def _asked(server: Any, question: str) -> Answer:
    with MCPOrchestrator({"accounts": server}, offline_model(), call_timeout=2) as desk:
        return desk.query(question)


async def _good(server: Any, customer_id: str, manager: str) -> None:
    result = await call(server, TOOL, {"customer_id": customer_id})
    expected = {"customer_id": customer_id, "account_manager": manager}
    if result.is_error or result.structured_content != expected:
        given = result.structured_content
        raise Misconception(
            "good_call_fails",
            seen=f"{customer_id} gave {shown(result.content if given is None else given)}",
            expected=shown(expected),
            next_step="Call account_manager directly with an id that is in MANAGERS.",
        )


async def _envelope(server: Any, wanted: str, known: dict[str, str]) -> dict[str, Any]:
    result = await call(server, TOOL, {"customer_id": wanted})
    content = result.structured_content
    said = shown(result.content if content is None else content)
    if not result.is_error and any(name in said for name in known.values()):
        raise Misconception(
            "guesses",
            seen=f"{wanted} does not exist and gave {said}",
            expected="an error: nobody said that another customer was meant",
            next_step="Raise the error, and leave the choice of another id to the caller.",
        )
    if not result.is_error:
        raise Misconception(
            "error_as_a_result",
            seen=f"{wanted} gave a result that does not count as an error: {said}",
            expected="a result with is_error set",
            next_step="`raise` a SupportError. What a tool returns counts as success.",
        )
    if isinstance(content, dict) and wanted in str(content.get("error", "")):
        return content
    raise Misconception(
        "not_said_what_is_wrong",
        seen=f"the error for {wanted} says: {said}",
        expected=f"a statement of what is wrong, with {wanted} in it",
        next_step='Raise SupportError(f"Customer {customer_id} not found", …): the text of any '
        "other error stays in the server's log.",
    )


def _helps(wanted: str, envelope: dict[str, Any], known: Any, tools: list[str]) -> None:
    near, actions = near_misses(wanted, known), [*map(str, envelope["suggested_actions"])]
    named = [one for one in known if any(one in action for action in actions)]
    if not set(near) & set(named) or named == list(known):
        raise Misconception(
            "no_near_miss",
            seen=f"suggested_actions for {wanted}: {shown(actions)}",
            expected=f"ids that exist and look like it: {', '.join(near)}, and not every id",
            next_step="Give `suggested_actions=did_you_mean(customer_id, MANAGERS)`.",
        )
    strangers = [str(one) for one in envelope["follow_up_tools"] if one not in tools]
    if strangers or TOOL in envelope["follow_up_tools"]:
        raise Misconception(
            "another_tool_named",
            seen=f"follow_up_tools: {shown(envelope['follow_up_tools'])}; "
            f"this server has {', '.join(tools)}",
            expected=f"['{FINDS}']",
            next_step="Give a list with the name of the tool of this server that finds customers.",
        )
    if envelope["retryable"] is not True:
        raise Misconception(
            "not_retryable",
            seen="an error whose `retryable` is False: nothing that the caller does will help",
            expected="retryable=True, because another id works",
            next_step="Pass `retryable=True`.",
        )


def _recovers(wanted: str, answer: Answer) -> None:
    made = [one.tool for one in answer.calls]
    if TOOL not in made or not any(one.tool == FINDS and not one.error for one in answer.calls):
        raise Misconception(
            "model_is_stuck",
            seen=f"asked for {wanted}, the model called {', '.join(made) or 'nothing'} and ended",
            expected=f"{TOOL}, which fails, and then {FINDS}",
            next_step="The model reads `follow_up_tools`. Name the tool there that finds the id.",
        )


EXERCISES = (
    Exercise(
        name="unknown_customer_error",
        lesson="09_when_things_fail",
        title="An error that a model recovers from",
        minutes=10,
        answers=("account_manager", "accounts"),
        judge=unknown_customer_error,
        misconceptions={
            "good_call_fails": "broke the call with a good id",
            "guesses": "gave the data of another customer in place of an error",
            "error_as_a_result": "returned the error, so that it counted as a success",
            "not_said_what_is_wrong": "let the tool crash, or hid what was asked for",
            "no_near_miss": "suggested no id that looks like the wrong one",
            "another_tool_named": "named a tool that does not exist or does not help",
            "not_retryable": "said that no other call would help",
            "model_is_stuck": "wrote an error after which the model did not go on",
        },
        hints=(
            "When the id is in MANAGERS, return both keys; that is the good case.",
            'Otherwise `raise SupportError(f"Customer {customer_id} not found", …)`.',
            "`did_you_mean(customer_id, MANAGERS)` is a list for `suggested_actions`.",
            'Add `retryable=True` and `follow_up_tools=["find_customers"]`.',
        ),
        why="A model goes on where an error names the next step, and stops or invents where not.",
    ),
)
