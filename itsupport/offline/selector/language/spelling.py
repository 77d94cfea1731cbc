"""Slips of the pen: unknown words become the known ones that they are nearest to.

Known are the words of the tools and common English. This file leaves out ids and names of people
that nobody has told.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from itsupport.offline.selector.language.words import (
    common,
    common_words,
    listed,
    listed_words,
    stem,
    words_listed,
)

_WORD = re.compile(r"(?<![\w@./#-])[A-Za-z]{3,}(?![\w@#/-]|[.'’]\w)")
_CAPITALIZED = re.compile(r" [A-Z][a-z]")
_VOWELS = re.compile(r"(?<=.)[aeiou]")
_DOUBLED = re.compile(r"(.)\1")
_BY_EAR = {
    "enuff": "enough",
    "enuf": "enough",
    "wen": "when",
    "wich": "which",
    "wat": "what",
    "wats": "what's",
    "hav": "have",
    "nite": "night",
    "thru": "through",
    "foto": "photo",
    "fotos": "photos",
    "tonite": "tonight",
    "alot": "a lot",
    "coz": "because",
    "cuz": "because",
    "sum1": "someone",
    "mutch": "much",
    "meny": "many",
    "eny": "any",
}


Index = dict[str, list[str]]


def index_of(words: Iterable[str]) -> Index:
    """The words by themselves and by what is left of them without one letter."""
    found: Index = {}
    for word in words:
        for key in _keys(word):
            found.setdefault(key, []).append(word)
    return found


def corrected(text: str, known: frozenset[str], index: Index, names: frozenset[str]) -> str:
    """The text with misspelt words mended.

    `known` are the stems that the tools know, `index` their words; `names` are words of examples
    with a capital letter, which stand for misspelt ones with a capital letter.
    """

    def mended(match: re.Match[str]) -> str:
        word = match.group()
        if word.isupper() and len(word) <= 5:
            return word
        inside = match.start() and text[match.start() - 2] not in ".?!\n"
        if word[0].isupper() and (inside or _CAPITALIZED.match(text, match.end())):
            known_names = [*sorted(names), *_months_and_days()]
            near = [one for one in known_names if is_slip(word.lower(), one.lower())]
            is_word = word.lower() in common_words() or word.removesuffix("s") in known_names
            return near[0] if near and not is_word else word
        lower = word.lower()
        if heard := _BY_EAR.get(lower) or _with_e(lower, index):
            return heard
        if stem(lower) in common() or stem(lower) in known or lower in common_words():
            return word
        if lower in index.get(lower, ()):
            return word
        meant = _nearest(lower, index) or _with_letter_too_many(lower, index)
        return meant or _nearest(lower, _english_index()) or word

    return _WORD.sub(mended, text)


def _with_e(word: str, index: Index) -> str | None:
    """A common word of which only the last e is missing: "befor"."""
    known = word in common_words() or word in index.get(word, ()) or stem(word) in listed("given")
    whole = f"{word}e"
    return whole if len(word) > 3 and not known and whole in common_words() else None


def near_word(word: str, options: Iterable[str]) -> str | None:
    """The first option that the word is a slip of; names keep their capital letters."""
    near = (one for one in options if is_slip(word.lower(), one.lower()))
    return next(near, None)


@cache
def _months_and_days() -> list[str]:
    return sorted(one.title() for one in words_listed("calendar") if len(one) > 4)


@cache
def _english_index() -> Index:
    return index_of(listed_words())


@lru_cache(maxsize=4096)
def _candidates(word: str) -> tuple[str, ...]:
    return tuple(_keys(word))


def _nearest(word: str, index: Index) -> str | None:
    near = {one for key in _candidates(word) for one in index.get(key, ()) if is_slip(word, one)}
    return min(
        near, key=lambda one: (_edits(word, one), abs(len(one) - len(word)), one), default=None
    )


def _with_letter_too_many(word: str, index: Index) -> str | None:
    """The short word of a tool that is left without one letter inside: "oak" for "oack"."""
    inside = [word[:n] + word[n + 1 :] for n in range(1, len(word) - 1)]
    return next((one for one in inside if len(one) == 3 and one in index.get(one, ())), None)


def _keys(word: str) -> Iterator[str]:
    yield word
    for n in range(len(word)):
        yield word[:n] + word[n + 1 :]


def is_slip(word: str, meant: str) -> bool:
    """One slip, or two in a long word; in a short word only swapped letters."""
    if word == meant or abs(len(word) - len(meant)) > 1:
        return False
    if sorted(word) == sorted(meant) and _edits(word, meant) == 1:
        return len(word) > 2
    if len(meant) > 3 and word in (_DOUBLED.sub(r"\1", meant), _VOWELS.sub("", meant)):
        return True
    if len(meant) > 3 and (_DOUBLED.sub(r"\1", word) == meant or f"{word}e" == meant):
        return True
    if word[-1] == "z" and f"{word[:-1]}s" == meant:
        return True
    shortest = min(len(word), len(meant))
    missing = shortest == 4 and len(word) < len(meant) and word[-1] == meant[-1]
    allowed = int(missing) if shortest < 5 else 1 if shortest < 7 else 2
    return word[0] == meant[0] and _edits(word, meant) <= allowed


@lru_cache(maxsize=16384)
def _edits(first: str, second: str) -> int:
    """Damerau-Levenshtein distance, neighbours swapped counting as one edit."""
    rows = [list(range(len(second) + 1))]
    for i, left in enumerate(first, 1):
        row = [i]
        for j, right in enumerate(second, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (left != right))
            if i > 1 and j > 1 and left == second[j - 2] and first[i - 2] == right:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
