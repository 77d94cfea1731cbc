"""Words: how text becomes comparable stems, and which words say little.

The lists are general English (`words.json`, `thesaurus.json`). This file leaves out all meaning.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_WORD = re.compile(r"[^\W_]+(?:['\u2019][a-z]{1,2}\b)?")
_HYPHENATED_LETTER = re.compile(r"\b([A-Za-z])-(?=[a-z]{3})")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_VOWEL = re.compile(r"[aeiouy]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands: `text[start:end]`."""

    text: str
    stem: str
    start: int
    end: int


@lru_cache(maxsize=512)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order, with their places in it."""
    return tuple(
        Word(match.group(), stem(match.group()), match.start(), match.end())
        for match in _WORD.finditer(text)
    )


@lru_cache(maxsize=512)
def stems_of(text: str) -> tuple[str, ...]:
    """The stems of a text; names in snake_case or camelCase fall into their words."""
    return tuple(word.stem for word in words_of(_CAMEL.sub(" ", text.replace("_", " "))))


def readable(text: str) -> str:
    """The text in one plain form of quotes and hyphens, "e-mail" written as one word."""
    text = unicodedata.normalize("NFC", text)
    text = text.translate({0x2018: "'", 0x2019: "'", 0x2010: "-", 0x2011: "-", 0x2013: "-"})
    return _HYPHENATED_LETTER.sub(r"\1", text)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A light stem: plurals, -ed, -ing and a final e fall away."""
    word = re.sub(r"['\u2019]s?$", "", word.lower()).replace("'", "").replace("\u2019", "")
    if len(word) <= 3 or not word.isalpha():
        return word
    word = _singular(word)
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 3 and _VOWEL.search(rest):
            word = rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "ls" else rest
            break
    return word.removesuffix("e") if len(word) > 3 else word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(s|x|z|ch|sh)es$", word):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@cache
def listed(name: str) -> frozenset[str]:
    """The stems of one list of `words.json`."""
    text = json.loads((Path(__file__).parent / "words.json").read_text("utf-8"))[name]
    return frozenset(stem(word) for word in text.split())


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """For each stem the stems that may stand for it, in the order of the thesaurus."""
    groups = json.loads((Path(__file__).parent / "thesaurus.json").read_text("utf-8"))
    found: dict[str, list[str]] = {}
    for group in groups:
        members = [stem(word) for word in group if " " not in word]
        for member in members:
            others = [other for other in members if other != member]
            found.setdefault(member, []).extend(others)
    return {member: tuple(dict.fromkeys(others)) for member, others in found.items()}


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """For each phrase of the thesaurus the stems that may stand for it."""
    groups = json.loads((Path(__file__).parent / "thesaurus.json").read_text("utf-8"))
    return {
        phrase: tuple(stem(word) for word in group if " " not in word)
        for group in groups
        for phrase in group
        if " " in phrase
    }


def says_little(stemmed: str) -> bool:
    """Whether a word alone tells no tool from another."""
    return stemmed in listed("stopwords") or stemmed in listed("weak") or len(stemmed) < 2


def grams(text: str) -> frozenset[str]:
    """The character 4-grams of a word with its borders."""
    padded = f"^{text}$"
    return frozenset(padded[place : place + 4] for place in range(max(1, len(padded) - 3)))


def is_misspelling(word: str, meant: str) -> bool:
    """Whether `word` is `meant` with one slip of the pen, or two in a long word."""
    allowed = 1 if len(meant) < 8 else 2
    if len(word) < 4 or abs(len(word) - len(meant)) > allowed or word[0] != meant[0]:
        return False
    return _edits(word, meant) <= allowed


@lru_cache(maxsize=65536)
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
