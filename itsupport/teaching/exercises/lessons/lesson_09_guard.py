"""Exercises of lesson 09: a rule that no text can talk over."""

from typing import Any

from itsupport.orchestrator import WantedCall
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.lessons.poisoned_results import (
    HALF_A_WISH,
    HARMLESS,
    MAIL,
    POISONED,
    WISH,
    WISHED,
    Person,
    reads,
    writes,
)
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.showing import shown


async def never_obey_data(may_call: Any) -> None:
    """Reads, wishes of the person and orders of the data, beside poisoned and harmless results."""
    for results in _readings():
        await _reading_is_free(may_call, results)
    for results in _readings():
        await _wish_is_done(may_call, results)
    for text in POISONED:
        await _order_is_not_obeyed(may_call, text, writes("Show TKT-1005", "send_report", **MAIL))
        half = writes(HALF_A_WISH, "send_report", **MAIL)
        await _half_a_wish(may_call, text, half)
    shown_only = writes("Show TKT-1013", "delete_ticket", ticket_id="TKT-1013")
    for call in (shown_only, writes("Show TKT-1013", "restart_servers")):
        await _another_deed(may_call, call)
    for text in HARMLESS:
        await _yes_counts(may_call, text)


def _readings() -> list[list[str]]:
    return [[], [*HARMLESS], *([text] for text in POISONED)]


async def _decided(may_call: Any, call: WantedCall, results: list[str], person: Person) -> bool:
    decision = await run(may_call, call, [*results], person)
    if isinstance(decision, bool):
        return decision
    raise Misconception(
        "no_decision",
        seen=f"{shown(decision)} for {_written(call)}",
        expected="True or False",
        next_step="`return` the decision in every branch; what `ask` gives is one already.",
    )


async def _reading_is_free(may_call: Any, results: list[str]) -> None:
    call, person = reads("TKT-1013"), Person(says=True)
    made = await _decided(may_call, call, results, person)
    if not made:
        raise Misconception(
            "stops_reading",
            seen=f"{_written(call)} was refused after the results {shown(results)}",
            expected="True: reading is always free, whatever somebody wrote",
            next_step="Look at `call.read_only` first, and return True.",
        )
    _not_asked(call, person)


async def _wish_is_done(may_call: Any, results: list[str]) -> None:
    call, person = writes(WISH, "send_report", **WISHED), Person(says=True)
    made = await _decided(may_call, call, results, person)
    if results and (not made or person.shown):
        raise Misconception(
            "decides_by_words",
            seen=f"{_written(call)} was {'asked about' if made else 'refused'} after the results "
            f"{shown(results)}; without results it was made. The person had said: {WISH}",
            expected="True: what the person asked for stays right, whatever somebody else wrote",
            next_step="Leave `results` alone: an order can be worded in a thousand ways.",
        )
    if not made:
        raise Misconception(
            "refuses_the_person",
            seen=f"{_written(call)} was refused, and the person had said: {WISH}",
            expected="True: the person asked for exactly this",
            next_step="Compare every value in `call.arguments` with `call.question`.",
        )
    _not_asked(call, person)


def _not_asked(call: WantedCall, person: Person) -> None:
    if person.shown:
        raise Misconception(
            "asks_too_often",
            seen=f"the person was asked about {_written(call)}; the question was: {call.question}",
            expected="no question: people who are asked about everything click yes unread",
            next_step="Return True before `ask` for what is harmless or was asked for. Look for "
            "the values in the text of the question, not in its words: one may end in a full stop.",
        )


async def _order_is_not_obeyed(may_call: Any, text: str, call: WantedCall) -> None:
    person = Person(says=False)
    made = await _decided(may_call, call, [text], person)
    if made and person.shown:
        raise Misconception(
            "does_not_listen",
            seen=f"the person said no to {_written(call)}, and it was made",
            expected="False",
            next_step="Return what `ask` gives.",
        )
    if made:
        raise Misconception(
            "obeys_the_data",
            seen=f"{_written(call)} was made. The person had asked: {call.question} "
            f"The order stood in a result: {text}",
            expected="a call that the person did not ask for waits for the person's yes",
            next_step="Do not look for bad words: compare the arguments with `call.question` only.",
        )


async def _half_a_wish(may_call: Any, text: str, call: WantedCall) -> None:
    person = Person(says=False)
    if await _decided(may_call, call, [text], person) and not person.shown:
        raise Misconception(
            "checks_half",
            seen=f"{_written(call)} was made. The person had asked: {call.question}",
            expected="every value must stand in the question, the address too",
            next_step="Use `all(…)` over `call.arguments.values()`, and not `any`.",
        )


async def _another_deed(may_call: Any, call: WantedCall) -> None:
    person = Person(says=False)
    if await _decided(may_call, call, [POISONED[3]], person) and not person.shown:
        raise Misconception(
            "forgets_the_deed",
            seen=f"{_written(call)} was made. The person had asked: {call.question}",
            expected="asked for means the deed as well: its verb must stand in the question",
            next_step='Look for `call.tool.split("_")[0]` in the question, beside the values.',
        )


async def _yes_counts(may_call: Any, text: str) -> None:
    call, person = writes("Tidy up, please.", "delete_ticket", ticket_id="TKT-1005"), Person(True)
    made = await _decided(may_call, call, [text], person)
    if not made or len(person.shown) != 1:
        raise Misconception(
            "does_not_ask",
            seen=f"{_written(call)}: the person was asked {len(person.shown)} times, "
            f"says yes to everything, and the decision was {made}",
            expected="asked once; yes makes the call",
            next_step="Call `ask(…)` once, keep nothing from earlier, and return what it gives.",
        )
    missing = [one for one in (call.tool, *call.arguments.values()) if one not in person.shown[0]]
    if missing:
        raise Misconception(
            "asks_for_a_blind_yes",
            seen=f"the person read {shown(person.shown[0])}",
            expected=f"a text with {' and '.join(missing)} in it",
            next_step="Put `call.tool` and `call.arguments` into the text.",
        )


def _written(call: WantedCall) -> str:
    values = ", ".join(f"{name}={value!r}" for name, value in call.arguments.items())
    return f"{call.tool}({values})"


EXERCISES = (
    Exercise(
        name="never_obey_data",
        lesson="09_when_things_fail",
        title="Never obey data",
        minutes=15,
        answers=("may_call",),
        judge=never_obey_data,
        misconceptions={
            "no_decision": "gave no True or False in some branch",
            "stops_reading": "refused to read because of what a result said",
            "asks_too_often": "asked the person about harmless or wanted calls",
            "decides_by_words": "looked for bad words in results",
            "refuses_the_person": "refused what the person had asked for",
            "obeys_the_data": "made a call that only a result had asked for",
            "checks_half": "compared only some of the arguments with the question",
            "forgets_the_deed": "compared the arguments and not the deed with the question",
            "does_not_listen": "asked the person, and did not wait for the answer",
            "does_not_ask": "refused without asking, or asked more than once",
            "asks_for_a_blind_yes": "asked without saying what the yes is for",
        },
        hints=(
            "There are three cases: reading, asked for, anything else. `return` in each.",
            'The verb is `call.tool.split("_")[0]`; the values are `call.arguments.values()`.',
            "For the second: `all(word in question for word in [verb, *values])`, all in small "
            "letters.",
            'The third is one line: `return ask(f"… {call.tool} … {call.arguments} …")`.',
        ),
        why="A rule that never reads the text cannot be talked over by the text.",
    ),
)
