"""What the ids of the tools stand for in words: customer_id for a customer, a client."""

import re
from collections.abc import Mapping, Sequence

from itsupport.offline.selector.language.words import listed, says_little, stems_of, synonyms
from itsupport.offline.selector.tools.cards import Card
from itsupport.offline.selector.tools.schemas import Parameter

_RETURNS = re.compile(r"\b(?:Returns|Gives) ([^.;:]+)")
_VERBS = listed("actions") | listed("changes") | listed("opens")


def nouns_of(
    cards: Sequence[Card], parameters: Mapping[str, list[Parameter]], prefixes: frozenset[str]
) -> dict[str, frozenset[str]]:
    """The stems of the nouns for each type of id, without synonyms that another type claims."""
    claimed = {s for found in parameters.values() for one in found for s in stems_of(one.noun)}
    nouns = {}
    for key, found in parameters.items():
        given = {s for one in found for s in one.owner}
        given |= {s for card in cards if card.takes(key) for s in card.owner}
        given |= _handled(key, cards) - prefixes
        shape = next((one.shape for one in found[:1] if one.shape), None)
        letters = {shape.parts[0].lower()} if shape and shape.parts[0].isalpha() else set()
        last = {s for one in found for s in stems_of(one.noun)[-1:]}
        own = {one for one in last | given if not says_little(one)} | letters
        alike = {other for one in own for other in synonyms().get(one, ())}
        said = given | letters | {s for one in found for s in stems_of(one.noun)}
        nouns[key] = frozenset(s for s in own | alike if s in said or s not in claimed)
    return nouns


def _handled(key: str, cards: Sequence[Card]) -> frozenset[str]:
    """The thing in the names of all tools that need such an id: track_parcel, send_parcel."""
    needing = [card for card in cards if any(one.type_key == key for one in card.required)]
    shared = [frozenset(card.name_stems) for card in needing]
    said = frozenset.intersection(*shared) if len(shared) > 1 else frozenset()
    return frozenset(one for one in said if not says_little(one)) - _VERBS


def words_about(card: Card) -> tuple[str, ...]:
    """The words that say what a tool is about: of its name, its first sentence, its results.

    What the names of all tools open with says least.
    """
    returned = next(iter(_RETURNS.findall(card.tool.description)), "")
    opens = card.name_stems[:1] if card.name_stems[:1] == (card.prefix,) else ()
    name = card.name_stems[len(opens) :]
    return (*name, *stems_of(card.summary), *stems_of(returned), *opens)


def type_of_head(stems: Sequence[str], types: Mapping[str, str]) -> str | None:
    """The type whose noun comes first; of "court bookings" it is the bookings."""
    first = next((n for n, one in enumerate(stems) if one in types), len(stems))
    following = range(first, len(stems) - 1)
    last = next((n for n in following if stems[n + 1] not in types), len(stems) - 1)
    return types.get(stems[last]) if first < len(stems) else None
