"""Choices that a text mentions: the values of enums, by name, by slip of the pen, by meaning.

A meaning comes from the schema's description of the value, else from the thesaurus.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from itsupport.offline.selector.language.words import (
    Word,
    common_words,
    listed,
    says_little,
    synonyms,
    words_of,
)
from itsupport.offline.selector.question.meanings import (
    Meanings,
    grade_in,
    meanings_of,
    parts_of,
    values_of,
)
from itsupport.offline.selector.tools.schemas import Parameter
from itsupport.offline.selector.tools.toolbox import Toolbox

_NOT_THOSE = re.compile(r"\bnot (?:the ones|those|the one) (?:that|which|who) (?:\w+ ){1,2}$")
_TURNS = frozenset(["just", "only", "but"])  # "not closed, just open"; "not only closed ones"
_RANKS = {"exact": 0, "inflected": 1, "described": 2, "part": 3}
OPENS = re.compile(
    r"(?:^|[.?!;:,\n])\W*$|\b(?:and|then|please|pls|you|to|also|now|kindly)\s+$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of the choices of parameters called `name`, at its place in the text."""

    name: str
    options: tuple[str, ...]
    value: str
    start: int
    end: int
    how: str
    negated: bool


def choices_in(text: str, toolbox: Toolbox) -> list[Choice]:
    """The choices in a text; for one set of choices, a word means one value at most."""
    words = words_of(text)
    found: list[Choice] = []
    for parameter in toolbox.choice_sets:
        mentions = list(_mentions(words, parameter, toolbox, text))
        if not mentions:
            mentions = list(_described(words, meanings_of(parameter), parameter, "described"))
        if not mentions:
            mentions = list(_described(words, parts_of(parameter), parameter, "part"))
        if grade := grade_in(words, parameter):
            mentions = [_choice(parameter, grade[0], words, *grade[1:], "inflected", False)]
        mentions = [one for one in mentions if one.how != "none"]
        mentions.sort(key=lambda one: (_RANKS[one.how], one.start - one.end, one.start))
        kept: list[Choice] = []
        for one in mentions:
            if not any(one.start < other.end and other.start < one.end for other in kept):
                kept.append(one)
        found += kept
    return sorted(found, key=lambda one: (one.start, _RANKS[one.how], one.name))


def _mentions(
    words: tuple[Word, ...], parameter: Parameter, toolbox: Toolbox, text: str
) -> Iterator[Choice]:
    texts = [word.text.lower() for word in words]
    said = set(texts)
    for value, stems, spoken, aliases in values_of(parameter.choices):
        if stems and any(
            one.stem == stems[0] and two.stem in listed("attributes")
            for one, two in pairwise(words)
        ):
            continue  # an account manager is no account
        for n in range(len(words) - len(stems) + 1) if stems else ():
            stretch = words[n : n + len(stems)]
            if words[n].stem[:1] not in (stems[0][:1], "u", "n"):
                continue  # neither the word nor its opposite
            how = _likeness(stretch, stems, spoken, toolbox, parameter.choices)
            opposite = len(stretch) == 1 and stretch[0].stem in {f"un{stems[0]}", f"non{stems[0]}"}
            if opposite or (how and not _is_an_order(words, n, text)):
                yield _choice(parameter, value, words, n, len(stems), how or "exact", opposite)
        for alias in (one for one in aliases if said & {one[0], f"{one[0]}s"}):
            for n in range(len(words) - len(alias) + 1):
                if _stands_there(alias, texts[n:]) and not _ASKS_WHEN.search(
                    text[: words[n].start]
                ):
                    yield _choice(parameter, value, words, n, len(alias), "described", False)


def _stands_there(alias: list[str], texts: list[str]) -> bool:
    """Whether words begin with these, or with one of them in the plural; "run out of x" is none."""
    if len(alias) == 1 and len(alias[0]) > 3 and texts[0] == f"{alias[0]}s":
        return True
    begins = texts[: len(alias)] == alias
    return begins and not (alias[-1] == "out" and texts[len(alias) :][:1] == ["of"])


def _likeness(
    stretch: tuple[Word, ...],
    stems: tuple[str, ...],
    spoken: tuple[str, ...],
    toolbox: Toolbox,
    choices: tuple[str, ...],
) -> str | None:
    if stretch[0].stem[:1] != stems[0][:1] and len(stems) > 1:
        return None
    texts = tuple(word.text.lower() for word in stretch)
    if texts == spoken:
        return "exact"
    if stems[0] in listed("stopwords"):
        return None  # "I'll" is nobody's illness
    if tuple(word.stem for word in stretch) == stems:
        plural = texts[-1].removesuffix("s") == spoken[-1] and stems[-1] not in listed("orders")
        past, due = (one.endswith(("ed", "ing")) for one in (texts[-1], spoken[-1]))
        if past and not due and stems[-1] not in listed("orders"):
            return "inflected"
        return "exact" if plural else None if past != due else "inflected"
    if len(stems) > 1 or len(spoken) > 1:
        return None
    word, text = stretch[0], texts[0]
    if says_little(word.stem) or word.stem in synonyms():
        return None
    begins = len(text) >= 3 and spoken[0].startswith(text)
    if not begins or word.stem in toolbox.counts or text in common_words():
        return None  # "a hard disk" is more than hardware
    return "inflected" if sum(one.lower().startswith(text) for one in choices) == 1 else None


_DONE_BY_SOMEBODY = re.compile(
    r"\b(?i:did|may|can|could|does|do)\b[^.?!,;]*\b(?:(?i:they|he|she|we|you|it)|[A-Z][\w']+|¤+)\s+(?:still\s+)?$"
)
_SOMEBODY_DOES = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )\b(?:I|he|she|it|we|they|you|who)\s+(?:just |then )?$",
    re.IGNORECASE,
)
_ASKS_WHEN = re.compile(
    r"\b(?:when|(?:what|which) (?:day|date|month|year))\s+(?:do|does|did|will|would)\b[^.?!;,]*$",
    re.IGNORECASE,
)
"""When something runs out is asked of all, not only of what has run out."""
_ALLOWED = re.compile(r"\b(?:allowed|able|permitted|want|wants|need|needs) to\s+$", re.IGNORECASE)


def _is_an_order(words: tuple[Word, ...], place: int, text: str) -> bool:
    """Whether a word such as "open" is what to do: "open the order", "please open ORD-12"."""
    word = words[place]
    opens = OPENS.search(text[: word.start])
    follows = text[word.end :].lstrip()
    if word.stem in listed("orders") and _DONE_BY_SOMEBODY.search(text[: word.start]):
        return True
    if word.stem in listed("orders") and _SOMEBODY_DOES.search(text[: word.start]):
        return not word.text.lower().endswith("ed")
    if word.stem in listed("orders") and _ALLOWED.search(text[: word.start]):
        return True
    return (
        bool(opens)
        and word.stem in listed("orders")
        and bool(re.match(r"¤|(?:the|this|that|up|it|my|a|those|them)\b", follows, re.I))
    )


def _choice(
    parameter: Parameter,
    value: str,
    words: tuple[Word, ...],
    n: int,
    length: int,
    how: str,
    opposite: bool,
) -> Choice:
    degree = n and words[n - 1].stem in ("how", "most") and not words[n].stem.endswith("most")
    if degree and (how == "described" or words[n - 1].stem == "how"):
        how = "none"  # "how urgent is it" asks for a degree
    near = [word.stem for word in words[max(0, n - 3) : n]]
    turns = max((place for place, one in enumerate(near) if one in _TURNS), default=-1)
    denied = any(one in listed("negations") for one in near[turns + 1 :])
    before = "".join(f"{word.text.lower()} " for word in words[max(0, n - 7) : n])
    denied = denied or bool(_NOT_THOSE.search(before))
    start, end = words[n].start, words[n + length - 1].end
    return Choice(parameter.name, parameter.choices, value, start, end, how, denied != opposite)


def _described(
    words: tuple[Word, ...], meanings: Meanings, parameter: Parameter, how: str
) -> Iterator[Choice]:
    """Values whose meaning, not whose name, is in the text."""
    for meaning, value in meanings:
        places = [n for n, word in enumerate(words) if word.stem in meaning]
        if {words[n].stem for n in places} == meaning and places[-1] - places[0] < 6:
            length = places[-1] - places[0] + 1
            yield _choice(parameter, value, words, places[0], length, how, False)
