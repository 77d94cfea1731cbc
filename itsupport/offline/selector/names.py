"""Proper names in a question: capitalized words, and unknown words after "of", "at", "called".

This file leaves out whose names they are.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from itsupport.offline.selector.toolbox import Toolbox
from itsupport.offline.selector.words import Word, listed, says_little, synonyms, words_of

_BEFORE_A_NAME = frozenset(["of", "at", "from", "by", "for", "called", "named", "to", "with"])
_SURE = frozenset(["called", "named", "of", "at", "from", "by"])


@dataclass(frozen=True, slots=True)
class NameMention:
    """A possible name at its place; `sure` when it is capitalized or introduced like a name."""

    value: str
    start: int
    end: int
    sure: bool
    before: str


def names_in(text: str, toolbox: Toolbox) -> list[NameMention]:
    """The possible names in a text, ids, dates and choices blanked out before."""
    words = words_of(text)
    found, place = [], 0
    while place < len(words):
        length = _length_of_name(words, place, text, toolbox)
        if length:
            stretch = words[place : place + length]
            found.append(_mention(words, place, stretch, text))
        place += length or 1
    return found


def _mention(
    words: tuple[Word, ...], place: int, stretch: tuple[Word, ...], text: str
) -> NameMention:
    before = words[place - 1].text.lower() if place else ""
    value = re.sub(r"['\u2019]s?$", "", text[stretch[0].start : stretch[-1].end])
    opens = place == 0 and len(stretch) == 1 and not _possessive(stretch[-1])
    sure = (_capitalized(stretch[0]) and not opens) or before in _SURE
    before = before if before in _BEFORE_A_NAME or sure else ""
    return NameMention(value, stretch[0].start, stretch[-1].end, sure, before)


def _length_of_name(words: tuple[Word, ...], place: int, text: str, toolbox: Toolbox) -> int:
    capital = _run(words, place, text, _capitalized)
    opens = place == 0 or text[: words[place].start].rstrip()[-1:] in {".", "?", "!", ":", ""}
    if capital and (_unknown(words[place], toolbox) or capital > 1):
        if not (opens and (capital == 1 or says_little(words[place].stem))) or _possessive(
            words[place + capital - 1]
        ):
            return capital
        if opens and capital == 1 and _unknown(words[place], toolbox):
            return capital
    introduced = place and words[place - 1].text.lower() in _BEFORE_A_NAME
    unknown = _run(words, place, text, lambda word: _unknown(word, toolbox))
    if unknown and (introduced or _possessive(words[place + unknown - 1])):
        return min(unknown, 4)
    return 0


def _run(words: tuple[Word, ...], place: int, text: str, belongs: Callable[[Word], bool]) -> int:
    """How many words from here on belong together, with nothing but a space between."""
    length = 0
    while place + length < len(words) and belongs(words[place + length]):
        length += 1
        last, following = words[place + length - 1], words[place + length : place + length + 1]
        apart = not following or text[last.end : following[0].start] != " "
        if apart or _possessive(last):
            break
    return length


def _capitalized(word: Word) -> bool:
    return word.text[:1].isupper() and not (word.text.isupper() and len(word.text) <= 4)


def _possessive(word: Word) -> bool:
    return bool(re.search(r"['\u2019]s?$", word.text))


def _unknown(word: Word, toolbox: Toolbox) -> bool:
    """Whether no tool and no word list knows the word."""
    stem = word.stem
    return not (
        says_little(stem)
        or stem in toolbox.document_counts
        or stem in synonyms()
        or stem in listed("courtesy")
        or word.text.isdigit()
    )
