"""Ranking the tools for one wish: BM25F over their schemas, character n-grams, and evidence.

Evidence is what the wish mentions and a tool can take. The score says which tool fits best;
`relevant` says whether it fits at all. Weights were chosen on questions, not learned.
"""

from dataclasses import dataclass
from functools import lru_cache

from itsupport.offline.reading import Reading
from itsupport.offline.schemas import takes_names
from itsupport.offline.toolbox import Card, Toolbox
from itsupport.offline.words import (
    grams,
    is_misspelling,
    listed,
    phrases,
    says_little,
    stems_of,
    synonyms,
)

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
        return self.strong_word and self.coverage >= 0.34


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a wish, the words that may stand for it, and its weight."""

    stem: str
    alternatives: tuple[tuple[str, float], ...]


def rank(toolbox: Toolbox, reading: Reading, terms: tuple[Term, ...]) -> list[Ranked]:
    """All tools, best first; ties go to the tool that comes first in the request."""
    ranked = [_score(toolbox, card, reading, terms) for card in toolbox.cards]
    return sorted(ranked, key=lambda one: -one.score)


def terms_of(toolbox: Toolbox, reading: Reading) -> tuple[Term, ...]:
    """The content words of a wish; values such as names, dates and choices are not among them."""
    taken = [
        (one.start, one.end)
        for one in (*reading.names, *reading.periods, *reading.choices)
        if not hasattr(one, "sure") or one.sure
    ]
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
    mentioned = _mentioned(toolbox, card, reading)
    known = total = 2.0 * sum(card.accepts(one) for one in reading.choices)
    strong = False
    for term in terms:
        points, idf, is_strong = _word_points(toolbox, card, term)
        total += idf if points or not card.of_kind("search") else 0.4 * idf
        if points:
            known += idf
            strong = strong or is_strong
            evidence.append((f"word {term.stem!r}", round(points, 3)))
    evidence += _likeness(card, terms)
    evidence += mentioned + _missing(toolbox, card, reading) + _unasked(card, terms)
    evidence += _lists(card, reading)
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
    for word, trust in term.alternatives:
        weight = card.weights.get(word, 0.0)
        points = trust * toolbox.idf(word) * weight * (1 + _SATURATION) / (weight + _SATURATION)
        best = max(best, points)
        strong = strong or (weight > 0 and word in card.strong)
    return best, telling, strong


def _likeness(card: Card, terms: tuple[Term, ...]) -> list[tuple[str, float]]:
    """Character n-grams catch what stems miss, such as printer and printing."""
    if not terms or not card.grams:
        return []
    shares = [len(grams(t.stem) & card.grams) / len(grams(t.stem)) for t in terms]
    points = round(0.8 * sum(shares) / len(shares), 3)
    return [("similar letters", points)] if points >= 0.1 else []


def _mentioned(toolbox: Toolbox, card: Card, reading: Reading) -> list[tuple[str, float]]:
    """Points for the values of the wish that the tool can take, off for those that it cannot."""
    found = []
    for type_key in sorted({one.type_key for one in reading.ids}):
        value = next(one.value for one in reading.ids if one.type_key == type_key)
        parameter = card.takes(type_key)
        points = (2.2 if parameter.required else 1.8) if parameter else -0.9
        found.append((f"id {value}", points))
    for one in reading.choices:
        trust = {"exact": 1.3, "inflected": 0.7, "misspelt": 0.9, "described": 0.8}[one.how]
        if card.accepts(one):
            found.append((f"choice {one.value}", trust))
        elif trust >= 0.9 and any(other.accepts(one) for other in toolbox.alike(card)):
            found.append((f"cannot take {one.value}", -0.8))
        elif trust >= 0.9:
            found.append((f"cannot take {one.value}", -0.3))
    if reading.mails and card.of_kind("mail"):
        found.append(("e-mail address", 2.0))
    if any(one.sure for one in reading.names):
        if any(map(takes_names, card.of_kind("text"))):
            found.append(("a name", 0.8))
        elif toolbox.main_types[card.name] in toolbox.named_types:
            found.append(("about what has a name", 0.5))
    if reading.periods and card.of_kind("day"):
        found.append(("period", 0.9))
    if _counts_ahead(card, reading):
        found.append(("days ahead", 1.3))
    return found


def _counts_ahead(card: Card, reading: Reading) -> bool:
    ahead = any(period.ahead for period in reading.periods)
    return ahead and any("day" in one.stems for one in card.of_kind("whole"))


def _lists(card: Card, reading: Reading) -> list[tuple[str, float]]:
    """Who does not ask for counts wants the things themselves."""
    counts = any(word.stem in listed("counts") for word in reading.words)
    opening = stems_of(card.summary)[:1]
    lists = bool(opening) and opening[0] in listed("listing")
    if counts and listed("counts") & card.strong:
        return [("counts things", 0.5)]
    return [("lists things", 0.3)] if lists and not counts and not reading.around else []


def _gives_any(card: Card, reading: Reading) -> bool:
    """Whether the wish brings one of the parameters of which the tool needs one."""
    needed = [one for one in card.parameters if one.name in card.any_of]
    ids = any(one.type_key in reading.around for one in needed)
    return ids or any(one.kind in ("search", "text") for one in needed) or bool(reading.names)


def _unasked(card: Card, terms: tuple[Term, ...]) -> list[tuple[str, float]]:
    """Points off for a name that says more than was asked for."""
    asked = {word for term in terms for word, _ in term.alternatives}
    extra = [s for s in card.name_stems if s not in asked and s not in card.type_stems]
    return [(f"{s!r} was not asked for", -0.45) for s in extra]


def _missing(toolbox: Toolbox, card: Card, reading: Reading) -> list[tuple[str, float]]:
    """Points off for required ids that the wish does not bring."""
    types = reading.around
    missing = [one for one in card.required if one.kind == "id" and one.type_key not in types]
    if not card.required and card.any_of and not _gives_any(card, reading):
        return [(f"needs {' or '.join(card.any_of)}", -1.4)]
    restricted = [one for one in missing if toolbox.restricts(one.type_key, reading.choices)]
    if missing and missing == restricted:
        return [("another tool can filter for it", 0.5)]
    costs = 0.3 if any(one.sure for one in reading.names) else 1.5
    return [(f"needs {one.name}", -costs) for one in missing]
