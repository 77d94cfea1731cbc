"""The words that speak of things as known ones: "the server", "the boxing", "Marek"."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from itsupport.offline.selector.language.words import (
    Word,
    common,
    says_little,
    stem,
    stems_of,
    synonyms,
    words_of,
)
from itsupport.offline.selector.tools.toolbox import Toolbox

DETERMINER = "the|that|this|my|our|your|his|her|their"
THE = rf"\b(?P<the>{DETERMINER})\s+"
_KIND = re.compile(
    rf"(?<!\bonly )(?<!\bjust ){THE}(?P<kind>\w+)"
    r"(?=\W*$|[.?!,;]|\s+(?:and|is|was|has|in|on|at|of|to)\b)",
    re.IGNORECASE,
)
_KINDS = frozenset(map(stem, ["type", "kind", "category", "class", "species"]))
_DEFINITE = re.compile(rf"{THE}(?P<said>(?:[\w'-]+)(?:\s+[\w'-]+){{0,3}})", re.IGNORECASE)


def kinds_said(plain: str, toolbox: Toolbox) -> Iterator[Word]:
    """The kinds of things that a text speaks of as known ones: "the server", "that laptop"."""
    for match in _KIND.finditer(plain):
        for word in words_of(plain):
            if word.start == match.start("kind") and word.stem in kind_words(toolbox):
                yield word


@lru_cache(maxsize=16)
def kind_words(toolbox: Toolbox) -> dict[str, str]:
    """The choices that are nouns, with the noun of all: of an asset type, a species."""
    kinds = (one for one in toolbox.choice_sets if _KINDS & set(one.stems))
    pairs = ((stem(value), one.stems[0]) for one in kinds for value in one.choices)
    return {kind: kind if noun in _KINDS else noun for kind, noun in pairs}


def definite_words(plain: str, toolbox: Toolbox) -> Iterator[list[Word]]:
    """The words after "the" that no tool knows: "the boxing", "the curry"."""
    for match in _DEFINITE.finditer(plain):
        words = [one for one in words_of(plain) if match.start("said") <= one.start < match.end()]
        kept = list(takewhile(lambda one: not _is_known(one, toolbox), words))
        if kept:
            yield kept


def strange_words(plain: str, toolbox: Toolbox) -> Iterator[list[Word]]:
    """Words that are nobody's but a name's: "Marek", "leila"."""
    strange = [
        one
        for one in words_of(plain)
        if len(one.text) > (1 if one.text.istitle() else 3)
        and one.stem not in common()
        and not _is_known(one, toolbox)
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
