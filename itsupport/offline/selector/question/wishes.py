"""The wishes in a question: which part of it wants which tool."""

from dataclasses import dataclass, field
from typing import Any

from itsupport.offline.selector.language.words import listed, says_little, stems_of
from itsupport.offline.selector.question.clauses import Span
from itsupport.offline.selector.question.reading import Reading
from itsupport.offline.selector.ranking.mentions import takes_choice
from itsupport.offline.selector.ranking.ranked import Ranked
from itsupport.offline.selector.ranking.terms import Term
from itsupport.offline.selector.tools.cards import Card


@dataclass(frozen=True)
class Wish:
    """One thing that is asked for. `card` is the chosen tool, None when no tool serves it.

    `defaults` are arguments taken over from the question before, which it `repeats`.
    """

    reading: Reading
    terms: tuple[Term, ...]
    ranked: tuple[Ranked, ...] = field(repr=False)
    card: Card | None
    negative: bool = False
    clause: Span = (0, 0)
    defaults: dict[str, Any] = field(default_factory=dict)
    repeats: bool = False


@dataclass(frozen=True)
class Join:
    """Which ids of one type fulfil all conditions: the places of the wishes that say them."""

    type_key: str
    noun: str
    wishes: tuple[int, ...]


@dataclass(frozen=True)
class Question:
    """A whole question: its reading, its wishes in order, its background, the join if any."""

    reading: Reading
    wishes: tuple[Wish, ...]
    background: Reading | None = None
    join: Join | None = None
    everything: bool = False


def is_deed(wish: Wish) -> bool:
    """Whether a wish is for something to be done, by a tool that does it."""
    return bool(wish.ranked) and any(r == "does what is asked" for r, _ in wish.ranked[0].evidence)


def asks_something(wish: Wish) -> bool:
    return wish.reading.has("asks") or wish.reading.has("actions")


def is_trusted(wish: Wish) -> bool:
    """Whether a word of the wish itself, not a synonym, is central to its tool."""
    if wish.card is None:
        return False
    direct = {stem for term in wish.terms for stem, trust in term.alternatives if trust > 0.6}
    return bool(direct & wish.card.central) or any(term.stem.count(" ") > 1 for term in wish.terms)


def has_known_word(wish: Wish, besides: str = "stopwords") -> bool:
    """Whether a tool knows a word of a wish, those of one list apart."""
    return any(term.alternatives and term.stem not in listed(besides) for term in wish.terms)


def _takes_names(card: Card) -> bool:
    return any(one.takes_names or one.kind == "search" for one in card.parameters)


def names_its_tool(wish: Wish, other: Card) -> bool:
    if wish.reading.types and not any(other.takes(key) for key in wish.reading.types):
        return True
    card = wish.card
    assert card is not None
    known = any(term.alternatives for term in wish.terms)
    if known and wish.reading.of("name") and _takes_names(card) and not _takes_names(other):
        return True
    if is_trusted(wish) and _chooses_for(wish, card, other):
        return True
    own = {stem for term in wish.terms for stem, trust in term.alternatives if trust > 0.6}
    others = set(other.strong) | {s for one in other.parameters for s in one.stems}
    alone = set(card.weights) - set(other.weights)
    return bool(own & (set(card.strong) - others | alone))


def _chooses_for(wish: Wish, card: Card, other: Card) -> bool:
    """Whether a value of a wish is one that its own tool takes and another does not."""
    choices = [one for one in wish.reading.of("choice") if one.how == "exact"]
    said = {word for one in choices for word in stems_of(str(one.value))}
    direct = {stem for term in wish.terms for stem, trust in term.alternatives if trust == 1}
    if not direct - said:
        return False
    return any(takes_choice(card, one) and not takes_choice(other, one) for one in choices)


def is_courtesy(reading: Reading) -> bool:
    """Whether a message is nothing but thanks or a greeting."""
    said = {word.stem for word in reading.words if not says_little(word.stem)}
    courtesy = {word.stem for word in reading.words} & listed("courtesy")
    return bool(courtesy) and said <= listed("courtesy") and not reading.of("id")
