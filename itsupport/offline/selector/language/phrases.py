"""The phrases of the thesaurus in a text, such as "go back to" or "take * home"."""

import re
from functools import cache, lru_cache

from itsupport.offline.selector.language.words import synonyms

_OPENING = re.compile(r"'?\w+")
_OPENINGS = re.compile(rf"\b(?=({_OPENING.pattern}))")  # in "we're" both words and "'re"
_TAKES_S = re.compile(r"[a-z]+[^\Ws] (?!\* )")  # "take off", but not "take * home" or "news of"


@lru_cache(maxsize=4096)
def phrases_in(text: str) -> tuple[tuple[str, int, int], ...]:
    """The phrases of the thesaurus in a text, with their places; the longest where two begin."""
    found: list[tuple[str, int, int]] = []
    for place in _OPENINGS.finditer(text):
        opening = place[1].lower()
        if opening not in _openings() or (found and place.start() < found[-1][2]):
            continue
        pattern, phrases = _phrases_of(opening)
        if match := pattern.match(text, place.start()):
            found.append((phrases[(match.lastindex or 1) - 1], *match.span()))
    return tuple(found)


@cache
def _openings() -> dict[str, list[str]]:
    """The phrases of the thesaurus by the word that they open with, the longest first."""
    found: dict[str, list[str]] = {}
    for phrase in sorted(synonyms(), key=lambda one: (-len(one), one)):
        if " " in phrase and (opening := _OPENING.match(phrase)):
            for one in (opening[0], f"{opening[0]}s" if _TAKES_S.match(phrase) else ""):
                found.setdefault(one, []).append(phrase)
    return found


@cache
def _phrases_of(opening: str) -> tuple[re.Pattern[str], list[str]]:
    """One pattern for all phrases that open with a word; each is a group of it."""
    phrases = _openings()[opening]
    return re.compile("|".join(map(_pattern, phrases)), re.IGNORECASE), phrases


def _pattern(phrase: str) -> str:
    """What a phrase looks like in a text: " * " stands for up to four words."""
    written = re.escape(phrase).replace(re.escape(" * "), r"(?:\W+\w+){0,4}\W+")
    first, *rest = written.split(re.escape(" "))
    written = " ".join([first + "s?" if _TAKES_S.match(phrase) else first, *rest])
    return rf"({written})\b" + (r"(?! of\b)" if phrase.endswith("out") else "")
