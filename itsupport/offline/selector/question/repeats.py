"""Clauses that leave out what the wish before says: "and in May?", "and how much Acme?"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from itsupport.offline.selector.language.words import Word, listed, says_little
from itsupport.offline.selector.question.reading import Mention, Reading
from itsupport.offline.selector.question.wishes import Wish

_SAME_TIME = re.compile(
    r"\b(?:that|the same|that same) (?:day|week|month|quarter|year|period|time)\b", re.IGNORECASE
)
_AND_WHICH = re.compile(r"(?:and\s+)?(?:which|what) \w+", re.IGNORECASE)
_OTHERS = re.compile(
    r"(?:those|(?:the )?ones)\s+"
    r"(?:\w+ing|\w+ed|that|which|who|with|without|from|in|not|still|due)\b",
    re.IGNORECASE,
)
"""Other things of the same kind: "late loans and, separately, those ending in May"."""


def taken_over(before: list[Wish], part: Reading) -> tuple[Mention, ...]:
    """What a part means without saying it: "in that same month", "and which orders?"."""
    told = [one for other in before for one in other.reading.of("period")]
    if told and not part.of("period") and _SAME_TIME.search(part.said):
        return (told[-1],)
    if before and _AND_WHICH.fullmatch(part.said) and not part.mentions:
        return tuple(before[-1].reading.of("id", "name"))
    return ()


def repeated(before: Wish, wish: Wish) -> Wish | None:
    """The wish before with another value: "…, and what in May?", "… and how many closed ones?"."""
    reading, other = before.reading, wish.reading
    told = other.mentions
    known = {word.stem for word in reading.words}
    silent = all(
        says_little(w.stem) or w.stem in known for w in other.words if not _inside(w, told)
    )
    others = _OTHERS.match(other.said) and wish.card in (None, before.card)
    if not (before.card and told and (silent or others)):
        return None
    replaced = [_replaced(reading, one) for one in told]
    if others:
        replaced.append(reading.of("choice", "number"))
    elif not all(replaced) or (other.of("id", "name", "mail") and other.has("pronouns")):
        return None
    gone = [one for found in replaced for one in found]
    kept = (one for one in reading.mentions if one not in gone)
    words = tuple(one for one in reading.words if not _inside(one, gone))
    if others:  # "those" are other things than the ones found before
        words += tuple(one for one in other.words if one.stem not in listed("pronouns"))
    again = replace(reading, words=words, mentions=(*kept, *told), end=other.end)
    return replace(before, reading=again)


def _replaced(reading: Reading, new: Mention) -> list[Mention]:
    """The mentions of a wish in whose place a new one of the same kind is told."""
    alike = [one for one in reading.mentions if one.kind == new.kind]
    match new.kind:
        case "choice":
            alike = [one for one in alike if (one.of, one.options) == (new.of, new.options)]
            return [] if any(one.value == new.value for one in alike) else alike
        case "id":
            return [one for one in alike if one.of == new.of]
        case "period" | "name" | "mail":
            return alike
        case _:
            return []


def _inside(word: Word, mentions: Sequence[Mention]) -> bool:
    return any(one.start <= word.start < one.end for one in mentions)
