"""Understanding a question: its wishes in order, and the story around them.

A join ("which members have both x and y") becomes one wish per condition. This file leaves out
arguments and calls.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from itsupport.offline.selector.language.words import stem
from itsupport.offline.selector.question.choosing import Chooser
from itsupport.offline.selector.question.clauses import (
    OF_A_SET,
    Span,
    clauses_of,
    nouns_joined_in,
)
from itsupport.offline.selector.question.headings import heading_of, is_heading, of_a_set
from itsupport.offline.selector.question.joins import joined
from itsupport.offline.selector.question.lists import are_two, of_the_same
from itsupport.offline.selector.question.reading import BLANK, Reading
from itsupport.offline.selector.question.remarks import (
    elaborates,
    merged,
    without_remarks,
)
from itsupport.offline.selector.question.repeats import repeated, taken_over
from itsupport.offline.selector.question.sentences import only_tells
from itsupport.offline.selector.question.told_deeds import (
    by_story,
    is_known,
    known_beside,
    only_told,
)
from itsupport.offline.selector.question.unsaid_wishes import (
    about_the_named,
    itemized,
    of_somebody,
    reported,
    with_whole_record,
)
from itsupport.offline.selector.question.wishes import (
    Question,
    Wish,
    is_trusted,
)
from itsupport.offline.selector.ranking.references import resolver

_EVERYTHING = re.compile(
    r"\b(?:(?:everything|anything|all|whatever)"
    r"(?: (?:there is|(?:that )?(?:we|you) (?:know|have)))?"
    r" (?:about|on|for) (?=¤|(?-i:[A-Z])|it\b|them\b|this |that |(?:the |our |my )?\w+ ¤)"
    r"|full picture|complete picture|whole story|overview of|360\b)",
    re.IGNORECASE,
)
_BRINGS_UP = re.compile(r"\bthere(?:'s| is| was) (?:an?|this) (\w+)", re.IGNORECASE)
_ALTERNATIVE = re.compile(r"\W*(?:do|does|did|is|are|was|will|can|should|has|have)\b", re.I)
_CONDITION = re.compile(
    rf"(?:^|[.?!;])\W*((?:if|when|once|after|in case)\s[^.?!;]*{BLANK}[^.?!;]*),\s*$", re.IGNORECASE
)


def understood(chooser: Chooser, reading: Reading) -> Question:
    """The wishes in a question."""
    if only_tells(reading.plain):
        return Question(reading, ())
    toolbox, meant = chooser.toolbox, _resolvable(chooser, reading) | _introduced(chooser, reading)
    names = tuple(one for one in reading.of("name") if one.how == "sure")
    chooser = replace(chooser, around=chooser.around | reading.types | meant, named=names)
    places = any(one.of in ("in", "at", "near") for one in reading.of("name"))
    about = reading.types or meant
    if len(about) == 1 and not places:
        chooser = replace(chooser, subject=next(iter(about)))
    if question := joined(chooser, reading) or itemized(chooser, reading):
        return question
    wishes, stories = _told(chooser, reading)
    kept = without_remarks(chooser, wishes)
    told = _background(reading, stories)
    going = told and any(one.of in ("to", "at", "from") for one in told.of("name"))
    if told and not going and {word.stem for word in told.words} & toolbox.foreign:
        sure = [one for one in kept if one.reading.mentions or known_beside(one, told, toolbox)]
        kept = [one for one in kept if one in sure or (sure and is_known(one))]
    if (reading.types or not toolbox.foreign & set(reading.stems)) and not any(
        one.card for one in kept
    ):
        kept = [one for one in (chooser.whole(reading),) if one.card] or kept
    asked = None if any(one.card for one in kept) else _unsaid(chooser, reading, meant)
    if asked:
        return Question(reading, (asked,))
    stories += [(one.reading.start, one.reading.end) for one in wishes if one not in kept]
    told = _background(reading, stories)
    kept = [by_story(chooser, only_told(one, reading), reading, told) for one in kept]
    kept = with_whole_record(toolbox, kept)
    named = reading.of("id", "name") and len(kept) == 1
    everything = bool(_EVERYTHING.search(reading.plain) and named)
    return Question(reading, tuple(kept), told, None, everything)


def _unsaid(chooser: Chooser, reading: Reading, meant: set[str]) -> Wish | None:
    return reported(chooser, reading) or about_the_named(chooser, reading, meant)


def _told(chooser: Chooser, reading: Reading) -> tuple[list[Wish], list[Span]]:
    """The wishes of all clauses, and the places of what is only told."""
    requests, stories = clauses_of(reading)
    wishes: list[Wish] = []
    for span in requests:
        unsaid = taken_over(wishes, reading.part(*span))
        chooser = replace(chooser, heading=heading_of(reading, requests[0], span) + unsaid)
        subject = wishes[-1].card if wishes else None
        if subject:
            chooser = replace(chooser, subject=chooser.toolbox.subjects[subject.name])
        either = bool(wishes) and reading.plain[: span[0]].rstrip().lower().endswith(" or")
        for wish in _of_clause(chooser, reading, span, wishes[-1] if either else None):
            if wishes and (again := repeated(wishes[-1], wish)):
                wishes.append(replace(again, clause=span))
            elif wishes and not either and elaborates(chooser, wish, wishes[-1]):
                wishes[-1] = merged(reading, wishes[-1], wish)
            elif wish.card is None and len(requests) > 1 and not chooser.is_order(wish.reading):
                if somebody := of_somebody(chooser, wish):
                    wishes.append(replace(somebody, clause=span))
                    continue
                stories.append((wish.reading.start, wish.reading.end))
            else:
                wishes.append(replace(wish, clause=span))
    if any(one.card for one in wishes[1:]) and is_heading(wishes[0]):
        wishes = wishes[1:]
    return wishes, stories


def _of_clause(
    chooser: Chooser, reading: Reading, span: Span, alternative_to: Wish | None
) -> Iterator[Wish]:
    wish = chooser.wish(reading, span)
    if OF_A_SET.match(wish.reading.said):
        wish = of_a_set(chooser, wish)
    if (condition := _CONDITION.search(reading.plain[: span[0]])) and not is_trusted(wish):
        whole = chooser.wish(reading, (condition.start(1), span[1]))
        wish = whole if whole.card and not wish.reading.types else wish
    if alternative_to is not None and alternative_to.card is not None:
        if not _ALTERNATIVE.match(wish.reading.said):
            yield replace(wish, card=alternative_to.card)
        return
    for left, right in nouns_joined_in(reading, span):
        first = chooser.wish(reading, left)
        unsaid = taken_over([first], reading.part(*right))
        later = replace(chooser, heading=chooser.heading + unsaid)
        second = later.wish(reading, right)
        if are_two(chooser.toolbox, first, second):
            yield of_the_same(reading, first, right)
            yield from _of_clause(later, reading, right, None)
            return
    yield wish


def _introduced(chooser: Chooser, reading: Reading) -> set[str]:
    """The types of things that a story brings up: "There's a picture of …"."""
    nouns = (chooser.toolbox.type_named([stem(one)]) for one in _BRINGS_UP.findall(reading.plain))
    return set(filter(None, nouns))


def _resolvable(chooser: Chooser, reading: Reading) -> set[str]:
    """The types of the things that names, addresses and codes in a question lead to."""
    named = [one for one in reading.of("name", "mail", "code") if one.how != "maybe"]
    keys = chooser.toolbox.nouns
    return {key for key in keys for one in named if resolver(chooser.toolbox, key, one)}


def _background(reading: Reading, stories: list[Span]) -> Reading | None:
    """What a question tells without asking, with the values in it."""
    if not stories:
        return None
    parts = [reading.part(*span) for span in sorted(stories)]
    mentions = tuple(one for part in parts for one in part.mentions)
    return replace(reading, mentions=mentions, words=tuple(w for part in parts for w in part.words))
