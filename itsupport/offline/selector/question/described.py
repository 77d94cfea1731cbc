"""Things meant by what earlier results told of them: "the login one", "the one in Turing".

A thing counts as meant when the words said are found in its row and in no other.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from itsupport.offline.selector.language.dates import periods_in
from itsupport.offline.selector.language.words import (
    listed,
    says_little,
    stem,
    stems_of,
    words_of,
)
from itsupport.offline.selector.question.known_things import (
    DETERMINER,
    THE,
    definite_words,
    kinds_said,
    strange_words,
)
from itsupport.offline.selector.question.reading import Mention
from itsupport.offline.selector.question.told import Told
from itsupport.offline.selector.tools.toolbox import Toolbox

_AFTER = (
    r"(?P<after>\s+(?:(?:that|which|who)\s+)?(?:is\s+|was\s+)?"
    r"(?:in|on|at|for|from|with|about|of|by|to|called|named)\s+(?:the\s+)?[\w':.-]+(?:\s+[\w':.-]+)?)"
)
ONE = re.compile(
    rf"{THE}(?P<before>(?:(?!(?:{DETERMINER})\b)[\w':.-]+\s+){{0,4}}?)(?P<one>one)\b"
    rf"(?:{_AFTER})?",
    re.IGNORECASE,
)
_NOUN = re.compile(rf"{THE}(?P<before>)(?P<one>[a-z]+)\b{_AFTER}", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?:number|no\.?|nr\.?)\s*(\d{1,6})\b(?!-)", re.IGNORECASE)
_WHOSE = re.compile(
    r"\b(?:hers|theirs|his(?=\s*(?:[.?!,]|$))|(?P<name>(?-i:[A-Z]\w+))'s(?:\s+one\b|(?=\s*(?:[.?!,]|$|is\b))))",
    re.IGNORECASE,
)
_COUNTING = listed("superlatives") | {"second", "third", "other", "previous"}
_HOUR = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))?\s*(o'?\s?clock|[ap]\.?m\b\.?)?", re.IGNORECASE)


def described(
    plain: str, things: Sequence[list[Told]], toolbox: Toolbox, today: date | None = None
) -> Iterator[Mention]:
    """The things that a text means by words of their rows."""
    if not things:
        return
    yield from _numbered(plain, things[0], toolbox)
    for match in ONE.finditer(plain):
        yield from _the_one(match, things, today)
    nouns = frozenset().union(*(toolbox.nouns.get(one.key, ()) for one in things[0]))
    for match in _NOUN.finditer(plain):
        if stem(match["one"]) in nouns and not match["one"].endswith("s"):
            yield from _the_one(match, things, today)
    yield from _whose(plain, things)
    for word in kinds_said(plain, toolbox):
        if one := _only(things, partial(_shared, {word.stem})):
            yield _mention(one, word.start, word.end)
    for words in (*definite_words(plain, toolbox), *strange_words(plain, toolbox)):
        if one := _named(frozenset(word.stem for word in words), things):
            yield _mention(one, words[0].start, words[-1].end)


def _numbered(plain: str, things: list[Told], toolbox: Toolbox) -> Iterator[Mention]:
    """ "What about number 6?": the id with this number, of the kind spoken of."""
    shapes = {toolbox.shapes.get(one.key): one.key for one in things}
    shape, key = next(iter(shapes.items()))
    for match in _NUMBER.finditer(plain) if len(shapes) == 1 and shape else ():
        if shape and (value := shape.numbered(match[1])):
            yield Mention("id", value, *match.span(), key, "described")


def _whose(plain: str, things: Sequence[list[Told]]) -> Iterator[Mention]:
    """The one thing of somebody: "Peter's is fine", "did Ines get the key for hers?"."""
    for match in _WHOSE.finditer(plain):
        names = [match["name"]] if match["name"] else re.findall(r"\b[A-Z][a-z]+", plain)
        said = {stem(one) for one in names if not says_little(stem(one))}
        if one := _only(things, partial(_shared, said)):
            yield _mention(one, *match.span())


def _shared(said: set[str], thing: Told) -> int:
    return len(said & thing.words)


def _named(said: frozenset[str], things: Sequence[list[Told]]) -> Told | None:
    return _only(things, lambda thing: said <= thing.name)


def _mention(thing: Told, start: int, end: int) -> Mention:
    return Mention("id", thing.value, start, end, thing.key, "described")


def _the_one(
    match: re.Match[str], things: Sequence[list[Told]], today: date | None
) -> Iterator[Mention]:
    """What "the … one" and "the one in …" mean; "the first one" is left to counting."""
    before, after = _telling(match["before"]), _telling(match["after"] or "")
    if before & _COUNTING:
        return
    times = {_written(one) for one in _HOUR.finditer(match.group())} | _days(match, today)

    def likeness(thing: Told) -> int:
        if not before <= thing.words:
            return 0
        return len((before | after) & thing.words) + len(times & thing.times)

    if one := _only(things, likeness):
        end = match.end("one")
        for word in words_of(match["after"] or ""):
            timed = times and word.stem in listed("calendar") | {"today", "tomorrow", "yesterday"}
            if (word.stem in one.words and word.stem in after) or timed:
                end = match.start("after") + word.end
        yield _mention(one, match.start(), end)


def _days(match: re.Match[str], today: date | None) -> set[str]:
    """The single days that are said: "the one on 5 July", "the Friday one"."""
    found = periods_in(match.group(), today) if today else []
    return {one.first.isoformat() for one in found if one.first and one.first == one.last}


def _telling(text: str) -> set[str]:
    stems = {one for one in stems_of(text) if not says_little(one) and not one.isdigit()}
    return stems - {"clock", "oclock"}


def _written(match: re.Match[str]) -> str:
    half = (match[3] or "").lower()[:1]
    return f"{int(match[1]) % 24 + 12 * (half == 'p' and int(match[1]) < 12):02}:{match[2] or '00'}"


def _only(things: Sequence[list[Told]], likeness: Callable[[Told], int]) -> Told | None:
    """The thing that is more like what is said than all others of the latest question with any."""
    for told in things:
        scores = [likeness(one) for one in told]
        if best := max(scores):
            return told[scores.index(best)] if scores.count(best) == 1 else None
    return None
