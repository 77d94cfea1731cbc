"""An exercise of lesson 11: a resolver runs in every round, and must not do anything there."""

from typing import Any

from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.lessons.asked_server import ERAS, Asked, asked
from itsupport.teaching.exercises.outcome import Misconception, NotAttempted
from itsupport.teaching.exercises.served import text_of, tool_called
from itsupport.teaching.exercises.showing import shown

TOOL = "borrow_laptop"
STARTER = "is yours. Do you accept the rules?"
NAMES = ("Dana", "Owen", "Aisha")


async def same_question(server: Any, loans: Any) -> None:
    """A loan, the same loan again, a no, and another one, in both eras."""
    await tool_called(server, TOOL, "Run the starter cell first.")
    if not isinstance(loans, list):
        raise Misconception(
            "no_list",
            seen=f"`loans` is {shown(loans)}",
            expected="the list of the starter",
            next_step="Append to `loans`, and put nothing else into its place.",
        )
    kept = list(loans)
    try:
        for era in ERAS:
            loans.clear()
            await _check(server, loans, era)
    finally:
        loans[:] = kept


async def _check(server: Any, loans: list[Any], era: str) -> None:
    for name in NAMES[:2]:
        before = list(loans)
        first = await _borrow(server, name, "accept", era)
        _check_first(loans, before, name, first)
        await _again(server, loans, name, first, era)
    for action in ("decline", "cancel"):
        before = list(loans)
        refused = await _borrow(server, NAMES[2], action, era)
        _check_no(loans, before, action, refused)


def _check_first(loans: list[Any], before: list[Any], name: str, seen: Asked) -> None:
    if seen.refused == "it asked again and again" or len(seen.messages) > 1:
        if len(loans) > len(before) + 1 and STARTER in seen.messages[0]:
            raise NotAttempted("The tool is as in the starter. Call it through a desk, and look.")
        raise Misconception(
            "question_changes",
            seen=f"{name} was asked {len(seen.messages)} times: {shown(seen.messages[:2])}",
            expected="one question",
            next_step="The message must be the same in every round: no number, no clock, "
            "nothing that was counted or drawn meanwhile.",
        )
    if not seen.messages:
        raise Misconception(
            "does_not_ask",
            seen=f"a laptop for {name} was lent, and {name} was not asked",
            expected="one question, whether the rules are accepted",
            next_step="Let the resolver return `Elicit` with the form `Rules`.",
        )
    if seen.refused or seen.result is None or seen.result.is_error:
        raise Misconception(
            "call_fails",
            seen=f"a laptop for {name}: {_given(seen)}",
            expected="a loan",
            next_step=f"Call {TOOL} yourself through a desk, and read the error.",
        )
    added = loans[len(before) :]
    if len(added) != 1:
        raise Misconception(
            "stores_in_the_resolver" if added else "not_stored",
            seen=f"{name} borrowed one laptop, and `loans` has {len(added)} more",
            expected="one more",
            next_step="The resolver runs in every round. Store in the tool, after the answer."
            if added
            else "Append the loan to `loans` before you return it.",
        )
    if added[0].get("name") != name or seen.content != added[0]:
        raise Misconception(
            "another_answer",
            seen=f"stored {shown(added[0])}, returned {shown(seen.content)}",
            expected=f"twice the loan of {name}",
            next_step='Return the dictionary that you stored, with "name" and "laptop".',
        )


async def _again(server: Any, loans: list[Any], name: str, first: Asked, era: str) -> None:
    before = list(loans)
    second = await _borrow(server, name, "accept", era)
    if len(loans) > len(before):
        raise Misconception(
            "stores_twice",
            seen=f"{name} sent the same request again, and has {len(loans) - len(before) + 1} "
            "laptops",
            expected="one: the same name is the same request",
            next_step="Look in `loans` for the name before you append.",
        )
    if second.content != first.content:
        raise Misconception(
            "another_answer",
            seen=f"first {shown(first.content)}, then {_given(second)}",
            expected="the same loan both times",
            next_step="When the name has a laptop already, return that loan.",
        )


def _check_no(loans: list[Any], before: list[Any], action: str, seen: Asked) -> None:
    if loans != before:
        raise Misconception(
            "stores_on_no",
            seen=f"the user chose {action}, and a laptop is gone",
            expected="`loans` as it was",
            next_step="Store only when the answer is an `AcceptedElicitation`.",
        )
    if seen.refused or seen.content != {"status": action}:
        raise Misconception(
            "another_no",
            seen=f"the user chose {action}, and the result is {_given(seen)}",
            expected=shown({"status": action}),
            next_step='Return {"status": answer.action} when nothing was accepted.',
        )


async def _borrow(server: Any, name: str, action: str, era: str) -> Asked:
    return await asked(
        server, TOOL, {"name": name}, action, lambda fields: dict.fromkeys(fields, True), era
    )


def _given(seen: Asked) -> str:
    return shown(seen.refused or seen.content or (text_of(seen.result) if seen.result else ""))


EXERCISES = (
    Exercise(
        name="same_question",
        lesson="11_asking_the_user",
        title="The same question, and one laptop",
        minutes=12,
        answers=("laptop_server", "loans"),
        judge=same_question,
        misconceptions={
            "another_name": "gave the tool another name",
            "no_list": "put something else into the place of the list",
            "question_changes": "asked a question that is another one in every round",
            "does_not_ask": "lent a laptop without asking",
            "call_fails": "wrote a tool whose call fails",
            "stores_in_the_resolver": "stored in the resolver, once for each round",
            "not_stored": "returned a loan that is stored nowhere",
            "another_answer": "gave something else than the loan that is stored",
            "stores_twice": "lent a second laptop for the same request",
            "stores_on_no": "lent a laptop to somebody who said no",
            "another_no": "did not say with the action's word that nothing happened",
        },
        hints=(
            "What changes between two rounds? The number in the message, and `loans`.",
            "Move everything that changes something from the resolver into the tool, below the "
            "test for `AcceptedElicitation`. The message needs the name and no number.",
            'Before you append: `for loan in loans: if loan["name"] == name: return loan`.',
        ),
        why="In the 2026 era an answer starts the call anew; what a resolver does, it does again.",
    ),
)
