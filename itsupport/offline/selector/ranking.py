"""Ranking the tools for one wish: BM25F over their schemas, character n-grams, and evidence.

Evidence is what the wish mentions and a tool can take. The score says which tool fits best;
`relevant` says whether it fits at all. Weights were chosen on questions, not learned.
"""

from dataclasses import dataclass
from functools import lru_cache

from itsupport.offline.selector.cards import Card
from itsupport.offline.selector.evidence import (
    Term,
    letter_points,
    list_points,
    mention_points,
    missing_points,
    unasked_points,
)
from itsupport.offline.selector.reading import Reading
from itsupport.offline.selector.toolbox import Toolbox
from itsupport.offline.selector.words import is_misspelling, listed, phrases, says_little, synonyms

_SATURATION = 1.6
_SYNONYM, _MISSPELT = 0.55, 0.85


@dataclass(frozen=True, slots=True)
class Ranked:
    """A tool with its score, the share of the wish's words that it knows, and the reasons."""

    card: Card
    score: float
    coverage: float
    evidence: tuple[tuple[str, float], ...]
    strong_word: bool
    takes_mention: bool
    takes_id: bool

    @property
    def relevant(self) -> bool:
        """Whether the wish is something that this tool is for."""
        if self.takes_id or (self.takes_mention and self.coverage >= 0.3):
            return True
        known = sum(reason.startswith("word ") for reason, _ in self.evidence)
        if self.strong_word:
            return self.coverage >= 0.34
        return known > 1 and self.coverage >= 0.75


def rank(toolbox: Toolbox, reading: Reading, terms: tuple[Term, ...]) -> list[Ranked]:
    """All tools, best first; ties go to the tool that comes first in the request."""
    ranked = [_score(toolbox, card, reading, terms) for card in toolbox.cards]
    return sorted(ranked, key=lambda one: -one.score)


def terms_of(toolbox: Toolbox, reading: Reading) -> tuple[Term, ...]:
    """The content words of a wish; values such as names, dates and choices are not among them."""
    named = [one for one in reading.names if one.sure or (one.before and toolbox.named_types)]
    taken = [(one.start, one.end) for one in named]
    taken += [(one.start, one.end) for one in reading.periods]
    taken += [(one.start, one.end) for one in reading.choices]
    found: dict[str, Term] = {}
    for word in reading.words:
        inside = any(start <= word.start and word.end <= end for start, end in taken)
        if inside or says_little(word.stem) or word.stem.isdigit() or word.stem in found:
            continue
        if word.stem in toolbox.document_counts or not _slip_of_a_weak_word(word.stem):
            found[word.stem] = Term(word.stem, _alternatives(toolbox, word.stem))
    said = " ".join(word.text.lower() for word in reading.words)
    for phrase, stems in phrases().items():
        known = tuple((one, _SYNONYM) for one in stems if one in toolbox.document_counts)
        if f" {phrase} " in f" {said} " and known:
            found[phrase] = Term(phrase, known)
    return tuple(found.values())


def _alternatives(toolbox: Toolbox, stem: str) -> tuple[tuple[str, float], ...]:
    known = toolbox.document_counts
    found = [(stem, 1.0)] if stem in known else []
    found += [(other, _SYNONYM) for other in synonyms().get(stem, ()) if other in known]
    if not found:
        found = [(meant, _MISSPELT) for meant in _meant(stem, toolbox.vocabulary)]
    return tuple(found)


@lru_cache(maxsize=4096)
def _meant(stem: str, vocabulary: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in vocabulary if is_misspelling(stem, word))[:2]


@lru_cache(maxsize=4096)
def _slip_of_a_weak_word(stem: str) -> bool:
    return any(
        is_misspelling(stem, word)
        for name in ("weak", "stopwords", "questions")
        for word in sorted(listed(name))
        if len(word) >= 4
    )


def _score(toolbox: Toolbox, card: Card, reading: Reading, terms: tuple[Term, ...]) -> Ranked:
    evidence: list[tuple[str, float]] = []
    mentioned = mention_points(toolbox, card, reading, terms)
    known = total = 2.0 * sum(card.accepts(one) for one in reading.choices)
    strong = False
    for term in terms:
        points, idf, is_strong = _word_points(toolbox, card, term)
        total += idf if points or not card.of_kind("search") else 0.4 * idf
        if points:
            known += idf
            strong = strong or is_strong
            evidence.append((f"word {term.stem!r}", round(points, 3)))
    evidence += letter_points(card, terms)
    evidence += mentioned + missing_points(toolbox, card, reading) + unasked_points(card, terms)
    evidence += list_points(card, reading)
    return Ranked(
        card=card,
        score=round(sum(points for _, points in evidence), 4),
        coverage=known / total if total else 1.0,
        evidence=tuple(evidence),
        strong_word=strong,
        takes_mention=any(points > 0 for _, points in mentioned),
        takes_id=any(card.takes(one.type_key) for one in reading.ids),
    )


def _word_points(toolbox: Toolbox, card: Card, term: Term) -> tuple[float, float, bool]:
    """Points of a word for a tool, how telling the word is, and whether it is central there."""
    telling = max(
        (toolbox.idf(word) for word, _ in term.alternatives), default=toolbox.idf(term.stem)
    )
    best, strong = 0.0, False
    known = term.stem in toolbox.document_counts
    direct = toolbox.idf(term.stem) if known else telling
    for word, trust in term.alternatives:
        weight = card.weights.get(word, 0.0)
        idf = min(toolbox.idf(word), direct) if trust == _SYNONYM else toolbox.idf(word)
        points = trust * idf * weight * (1 + _SATURATION) / (weight + _SATURATION)
        best = max(best, points)
        strong = strong or (weight > 0 and word in card.strong)
    return best, telling, strong
