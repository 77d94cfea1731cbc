"""The tools of a request, read once and kept: their types of ids, their choices, their words.

This file leaves out the question: it knows nothing but the tools.
"""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from itsupport.offline.exchange import Tool
from itsupport.offline.selector.cards import Card, ChoiceLike, card_of, spoken_name
from itsupport.offline.selector.identifiers import Shape
from itsupport.offline.selector.schemas import Parameter, takes_names
from itsupport.offline.selector.words import listed, says_little, stems_of, synonyms


@dataclass(frozen=True)
class Toolbox:
    """All tools of a request; `document_counts` says in how many tools a word occurs."""

    cards: tuple[Card, ...]
    document_counts: dict[str, int] = field(repr=False)

    def card(self, name: str) -> Card | None:
        return next((one for one in self.cards if one.name == name), None)

    def idf(self, stem: str) -> float:
        count = self.document_counts.get(stem, 0)
        return math.log(1 + (len(self.cards) - count + 0.5) / (count + 0.5))

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        return tuple(sorted(word for word in self.document_counts if len(word) > 3))

    @cached_property
    def shapes(self) -> dict[str, Shape]:
        """The known shape of each type of id."""
        return {
            one.type_key: one.shape
            for card in self.cards
            for one in card.id_parameters
            if one.shape
        }

    def alike(self, card: Card) -> list[Card]:
        """The tools about the same kind of thing."""
        kind = self.main_types[card.name]
        return [one for one in self.cards if self.main_types[one.name] == kind is not None]

    def restricts(self, type_key: str, choices: Iterable[ChoiceLike]) -> bool:
        """Whether the getter of a type can filter by one of these choices."""
        getter = self.getter(type_key)
        return getter is not None and any(getter.accepts(one) for one in choices)

    @cached_property
    def named_types(self) -> frozenset[str | None]:
        """The types of things that some tool finds by name."""
        return frozenset(
            self.main_types[card.name]
            for card in self.cards
            if any(map(takes_names, card.of_kind("text"))) and self.main_types[card.name]
        )

    @cached_property
    def main_types(self) -> dict[str, str | None]:
        """For each tool the type of the things that it is about, by the noun it says first."""
        return {card.name: self._main_type(card) for card in self.cards}

    def _main_type(self, card: Card) -> str | None:
        for stem in (*card.name_stems, *stems_of(card.summary)):
            for type_key, nouns in self.type_nouns.items():
                if stem in nouns:
                    return type_key
        return None

    @cached_property
    def choice_sets(self) -> tuple[Parameter, ...]:
        """One parameter for each distinct set of choices with a name of its own."""
        distinct: dict[tuple[object, ...], Parameter] = {}
        for card in self.cards:
            for one in card.of_kind("choice"):
                distinct.setdefault((one.name, one.choices), one)
        return tuple(distinct.values())

    @cached_property
    def type_nouns(self) -> dict[str, frozenset[str]]:
        """The stems of the noun of each type of id, synonyms included."""
        nouns: dict[str, set[str]] = {}
        for card in self.cards:
            for one in card.id_parameters:
                own = {stem for stem in stems_of(one.noun) if not says_little(stem)}
                nouns.setdefault(one.type_key, set()).update(own)
        return {key: frozenset(_with_synonyms(own)) for key, own in nouns.items()}

    def getter(self, type_key: str) -> Card | None:
        """The tool that tells what an id of this type stands for."""
        return self._getters.get(type_key)

    @cached_property
    def _getters(self) -> dict[str, Card]:
        found = {}
        for type_key, nouns in self.type_nouns.items():
            cards = [card for card in self.cards if card.takes(type_key)]
            best = max(
                enumerate(cards), key=lambda pair: (_generality(pair[1], type_key, nouns), -pair[0])
            )
            found[type_key] = best[1]
        return found


def toolbox_of(tools: Iterable[Tool]) -> Toolbox:
    """The toolbox of these tools; the same tools are read once."""
    return _read(json.dumps([[one.name, one.description, one.parameters] for one in tools]))


@lru_cache(maxsize=16)
def _read(content: str) -> Toolbox:
    tools = [Tool(*fields) for fields in json.loads(content)]
    cards = tuple(card_of(tool, tools) for tool in tools)
    counts: dict[str, int] = {}
    for card in cards:
        for word in sorted(card.weights):
            counts[word] = counts.get(word, 0) + 1
    return Toolbox(cards, counts)


def _with_synonyms(stems: set[str]) -> set[str]:
    return stems.union(*(synonyms().get(stem, ()) for stem in stems)) if stems else stems


def _generality(card: Card, type_key: str, nouns: frozenset[str]) -> float:
    """How much a tool is about the thing itself rather than about one aspect of it."""
    name = stems_of(spoken_name(card.name, card.summary))
    opening = stems_of(card.summary)[:12]
    about = 2.0 * any(stem in nouns for stem in name) + any(stem in nouns for stem in opening[:6])
    overview = listed("overview")
    wide = sum(stem in overview for stem in name) + 0.5 * sum(stem in overview for stem in opening)
    parameter = card.takes(type_key)
    known = nouns.union(stems_of(parameter.description if parameter else ""), overview)
    narrow = sum(stem not in known and not says_little(stem) for stem in name)
    others = sum(one.required for one in card.parameters if one is not parameter)
    whole = 0.6 * any(stem in listed("whole") for stem in (*name, *opening))
    return about + min(wide, 2.0) + whole - 1.5 * narrow - 3.0 * others + 0.3 * bool(card.required)
