"""Proper names in a question: capitalized words, and unknown words after "of", "at", "called".

This file leaves out whose names they are.
"""

import re
from dataclasses import dataclass

from itsupport.offline.selector.language.words import (
    Word,
    listed,
    says_little,
    synonyms,
    words_listed,
    words_of,
)
from itsupport.offline.selector.question.name_words import (
    THEIRS,
    example_names,
    heads,
    is_attributive,
    is_capitalized,
    is_known,
    is_possessive,
    opens,
    run_of,
    said_before,
    speaks,
    takes_given_names,
)
from itsupport.offline.selector.question.small_names import (
    GIVES,
    are_people,
    goes_on,
    is_party,
    strange_name,
)
from itsupport.offline.selector.tools.toolbox import Toolbox

_WAY = re.compile(r"\b(?:from|to) (?:the )?$", re.IGNORECASE)
_THEIRS = re.compile(rf"\s*[,:]{THEIRS}", re.IGNORECASE)
_OWNED = frozenset(["their", "its"])
_NAMES_TOO = frozenset(["Will", "Per"])  # with a capital letter inside a sentence
_SURE = GIVES | frozenset(["called", "named", "of", "at", "from", "by"])


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
    owners = [one for one in found if one.sure and one.before not in _OWNED]
    return [one for one in found if one.before not in _OWNED] if owners else found


def _name(words: tuple[Word, ...], place: int, length: int, text: str, toolbox: Toolbox) -> Name:
    first, last = words[place], words[place + length - 1]
    before = said_before(words, place, text)
    attributive = is_attributive(words, place + length, text, toolbox)
    spoken = before in {"for", "of", "at"} and length > 1
    sure = (
        spoken
        or (is_capitalized(first) and (place > 0 or length > 1))
        or (first.text.isupper() and before == "to")
        or (first.stem in listed("given") and (length > 1 or takes_given_names(toolbox)))
        or (before in _SURE or is_possessive(last) or attributive)
        or first.text.lower() in example_names(toolbox)
        or speaks(text, last.end)
        or heads(first, last, text, toolbox)
        or are_people(words, place, length, text)
        or (bool(toolbox.named_types) and is_party(words, place, length, text))
        or (opens(first, text) and _THEIRS.match(text[last.end :]) is not None)
    )
    value = re.sub(r"^(?:Dr|Mr|Mrs|Ms|Prof)\.? |['\u2019]s?$", "", text[first.start : last.end])
    if length == 1 and value.lower() == f"{first.stem}s" and first.stem in listed("given"):
        value = value if value.lower() in words_listed("given") else value[:-1]  # priyas desk
    return Name(value, first.start, last.end, sure, before)


def _length(words: tuple[Word, ...], place: int, text: str, toolbox: Toolbox) -> int:
    """How many words from here on make a name; 0 when none begins here."""
    word = words[place]
    following = words[place + 1 : place + 2]
    led = place and text[words[place - 1].end : word.start] == " "
    if led and word.text.isupper() and words[place - 1].text.lower() in {"from", "to"}:
        return 1  # VIE to DUB
    if word.text.lower() in example_names(toolbox):
        capitalized = _capitalized_name(words, place, text, toolbox)
        return capitalized or 1 + goes_on(words, place + 1, text, toolbox)
    alone = word.text.isupper() and not (following and following[0].text.isupper())
    if alone and (len(word.text) < 6 or is_known(word, toolbox)):
        return 0
    if word.text in _NAMES_TOO and not opens(word, text):
        return run_of(words, place, text, is_capitalized)
    if word.text == "The" or says_little(word.stem) or word.stem in listed("courtesy"):
        return _article_and_name(words, place, text, toolbox)
    return _capitalized_name(words, place, text, toolbox) or strange_name(
        words, place, text, toolbox
    )


def _article_and_name(words: tuple[Word, ...], place: int, text: str, toolbox: Toolbox) -> int:
    """A capitalized everyday word that a name follows: "The Cherry", "Morning Star"."""
    following = words[place + 1 : place + 2]
    if not place or not is_capitalized(words[place]) or not following:
        return 0
    if not is_capitalized(following[0]) or opens(words[place], text):
        return 0
    rest = _length(words, place + 1, text, toolbox)
    return rest + 1 if rest else 0


def _capitalized_name(words: tuple[Word, ...], place: int, text: str, toolbox: Toolbox) -> int:
    length = run_of(words, place, text, is_capitalized)
    if not length:
        return 0
    word, run = words[place], words[place : place + length]
    if opens(word, text):
        known = is_known(word, toolbox) and not is_possessive(run[-1])
        if word.stem in toolbox.counts | synonyms().keys():
            return 0
        if known and (length == 1 or word.stem in listed("actions")):
            return 0
    if all(one.stem in toolbox.foreign for one in run) and not _WAY.search(text[: word.start]):
        return 0
    if all(one.stem in toolbox.counts or one.stem in listed("calendar") for one in run):
        return 0
    return length + bool(re.match(r" (?:[IVX]{2,}|[VX]|\d{1,2})\b", text[run[-1].end :]))
