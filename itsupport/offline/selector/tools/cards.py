"""A tool as it is searched: its parameters, and how much each word of its schema weighs.

This file leaves out the other tools: what they have in common is in `toolbox.py`.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property

from itsupport.offline.exchange import Tool
from itsupport.offline.selector.language.phrases import phrases_in
from itsupport.offline.selector.language.words import (
    content_of,
    grams,
    listed,
    says_little,
    stems_of,
    synonyms,
)
from itsupport.offline.selector.tools.kinds import ID_NAMES, without_examples
from itsupport.offline.selector.tools.schemas import Parameter, parameters_of

_WEIGHTS = {"name": 3.0, "summary": 2.0, "rest": 0.7, "parameters": 0.9, "descriptions": 0.4}
_TELLS_ONLY = re.compile(
    r"(?:all|wh\w+|how|an?|the|(?:add|sum) up|\w+ of|\w+s that(?! an?\b| the\b))\b", re.I
)
_TELLS_SOMEBODY = re.compile(
    r"(?:tell|inform|notif|alert|warn|ask)\w* (?:the |an? |our )?\w+ (?:about|of|that|to)\b",
    re.IGNORECASE,
)
_ALIAS = re.compile(r"\b(?:also )?(?:called|known as|named)\b", re.IGNORECASE)
_OTHER_NAME = re.compile(r"\b(?:use|with|by|see|call|ask|from|than)\s+([a-z]+(?:_[a-z0-9]+)+)\b")


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
    prefix: str = ""

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
                if re.search(r"at least one of (?:the|these|them)\b", sentence, re.IGNORECASE):
                    return self.of_kind("search", "text", "id")
        return ()

    @cached_property
    def nouns(self) -> frozenset[str]:
        """The first content words of the description: what the tool deals in."""
        return frozenset(content_of(self.summary)[:4])

    @cached_property
    def acts(self) -> bool:
        """Whether it changes something: its name or description begins with what it does."""
        if (only := _TELLS_ONLY.match(self.summary)) or _TELLS_SOMEBODY.match(self.summary):
            return not only
        name = stems_of(self.name)[stems_of(self.name)[:1] == (self.prefix,) :]
        second = set() if not name or says_little(name[0]) else {*name[1:2]} - listed("papers")
        opening = () if listed("listing") & {*name[:1]} else stems_of(self.summary)[:1]
        return bool({*name[:1], *second, *opening} & listed("changes"))

    @cached_property
    def states(self) -> frozenset[str]:
        """The words of the states that a tool which changes something must be told."""
        choices = [one.choices for one in self.required if self.acts]
        return frozenset(stem for values in choices for one in values for stem in stems_of(one))

    @cached_property
    def owner(self) -> tuple[str, ...]:
        """What a lookup by a bare "sku" or "isbn" is about: "Size and price of one bouquet"."""
        bare = [p for p in self.required if p.kind == "id" and p.name.lower() in ID_NAMES]
        found = re.search(r"\b(?:one|a|an|this|the) (\w+)", self.summary)
        return stems_of(found.group(1)) if found and len(bare) == len(self.required) == 1 else ()

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

    @cached_property
    def months(self) -> tuple[Parameter, ...]:
        """The texts that take a month as 2025-06: by their name, where the schema says YYYY-MM."""
        told = "YYYY-MM" in " ".join(self.texts)
        return tuple(one for one in self.of_kind("text") if told and one.stems[-1] == "month")

    @cached_property
    def takes_days(self) -> bool:
        """Whether it takes a day, a month or a year."""
        return self.takes_years or bool(self.of_kind("day") or self.months)

    @cached_property
    def takes_years(self) -> bool:
        return any(one.takes_years for one in self.parameters)

    def takes(self, type_key: str) -> Parameter | None:
        """The parameter for ids of this type."""
        return next((one for one in self.ids if one.type_key == type_key), None)

    def choice(self, name: str, choices: tuple[str, ...]) -> Parameter | None:
        """The parameter with this name and these choices."""
        return next((p for p in self.parameters if (p.name, p.choices) == (name, choices)), None)


def card_of(tool: Tool, said_by_others: str, prefix: str = "") -> Card:
    parameters = parameters_of(tool)
    summary, rest = _own_sentences(tool, {one.name for one in parameters})
    name = _spoken(opening_name(tool.name, summary))
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
    plain = {s for one in parameters if one.kind != "id" for s in _spoken(one.name)}
    central = frozenset([*name, *fields["summary"]])
    strong = (central | plain) - (listed("limits") - {*name})
    return Card(tool, parameters, summary, tuple(name), weights, strong, central, prefix)


def opening_name(name: str, summary: str) -> str:
    """The name; for a mere number such as "tool_07" the opening words of the description."""
    is_number = re.fullmatch(r"[A-Za-z]*[_-]?\d+", name)
    return re.split(r"[,.:;]", summary)[0] if is_number else name


def _spoken(text: str) -> list[str]:
    meant = [synonyms().get(phrase, ())[:1] for phrase, _, _ in phrases_in(text)]
    return content_of(text) + [one for found in meant for one in found]


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.;!?])\s+", " ".join(text.split()))


def _own_sentences(tool: Tool, parameters: set[str]) -> tuple[str, str]:
    """First sentence and the rest, without the sentences that speak of other tools."""
    sentences = [_ALIAS.sub(" ", one) for one in _sentences(tool.description)]
    own = [one for one in sentences if not set(_OTHER_NAME.findall(one)) - parameters - {tool.name}]
    return (own[0], " ".join(own[1:])) if own else (sentences[0], "")


def said_of_others(tools: list[Tool]) -> dict[str, str]:
    """For each tool what the descriptions of others recommend it for."""
    names = {tool.name for tool in tools}
    found: dict[str, str] = {}
    for tool in tools:
        for part in re.split(r"[.,;:]\s", " ".join(tool.description.split())):
            for name in sorted(set(re.findall(r"\w+", part)) & names - {tool.name}):
                found[name] = f"{found.get(name, '')} {part.replace(name, '')}"
    return found
