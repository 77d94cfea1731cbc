"""The wishes in a question: which part of it wants which tool.

A join ("which customers have both x and y") becomes one wish per condition. This file leaves out
arguments and calls.
"""

import re
from dataclasses import replace

from itsupport.offline.selector.cards import Card
from itsupport.offline.selector.clauses import (
    Span,
    clauses_of,
    columns_in,
    in_parentheses,
    nouns_joined_in,
)
from itsupport.offline.selector.conditions import joined_question
from itsupport.offline.selector.mentions import PLACEHOLDER
from itsupport.offline.selector.reading import Reading
from itsupport.offline.selector.toolbox import Toolbox
from itsupport.offline.selector.wish import Question, Wish, wish_at
from itsupport.offline.selector.words import listed

_EVERYTHING = re.compile(
    r"\b(everything|anything|all (?:there is|we (?:know|have))|all about|full picture|overview"
    r"|complete picture|whole story)\b",
    re.IGNORECASE,
)


def understood(reading: Reading, toolbox: Toolbox) -> Question:
    """The wishes in a question."""
    attributes = frozenset(
        s for card in toolbox.cards for one in card.parameters for s in one.stems
    )
    reading = _without(reading, columns_in(reading.plain, attributes))
    whole = (0, len(reading.plain))
    if joined := joined_question(reading, toolbox):
        return joined
    everything = bool(_EVERYTHING.search(reading.plain)) and bool(reading.ids or reading.names)
    if (items := in_parentheses(reading, whole)) and (reading.ids or reading.names):
        return Question(reading, tuple(_listed(reading, toolbox, items)))
    wishes: list[Wish] = []
    for span in clauses_of(reading, attributes):
        either = bool(re.search(r"\bor\s+$", reading.plain[: span[0]], re.IGNORECASE))
        wishes += _of_clause(reading, toolbox, span, wishes[-1] if either and wishes else None)
    return Question(reading, tuple(wishes), everything=everything and len(wishes) == 1)


def _without(reading: Reading, spans: list[Span]) -> Reading:
    """The reading with some stretches blanked out."""
    if not spans:
        return reading
    plain = reading.plain
    for start, end in spans:
        plain = plain[:start] + PLACEHOLDER * (end - start) + plain[end:]
    words = tuple(
        word for word in reading.words if not any(start <= word.start < end for start, end in spans)
    )
    return replace(reading, plain=plain, words=words)


def _of_clause(
    reading: Reading, toolbox: Toolbox, span: Span, alternative_to: Wish | None
) -> list[Wish]:
    wish = wish_at(reading, toolbox, span)
    if alternative_to is not None and alternative_to.card is not None:
        return [replace(wish, card=alternative_to.card)]
    for left, right in nouns_joined_in(reading, span):
        first, second = wish_at(reading, toolbox, left), wish_at(reading, toolbox, right)
        if _are_two(first, second):
            return [first, *_of_clause(reading, toolbox, right, None)]
    return [wish]


def _are_two(first: Wish, second: Wish) -> bool:
    """Whether both halves stand alone: each names what only its own tool deals in."""
    if first.card is None or second.card is None:
        return False
    if first.card is second.card:
        types = [{one.type_key for one in wish.reading.ids} for wish in (first, second)]
        return bool(types[0] and types[1] and types[0] != types[1])
    return _names_its_tool(first, second.card) and _names_its_tool(second, first.card)


def _names_its_tool(wish: Wish, other: Card) -> bool:
    if wish.reading.ids and not any(other.takes(one.type_key) for one in wish.reading.ids):
        return True
    assert wish.card is not None
    own = {stem for term in wish.terms for stem, _ in term.alternatives}
    others = set(other.strong) | {s for one in other.parameters for s in one.stems}
    return bool(own & set(wish.card.strong) - others)


def _listed(reading: Reading, toolbox: Toolbox, items: list[Span]) -> list[Wish]:
    """A main wish with a list of things in parentheses: each thing is a wish."""
    opening = (0, max(0, items[0][0] - 1))
    wishes = [wish_at(reading, toolbox, opening)]
    wishes += [wish_at(reading, toolbox, item) for item in items]
    if wishes[0].card is None and wishes[0].reading.ids:
        getter = toolbox.getter(wishes[0].reading.ids[0].type_key)
        wishes[0] = replace(wishes[0], card=getter)
    return [wish for wish in wishes if wish.card is not None]


def is_courtesy(reading: Reading) -> bool:
    """Whether a message is nothing but thanks or a greeting."""
    words = [word for word in reading.words if word.stem not in listed("stopwords")]
    said = {word.stem for word in reading.words} & listed("courtesy")
    return bool(said) and all(word.stem in listed("courtesy") for word in words)
