"""Words: how text becomes comparable stems, and the general English lists behind them.

The lists (`words.json`, `thesaurus.json`) know no tool and no record.
"""

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_WORD = re.compile(r"[^\W_]+(?:['\u2019][A-Za-z]{1,2}\b)?")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WHOLE = frozenset(
    ["comment", "station", "plane", "care", "fare", "lately", "state"]
)  # without their endings they are other words
_SHORT = {"pcs": "pc", "tvs": "tv", "vms": "vm", "cds": "cd"}
_PLURALS = frozenset(["rights", "goods", "stats"])  # without their s they are other words
_ENDINGS = ("ion", 6), ("ment", 7), ("al", 6), ("ly", 6), ("ure", 8)
_VOWEL = re.compile(r"[aeiouy]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands: `text[start:end]`."""

    text: str
    stem: str
    start: int
    end: int


@lru_cache(maxsize=1024)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order, with their places in it."""
    found = _WORD.finditer(text)
    return tuple(Word(one.group(), stem(one.group()), one.start(), one.end()) for one in found)


@lru_cache(maxsize=4096)
def stems_of(text: str) -> tuple[str, ...]:
    """The stems of a text; names in snake_case or camelCase fall into their words."""
    return tuple(word.stem for word in words_of(_CAMEL.sub(" ", text.replace("_", " "))))


def content_of(text: str) -> list[str]:
    """The stems of a text that tell something."""
    return [one for one in stems_of(text) if not says_little(one)]


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A light stem: plurals, -ed, -ing and a final e fall away."""
    word = re.sub(r"['\u2019](?:s|ll|re|ve|m|d)?$", "", word.lower())
    word = word.replace("'", "").replace("\u2019", "")
    word = _SHORT.get(word, word)
    if len(word) <= 3 or not word.isalpha() or word in _PLURALS:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif re.search(r"(s|x|z|ch|sh)es$", word):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word.endswith("ologist"):
        word = word[:-3] + "y"
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 3 and _VOWEL.search(rest):
            word = rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "ls" else rest
            break
    for ending, shortest in () if word in _WHOLE else _ENDINGS:
        if len(word) >= shortest and word.endswith(ending):
            word = word.removesuffix(ending)
            break
    word = word[:-1] if len(word) > 5 and word.endswith("ll") else word
    return word if len(word) <= 3 or word in _WHOLE else word.removesuffix("e")


@cache
def _data(name: str) -> Any:
    return json.loads((Path(__file__).parent / name).read_text("utf-8"))


@cache
def listed(name: str) -> frozenset[str]:
    """The stems of one list of `words.json`."""
    return frozenset(stem(word) for word in _data("words.json")[name].split())


@cache
def common_words() -> frozenset[str]:
    """Common English words, and those of the word lists: nobody's name and no slip of the pen."""
    text = (Path(__file__).parent / "common_words.txt").read_text("utf-8")
    return frozenset([*text.split(), *listed_words()])


@cache
def listed_words() -> tuple[str, ...]:
    """The words of all word lists."""
    lists = " ".join([*_data("words.json").values(), *_data("topics.json").values()])
    groups = [*_data("thesaurus.json"), *_data("states.json")]
    said = " ".join(phrase for group in groups for phrase in group)
    return tuple(sorted({word for word in f"{lists} {said}".split() if word.isalpha()}))


@cache
def common() -> frozenset[str]:
    """Their stems."""
    return frozenset(map(stem, common_words()))


@cache
def words_listed(name: str) -> frozenset[str]:
    """The words of one list of `words.json` as they are written."""
    return frozenset(_data("words.json")[name].split())


@cache
def topics() -> tuple[frozenset[str], ...]:
    """The words of everyday topics; those that no tool deals in are foreign to it."""
    return tuple(frozenset(map(stem, text.split())) for text in _data("topics.json").values())


@cache
def codes(kind: str) -> dict[str, str]:
    """The codes of countries, languages or currencies by their names."""
    found: dict[str, str] = _data("codes.json")[kind]
    return found


@cache
def states() -> dict[str, tuple[str, ...]]:
    """For each state or grade, such as "paid", the words that may stand for it."""
    found: dict[str, tuple[str, ...]] = {}
    for group in _data("states.json"):
        for one in group:
            others = tuple(other for other in group if other != one)
            found[one] = (*found.get(one, ()), *others)
    return found


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """For each stem or phrase the stems that may stand for it, in the order of the thesaurus."""
    found: dict[str, dict[str, None]] = {}
    for group in _data("thesaurus.json"):
        stems = [stem(word) for word in group if " " not in word]
        for member in group:
            key = member if " " in member else stem(member)
            found.setdefault(key, {}).update(dict.fromkeys(one for one in stems if one != key))
    return {key: tuple(others) for key, others in found.items()}


@lru_cache(maxsize=16384)
def says_little(stemmed: str) -> bool:
    """Whether a word alone tells no tool from another."""
    return len(stemmed) < 2 or stemmed in listed("stopwords") or stemmed in listed("weak")


@lru_cache(maxsize=16384)
def grams(text: str) -> frozenset[str]:
    """The character 4-grams of a word with its borders."""
    padded = f"^{text}$"
    return frozenset(padded[place : place + 4] for place in range(max(1, len(padded) - 3)))
