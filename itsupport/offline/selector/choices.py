"""Choices that a question mentions: the values of enums, by name, by slip of the pen, by meaning.

A meaning comes from the schema's own description of the value. This file leaves out arguments.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from itsupport.offline.selector.schemas import Parameter
from itsupport.offline.selector.toolbox import Toolbox
from itsupport.offline.selector.words import (
    Word,
    is_misspelling,
    listed,
    says_little,
    stems_of,
    synonyms,
    words_of,
)

How = Literal["exact", "inflected", "misspelt", "described"]
_RANKS: dict[How, int] = {"exact": 0, "inflected": 1, "misspelt": 2, "described": 3}
_MEANING = r"\W*(?:means?|is|are|for|stands for|=|:)?\s+(.{3,})$"


@dataclass(frozen=True, slots=True)
class ChoiceMention:
    """A value of the choices of parameters called `name`, at its place in the text."""

    name: str
    choices: tuple[str, ...]
    value: str
    start: int
    end: int
    how: How
    negated: bool


def choices_in(text: str, toolbox: Toolbox) -> list[ChoiceMention]:
    """The choices in a text; for one set of choices, a word means one value at most."""
    words = words_of(text)
    found: list[ChoiceMention] = []
    for parameter in toolbox.choice_sets:
        mentions = [m for value in parameter.choices for m in _mentions(words, value, parameter)]
        mentions += [] if mentions else _described(words, parameter)
        mentions.sort(key=lambda one: (_RANKS[one.how], one.start - one.end, one.start))
        kept: list[ChoiceMention] = []
        for one in mentions:
            if not any(one.start < other.end and other.start < one.end for other in kept):
                kept.append(one)
        found += kept
    return sorted(found, key=lambda one: (one.start, _RANKS[one.how], one.name))


def _mentions(words: tuple[Word, ...], value: str, parameter: Parameter) -> list[ChoiceMention]:
    wanted = stems_of(value)
    spoken = tuple(re.sub(r"[_-]", " ", value).lower().split())
    if not wanted or (len(wanted) == 1 and wanted[0] in listed("stopwords")):
        return []
    found = []
    for n in range(len(words) - len(wanted) + 1):
        stretch = words[n : n + len(wanted)]
        how = _likeness(stretch, wanted, spoken)
        opposite = len(stretch) == 1 and stretch[0].stem in {f"un{wanted[0]}", f"non{wanted[0]}"}
        if how or opposite:
            negated = opposite or _negated(words, n)
            found.append(_mention(parameter, value, stretch, how or "exact", negated))
    return found


def _mention(
    parameter: Parameter, value: str, stretch: tuple[Word, ...], how: How, negated: bool
) -> ChoiceMention:
    start, end = stretch[0].start, stretch[-1].end
    return ChoiceMention(parameter.name, parameter.choices, value, start, end, how, negated)


def _likeness(
    stretch: tuple[Word, ...], wanted: tuple[str, ...], spoken: tuple[str, ...]
) -> How | None:
    texts = tuple(word.text.lower() for word in stretch)
    if texts == spoken:
        return "exact"
    if tuple(word.stem for word in stretch) == wanted:
        past = texts[-1].endswith(("ed", "ing")) and not spoken[-1].endswith(("ed", "ing"))
        plural = texts[-1].removesuffix("s") == spoken[-1]
        return None if past else "exact" if plural else "inflected"
    if len(wanted) == 1 and len(spoken) == 1:
        return _near(stretch[0], spoken[0])
    return None


def _near(word: Word, spoken: str) -> How | None:
    text = word.text.lower()
    if 3 <= len(text) < len(spoken) <= len(text) + 2 and spoken.startswith(text):
        return None if says_little(word.stem) else "inflected"
    if says_little(word.stem) or word.stem in synonyms() or len(spoken) < 5:
        return None
    return "misspelt" if is_misspelling(text, spoken) else None


def _negated(words: tuple[Word, ...], place: int) -> bool:
    """Whether one of the three words before denies it."""
    before = words[max(0, place - 3) : place]
    return any(word.stem in listed("negations") for word in before)


def _described(words: tuple[Word, ...], parameter: Parameter) -> list[ChoiceMention]:
    """Values whose description, not whose name, is in the text."""
    found = []
    for meaning, value in _meanings(parameter):
        places = [n for n, word in enumerate(words) if word.stem in meaning]
        if {words[n].stem for n in places} == meaning and places[-1] - places[0] < 6:
            stretch = words[places[0] : places[-1] + 1]
            found.append(
                _mention(parameter, value, stretch, "described", _negated(words, places[0]))
            )
    return found


@lru_cache(maxsize=256)
def _meanings(parameter: Parameter) -> tuple[tuple[frozenset[str], str], ...]:
    """What the description says of values: "x means …", "How x", lists in the values' order."""
    found: list[tuple[frozenset[str], str]] = []
    for clause in re.split(r"[.;]\s*", parameter.description):
        for value in parameter.choices:
            spoken = re.escape(value.replace("_", " "))
            names = rf"(?:{re.escape(value)}|{spoken})\b"
            if meant := re.match(names + _MEANING, clause, re.IGNORECASE):
                found.append((_content(meant.group(1)), value))
        if scale := re.match(r"\s*how (\w+)\b", clause, re.IGNORECASE):
            found.append((_content(scale.group(1)), parameter.choices[-1]))
        items = re.split(r",\s*(?:or\s+|and\s+)?|\s+or\s+", clause)
        if len(items) == len(parameter.choices) > 2 and parameter.choices[0] in items[0]:
            found += [
                (_content(item), value)
                for item, value in zip(items[1:], parameter.choices[1:], strict=True)
            ]
    return tuple((meaning, value) for meaning, value in found if meaning)


def _content(text: str) -> frozenset[str]:
    return frozenset(stem for stem in stems_of(text) if not says_little(stem))
