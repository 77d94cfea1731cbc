"""Ranks records by the words of a query, and says which words matched.

The formula is BM25 over weighted fields with the logarithm ln(1 + …), which stays positive when a
word is in most of the records (Robertson and Zaragoza, "The Probabilistic Relevance Framework",
2009; Lucene uses the same). It leaves out synonyms, phrases and word order.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from itsupport.errors import did_you_mean

Fields = Sequence[tuple[float, str]]
"""The texts of one record with their weights, for example [(3, subject), (1, description)]."""

SATURATION = 1.2  # k1 of BM25: how soon a repeated word stops adding
LENGTH_EFFECT = 0.75  # b of BM25: how much a long text is held back
MOST_HINTS = 3  # comparing spellings is slow
MUCH_WEAKER = 0.35  # matches below this share of the best one are noise

EVERYDAY_WORDS = (
    "a about after all an and any are as at be been but by can do does doesn don for from had has "
    "have how i if in into is isn it its me my no not of on or our s so t that the their them then "
    "there they this to up was we were what when where which who why will with won you your"
)
HELP_DESK_WORDS = "article articles help issue issues problem problems ticket tickets trouble"
STOP_WORDS = frozenset(f"{EVERYDAY_WORDS} {HELP_DESK_WORDS}".split())

SAME_WORDS = {"macos": "mac", "pcs": "pc", "license": "licence", "licenses": "licence"}
WORD = re.compile(r"[a-z]{2,4}(?:-[a-z]{3})?-[0-9]{3,4}\b|[^\W_]+")  # an id is one word


@dataclass(frozen=True)
class Match:
    """A record that a query found: its id, its score from 0 to 1, and the words that matched."""

    id: str
    score: float
    words: list[str]


class TextIndex:
    """The words of all records, counted once and then asked many times."""

    def __init__(self, texts: Mapping[str, Fields]) -> None:
        self._words = {id_: _all_words(fields) for id_, fields in texts.items()}
        self._counts = {id_: _weighted_counts(fields) for id_, fields in texts.items()}
        self._having = _how_many_have(self._counts)
        total = sum(sum(count.values()) for count in self._counts.values())
        self._usual_length = total / max(len(texts), 1) or 1.0

    def rank(self, query: str) -> list[Match]:
        """The records that match, best first, ties by id; those much weaker than the best are out.

        A score is the share of the query's weight that the record has: 0 for no word, near 1 for
        every word again and again. Rare words weigh more.
        """
        wanted = {stem(word): word for word in reversed(words(query))}
        found = [self._match(id_, dict(reversed(wanted.items()))) for id_ in sorted(self._counts)]
        best = max((match.score for match in found), default=0.0)
        clear = [match for match in found if match.score and match.score >= best * MUCH_WEAKER]
        return sorted(clear, key=lambda match: (-match.score, match.id))

    def likeness(self, one: str, other: str) -> tuple[float, list[str]]:
        """How alike two records' words are (cosine, 0 to 1), and the rarest words they share."""
        first, second = self._weights(one), self._weights(other)
        shared = sorted(first.keys() & second.keys(), key=lambda s: (-first[s] * second[s], s))
        product = sum(first[s] * second[s] for s in shared)
        lengths = _length(first) * _length(second)
        spelling = {stem(word): word for word in reversed(self._words[one])}
        return product / lengths if lengths else 0.0, [spelling[s] for s in shared[:5]]

    def spelling_hints(self, query: str) -> list[str]:
        """One sentence for each of the first words of the query that no record contains."""
        unknown = [word for word in dict.fromkeys(words(query)) if stem(word) not in self._having]
        known = sorted({word for record in self._words.values() for word in record})
        return [
            " ".join([f"No text contains {word!r}.", *did_you_mean(word, known)])
            for word in unknown[:MOST_HINTS]
        ]

    def _match(self, id_: str, wanted: Mapping[str, str]) -> Match:
        count = self._counts[id_]
        relative_length = sum(count.values()) / self._usual_length
        damping = SATURATION * (1 - LENGTH_EFFECT + LENGTH_EFFECT * relative_length)
        gained = sum(
            self._rarity(s) * count[s] / (count[s] + damping) for s in wanted if s in count
        )
        possible = sum(self._rarity(s) for s in wanted)
        score = round(gained / possible, 3) if possible else 0.0
        return Match(id_, score, [word for s, word in wanted.items() if s in count])

    def _rarity(self, stem_: str) -> float:
        """The inverse document frequency: high for a word in few records, never negative."""
        having = self._having.get(stem_, 0)
        return log(1 + (len(self._counts) - having + 0.5) / (having + 0.5))

    def _weights(self, id_: str) -> dict[str, float]:
        return {s: self._rarity(s) * log(1 + n) for s, n in sorted(self._counts[id_].items())}


def words(text: str) -> list[str]:
    """The words that carry meaning, in small letters; "blue-screen" is two words."""
    return [word for word in WORD.findall(text.casefold()) if word not in STOP_WORDS]


@lru_cache(maxsize=10_000)
def stem(word: str) -> str:
    """The word without its ending: printers → printer, crashes and crashing → crash."""
    word = SAME_WORDS.get(word, word)
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    word = re.sub(r"(?<=[a-z]{3})(ing|(?<!e)ed)$", "", word)
    word = re.sub(r"([bdgmnprt])\1$", r"\1", word)
    return word.removesuffix("e") if len(word) > 3 else word


def _all_words(fields: Fields) -> list[str]:
    return [word for _, text in fields for word in words(text)]


def _weighted_counts(fields: Fields) -> dict[str, float]:
    counts: defaultdict[str, float] = defaultdict(float)
    for weight, text in fields:
        for word in words(text):
            counts[stem(word)] += weight
    return dict(counts)


def _how_many_have(counts: Mapping[str, Mapping[str, float]]) -> dict[str, int]:
    having: defaultdict[str, int] = defaultdict(int)
    for count in counts.values():
        for stem_ in count:
            having[stem_] += 1
    return dict(having)


def _length(weights: Mapping[str, float]) -> float:
    return sqrt(sum(weight * weight for weight in weights.values()))
