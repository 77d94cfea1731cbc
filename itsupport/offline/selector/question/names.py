"""Proper names in a question: capitalized words, and unknown words after "of", "at", "called".

This file leaves out whose names they are.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from itsupport.offline.selector.language.words import (
    Word,
    common,
    listed,
    says_little,
    synonyms,
    words_of,
)
from itsupport.offline.selector.tools.toolbox import Toolbox

_INTRODUCE = frozenset(
    ["of", "at", "from", "by", "for", "called", "named", "to", "with", "does", "has", "is", "did"]
)
_WAY = re.compile(r"\b(?:from|to) (?:the )?$", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:belong\w*\s+to|look(?:s|ing|ed)?\s+after)\s+$", re.IGNORECASE)
_ALONE = re.compile(r"\s*(?:[,:][^.?!]*\b(?:they|their|them)\b|:|(?:and|or|n)\b)", re.IGNORECASE)
_SURE = frozenset(["called", "named", "of", "at", "from", "by"])


@dataclass(frozen=True, slots=True)
class Name:
    """A possible name at its place; `sure` when it is capitalized or introduced like a name."""

    value: str
    start: int
    end: int
    sure: bool
    before: str


def names_in(text: str, toolbox: Toolbox) -> list[Name]:
    """The possible names in a text, ids, dates and choices blanked out before."""
    words = words_of(text)
    found, place = [], 0
    while place < len(words):
        length = _length(words, place, text, toolbox)
        if length:
            found.append(_name(words, place, length, text, toolbox))
        place += length or 1
    return found


def _name(words: tuple[Word, ...], place: int, length: int, text: str, toolbox: Toolbox) -> Name:
    first, last = words[place], words[place + length - 1]
    before = words[place - 1].text.lower() if place else ""
    following = words[place + length : place + length + 1]
    attributive = bool(following) and toolbox.type_named([following[0].stem]) is not None
    spoken = before in {"for", "of", "at"} and length > 1
    sure = (
        spoken
        or (_capitalized(first) and (place > 0 or length > 1))
        or (first.text.isupper() and before == "to")
        or (first.stem in listed("given") and length > 1)
        or (before in _SURE or _possessive(last) or attributive)
    )
    value = re.sub(r"^(?:Dr|Mr|Mrs|Ms|Prof)\.? |['\u2019]s?$", "", text[first.start : last.end])
    return Name(value, first.start, last.end, sure, before)


def _length(words: tuple[Word, ...], place: int, text: str, toolbox: Toolbox) -> int:
    """How many words from here on make a name; 0 when none begins here."""
    word = words[place]
    following = words[place + 1 : place + 2]
    if place and word.text.isupper() and words[place - 1].text.lower() in {"from", "to"}:
        return 1  # VIE to DUB
    alone = word.text.isupper() and not (following and following[0].text.isupper())
    if alone and (len(word.text) < 6 or _is_known(word, toolbox)):
        return 0
    if word.text == "The" or says_little(word.stem) or word.stem in listed("courtesy"):
        return _article_and_name(words, place, text, toolbox)
    return _capitalized_name(words, place, text, toolbox) or _strange_name(
        words, place, text, toolbox
    )


def _article_and_name(words: tuple[Word, ...], place: int, text: str, toolbox: Toolbox) -> int:
    """A capitalized everyday word that a name follows: "The Cherry", "Morning Star"."""
    following = words[place + 1 : place + 2]
    if not place or not _capitalized(words[place]) or not following:
        return 0
    if not _capitalized(following[0]) or _opens(words[place], text):
        return 0
    rest = _length(words, place + 1, text, toolbox)
    return rest + 1 if rest else 0


def _opens(word: Word, text: str) -> bool:
    return text[: word.start].rstrip()[-1:] in {".", "?", "!", ":", "\n", ""}


def _capitalized_name(words: tuple[Word, ...], place: int, text: str, toolbox: Toolbox) -> int:
    length = _run(words, place, text, _capitalized)
    if not length:
        return 0
    word, run = words[place], words[place : place + length]
    if _opens(word, text):
        known = _is_known(word, toolbox) and not _possessive(run[-1])
        if word.stem in toolbox.counts | synonyms().keys():
            return 0
        if known and (length == 1 or word.stem in listed("actions")):
            return 0
    if all(one.stem in toolbox.foreign for one in run) and not _WAY.search(text[: word.start]):
        return 0
    if all(one.stem in toolbox.counts or one.stem in listed("calendar") for one in run):
        return 0
    return length + bool(re.match(r" (?:[IVX]{2,}|[VX]|\d{1,2})\b", text[run[-1].end :]))


def _strange_name(words: tuple[Word, ...], place: int, text: str, toolbox: Toolbox) -> int:
    """Unknown words that stand where names do: "at northgate", "dataflow and alpine: …"."""
    length = min(4, _run(words, place, text, lambda one: not _is_known(one, toolbox)))
    if not length and _is_given_name(words, place, text, toolbox):
        return 2
    if not length:
        return _spoken_of(words, place, text, toolbox)
    length += _goes_on(words, place + length, text, toolbox)
    last, following = words[place + length - 1], words[place + length : place + length + 1]
    after = _AFTER.search(text[: words[place].start])
    introduced = place and words[place - 1].text.lower() in _INTRODUCE - {"to"}
    attributive = bool(following) and toolbox.type_named([following[0].stem]) is not None
    opens = place == 0 or _opens(words[place], text) or _continues(words, place, toolbox)
    alone = opens and _ALONE.match(text[last.end :])
    named = after or introduced or attributive or _possessive(last) or alone
    return length if named else 0


def _spoken_of(words: tuple[Word, ...], place: int, text: str, toolbox: Toolbox) -> int:
    """Everyday words that end a part after "for" or "of": "the manager for green valley"."""
    introduced = place and words[place - 1].text.lower() in {"for", "of", "at"}
    if not introduced and not (place == 0 or _opens(words[place], text)):
        return 0
    strange = toolbox.counts.keys() | synonyms().keys() | toolbox.foreign | listed("actions")
    length = _run(
        words, place, text, lambda one: one.stem not in strange and not says_little(one.stem)
    )
    if not 1 < length < 4:
        return 0
    last = words[place + length - 1]
    ends = place + length == len(words) or text[last.end : last.end + 1] in set(",.?!;:")
    return length if (introduced and ends) or _possessive(last) else 0


def _is_given_name(words: tuple[Word, ...], place: int, text: str, toolbox: Toolbox) -> bool:
    """Whether a given name and an unknown word stand together in small letters."""
    following = words[place + 1 : place + 2]
    given = words[place].stem in listed("given") and words[place].stem not in listed("actions")
    return bool(
        given
        and following
        and text[words[place].end : following[0].start] == " "
        and not _is_known(following[0], toolbox)
    )


def _goes_on(words: tuple[Word, ...], place: int, text: str, toolbox: Toolbox) -> int:
    """One everyday word after a strange one, where neither is of a tool: "meridian legal"."""
    following = words[place : place + 1]
    if not following or text[words[place - 1].end : following[0].start] != " ":
        return 0
    stem = following[0].stem
    strange = toolbox.counts.keys() | synonyms().keys() | listed("actions") | listed("verbs")
    return int(stem in common() and stem not in strange and not says_little(stem))


def _continues(words: tuple[Word, ...], place: int, toolbox: Toolbox) -> bool:
    """Whether a word follows "x and", where x is unknown too."""
    joined = place > 1 and words[place - 1].text.lower() in {"and", "or", "n"}
    return bool(joined) and not _is_known(words[place - 2], toolbox)


def _run(words: tuple[Word, ...], place: int, text: str, belongs: Callable[[Word], bool]) -> int:
    """How many words from here on belong together, with nothing but a space between."""
    length = 0
    while place + length < len(words) and belongs(words[place + length]):
        length += 1
        last, following = words[place + length - 1], words[place + length : place + length + 1]
        apart = not following or text[last.end : following[0].start] not in (" ", " & ")
        if apart or _possessive(last):
            break
    return length


def _capitalized(word: Word) -> bool:
    return word.text[:1].isupper() and not (word.text.isupper() and len(word.text) <= 4)


def _possessive(word: Word) -> bool:
    return bool(re.search(r"['\u2019]s?$", word.text)) and not says_little(word.stem)


def _is_known(word: Word, toolbox: Toolbox) -> bool:
    """Whether a tool or a word list knows the word, or a word near to it."""
    stem = word.stem
    return (
        says_little(stem)
        or stem in common()
        or stem in toolbox.counts
        or stem in synonyms()
        or stem in listed("courtesy")
        or stem in listed("actions")
        or stem in listed("verbs")
        or stem in listed("calendar")
        or word.text.isdigit()
        or len(stem) < 3
        or word.text.lower().endswith("est")
    )
