"""What is told once for several wishes: before a colon, or of a set: "for each …, list the …"."""

import re
from dataclasses import replace

from itsupport.offline.selector.language.words import Word, says_little
from itsupport.offline.selector.question.choosing import Chooser
from itsupport.offline.selector.question.clauses import Span
from itsupport.offline.selector.question.reading import Mention, Reading
from itsupport.offline.selector.question.remarks import is_bare
from itsupport.offline.selector.question.wishes import Wish
from itsupport.offline.selector.ranking.mentions import takes_choice
from itsupport.offline.selector.ranking.references import head_type

_ANNOUNCES = re.compile(
    r"\b(?:two|three|four|five|six|some|several|a few|the following|these) (?:\w+ )?\w+s"
    r"(?: (?:for|about|on|please)\b[\w ]*)?\W*$",
    re.IGNORECASE,
)
_OF_A_DAY = re.compile(
    r"(?:'s)?\s+(?:[a-z]+ )?(?:meeting|call|visit|briefing|report|round|lunch)\b", re.IGNORECASE
)


def heading_of(reading: Reading, first: Span, span: Span) -> tuple[Mention, ...]:
    """What is told once for what follows: "ORD-12: who …?", "for May: the sum of …", "acme, …"."""
    colon = reading.plain.rfind(":", 0, span[0])
    if colon < 0:
        return _opening_name(reading, first, span)
    opening = reading.part(max(reading.plain.rfind(one, 0, colon) for one in ".?!;") + 1, colon)
    named, others = _named(opening)
    alone = all(says_little(word.stem) for word in others)
    told = [replace(one, how="sure") for one in named if alone]
    times = [one for one in opening.of("period") if not _OF_A_DAY.match(reading.text[one.end :])]
    return (*told, *times)


def _opening_name(reading: Reading, first: Span, span: Span) -> tuple[Mention, ...]:
    """A name that stands alone before a comma or a dash: "acme logistics - which orders?"."""
    named, others = _named(reading.part(*first))
    alone = reading.plain[first[1] :].lstrip()[:1] in {",", "-"} and not others and span != first
    return tuple(replace(one, how="sure") for one in named if alone)


def _named(part: Reading) -> tuple[list[Mention], list[Word]]:
    """What a part of a question names, and its other words."""
    named = part.of("id", "name")
    others = [w for w in part.words if not any(n.start <= w.start < n.end for n in named)]
    return named, others


def is_heading(wish: Wish) -> bool:
    """Whether a wish only announces others: "I need two figures: …"."""
    ends = wish.reading.plain[wish.reading.end :].lstrip().startswith(":")
    return ends and bool(
        is_bare(wish)
        or _ANNOUNCES.search(wish.reading.plain[wish.reading.start : wish.reading.end])
    )


def of_a_set(chooser: Chooser, wish: Wish) -> Wish:
    """For "each customer with something overdue": the tool that knows what it is with."""
    key = head_type(chooser.toolbox, wish.reading)
    choices = [one for one in wish.reading.of("choice") if one.how in ("exact", "described")]
    if key is None or not choices or any(takes_choice(wish.card, c) for c in choices if wish.card):
        return wish
    knowing = (
        one.card
        for one in wish.ranked
        if one.card.takes(key) and any(takes_choice(one.card, c) for c in choices)
    )
    return replace(wish, card=next((c for c in knowing if not (c.required or c.acts)), wish.card))
