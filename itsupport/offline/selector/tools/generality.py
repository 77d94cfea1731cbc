"""How much a tool is about a thing itself: who tells what an id stands for."""

from itsupport.offline.selector.language.words import listed, says_little, stems_of
from itsupport.offline.selector.tools.cards import Card, opening_name


def generality(card: Card, type_key: str, nouns: frozenset[str]) -> float:
    """How much a tool is about the thing itself rather than about one aspect of it."""
    opening, wide = stems_of(card.summary)[:12], listed("overview")
    parameter = card.takes(type_key)
    known = nouns | wide | set(stems_of(parameter.description if parameter else ""))
    score = 2.0 * bool(nouns & set(card.name_stems)) + bool(nouns & set(opening[:6]))
    name = stems_of(opening_name(card.name, card.summary))
    score += min(sum(s in wide for s in name) + 0.5 * sum(s in wide for s in opening), 2.0)
    score += 0.6 * bool(listed("whole") & {*name, *opening})
    score -= 1.5 * sum(s not in known and not says_little(s) for s in name)
    score -= 3.0 * sum(one.required for one in card.parameters if one is not parameter)
    return score + 0.3 * bool(parameter and parameter.required)
