"""Values that fit one deed: "I'll take CT07 at 18:00" has a place and a time, as a booking takes.

What somebody wants done is often told in words that no schema has. The values tell it then: there
is one tool that takes them all, and it lacks nothing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from itsupport.offline.selector.planning.situation import Plan, Step
from itsupport.offline.selector.question.reading import Mention, Reading
from itsupport.offline.selector.tools.cards import Card

_LEAST = 2
_ORDERS = re.compile(
    r"\b(?:please|pls|plz|(?:can|could|would|will) (?:you|u)"
    r"|(?:i|we)(?:'ll|'d like| will| would like| want| need)"
    r"|let|make (?:it|him|her|them)|go ahead|instead|needs? to|has to|have to|must|should)\b",
    re.IGNORECASE,
)


def fitting_deed(
    reading: Reading, cards: Sequence[Card], calls: Callable[[Card], list[Step]]
) -> Card | None:
    """The only tool that would take all values of an order, if it does something."""
    told = _values(reading)
    if not told or not _ORDERS.search(reading.plain):
        return None
    fits = [card for card in cards if card.acts and _takes_all(card, calls(card), told)]
    others = (card for card in cards if not card.acts)
    if len(fits) != 1 or any(_takes_all(card, calls(card), told) for card in others):
        return None
    return fits[0]


def join_parts(plan: Plan) -> None:
    """A deed that is told in parts is one call: "book a room for Ana: choir, in the attic"."""
    plan.steps[:] = [one for one in plan.steps if one.done or not _is_part(one, plan.steps)]


def _is_part(step: Step, steps: Sequence[Step]) -> bool:
    """Whether another call of the same deed takes all that this one takes, and more."""
    alike = [one.plain for one in steps if step.card.acts and one.card is step.card]
    return any(step.plain.items() < one.items() for one in alike)


def _values(reading: Reading) -> list[Mention]:
    told = reading.of("id", "code", "mail", "period", "time", "number")
    return told + [one for one in reading.of("choice") if one.how == "exact" and not one.negated]


def _takes_all(card: Card, steps: list[Step], told: list[Mention]) -> bool:
    """Whether one call takes all values; ids known from before count as told."""
    if len(steps) != 1:
        return False
    given = list(_scalars(steps[0].plain))
    known = {one.value for one in told if one.kind == "id"}
    before = [one.name for one in card.ids if steps[0].plain.get(one.name, "") not in {"", *known}]
    return len(told) + len(before) >= _LEAST and all(_is_among(one, given) for one in told)


def _scalars(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _scalars(one)
    else:
        yield f"{value:g}" if isinstance(value, float) else str(value).lower()


def _is_among(mention: Mention, given: list[str]) -> bool:
    if mention.kind == "period":
        days = filter(None, (mention.value.first, mention.value.last))
        return any(day.isoformat() in one for day in days for one in given)
    (said,) = _scalars(mention.value)
    return any(re.search(rf"(?<![\w.]){re.escape(said)}(?![\w])", one) for one in given)
