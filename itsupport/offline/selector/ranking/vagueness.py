"""Whether the words of a wish say enough for a tool, or could be about anything."""

import re

from itsupport.offline.selector.language.words import synonyms
from itsupport.offline.selector.question.reading import Reading
from itsupport.offline.selector.ranking.terms import Term, is_foreign
from itsupport.offline.selector.tools.cards import Card
from itsupport.offline.selector.tools.toolbox import Toolbox

_MEASURE = re.compile(r"how \w+")
_OF = re.compile(r"\s+(?:of|about|on|with|showing)\b", re.IGNORECASE)
_FOR = re.compile(r"\s+(?:for|about|on|regarding|against|when|if)\b", re.IGNORECASE)


def is_vague(reading: Reading, terms: tuple[Term, ...], evidence: list[tuple[str, float]]) -> bool:
    """Whether only a phrase such as "how long" speaks for a tool, and other words for none."""
    said = {reason for reason, _ in evidence if reason.startswith("word ")}
    known = [term for term in terms if f"word {term.stem!r}" in said]
    unknown = [term for term in terms if not term.alternatives]
    named = reading.of("id", "name", "mail", "code", "quote")
    if unknown and len(known) == 1 and not named and _is_far(known[0], evidence):
        return True
    if len(unknown) > 2 and len(known) < 2:
        return not any(reason.startswith("id ") for reason, _ in evidence)
    return bool(unknown) and all(_MEASURE.fullmatch(term.stem) for term in known)


def _is_far(known: Term, evidence: list[tuple[str, float]]) -> bool:
    """Whether nothing but one synonym speaks for a tool: "cover" in "cover my shift"."""
    if " " in known.stem or any(trust == 1 for _, trust in known.alternatives):
        return False
    idle = ("word ", "similar", "lists", "does what")
    return not any(points > 0 and not reason.startswith(idle) for reason, points in evidence)


def topic_of(card: Card, reading: Reading) -> frozenset[str]:
    """What to search for, whatever it is: the words after "pictures of", "articles about"."""
    if not any(one.required for one in card.of_kind("search")):
        return frozenset()
    for word in reading.words:
        meant = {word.stem, *synonyms().get(word.stem, ())}
        if meant & card.strong and _OF.match(reading.text[word.end :]):
            return frozenset(one.stem for one in reading.words if one.start > word.start)
    return frozenset()


def names_topic(toolbox: Toolbox, card: Card, reading: Reading, terms: tuple[Term, ...]) -> bool:
    """Whether the words that no tool knows are what to search for: "a fix for …"."""
    if not card.of_kind("search", "text") or any(is_foreign(toolbox, one) for one in terms):
        return False
    nouns = [word for word in reading.words if word.stem in card.strong]
    return any(_FOR.match(reading.text[word.end :]) for word in nouns)
