"""The tools of a request, read once and kept: their words, their ids, what leads to what.

This file leaves out the question: it knows nothing but the tools.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from itsupport.offline.exchange import Tool
from itsupport.offline.selector.language.spelling import Index, index_of
from itsupport.offline.selector.language.words import stems_of, topics, words_of
from itsupport.offline.selector.tools.cards import Card, card_of, said_of_others
from itsupport.offline.selector.tools.finders import finders_of
from itsupport.offline.selector.tools.generality import generality
from itsupport.offline.selector.tools.nouns import nouns_of, type_of_head, words_about
from itsupport.offline.selector.tools.odd_codes import odd_codes_of
from itsupport.offline.selector.tools.schemas import Parameter
from itsupport.offline.selector.tools.shapes import Shape

_DAY = re.compile(r"\d{4}-[01]\d-[0-2]\d|\d{4}-(?:0[13-9]|1[0-2])-30|\d{4}-(?:0[13578]|1[02])-31")


@dataclass(frozen=True, eq=False)
class Toolbox:
    """All tools of a request; `counts` says in how many tools a word occurs."""

    cards: tuple[Card, ...]
    counts: dict[str, int] = field(repr=False)

    def card(self, name: str) -> Card | None:
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> dict[str, Card]:
        return {card.name: card for card in reversed(self.cards)}

    def idf(self, stem: str) -> float:
        """How telling a word is: ln(1 + (N - n + 0.5) / (n + 0.5)), as in BM25."""
        known = self._idf
        return known[stem] if stem in known else known[""]

    @cached_property
    def _idf(self) -> dict[str, float]:
        total, told = len(self.cards), {**self.counts, "": 0}
        return {one: math.log(1 + (total - n + 0.5) / (n + 0.5)) for one, n in told.items()}

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """The words that most names share, such as the name of the server."""
        said = Counter(stem for card in self.cards for stem in set(card.name_stems))
        most = max(2, 0.6 * len(self.cards))
        return frozenset(stem for stem, count in said.items() if count > most)

    @cached_property
    def foreign(self) -> frozenset[str]:
        """The words of everyday topics that no tool here deals in."""
        central = frozenset().union(*(card.strong for card in self.cards))
        kept = [words for words in topics() if not words & central]
        told = {word.stem for card in self.cards for text in card.texts for word in words_of(text)}
        return frozenset().union(*kept) - told

    @cached_property
    def words(self) -> Index:
        """The words of the tools, their choices and examples, for the speller."""
        said = [text for card in self.cards for text in card.texts]
        found = (word.text.lower() for text in said for word in words_of(text.replace("_", " ")))
        plain = {word for word in found if word.isalpha() and len(word) > 2}
        return index_of(sorted(plain | {f"{word}s" for word in plain if word[-1] != "s"}))

    @cached_property
    def names(self) -> frozenset[str]:
        """The capitalized words of examples and choices, such as a person's name."""
        told = [p for card in self.cards for p in card.parameters]
        words = (w.text for p in told for one in (*p.examples, *p.choices) for w in words_of(one))
        return frozenset(word for word in words if word.istitle() and len(word) > 3)

    @cached_property
    def id_parameters(self) -> dict[str, list[Parameter]]:
        """The parameters for each type of id."""
        found: dict[str, list[Parameter]] = {}
        for card in self.cards:
            for one in card.ids:
                found.setdefault(one.type_key, []).append(one)
        return found

    @cached_property
    def shapes(self) -> dict[str, Shape]:
        """The known shape of each type of id."""
        all_of = self.id_parameters.items()
        return {key: p.shape for key, found in all_of for p in found[:1] if p.shape}

    @cached_property
    def nouns(self) -> dict[str, frozenset[str]]:
        """The stems of the noun of each type of id, synonyms included."""
        return nouns_of(self.cards, self.id_parameters, self.prefixes)

    def type_named(self, stems: Iterable[str]) -> str | None:
        """The type of id whose noun is the first of these words that is one."""
        return next((self._type_of[one] for one in stems if one in self._type_of), None)

    @cached_property
    def _type_of(self) -> dict[str, str]:
        return {noun: key for key, nouns in reversed(self.nouns.items()) for noun in sorted(nouns)}

    @cached_property
    def main_types(self) -> dict[str, str | None]:
        """For each tool the type of the things that it is about, by the noun it says first."""
        return {card.name: type_of_head(words_about(card), self._type_of) for card in self.cards}

    @cached_property
    def takes_people(self) -> bool:
        """Whether some tool takes the name of somebody who does something."""
        return any(one.takes_people for card in self.cards for one in card.parameters)

    @cached_property
    def takes_years(self) -> bool:
        return any(card.takes_years for card in self.cards)

    @cached_property
    def named_types(self) -> frozenset[str]:
        """The types of things that some tool finds by name."""
        found = ((self.main_types[card.name], p) for card in self.cards for p in card.parameters)
        return frozenset(key for key, p in found if key and p.takes_name_of(self.nouns[key]))

    @cached_property
    def dated_types(self) -> frozenset[str]:
        """The types of things that some tool about them takes days for."""
        about = (self.main_types[card.name] for card in self.cards if card.takes_days)
        return frozenset(key for key in about if key)

    @cached_property
    def patterned(self) -> tuple[Parameter, ...]:
        """The texts with a pattern of their own."""
        texts = (one for card in self.cards for one in card.of_kind("text"))
        return tuple(one for one in texts if "pattern" in one.schema)

    @cached_property
    def odd_codes(self) -> re.Pattern[str] | None:
        """What looks like the examples of texts that no word looks like."""
        return odd_codes_of(p for card in self.cards for p in card.of_kind("text"))

    @cached_property
    def example_day(self) -> date | None:
        """The latest day that a schema gives as an example: a stand-in for today."""
        days = [p.examples for c in self.cards for p in c.of_kind("day")]
        found = [one for examples in days for one in examples if _DAY.fullmatch(one)]
        return date.fromisoformat(max(found)) if found else None

    @cached_property
    def subjects(self) -> dict[str, str | None]:
        """For each tool the type of id that its results are about."""
        first = {card.name: next((one.type_key for one in card.ids), None) for card in self.cards}
        return {name: key or first[name] for name, key in self.main_types.items()}

    @cached_property
    def choice_sets(self) -> tuple[Parameter, ...]:
        """One parameter for each distinct set of choices with a name of its own."""
        found = {(p.name, p.choices): p for c in self.cards for p in c.of_kind("choice")}
        return tuple(found.values())

    def getter(self, type_key: str) -> Card | None:
        """The tool that tells what an id of this type stands for."""
        return self._getters.get(type_key)

    @cached_property
    def _getters(self) -> dict[str, Card | None]:
        found: dict[str, Card | None] = {}
        for key, nouns in self.nouns.items():
            cards = (card for card in self.cards if card.takes(key) and not card.acts)
            found[key] = max(cards, key=lambda one: generality(one, key, nouns), default=None)
        return found

    def finders(self, type_key: str) -> list[Card]:
        """The tools that find things of this type without being given one."""
        return self._finders.get(type_key, [])

    @cached_property
    def _finders(self) -> dict[str, list[Card]]:
        return finders_of(self.cards, self.main_types, self.id_parameters)


def toolbox_of(tools: Iterable[Tool]) -> Toolbox:
    """The toolbox of these tools; the same tools are read once."""
    return _read(json.dumps([[one.name, one.description, one.parameters] for one in tools]))


@lru_cache(maxsize=16)
def _read(content: str) -> Toolbox:
    tools = [Tool(*fields) for fields in json.loads(content)]
    said = said_of_others(tools)
    opening = {stems_of(tool.name)[:1] for tool in tools}
    prefix = next(iter(opening.pop()), "") if len(tools) > 2 and len(opening) == 1 else ""
    cards = tuple(card_of(tool, said.get(tool.name, ""), prefix) for tool in tools)
    return Toolbox(cards, dict(Counter(word for card in cards for word in card.weights)))
