"""What stands for the values of choices: their descriptions, their rank, everyday words."""

import re
from collections.abc import Iterator
from functools import lru_cache

from itsupport.offline.selector.language.words import (
    Word,
    common,
    content_of,
    listed,
    says_little,
    states,
    stem,
    stems_of,
    synonyms,
)
from itsupport.offline.selector.tools.schemas import Parameter

_MEANING = r"\W*(?:means?|is|are|for|stands for|=|:)?\s+(.{3,})$"
_GRADES = [
    {"low", "minor", "trivial", "lowest", "small", "basic", "starter", "bronze", "economy"},
    {"medium", "normal", "moderate", "standard", "silver", "plus", "regular"},
    {"high", "major", "important", "large", "premium", "gold", "business", "professional"},
    {"critical", "urgent", "severe", "highest", "blocker", "emergency", "platinum", "enterprise"},
]
_MOST = frozenset(map(stem, ["highest", "top", "greatest", "worst", "utmost", "best"]))
_LEAST = frozenset(map(stem, ["lowest", "least", "smallest"]))

Aliases = list[list[str]]
Meanings = tuple[tuple[frozenset[str], str], ...]


@lru_cache(maxsize=1024)
def values_of(
    choices: tuple[str, ...],
) -> list[tuple[str, tuple[str, ...], tuple[str, ...], Aliases]]:
    """Each value with its stems, its words and what may stand for it; "out" alone says nothing."""
    found = []
    for value in choices:
        spoken = re.sub(r"[_-]", " ", value).lower()
        stems = stems_of(spoken)
        empty = len(stems) == 1 and stems[0] in listed("stopwords") and spoken != "ill"
        if stems:
            aliases = [
                one.split()
                for one in states().get(spoken, ())
                if stem(one) not in listed("stopwords")
            ]
            found.append((value, () if empty else stems, tuple(spoken.split()), aliases))
    return found


@lru_cache(maxsize=1024)
def meanings_of(parameter: Parameter) -> Meanings:
    """What stands for values: "x means …", "How x", lists in the values' order."""
    found = [one for clause in _clauses(parameter) for one in _in_clause(clause, parameter)]
    return tuple((meaning, value) for meaning, value in found if meaning)


def _clauses(parameter: Parameter) -> list[str]:
    """The clauses of a description; "x is easy, y hard" is cut before each value."""
    names = "|".join(_name(one) for one in sorted(parameter.choices, key=len, reverse=True))
    before_value = rf"[.;]\s*|,\s*(?:and\s+|or\s+)?(?=(?:{names})\W*(?:[=:(]|\s\w))"
    return re.split(before_value, parameter.description, flags=re.IGNORECASE)


def _name(value: str) -> str:
    return rf"(?:{re.escape(value)}|{re.escape(value.replace('_', ' '))})\b"


def _in_clause(clause: str, parameter: Parameter) -> Iterator[tuple[frozenset[str], str]]:
    for value in parameter.choices:
        if meant := re.match(r"\W*" + _name(value) + _MEANING, clause, re.IGNORECASE):
            yield frozenset(content_of(meant.group(1))), value
    if scale := re.match(r"\s*how (\w+)\b", clause, re.IGNORECASE):
        yield frozenset(content_of(scale.group(1))), parameter.choices[-1]
    items = re.split(r",\s*(?:or\s+|and\s+)?|\s+or\s+", clause)
    if len(items) == len(parameter.choices) > 2 and parameter.choices[0] in items[0]:
        for item, value in zip(items[1:], parameter.choices[1:], strict=True):
            yield frozenset(content_of(item)), value


@lru_cache(maxsize=1024)
def parts_of(parameter: Parameter) -> Meanings:
    """The part of a value that stands for it: a rare word, or any where a value is needed."""
    split = [(value, stems) for value, stems, _, _ in values_of(parameter.choices)]
    said = [one for _, stems in split for one in stems]
    return tuple(
        (frozenset([one]), value)
        for value, stems in (split if parameter.required else ())
        for one in stems
        if len(stems) > 1 and said.count(one) == 1 and not says_little(one) and one.isalpha()
    ) + tuple(
        (frozenset([one]), value)
        for value, stems in split
        for one in stems
        if len(stems) > 1 and said.count(one) == 1 and one not in common() and one.isalpha()
    )


def grade_in(words: tuple[Word, ...], parameter: Parameter) -> tuple[str, int, int] | None:
    """The top of ordered values for "the highest priority", with its place and its length."""
    ranks = {value: _rank(value) for value in parameter.choices}
    known = {value: rank for value, rank in ranks.items() if rank is not None}
    if len(known) < 3:
        return None
    noun = stem(parameter.stems[-1])
    nouns = {noun, *synonyms().get(noun, ())}
    for place, word in enumerate(words[:-1]):
        following = [one.stem for one in words[place + 1 : place + 3]]
        length = next((n for n, one in enumerate(following, 2) if one in nouns), 0)
        if word.stem in _MOST | _LEAST and length:
            best = max if word.stem in _MOST else min
            return best(known, key=lambda one: known[one]), place, length
    return None


def _rank(value: str) -> int | None:
    return next((n for n, words in enumerate(_GRADES) if value.lower() in words), None)
