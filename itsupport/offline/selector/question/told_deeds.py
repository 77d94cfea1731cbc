"""Deeds beside a story: what a story alone must not change, and what it says of "put it down"."""

import re
from dataclasses import replace

from itsupport.offline.selector.language.words import listed, says_little, stems_of
from itsupport.offline.selector.question.choosing import Chooser
from itsupport.offline.selector.question.reading import Reading
from itsupport.offline.selector.question.sentences import MARKED, is_story
from itsupport.offline.selector.question.wishes import Wish, is_trusted
from itsupport.offline.selector.ranking.ranked import Ranked
from itsupport.offline.selector.ranking.references import takes_reports
from itsupport.offline.selector.tools.toolbox import Toolbox

_ORDERS = r"(?:will|would|wants?|can|can't|has to|have to|let|note|please)"
_IS_PAST = re.compile(
    rf"(?!.*\b{_ORDERS}\b)(?:[^.?!;]|\.(?! ))*\b(?:was|were)\b(?:[^.?!;]|\.(?! ))*", re.IGNORECASE
)


def only_told(wish: Wish, reading: Reading) -> Wish:
    """A mere story changes nothing that takes ids alone: "the PIN for NB40817726 is wrong".

    What somebody says was so changes nothing at all: "KY07 was on the water at 10:00".
    """
    card = wish.card
    asked = "?" in reading.plain or MARKED.search(reading.plain) or not is_story(wish.reading.said)
    if asked or card is None or not card.acts or takes_reports(card):
        return wish
    if any(one.kind != "id" for one in card.required) and not _IS_PAST.fullmatch(wish.reading.said):
        return wish
    done = {*card.name_stems[:2], *stems_of(card.summary)[:1]} & listed("changes")
    if any(done & {one for one, _ in term.alternatives} for term in wish.terms):
        return wish
    told = (one.card for one in wish.ranked if one.relevant and not one.card.acts)
    return replace(wish, card=next(told, None))


def by_story(chooser: Chooser, wish: Wish, reading: Reading, told: Reading | None) -> Wish:
    """For "put it on record": of the tools that do such, the one that the story speaks of."""
    does = [o for o in wish.ranked if o.card.acts and ("does what is asked", 1.5) in o.evidence]
    points_back = wish.reading.has("pronouns") and not wish.reading.mentions
    if len(does) < 2 or not (told and points_back and wish.card and wish.card.acts):
        return wish
    story = chooser.wish(reading, (told.start, told.end)).ranked
    own = {f"word {one.stem!r}" for one in wish.terms}
    said = {one.card.name: _points_of_words(one, own) for one in story}
    best = max(does, key=lambda one: said.get(one.card.name, 0.0))
    return replace(wish, card=best.card) if said.get(best.card.name) else wish


def _points_of_words(ranked: Ranked, besides: set[str]) -> float:
    told = [(reason, one) for reason, one in ranked.evidence if reason not in besides]
    return sum(one for reason, one in told if reason.startswith(("word ", "choice ")))


def is_known(wish: Wish) -> bool:
    """Whether a tool serves a wish and tools know all of its words."""
    return wish.card is not None and all(term.alternatives for term in wish.terms)


def known_beside(wish: Wish, story: Reading, toolbox: Toolbox) -> bool:
    """Whether a wish is clear beside a story of another topic; "how do I" alone is the story's."""
    known = (one for one in story.words if one.stem in toolbox.counts)
    homely = story.of("choice") or any(not says_little(word.stem) for word in known)
    words = tuple(term for term in wish.terms if homely or " " not in term.stem)
    return is_trusted(replace(wish, terms=words)) and is_known(wish)
