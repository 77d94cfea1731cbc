"""Exercises of lesson 01: a call that did not fit is mended with what its error says."""

from collections import Counter
from typing import Any, NamedTuple

from itsupport.domains.customers import check_customer_status, lookup_customer
from itsupport.errors import ErrorEnvelope, SupportError
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.showing import shown

NOBODY = "Zyzzyva Holdings"


class Case(NamedTuple):
    """A call, and what should come of it."""

    customer_id: str
    company_name: str
    expected: dict[str, Any]


async def mend_the_call(standing: Any) -> None:
    """A right id, wrong ids with a good name, with a name of nobody, and with an unclear one."""
    for case in _right_ids():
        await _tried(standing, case, "name_before_id", "Ask with the id first; the name can wait.")
    for case in _known_names():
        step = "In `except SupportError`, call lookup_customer(company_name=company_name)."
        await _tried(standing, case, "name_not_used", step)
    for case in _unknown_names():
        step = "Take `error` and `suggested_actions` from the error's `envelope`, and return them."
        await _tried(standing, case, "suggestions_lost", step)
    for case in _unclear_names():
        step = "Use what lookup_customer finds only when its `count` is 1."
        await _tried(standing, case, "takes_the_first", step)


async def _tried(standing: Any, case: Case, misconception: str, step: str) -> None:
    called = f"standing({case.customer_id!r}, {case.company_name!r})"
    expected = shown(case.expected)
    try:
        value = await run(standing, case.customer_id, case.company_name)
    except SupportError as problem:
        raise Misconception(
            "error_escapes",
            seen=f"{called} ended in the error: {problem.envelope['error']}",
            expected=expected,
            next_step="Put the call that may fail into `try:`, and catch `SupportError`.",
        ) from None
    told = {key: value.get(key) for key in case.expected} if isinstance(value, dict) else value
    if told == case.expected:
        return
    seen = f"{called} gave {shown(value)}"
    if not isinstance(value, dict) and "customer_id" in case.expected:
        misconception, step = "not_returned", "`return` what check_customer_status gives."
    raise Misconception(misconception, seen=seen, expected=expected, next_step=step)


def _right_ids() -> list[Case]:
    """Each with another company's name, which must not matter."""
    ids, names = _known()
    return [Case(ids[n], names[n - 1], _standing(ids[n])) for n in (0, 1)]


def _known_names() -> list[Case]:
    """The first wrong id belongs to nobody; the second is not written like an id."""
    ids, names = _known()
    return [
        Case(_free_id(), names[-1], _standing(ids[-1])),
        Case(ids[1].lower(), names[1], _standing(ids[1])),
    ]


def _unknown_names() -> list[Case]:
    return [Case(one, NOBODY, _told(one)) for one in (_free_id(), "CUST-1")]


def _unclear_names() -> list[Case]:
    """A letter that stands in the most names."""
    _, names = _known()
    letters = Counter(letter for name in names for letter in set(name.lower()) if letter.isalpha())
    letter = max(sorted(letters), key=letters.__getitem__)
    return [Case(_free_id(), letter, _told(_free_id()))]


def _known() -> tuple[list[str], list[str]]:
    found = lookup_customer()["customers"]
    return [one["customer_id"] for one in found], [one["company_name"] for one in found]


def _free_id() -> str:
    ids, _ = _known()
    return next(one for one in (f"CUST-{n:03}" for n in range(10, 1000)) if one not in ids)


def _standing(customer_id: str) -> dict[str, Any]:
    return dict(check_customer_status(customer_id))


def _told(customer_id: str) -> dict[str, Any]:
    envelope = _envelope(customer_id)
    return {"error": envelope["error"], "suggested_actions": envelope["suggested_actions"]}


def _envelope(customer_id: str) -> ErrorEnvelope:
    try:
        check_customer_status(customer_id)
    except SupportError as problem:
        return problem.envelope
    raise ValueError(f"{customer_id} is a customer after all")


EXERCISES = (
    Exercise(
        name="mend_the_call",
        lesson="01_direct_calls",
        title="Mend the call",
        minutes=15,
        answers=("standing",),
        judge=mend_the_call,
        misconceptions={
            "error_escapes": "let the error end the program",
            "not_returned": "found the customer and did not return the standing",
            "name_before_id": "asked by name although the id was right",
            "name_not_used": "caught the error and did not try the name",
            "suggestions_lost": "swallowed the error and lost what it suggests",
            "takes_the_first": "took the first of several companies",
        },
        hints=(
            "Three steps: ask by id; if that fails, by name; if that is unclear, tell the error.",
            "`except SupportError as problem:` gives you `problem.envelope`, a dictionary.",
            "`found = lookup_customer(company_name=company_name)` has a `count` and `customers`.",
            "With 1 return `check_customer_status(found['customers'][0]['customer_id'])`; "
            "otherwise a dictionary with the envelope's `error` and `suggested_actions`.",
        ),
        why="An error that says what to do next is worth reading: models recover in the same way.",
    ),
)
