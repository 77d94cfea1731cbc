"""What is no wish of its own: remarks, and clauses that only say more about the wish before."""

import re
from dataclasses import replace

from itsupport.offline.selector.language.words import stems_of
from itsupport.offline.selector.question.choosing import Chooser
from itsupport.offline.selector.question.reading import Reading
from itsupport.offline.selector.question.sentences import REQUEST
from itsupport.offline.selector.question.wishes import (
    Wish,
    asks_something,
    has_known_word,
    is_deed,
    is_trusted,
)
from itsupport.offline.selector.ranking.mentions import takes_choice
from itsupport.offline.selector.ranking.references import head_type
from itsupport.offline.selector.tools.cards import Card

_MORE = re.compile(
    r"\W*(?:(?:and|please|pls|tell me|say),?\s+)*(?:any\b|which (?:one|ones|of)\b|what|why|how"
    r"|the (?:first|last|one)|by\b|sorted|order|of those|only|when|is it|are they|until|the reason"
    r"|(?:i|we) (?:only|just) (?:need|want|mean)|one\b|also|all\b|just|no\b|not\b|in full|full"
    r"|with|for\b|so\b|that|if)",
    re.IGNORECASE,
)
_WHICH_ONES = re.compile(r"\W*(?:and\s+)?(?:which ones|which of (?:them|those|these))\b", re.I)
_COLUMNS = re.compile(
    r"\W*(?:and\s+)?(?:i |we )?(?:just |only )*(?:want|need|give me|show me) (?:just |only )*the "
    r"(?:(?P<noun>\w+) )?(?:numbers?|ids?|names?|titles?|subjects?|dates?|days|amounts?)\b(?! of)",
    re.IGNORECASE,
)
_AS_YOU_LIKE = re.compile(r"\W*(?:whatever|whichever|any (?:time|day|one|of)|no matter)\b", re.I)
_LATER = re.compile(r"\W*(?:and\s+)?(?:when|if|until|why)\b", re.IGNORECASE)
_COMPARES = re.compile(
    r"\W*(?:and\s+)?(?:tell me |say |see )?which (?:took|is|was|are|were|has|had)\b"
    r".*(?:\wer|more|less)\b",
    re.IGNORECASE,
)
_JUST = re.compile(r"\W*(?:just|only|also)\b", re.IGNORECASE)
_ASKS_FOR = re.compile(r"\W*(?:and\s+)?(?:which|what|how many)\b(?! about)", re.IGNORECASE)
_WHO = re.compile(r"\W*(?:and\s+)?(?:who|whom|whose)\b", re.IGNORECASE)


def without_remarks(chooser: Chooser, wishes: list[Wish]) -> list[Wish]:
    """The wishes without remarks: beside a clear wish a vague one is none."""
    if any(chooser.is_order(one.reading) for one in wishes):
        kept = [o for o in wishes if chooser.is_order(o.reading) or o.reading.of("id", "name")]
        return [one for one in kept if not _is_told_to(one) or one is kept[0]]
    clear = [one for one in wishes if is_trusted(one)]
    needed = {one.type_key for wish in clear if wish.card for one in wish.card.ids}
    if clear:
        wishes = [one for one in wishes if not (is_bare(one) and one.reading.types & needed)]
    best = max(wishes, key=lambda one: one.ranked[0].score if one.card else -9.0, default=None)
    kept = clear or [one for one in [best] if one]
    about = {key for one in kept for key in one.reading.types}
    about |= {str(chooser.toolbox.subjects[one.card.name]) for one in kept if one.card}
    again = [one for one in wishes if any(one.ranked is other.ranked for other in kept)]
    return [one for one in wishes if one in again or _brings_something(one, clear, about)]


def _is_told_to(wish: Wish) -> bool:
    """Whether a wish is what somebody should do something with: "repeat after me: …"."""
    return wish.reading.plain[: wish.reading.start].rstrip().endswith(":")


def _brings_something(wish: Wish, clear: list[Wish], about: set[str]) -> bool:
    """Whether a vague wish says whom or what it is about, or asks for a person.

    `about` are the types of what the others are about, which "it" may stand for.
    """
    reading = wish.reading
    if wish.card and (
        _WHO.match(reading.said) or not (has_known_word(wish, "opens") or reading.mentions)
    ):
        return True
    known = wish.terms and all(term.alternatives for term in wish.terms)
    needed = {one.type_key for one in wish.card.required} if wish.card else set()
    if known and reading.has("pronouns") and needed & about:
        return True
    if known and wish.card and _ASKS_FOR.match(reading.said) and not needed - about:
        return True
    if reading.of("id", "mail", "code", "quote") or (reading.of("name") and has_known_word(wish)):
        return True
    if any(one.how == "exact" for one in reading.of("choice")):
        return True
    if reading.of("name") and reading.of("period") and wish.card and REQUEST.match(reading.said):
        return True
    return bool(reading.of("period")) and wish.card in [one.card for one in clear]


def elaborates(chooser: Chooser, wish: Wish, before: Wish) -> bool:
    """Whether a clause only says more about the wish before: "which one is the oldest?"."""
    reading, said = wish.reading, wish.reading.said
    if before.card is None or is_bare(before):
        return False
    asks = (asks_something(wish) or REQUEST.match(said)) and not _AS_YOU_LIKE.match(said)
    if (before.card.acts and is_deed(before) and not asks) or _orders_again(wish, before.card):
        return True
    if reading.of("id", "name", "mail", "code", "quote"):
        return False
    subject = chooser.toolbox.subjects[before.card.name]
    if _picks(wish, before.card, subject):
        return True
    columns = _COLUMNS.match(said)
    if columns and chooser.toolbox.type_named(stems_of(columns["noun"] or "")) in (None, subject):
        return not columns["noun"] or subject is not None
    things = chooser.toolbox.type_named(term.stem for term in wish.terms)
    new = is_trusted(wish) and wish.card is not before.card and not things and _JUST.match(said)
    if len(reading.words) < 4 and _MORE.match(said) and not new:
        return not reading.of("choice")
    if wish.card is None:
        values = {one.kind for one in reading.mentions} & {"number", "period"}
        return not chooser.is_order(reading) and bool(_MORE.match(said) or values)
    head = head_type(chooser.toolbox, reading)
    if head and head == subject and not reading.mentions:
        return all(term.stem in chooser.toolbox.nouns[head] for term in wish.terms)
    other = head and head != subject and _ASKS_FOR.match(said)
    if wish.card is before.card and not other:
        one_thing = wish.card.required and subject in before.reading.types
        return bool(one_thing or not reading.mentions or _MORE.match(said))
    return not other and _is_weaker(wish, before, wish.card)


def _orders_again(wish: Wish, card: Card) -> bool:
    """Whether a clause only orders what is told: "a crown for tooth 36 …. Please open it."."""
    same = bool(wish.ranked) and wish.ranked[0].card is card
    return same and card.acts and wish.reading.has("pronouns") and not wish.reading.mentions


def _picks(wish: Wish, before: Card, subject: str | None) -> bool:
    """Whether "which of them …" asks what the tool before knows, and no other is sure to."""
    which, compares = (one.match(wish.reading.said) for one in (_WHICH_ONES, _COMPARES))
    if not (which and wish.reading.mentions):
        return bool((which or compares) and not wish.reading.mentions)
    known = all(any(one in before.weights for one, _ in term.alternatives) for term in wish.terms)
    sure = is_trusted(wish) and wish.card and subject and wish.card.takes(subject)
    return known and not sure


def _is_weaker(wish: Wish, before: Wish, card: Card) -> bool:
    """Whether a clause that goes on ranks its own tool much lower than the one before."""
    reading, said = wish.reading, wish.reading.said
    if wish.ranked[0].card is not card:
        return False  # what tells all about "it"
    exact = [one for one in reading.of("choice") if one.how == "exact"]
    if any(
        takes_choice(card, c) and not (before.card and takes_choice(before.card, c)) for c in exact
    ):
        return False
    later = bool(_LATER.match(said))
    weaker = wish.ranked[0].score < 0.6 * before.ranked[0].score
    return weaker and (later or (bool(_MORE.match(said)) and not is_trusted(wish)))


def merged(reading: Reading, before: Wish, wish: Wish) -> Wish:
    """The wish before with what the next clause says about it."""
    terms = before.terms + wish.terms if wish.card is before.card else before.terms
    part = reading.part(before.reading.start, wish.reading.end)
    return replace(before, reading=part, terms=tuple(dict.fromkeys(terms)))


def is_bare(wish: Wish) -> bool:
    """Whether a part only names a thing: "ORD-12: what …", "got ORD-7 in front of me"."""
    return (
        bool(wish.reading.types)
        and not wish.reading.has("asks")
        and not wish.reading.has("whole")
        and not has_known_word(wish, "whole")
    )
