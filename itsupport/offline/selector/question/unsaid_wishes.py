"""Wishes that are not said in a clause of their own: a list of things, a whole record, somebody."""

import re
from dataclasses import replace

from itsupport.offline.selector.language.words import listed
from itsupport.offline.selector.question.choosing import Chooser
from itsupport.offline.selector.question.clauses import OCCASION, Span
from itsupport.offline.selector.question.reading import Reading
from itsupport.offline.selector.question.sentences import ASKS_FOR_HELP
from itsupport.offline.selector.question.wishes import Question, Wish, is_deed
from itsupport.offline.selector.ranking.mentions import takes_choice
from itsupport.offline.selector.ranking.references import is_person, resolver, takes_reports
from itsupport.offline.selector.ranking.terms import is_foreign
from itsupport.offline.selector.tools.cards import Card
from itsupport.offline.selector.tools.toolbox import Toolbox

_RECORD_OF_BEST = re.compile(
    r"\b(?:record|details?|everything|file|the rest)\s+(?:of|about|on|for)\s+"
    r"(?P<best>(?:(?:the|our|my)\s+)?(?:\w+est|last|most \w+)\b)",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(r"\b(?:he|she|him|her|hers|his)\b", re.IGNORECASE)
_PERSON = re.compile(r"\b(?:first name|surname|full name|family name)\b", re.IGNORECASE)
_NAME = re.compile(r"\bname\b", re.IGNORECASE)
_ASKS_OF = re.compile(
    r"(?:^|[.!?]\s)\W*(?:what|which|when|where|how|from|since|until)\b[^.?!]*"
    r"\b(?:does|has|is|can|may|could|should|will|must|are|for|of)\s+$",
    re.IGNORECASE,
)
_MOST_STRANGE, _FEW_STRANGE = 4, 2


def itemized(chooser: Chooser, reading: Reading) -> Question | None:
    """A main wish with a list of things in parentheses: each thing is a wish."""
    items = _in_parentheses(reading) if reading.of("id", "name") else []
    if not items:
        return None
    before = (0, max(0, items[0][0] - 1))
    if OCCASION.fullmatch(reading.plain[slice(*before)].rstrip(" :(")):
        return None
    opening = chooser.wish(reading, before)
    ids = opening.reading.of("id")
    if opening.card is None and ids:
        opening = replace(opening, card=chooser.toolbox.getter(ids[0].of))
    if opening.card is None:  # "review with Acme: orders, refunds"
        named = [one for one in opening.reading.of("id", "name") if one.how != "maybe"]
        chooser = replace(chooser, heading=tuple(named))
    parts = [chooser.wish(reading, item) for item in items]
    if is_deed(opening) or any(one.card is opening.card for one in parts):
        return None
    heading = any(one.card for one in parts) and not opening.terms
    whole = parts if heading and not opening.reading.has("asks") else [opening, *parts]
    wishes = [wish for wish in whole if wish.card is not None]
    return Question(reading, tuple(wishes)) if len(wishes) > 1 else None


def _in_parentheses(reading: Reading) -> list[Span]:
    """The items of a list in parentheses or after a colon, such as "(orders, refunds)"."""
    match = re.search(r"\(([^()]*)\)?|:\s*([^:?]*,[^:?]*)", reading.plain)
    if not match:
        return []
    spans, group = [], 1 if match.group(1) is not None else 2
    if group == 2 and any(len(one.split()) > 4 for one in match.group(2).split(",")):
        return []
    listed_there = re.sub(r"\band\b", ",,,", match.group(group))
    for item in re.finditer(r"[^,/]+", listed_there):
        start = match.start(group) + item.start()
        if item.group().strip():
            spans.append((start, start + len(item.group())))
    return spans


def with_whole_record(toolbox: Toolbox, wishes: list[Wish]) -> list[Wish]:
    """For "the full record of the oldest one": the search, and what tells all of what it finds."""
    card = wishes[0].card if len(wishes) == 1 else None
    best = _RECORD_OF_BEST.search(wishes[0].reading.plain) if card else None
    key = toolbox.main_types[card.name] if card else None
    getter = toolbox.getter(key) if key else None
    if not best or getter in (None, card) or card not in toolbox.finders(str(key)):
        return wishes
    part = wishes[0].reading.part(*best.span("best"))
    return [*wishes, replace(wishes[0], reading=part, card=getter)]


def about_the_named(chooser: Chooser, reading: Reading, named: set[str]) -> Wish | None:
    """For "Ada is on the phone. Which plan is she on?": what is known of the one named."""
    if len(named) != 1 or not reading.has("inquiries"):
        return None
    wish, key = chooser.whole(reading), min(named)
    getter = chooser.toolbox.getter(key)
    strange = [one for one in wish.terms if not one.alternatives]
    if getter and _SOMEBODY.search(reading.plain) and len(strange) <= _MOST_STRANGE:
        return replace(wish, card=getter)
    foreign = any(is_foreign(chooser.toolbox, one) for one in strange)
    finder = _finder_of_person(chooser.toolbox, key, reading)
    if finder and not foreign and len(strange) <= _FEW_STRANGE:
        return replace(wish, card=getter or finder)
    return None


def of_somebody(chooser: Chooser, wish: Wish) -> Wish | None:
    """For a clause "and what is the address of Ada Lovelace?": the only tool that takes names."""
    named = any(one.how == "sure" for one in wish.reading.of("name"))
    strange = any(not term.alternatives for term in wish.terms)
    asks = wish.reading.has("inquiries") and wish.reading.has("attributes")
    if not named or strange or not asks:
        return None
    cards = [one for one in chooser.toolbox.cards if _finds_by_name(one)]
    return replace(wish, card=cards[0]) if len(cards) == 1 else None


def _finds_by_name(card: Card) -> bool:
    """Whether a name is all that a tool needs to find something."""
    takes = [
        one
        for one in card.parameters
        if one.takes_names or (one.kind == "search" and _NAME.search(one.description))
    ]
    return bool(takes) and not card.acts and not any(p not in takes for p in card.required)


def reported(chooser: Chooser, reading: Reading) -> Wish | None:
    """For "The tap drips. Could someone have a look?": the one tool that takes such reports."""
    toolbox = chooser.toolbox
    cards = [one for one in toolbox.cards if takes_reports(one)]
    if len(cards) != 1 or not ASKS_FOR_HELP.search(reading.plain):
        return None
    needed = {one.type_key for one in cards[0].required if one.kind == "id"}
    choices = any(takes_choice(cards[0], one) for one in reading.of("choice"))
    return replace(chooser.whole(reading), card=cards[0]) if needed or choices else None


def _finder_of_person(toolbox: Toolbox, key: str, reading: Reading) -> Card | None:
    """For "what does Ada Lovelace play?": the tool that finds people by name, if there is one."""
    first = next((one for one in reading.of("name") if one.how == "sure"), None)
    found = resolver(toolbox, key, first) if first else None
    if first is None or found is None or not _ASKS_OF.search(reading.text[: first.start]):
        return None
    people = listed("persons") & toolbox.nouns.get(key, frozenset())
    told = people or _PERSON.search(found[1].description)
    return found[0] if told and (" " in first.value or is_person(first)) else None
