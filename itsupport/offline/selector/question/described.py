"""Things meant by what earlier results told of them: "the login one", "the one in Turing".

A thing counts as meant when the words said are found in its row and in no other.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import takewhile

from itsupport.offline.selector.language.words import (
    Word,
    common,
    listed,
    says_little,
    stem,
    stems_of,
    synonyms,
    words_of,
)
from itsupport.offline.selector.question.reading import Mention
from itsupport.offline.selector.question.told import Told
from itsupport.offline.selector.tools.toolbox import Toolbox

_DETERMINER = "the|that|this|my|our|your|his|her|their"
_THE = rf"\b(?P<the>{_DETERMINER})\s+"
ONE = re.compile(
    rf"{_THE}(?P<before>(?:(?!(?:{_DETERMINER})\b)[\w':.-]+\s+){{0,4}}?)(?P<one>one)\b"
    r"(?P<after>\s+(?:(?:that|which|who)\s+)?(?:is\s+|was\s+)?"
    r"(?:in|on|at|for|from|with|about|of|by|to|called|named)\s+(?:the\s+)?[\w':.-]+(?:\s+[\w':.-]+)?)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\b(?:number|no\.?|nr\.?)\s*(\d{1,6})\b(?!-)", re.IGNORECASE)
_KIND = re.compile(
    rf"(?<!\bonly )(?<!\bjust ){_THE}(?P<kind>\w+)"
    r"(?=\W*$|[.?!,;]|\s+(?:and|is|was|has|in|on|at|of|to)\b)",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"\b(?:hers|theirs|his(?=\s*(?:[.?!,]|$))|(?P<name>(?-i:[A-Z]\w+))'s(?:\s+one\b|(?=\s*(?:[.?!,]|$|is\b))))",
    re.IGNORECASE,
)
_KINDS = frozenset(map(stem, ["type", "kind", "category", "class", "species"]))
_DEFINITE = re.compile(rf"{_THE}(?P<said>(?:[\w'-]+)(?:\s+[\w'-]+){{0,3}})", re.IGNORECASE)
_COUNTING = listed("superlatives") | {"second", "third", "other", "previous"}
_HOUR = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))?\s*(o'?\s?clock|[ap]\.?m\b\.?)?", re.IGNORECASE)


def described(plain: str, things: Sequence[list[Told]], toolbox: Toolbox) -> Iterator[Mention]:
    """The things that a text means by words of their rows."""
    if not things:
        return
    yield from _numbered(plain, things[0], toolbox)
    for match in ONE.finditer(plain):
        yield from _the_one(match, things)
    yield from _whose(plain, things)
    for word in _kinds(plain, toolbox):
        if one := _only(things, partial(_shared, {word.stem})):
            yield _mention(one, word.start, word.end)
    for words in (*_definite(plain, toolbox), *_names(plain, toolbox)):
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


def _kinds(plain: str, toolbox: Toolbox) -> Iterator[Word]:
    """The kinds of things that a text speaks of as known ones: "the server", "that laptop"."""
    for match in _KIND.finditer(plain):
        for word in words_of(plain):
            if word.start == match.start("kind") and word.stem in _kind_words(toolbox):
                yield word


@lru_cache(maxsize=16)
def _kind_words(toolbox: Toolbox) -> frozenset[str]:
    """The choices that are nouns: of an asset type, a vehicle class, a species."""
    choices = (one for one in toolbox.choice_sets if _KINDS & set(one.stems))
    return frozenset(stem(value) for one in choices for value in one.choices)


def _named(said: frozenset[str], things: Sequence[list[Told]]) -> Told | None:
    return _only(things, lambda thing: said <= thing.name)


def _mention(thing: Told, start: int, end: int) -> Mention:
    return Mention("id", thing.value, start, end, thing.key, "described")


def _the_one(match: re.Match[str], things: Sequence[list[Told]]) -> Iterator[Mention]:
    """What "the … one" and "the one in …" mean; "the first one" is left to counting."""
    before, after = _telling(match["before"]), _telling(match["after"] or "")
    if before & _COUNTING:
        return
    hours = {_written(one) for one in _HOUR.finditer(match.group())}

    def likeness(thing: Told) -> int:
        if not before <= thing.words:
            return 0
        return len((before | after) & thing.words) + len(hours & thing.hours)

    if one := _only(things, likeness):
        end = match.end("one")
        for word in words_of(match["after"] or ""):
            if word.stem in one.words and word.stem in after:
                end = match.start("after") + word.end
        yield _mention(one, match.start(), end)


def _telling(text: str) -> set[str]:
    stems = {one for one in stems_of(text) if not says_little(one) and not one.isdigit()}
    return stems - {"clock", "oclock"}


def _written(match: re.Match[str]) -> str:
    half = (match[3] or "").lower()[:1]
    return f"{int(match[1]) % 24 + 12 * (half == 'p' and int(match[1]) < 12):02}:{match[2] or '00'}"


def _definite(plain: str, toolbox: Toolbox) -> Iterator[list[Word]]:
    """The words after "the" that no tool knows: "the boxing", "the curry"."""
    for match in _DEFINITE.finditer(plain):
        words = [one for one in words_of(plain) if match.start("said") <= one.start < match.end()]
        kept = list(takewhile(lambda one: not _is_known(one, toolbox), words))
        if kept:
            yield kept


def _names(plain: str, toolbox: Toolbox) -> Iterator[list[Word]]:
    """Words that are nobody's but a name's: "Marek", "leila"."""
    strange = [
        one
        for one in words_of(plain)
        if len(one.text) > 3 and one.stem not in common() and not _is_known(one, toolbox)
    ]
    while strange:
        run = [strange.pop(0)]
        while strange and plain[run[-1].end : strange[0].start] == " ":
            run.append(strange.pop(0))
        yield run


def _is_known(word: Word, toolbox: Toolbox) -> bool:
    meant = {word.stem, *synonyms().get(word.stem, ())}
    told = meant & (toolbox.counts.keys() | _choice_words(toolbox))
    return says_little(word.stem) or bool(told) or word.text.isdigit()


@lru_cache(maxsize=16)
def _choice_words(toolbox: Toolbox) -> frozenset[str]:
    values = (one for parameter in toolbox.choice_sets for one in parameter.choices)
    return frozenset(stem for one in values for stem in stems_of(one))


def _only(things: Sequence[list[Told]], likeness: Callable[[Told], int]) -> Told | None:
    """The thing that is more like what is said than all others of the latest question with any."""
    for told in things:
        scores = [likeness(one) for one in told]
        if best := max(scores):
            return told[scores.index(best)] if scores.count(best) == 1 else None
    return None
