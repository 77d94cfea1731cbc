"""The wishes in a question: which part of it wants which tool.

A join ("which customers have both x and y") becomes one wish per condition. This file leaves out
arguments and calls.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from itsupport.offline.clauses import (
    Span,
    clauses_of,
    columns_in,
    in_parentheses,
    nouns_joined_in,
)
from itsupport.offline.ranking import Ranked, Term, rank, terms_of
from itsupport.offline.reading import PLACEHOLDER, Reading
from itsupport.offline.toolbox import Card, Toolbox
from itsupport.offline.words import listed, words_of

_EVERYTHING = re.compile(
    r"\b(everything|anything|all (?:there is|we (?:know|have))|all about|full picture|overview"
    r"|complete picture|whole story)\b",
    re.IGNORECASE,
)
_HAVE = re.compile(
    r"\b(?:which|what|how many|list|show(?: me)?|find|any|all)\s+(?P<subject>(?:[\w-]+\s+){1,4}?)"
    r"(?:that\s+|who\s+|which\s+)?(?:currently\s+)?(?:have|has|having|with|own|got|had)\s+"
    r"(?:both\s+)?(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_AND = re.compile(
    r"\s*,?\s+(?:and|but)\s+(?:also\s+)?(?:have\s+|has\s+|with\s+)?|\s+(?=without\b)", re.IGNORECASE
)
_WITHOUT = re.compile(r"^\W*(?:no|not|without|never|none|don't|do not|no longer)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Wish:
    """One thing that is asked for. `card` is the chosen tool, None when no tool serves it."""

    reading: Reading
    span: Span
    terms: tuple[Term, ...]
    ranked: tuple[Ranked, ...] = field(repr=False)
    card: Card | None
    negative: bool = False
    defaults: dict[str, Any] = field(default_factory=dict)
    repeats: bool = False

    @property
    def text(self) -> str:
        return self.reading.text.strip(" ,.;:?!()")


@dataclass(frozen=True)
class Join:
    """Which ids of one type fulfil all conditions: the places of the wishes that say them."""

    type_key: str
    noun: str
    wishes: tuple[int, ...]


@dataclass(frozen=True)
class Question:
    """A whole question: its reading, its wishes in order, and the join of them, if any."""

    reading: Reading
    wishes: tuple[Wish, ...]
    join: Join | None = None
    everything: bool = False


def understood(reading: Reading, toolbox: Toolbox) -> Question:
    """The wishes in a question."""
    attributes = frozenset(
        s for card in toolbox.cards for one in card.parameters for s in one.stems
    )
    reading = _without(reading, columns_in(reading.plain, attributes))
    whole = (0, len(reading.plain))
    if joined := _joined(reading, toolbox):
        return joined
    everything = bool(_EVERYTHING.search(reading.plain)) and bool(reading.ids or reading.names)
    if (items := in_parentheses(reading, whole)) and (reading.ids or reading.names):
        return Question(reading, tuple(_listed(reading, toolbox, items)))
    wishes: list[Wish] = []
    for span in clauses_of(reading, attributes):
        either = bool(re.search(r"\bor\s+$", reading.plain[: span[0]], re.IGNORECASE))
        wishes += _of_clause(reading, toolbox, span, wishes[-1] if either and wishes else None)
    return Question(reading, tuple(wishes), everything=everything and len(wishes) == 1)


def wish_at(reading: Reading, toolbox: Toolbox, span: Span, negative: bool = False) -> Wish:
    """The wish that a stretch of the text makes, with the tool that ranks first."""
    part = reading.part(*span)
    if negative:
        part = replace(part, choices=tuple(replace(c, negated=False) for c in part.choices))
    terms = terms_of(toolbox, part)
    ranked = tuple(rank(toolbox, part, terms))
    card = ranked[0].card if ranked and ranked[0].relevant else None
    card = _getter_of_bare_id(toolbox, part, terms) or card
    card = None if _wants_an_action(toolbox, part) else card
    return Wish(part, span, terms, ranked, card, negative)


def _wants_an_action(toolbox: Toolbox, part: Reading) -> bool:
    """Whether a clause opens with something to do that no tool here speaks of."""
    words = [w for w in part.words if w.text.lower() not in listed("stopwords")][:1]
    return any(
        word.stem in listed("actions")
        and word.text.lower()[-3:] not in ("ted", "sed", "ing")
        and not any(word.stem in card.strong for card in toolbox.cards)
        for word in words
    )


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


def _getter_of_bare_id(toolbox: Toolbox, part: Reading, terms: tuple[Term, ...]) -> Card | None:
    """For an id with nothing said about it but its noun: the tool that tells what it is."""
    if not part.ids or part.periods:
        return None
    type_key = part.ids[0].type_key
    takers = [card for card in toolbox.cards if card.takes(type_key)]
    if any(card.accepts(one) for card in takers for one in part.choices):
        return None
    nouns = toolbox.type_nouns.get(type_key, frozenset())
    bare = all(term.stem in nouns or not term.alternatives for term in terms)
    return toolbox.getter(type_key) if bare else None


def _of_clause(
    reading: Reading, toolbox: Toolbox, span: Span, alternative_to: Wish | None
) -> list[Wish]:
    wish = wish_at(reading, toolbox, span)
    if alternative_to is not None and alternative_to.card is not None:
        return [replace(wish, card=alternative_to.card)]
    for left, right in nouns_joined_in(reading, span):
        first, second = wish_at(reading, toolbox, left), wish_at(reading, toolbox, right)
        if _are_two(toolbox, first, second):
            return [first, *_of_clause(reading, toolbox, right, None)]
    return [wish]


def _are_two(toolbox: Toolbox, first: Wish, second: Wish) -> bool:
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


def _joined(reading: Reading, toolbox: Toolbox) -> Question | None:
    match = _HAVE.search(reading.plain)
    if not match:
        return None
    subject, rest = match.span("subject"), match.span("rest")
    type_key = _type_named(toolbox, reading, subject)
    if type_key is None:
        return None
    conditions = [
        wish_at(reading, toolbox, span, bool(_WITHOUT.match(reading.plain[span[0] : span[1]])))
        for span in _conditions(reading, rest)
    ]
    if not conditions or not all(_tells(toolbox, one, type_key) for one in conditions):
        return None
    getter = toolbox.getter(type_key)
    about = wish_at(reading, toolbox, subject)
    needs_all = all(one.negative for one in conditions)
    if getter and (needs_all or _takes_choice(getter, about)):
        conditions.insert(0, replace(about, card=getter))
    noun = words_of(reading.plain[slice(*subject)])[-1].text.lower()
    join = Join(type_key, noun, tuple(range(len(conditions))))
    return Question(reading, tuple(conditions), join)


def _conditions(reading: Reading, rest: Span) -> list[Span]:
    spans, start = [], rest[0]
    for match in _AND.finditer(reading.plain, *rest):
        spans.append((start, match.start()))
        start = match.end()
    return [*spans, (start, rest[1])]


def _type_named(toolbox: Toolbox, reading: Reading, span: Span) -> str | None:
    last = [word for word in reading.words if span[0] <= word.start and word.end <= span[1]][-1:]
    for type_key, nouns in toolbox.type_nouns.items():
        if last and last[0].stem in nouns:
            return type_key
    return None


def _tells(toolbox: Toolbox, wish: Wish, type_key: str) -> bool:
    """Whether the results of the wish's tool are other things that carry ids of this type."""
    if wish.card is None or toolbox.main_types[wish.card.name] == type_key:
        return False
    parameter = wish.card.takes(type_key)
    return parameter is not None and not wish.card.required


def _takes_choice(card: Card, wish: Wish) -> bool:
    return any(card.accepts(one) for one in wish.reading.choices)


def is_courtesy(reading: Reading) -> bool:
    """Whether a message is nothing but thanks or a greeting."""
    words = [word for word in reading.words if word.stem not in listed("stopwords")]
    said = {word.stem for word in reading.words} & listed("courtesy")
    return bool(said) and all(word.stem in listed("courtesy") for word in words)
