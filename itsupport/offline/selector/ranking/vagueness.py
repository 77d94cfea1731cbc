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


def is_vague(terms: tuple[Term, ...], evidence: list[tuple[str, float]]) -> bool:
    """Whether only a phrase such as "how long" speaks for a tool, and other words for none."""
    said = {reason for reason, _ in evidence if reason.startswith("word ")}
    known = [term for term in terms if f"word {term.stem!r}" in said]
    unknown = [term for term in terms if not term.alternatives]
    if len(unknown) > 2 and len(known) < 2:
        return not any(reason.startswith("id ") for reason, _ in evidence)
    return bool(unknown) and all(_MEASURE.fullmatch(term.stem) for term in known)


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
