"""The tools of a request, read once and kept: their words, their ids, what leads to what.

This file leaves out the question: it knows nothing but the tools.
"""

import json
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from itsupport.offline.exchange import Tool
from itsupport.offline.selector.schemas import Parameter, parameters_of, without_examples
from itsupport.offline.selector.shapes import Shape
from itsupport.offline.selector.spelling import Index, index_of
from itsupport.offline.selector.words import (
    content_of,
    grams,
    listed,
    phrases_in,
    says_little,
    stems_of,
    synonyms,
    topics,
    words_of,
)

_WEIGHTS = {"name": 3.0, "summary": 2.0, "rest": 0.7, "parameters": 0.9, "descriptions": 0.4}
_ALIAS = re.compile(r"\b(?:also )?(?:called|known as|named)\b", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-[01]\d-[0-2]\d|\d{4}-(?:0[13-9]|1[0-2])-30|\d{4}-(?:0[13578]|1[02])-31")
_OTHER_NAME = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")


@dataclass(frozen=True, eq=False)
class Card:
    """One tool as it is searched: for each word of its schema how much the word weighs."""

    tool: Tool
    parameters: tuple[Parameter, ...]
    summary: str
    name_stems: tuple[str, ...]
    weights: dict[str, float] = field(repr=False)
    strong: frozenset[str] = field(repr=False)
    central: frozenset[str] = field(repr=False)

    @property
    def name(self) -> str:
        return self.tool.name

    @cached_property
    def ids(self) -> tuple[Parameter, ...]:
        """The parameters that take ids."""
        return self.of_kind("id")

    @cached_property
    def required(self) -> tuple[Parameter, ...]:
        return tuple(one for one in self.parameters if one.required)

    @cached_property
    def any_of(self) -> tuple[Parameter, ...]:
        """The parameters of which the description says that one is needed."""
        for sentence in re.split(r"(?<=[.;])\s", " ".join(self.tool.description.split())):
            if re.search(r"\b(?:needs?|requires?|at least one|either)\b", sentence, re.IGNORECASE):
                words = set(re.findall(r"\w+", sentence))
                named = tuple(one for one in self.parameters if one.name in words)
                if len(named) > 1 and " or " in sentence:
                    return named
                if re.search(
                    r"at least one of (?:the|these|them)\b", " ".join(sentence.split()), re.I
                ):
                    return self.of_kind("search", "text", "id")
        return ()

    @cached_property
    def nouns(self) -> frozenset[str]:
        """The first content words of the description: what the tool deals in."""
        return frozenset(content_of(self.summary)[:4])

    @cached_property
    def acts(self) -> bool:
        """Whether it changes something: its name or description begins with what it does."""
        name = stems_of(self.name)
        verbs = name[: 1 if says_little(name[0]) else 2] if name else ()
        return bool({*verbs, *stems_of(self.summary)[:1]} & listed("changes"))

    @cached_property
    def grams(self) -> frozenset[str]:
        """The letters of its central words, four at a time."""
        return frozenset().union(*(grams(stem) for stem in self.strong))

    @cached_property
    def type_stems(self) -> frozenset[str]:
        """The nouns of the ids that the tool takes, such as "order" for order_id."""
        return frozenset(s for one in self.ids for s in stems_of(one.noun))

    @cached_property
    def texts(self) -> list[str]:
        """All that the schema says in words, with choices and examples."""
        told = [self.tool.name, self.tool.description]
        for one in self.parameters:
            told += [one.name, one.description, *one.choices, *one.examples]
        return told

    def of_kind(self, *kinds: str) -> tuple[Parameter, ...]:
        return tuple(one for one in self.parameters if one.kind in kinds)

    def takes(self, type_key: str) -> Parameter | None:
        """The parameter for ids of this type."""
        return next((one for one in self.ids if one.type_key == type_key), None)

    def choice(self, name: str, choices: tuple[str, ...]) -> Parameter | None:
        """The parameter with this name and these choices."""
        return next((p for p in self.parameters if (p.name, p.choices) == (name, choices)), None)


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
        count = self.counts.get(stem, 0)
        return math.log(1 + (len(self.cards) - count + 0.5) / (count + 0.5))

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """The words that most names share, such as the name of the server."""
        said = [stem for card in self.cards for stem in set(card.name_stems)]
        most = max(2, 0.6 * len(self.cards))
        return (
            frozenset(stem for stem in said if said.count(stem) > most)
            if len(said) < 500
            else frozenset()
        )

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
        """The capitalized words of examples, such as a person's name."""
        examples = [one for card in self.cards for p in card.parameters for one in p.examples]
        words = (word.text for one in examples for word in words_of(one))
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
        found = {}
        for key, parameters in self.id_parameters.items():
            own = {s for one in parameters for s in stems_of(one.noun)[-1:] if not says_little(s)}
            own |= {s for one in parameters for s in one.owner if not says_little(s)}
            shape = self.shapes.get(key)
            if shape and shape.parts[0].isalpha():
                own.add(shape.parts[0].lower())
            found[key] = own.union(*(synonyms().get(one, ()) for one in own)) if own else own
        claimed = {s for p in self.id_parameters.values() for one in p for s in stems_of(one.noun)}
        kept = {}
        for key, parameters in self.id_parameters.items():
            own = {s for one in parameters for s in (*stems_of(one.noun), *one.owner)}
            own |= {one.shape.parts[0].lower() for one in parameters if one.shape}
            kept[key] = frozenset(s for s in found[key] if s in own or s not in claimed)
        return kept

    def type_named(self, stems: Iterable[str]) -> str | None:
        """The type of id whose noun is the first of these words that is one."""
        return next((self._type_of[one] for one in stems if one in self._type_of), None)

    @cached_property
    def _type_of(self) -> dict[str, str]:
        return {noun: key for key, nouns in reversed(self.nouns.items()) for noun in sorted(nouns)}

    @cached_property
    def main_types(self) -> dict[str, str | None]:
        """For each tool the type of the things that it is about, by the noun it says first."""
        said = {card.name: (*card.name_stems, *stems_of(card.summary)) for card in self.cards}
        return {name: self.type_named(stems) for name, stems in said.items()}

    @cached_property
    def takes_people(self) -> bool:
        """Whether some tool takes the name of somebody who does something."""
        return any(one.takes_people for card in self.cards for one in card.parameters)

    @cached_property
    def named_types(self) -> frozenset[str]:
        """The types of things that some tool finds by name."""
        found = ((c, self.main_types[c.name]) for c in self.cards)
        return frozenset(
            key for c, key in found if key and any(p.takes_names for p in c.parameters)
        )

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
    def _getters(self) -> dict[str, Card]:
        found = {}
        for key, nouns in self.nouns.items():
            cards = [card for card in self.cards if card.takes(key)]
            found[key] = max(cards, key=lambda card: _generality(card, key, nouns))
        return found

    def finders(self, type_key: str) -> list[Card]:
        """The tools that find things of this type without being given one."""
        return self._finders.get(type_key, [])

    @cached_property
    def _finders(self) -> dict[str, list[Card]]:
        found: dict[str, list[Card]] = {}
        for card in self.cards:
            key = self.main_types[card.name]
            if key and not card.acts and not any(one.kind == "id" for one in card.required):
                found.setdefault(key, []).append(card)
        return found


def toolbox_of(tools: Iterable[Tool]) -> Toolbox:
    """The toolbox of these tools; the same tools are read once."""
    return _read(json.dumps([[one.name, one.description, one.parameters] for one in tools]))


@lru_cache(maxsize=16)
def _read(content: str) -> Toolbox:
    tools = [Tool(*fields) for fields in json.loads(content)]
    said = _said_of_others(tools)
    cards = tuple(_card(tool, said.get(tool.name, "")) for tool in tools)
    counts: dict[str, int] = {}
    for card in cards:
        for word in card.weights:
            counts[word] = counts.get(word, 0) + 1
    return Toolbox(cards, counts)


def _card(tool: Tool, said_by_others: str) -> Card:
    parameters = parameters_of(tool)
    summary, rest = _own_sentences(tool, {one.name for one in parameters})
    name = _spoken(_name(tool.name, summary))
    fields = {
        "name": name,
        "summary": _spoken(summary),
        "rest": _spoken(f"{rest} {said_by_others}"),
        "parameters": [stem for one in parameters for stem in _spoken(one.name)],
        "descriptions": [s for p in parameters for s in _spoken(without_examples(p.description))],
    }
    weights: dict[str, float] = {}
    for label, stems in fields.items():
        slope = 0.1 if label in ("parameters", "descriptions") else 0.3
        for stem in stems:
            length = 1 - slope + slope * len(stems) / 10
            weights[stem] = weights.get(stem, 0.0) + _WEIGHTS[label] / length
    plain = [s for one in parameters if one.kind != "id" for s in _spoken(one.name)]
    strong = frozenset([*name, *fields["summary"], *plain])
    central = frozenset([*name, *fields["summary"]])
    return Card(tool, parameters, summary, tuple(name), weights, strong, central)


def _name(name: str, summary: str) -> str:
    """The name; for a mere number such as "tool_07" the opening words of the description."""
    is_number = re.fullmatch(r"[A-Za-z]*[_-]?\d+", name)
    return re.split(r"[,.:;]", summary)[0] if is_number else name


def _spoken(text: str) -> list[str]:
    return content_of(text) + [synonyms()[phrase][0] for phrase, _, _ in phrases_in(text)]


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.;!?])\s+", " ".join(text.split()))


def _own_sentences(tool: Tool, parameters: set[str]) -> tuple[str, str]:
    """First sentence and the rest, without the sentences that speak of other tools."""
    sentences = [_ALIAS.sub(" ", one) for one in _sentences(tool.description)]
    own = [one for one in sentences if not set(_OTHER_NAME.findall(one)) - parameters - {tool.name}]
    return (own[0], " ".join(own[1:])) if own else (sentences[0], "")


def _said_of_others(tools: list[Tool]) -> dict[str, str]:
    """For each tool what the descriptions of others recommend it for."""
    names = {tool.name for tool in tools}
    found: dict[str, str] = {}
    for tool in tools:
        for part in re.split(r"[.,;:]\s", " ".join(tool.description.split())):
            for name in sorted(set(re.findall(r"\w+", part)) & names - {tool.name}):
                found[name] = f"{found.get(name, '')} {part.replace(name, '')}"
    return found


def _generality(card: Card, type_key: str, nouns: frozenset[str]) -> float:
    """How much a tool is about the thing itself rather than about one aspect of it."""
    opening, wide = stems_of(card.summary)[:12], listed("overview")
    parameter = card.takes(type_key)
    known = nouns | wide | set(stems_of(parameter.description if parameter else ""))
    score = 2.0 * bool(nouns & set(card.name_stems)) + bool(nouns & set(opening[:6]))
    name = stems_of(_name(card.name, card.summary))
    score += min(sum(s in wide for s in name) + 0.5 * sum(s in wide for s in opening), 2.0)
    score += 0.6 * bool(listed("whole") & {*name, *opening})
    score -= 1.5 * sum(s not in known and not says_little(s) for s in name)
    score -= 3.0 * sum(one.required for one in card.parameters if one is not parameter)
    return score + 0.3 * bool(parameter and parameter.required) - 5.0 * card.acts
