"""Wishes that follow from the conversation: the last calls again, everything about x."""

import re
from dataclasses import replace
from typing import Any

from itsupport.offline.selector.arguments import fill
from itsupport.offline.selector.cards import Card
from itsupport.offline.selector.filling import Value
from itsupport.offline.selector.situation import Situation
from itsupport.offline.selector.sources import resolver
from itsupport.offline.selector.turns import Done
from itsupport.offline.selector.wish import Question, Wish, wish_at
from itsupport.offline.selector.words import listed, stems_of

_FOLLOWS = re.compile(
    r"^\W*(?:and|also|but|or|now|then|just|what about|how about)\b"
    r"|\b(?:same|only|also|too|ones?|them|those|these)\b",
    re.IGNORECASE,
)
_PICKS = re.compile(
    r"^\W*(?:anything|which (?:is|are)|compared?)\s+(?:for|from|of|at|with|to|by)\b", re.IGNORECASE
)


def expanded(situation: Situation) -> Question:
    """The question with what follows from the conversation: repeats, and everything about x."""
    question = situation.question
    follows = len(situation.turns) > 1 and _PICKS.search(question.reading.text)
    if question.everything and question.wishes and not follows:
        return replace(question, wishes=tuple(_everything(situation, question.wishes[0])))
    if len(situation.turns) > 1 and (repeats := _repeats(situation)):
        return replace(question, wishes=tuple(repeats), join=None)
    return question


def wish_of(situation: Situation) -> Wish:
    """The whole question as one wish."""
    reading = situation.question.reading
    return wish_at(reading, situation.toolbox, (0, len(reading.plain)))


def _repeats(situation: Situation) -> list[Wish]:
    """The calls of the last question again, with new values: "same for …", "only the … ones"."""
    reading = situation.question.reading
    wish = wish_of(situation)
    values = reading.ids or reading.choices or reading.periods or reading.names
    again = any(word.stem in listed("counts") for word in reading.words)
    if not (values or again) or any(term.alternatives for term in wish.terms):
        return []
    if _stands_alone(wish):
        return []
    last = next((turn for turn in reversed(situation.turns[:-1]) if turn.calls), None)
    found: list[Wish] = []
    for done in last.calls if last else ():
        if card := _card_for_repeat(situation, done, wish):
            defaults = _kept_arguments(card, done, wish)
            repeat = replace(wish, card=card, defaults=defaults, repeats=True)
            if repeat not in found:
                found.append(repeat)
    return found


def _stands_alone(wish: Wish) -> bool:
    """Whether a question about something named is whole: "Who is …?", but not "same for …"."""
    reading = wish.reading
    asks = any(word.stem in listed("questions") for word in reading.words)
    follows = _FOLLOWS.search(reading.text) or _PICKS.search(reading.text)
    return bool(reading.ids or reading.names) and asks and not follows


def _card_for_repeat(situation: Situation, done: Done, wish: Wish) -> Card | None:
    """The same tool, or else one about the same things, that takes the new values."""
    toolbox, reading = situation.toolbox, wish.reading
    same = toolbox.card(done.name)
    if same is None or done.failure:
        return None
    for card in [same, *toolbox.alike(same)]:
        ids = {one.type_key: [Value(one.value, "")] for one in wish.reading.ids}
        filling = fill(card, wish.reading, ids, None)
        searched = {one.name for one in card.of_kind("search")}
        if set(filling.values) - searched or filling.exclusions:
            return card
        if not (reading.ids or reading.choices or reading.periods or reading.names):
            return card
        if card.id_parameters and any(one.sure for one in wish.reading.names):
            return card
    return None


def _kept_arguments(card: Card, done: Done, wish: Wish) -> dict[str, Any]:
    new_ids = bool(wish.reading.ids or wish.reading.names)
    kept = {one.name for one in card.parameters if not (new_ids and one.kind == "id")}
    return {name: value for name, value in done.arguments.items() if name in kept}


def _everything(situation: Situation, wish: Wish) -> list[Wish]:
    """One wish per tool that tells something of its own about a thing."""
    toolbox = situation.toolbox
    types = [one.type_key for one in wish.reading.ids]
    types = types or [key for key in toolbox.type_nouns if resolver(toolbox, key)]
    if not types:
        return [wish]
    type_key = types[0]
    cards = [card for card in toolbox.cards if card.takes(type_key)]
    chosen = [toolbox.getter(type_key)]
    chosen += [card for card in cards if [one.type_key for one in card.required] == [type_key]]
    for other, nouns in toolbox.type_nouns.items():
        lists = [
            c for c in cards if toolbox.main_types[c.name] == other != type_key and not c.required
        ]
        if lists:
            chosen.append(max(lists, key=lambda card: _plainness(card, nouns)))
    distinct = dict.fromkeys(card.name for card in chosen if card)
    wish = replace(wish, reading=replace(wish.reading, words=()))
    return [replace(wish, card=toolbox.card(name)) for name in distinct]


def _plainness(card: Card, nouns: frozenset[str]) -> tuple[int, int]:
    """How little a tool's name says besides the noun; ties go to the wider one."""
    name = stems_of(card.name)
    return sum(s in nouns or s in listed("weak") for s in name) - len(name), len(card.parameters)
