"""A tool as it is searched: its parameters, and how much each word of its schema weighs.

This file leaves out the other tools: what they have in common is in `toolbox.py`.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from itsupport.offline.exchange import Tool
from itsupport.offline.selector.schemas import Parameter, parameters_of
from itsupport.offline.selector.words import grams, phrases, says_little, stems_of

_WEIGHTS = {"name": 3.0, "summary": 2.0, "text": 0.7, "parameters": 0.9, "descriptions": 0.4}
_ALIAS = re.compile(r"\b(?:also )?(?:called|known as|named)\b", re.IGNORECASE)
_EXAMPLE = re.compile(r"\b(?:such as|for example|e\.g\.)[^;]*", re.IGNORECASE)
_OTHER_NAME = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")


class ChoiceLike(Protocol):
    """A parameter of choices, or a mention of one."""

    @property
    def name(self) -> str: ...
    @property
    def choices(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Card:
    """One tool: its parameters, and for each word of its schema how much the word weighs."""

    tool: Tool
    parameters: tuple[Parameter, ...]
    summary: str
    weights: dict[str, float] = field(repr=False)
    strong: frozenset[str] = field(repr=False)
    grams: frozenset[str] = field(repr=False)

    @property
    def name(self) -> str:
        return self.tool.name

    @cached_property
    def name_stems(self) -> tuple[str, ...]:
        """The words that stand for the tool's name."""
        return tuple(_content(spoken_name(self.name, self.summary)))

    @cached_property
    def type_stems(self) -> frozenset[str]:
        """The nouns of the ids that the tool takes, such as "order" for order_id."""
        return frozenset(s for one in self.id_parameters for s in stems_of(one.noun))

    @cached_property
    def any_of(self) -> tuple[str, ...]:
        """The parameters of which the description says that one is needed."""
        for sentence in re.split(r"(?<=[.;])\s", " ".join(self.tool.description.split())):
            if re.search(r"\b(?:needs?|requires?|at least one)\b", sentence, re.IGNORECASE):
                words = set(re.findall(r"\w+", sentence))
                named = tuple(one.name for one in self.parameters if one.name in words)
                if len(named) > 1 and " or " in sentence:
                    return named
        return ()

    @cached_property
    def nouns(self) -> frozenset[str]:
        """The first content words of the description: what the tool deals in."""
        return frozenset(_content(self.summary)[:4])

    @cached_property
    def id_parameters(self) -> tuple[Parameter, ...]:
        return tuple(one for one in self.parameters if one.kind == "id")

    def takes(self, type_key: str) -> Parameter | None:
        """The parameter for ids of this type."""
        return next((one for one in self.id_parameters if one.type_key == type_key), None)

    def accepts(self, choice: ChoiceLike) -> bool:
        """Whether a parameter has this name and these choices."""
        wanted = choice.name, choice.choices
        return any((one.name, one.choices) == wanted for one in self.parameters)

    def of_kind(self, *kinds: str) -> list[Parameter]:
        return [one for one in self.parameters if one.kind in kinds]

    @property
    def required(self) -> list[Parameter]:
        return [one for one in self.parameters if one.required]


def card_of(tool: Tool, tools: list[Tool]) -> Card:
    """The card of one of the tools; what the others' descriptions say of it counts too."""
    parameters = parameters_of(tool)
    summary, text = _own_sentences(tool, {one.name for one in parameters})
    name = _content(spoken_name(tool.name, summary))
    summary, text = _ALIAS.sub(" ", summary), _ALIAS.sub(" ", text)
    fields = {
        "name": name,
        "summary": _content(summary),
        "text": _content(f"{text} {_said_by_others(tool.name, tools)}"),
        "parameters": [stem for one in parameters for stem in _content(one.name)],
        "descriptions": [
            stem for one in parameters for stem in _content(without_examples(one.description))
        ],
    }
    weights: dict[str, float] = {}
    for label, stems in fields.items():
        slope = 0.1 if label in ("parameters", "descriptions") else 0.3
        length = 1 - slope + slope * len(stems) / 10
        for stem in stems:
            weights[stem] = weights.get(stem, 0.0) + _WEIGHTS[label] / length
    plain = [s for one in parameters if one.kind != "id" for s in _content(one.name)]
    strong = frozenset(fields["name"]) | frozenset(fields["summary"]) | frozenset(plain)
    return Card(
        tool=tool,
        parameters=parameters,
        summary=summary,
        weights=weights,
        strong=strong,
        grams=frozenset().union(*(grams(stem) for stem in strong)),
    )


def spoken_name(name: str, summary: str) -> str:
    """The name; for a mere number such as "tool_07" the opening words of the description."""
    return re.split(r"[,.:;]", summary)[0] if re.search(r"\d$", name) else name.replace("_", " ")


def without_examples(description: str) -> str:
    """A description without the examples in it, which are values and not what it is about."""
    return _EXAMPLE.sub(" ", description)


def _own_sentences(tool: Tool, parameters: set[str]) -> tuple[str, str]:
    """First sentence and the rest, without the sentences that speak of other tools."""
    sentences = re.split(r"(?<=[.;!?])\s+", " ".join(tool.description.split()))
    own = [
        sentence
        for sentence in sentences
        if not set(_OTHER_NAME.findall(sentence)) - parameters - {tool.name}
    ]
    return (own[0], " ".join(own[1:])) if own else (sentences[0], "")


def _said_by_others(name: str, tools: list[Tool]) -> str:
    """What other tools' descriptions recommend this one for."""
    parts = [
        part
        for tool in tools
        if tool.name != name and name in tool.description
        for part in re.split(r"[.,;]\s", " ".join(tool.description.split()))
    ]
    return " ".join(re.sub(rf"\b{re.escape(name)}\b", "", part) for part in parts if name in part)


def _content(text: str) -> list[str]:
    words = [stem for stem in stems_of(text) if not says_little(stem)]
    spoken = f" {text.lower()} "
    return words + [stems[0] for phrase, stems in phrases().items() if f" {phrase} " in spoken]
