"""Ranking the tools for one wish: BM25F over their schemas, character n-grams, and evidence.

The score says which tool fits best; `relevant` says whether it fits at all. Weights were chosen on
questions, not learned.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from itsupport.offline.selector.language.words import listed
from itsupport.offline.selector.question.reading import Mention, Reading
from itsupport.offline.selector.question.sentences import ENDS_WITH_NTH
from itsupport.offline.selector.ranking.evidence import (
    form_points,
    head_points,
    letter_points,
    missing_points,
    unasked_points,
)
from itsupport.offline.selector.ranking.mentions import mention_points, takes_choice
from itsupport.offline.selector.ranking.ranked import Ranked
from itsupport.offline.selector.ranking.references import takes_reports
from itsupport.offline.selector.ranking.terms import Term, is_foreign
from itsupport.offline.selector.ranking.vagueness import is_vague, names_topic, topic_of
from itsupport.offline.selector.tools.cards import Card
from itsupport.offline.selector.tools.toolbox import Toolbox

_SATURATION = 1.6
_LEAST_TELLING = 0.9  # where all tools are about recipes, "recipe" still says that one is meant
_TELLS_OF = re.compile(r"\W*(?:who|when|why|where|how|is|are|was|should|do|does|did)\b", re.I)
_GOES_ON = re.compile(r"\W*(?:(?:ok|okay|thanks|great|good)\W+)?(?:and|also)\b", re.IGNORECASE)
_ASKS_WHETHER = re.compile(r"\W*(?:is|are|was|were|do|does|did|can|will)\s+$", re.IGNORECASE)
_HAS_ANY = re.compile(r" (?:\w+ )?(?:have|got|has|had|owe) (?:any|some)\w*\b", re.IGNORECASE)
MOST_ONE = re.compile(
    rf"\b(?:first|second|third|last|other|next|\w+est) one\b|{ENDS_WITH_NTH}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is the same for all tools: the words of a wish, and what they tell."""

    terms: tuple[Term, ...]
    foreign: frozenset[str]
    clear: bool
    whole: bool


@lru_cache(maxsize=32)  # each turn of a conversation plans anew, most often for the same wishes
def rank(
    toolbox: Toolbox,
    reading: Reading,
    terms: tuple[Term, ...],
    around: frozenset[str],
    subject: str | None,
) -> tuple[Ranked, ...]:
    """All tools, best first; ties go to the tool that comes first in the request.

    `around` are the types of the ids that the whole question and the one before are about;
    `subject` is the type of the thing that "it" stands for.
    """
    goes_on = not (reading.start or reading.mentions) and _GOES_ON.match(reading.text)
    refers = reading.has("pronouns") or MOST_ONE.search(reading.said) or goes_on
    subject = subject if refers and not reading.types else None
    around = around | {subject} if subject else around
    asked = _Asked(
        terms=terms,
        foreign=frozenset(term.stem for term in terms if is_foreign(toolbox, term)),
        clear=_is_clear(reading, terms),
        whole=_is_whole(reading, terms),
    )
    ranked = [_ranked(toolbox, card, reading, asked, around, subject) for card in toolbox.cards]
    return tuple(sorted(ranked, key=lambda one: -one.score))


def _ranked(
    toolbox: Toolbox,
    card: Card,
    reading: Reading,
    asked: _Asked,
    around: frozenset[str],
    subject: str | None,
) -> Ranked:
    terms = asked.terms
    evidence: list[tuple[str, float]] = []
    choices = [one for one in reading.of("choice") if takes_choice(card, one)]
    known = total = sum(_known_points(one, reading) for one in choices)
    strong = False
    unknown = 0.1 if any(one.required for one in card.of_kind("search")) else 0.25
    foreign = asked.foreign - topic_of(card, reading) if asked.foreign else asked.foreign
    for term in terms:
        points, telling, is_strong = _word_points(toolbox, card, term)
        telling = max(telling, _LEAST_TELLING) if is_strong else telling
        strange = term.stem in foreign & toolbox.foreign and not takes_reports(card)
        total += telling * (1 if points else 3 if strange else unknown)
        if points:
            known += telling
            strong = strong or is_strong
            evidence.append((f"word {term.stem!r}", round(points, 3)))
    mentioned = mention_points(toolbox, card, reading, terms)
    for found in (
        letter_points(card, terms),
        mentioned,
        missing_points(toolbox, card, reading, around),
        unasked_points(toolbox, card, terms),
        form_points(card, reading, around),
        head_points(toolbox, card, reading, subject),
    ):
        evidence += [(reason, round(one, 3)) for reason, one in found if one]
    return Ranked(
        card=card,
        score=round(sum(points for _, points in evidence), 4),
        coverage=known / total if total else 1.0,
        evidence=tuple(evidence),
        strong=strong,
        takes_mention=any(
            points > 0 for reason, points in mentioned if reason not in ("a period", "years")
        ),
        takes_id=any(card.takes(key) for key in reading.types),
        exact=asked.clear and not foreign and any(one.how == "exact" for one in choices),
        vague=is_vague(reading, terms, evidence) and not names_topic(toolbox, card, reading, terms),
        whole=asked.whole,
    )


def _is_clear(reading: Reading, terms: tuple[Term, ...]) -> bool:
    """Whether few words are strange: one in an order, none in a question of facts."""
    strange = sum(not term.alternatives for term in terms)
    return strange < (1 if _TELLS_OF.match(reading.said) else 2)


def _is_whole(reading: Reading, terms: tuple[Term, ...]) -> bool:
    """Whether the tools know all words, and there is more than a name."""
    known = all(term.alternatives or term.stem in listed("attributes") for term in terms)
    return known and (bool(terms) or not _is_about_a_name(reading))


def _is_about_a_name(reading: Reading) -> bool:
    """Whether it is asked how somebody is: "is Leo a good match?"."""
    first = next(iter(reading.of("name")), None)
    if any(one.how == "exact" for one in reading.of("choice")):
        return False  # "is Acme active?"
    if first is None or not _ASKS_WHETHER.match(reading.text[reading.start : first.start]):
        return False
    return not _HAS_ANY.match(reading.text[first.end :])


def _known_points(choice: Mention, reading: Reading) -> float:
    """How much a choice says that the tool is meant: by its name, or by several words for it."""
    if choice.how in ("described", "part"):
        return 2.0 if len(reading.text[choice.start : choice.end].split()) > 2 else 0.0
    return 2.0


def _word_points(toolbox: Toolbox, card: Card, term: Term) -> tuple[float, float, bool]:
    """Points of a word for a tool, how telling the word is, and whether it is central there."""
    own = toolbox.idf(term.stem)
    telling = max((toolbox.idf(word) for word, _ in term.alternatives), default=own)
    best, strong = 0.0, False
    for word, trust in term.alternatives:
        weight = card.weights.get(word, 0.0)
        if weight:
            idf = toolbox.idf(word)
            idf = min(idf, own) if trust < 1 and term.stem in toolbox.counts else idf
            trust *= 1.0 if card.of_kind("search") else term.weight
            best = max(best, trust * idf * weight * (1 + _SATURATION) / (weight + _SATURATION))
            strong = strong or word in card.strong
    return best, telling, strong
