"""One wish: a part of a question, and the tool that ranks first for it."""

from dataclasses import dataclass, field, replace
from typing import Any

from itsupport.offline.selector.cards import Card
from itsupport.offline.selector.clauses import Span
from itsupport.offline.selector.evidence import Term
from itsupport.offline.selector.ranking import Ranked, rank, terms_of
from itsupport.offline.selector.reading import Reading
from itsupport.offline.selector.toolbox import Toolbox
from itsupport.offline.selector.words import listed


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
