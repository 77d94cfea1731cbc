"""Which tools find the ids that others need: by what they are about, by what a schema says."""

import re
from collections.abc import Mapping, Sequence

from itsupport.offline.selector.language.words import stems_of
from itsupport.offline.selector.tools.cards import Card
from itsupport.offline.selector.tools.schemas import Parameter

_FROM = re.compile(r"\bfrom ([\w.-]*\w)")
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")


def finders_of(
    cards: Sequence[Card],
    main_types: Mapping[str, str | None],
    parameters: Mapping[str, list[Parameter]],
) -> dict[str, list[Card]]:
    """For each type of id the tools that find such things without being given one."""
    found: dict[str, list[Card]] = {}
    recommended = _recommended(cards)
    for card in cards:
        if card.acts or any(one.kind == "id" for one in card.required):
            continue
        key = main_types[card.name] or _weakly_named(card, parameters)
        for one in dict.fromkeys([key, *recommended.get(card.name, [])]):
            if one:
                found.setdefault(one, []).append(card)
    return found


def _weakly_named(card: Card, parameters: Mapping[str, list[Parameter]]) -> str | None:
    """The type whose noun is a plain word of the tool's name: freeTimes for a time code."""
    name = set(stems_of(card.name))
    for key, found in parameters.items():
        noun = {stem for one in found for stem in stems_of(one.noun)}
        if any(one.required for one in found) and noun and noun <= name:
            return key
    return None


def _recommended(cards: Sequence[Card]) -> dict[str, list[str]]:
    """For each tool the types that others tell to get from it: "a time code from freeTimes"."""
    names = {card.name for card in cards}
    found: dict[str, list[str]] = {}
    for card in cards:
        for parameter in card.ids:
            told = f"{parameter.name} {parameter.description}"
            for sentence in (*_SENTENCE.split(card.tool.description), told):
                others = set(_FROM.findall(sentence)) & names - {card.name}
                if set(stems_of(parameter.noun)) <= set(stems_of(sentence)):
                    for other in sorted(others):
                        found.setdefault(other, []).append(parameter.type_key)
    return found
