"""Wishes that follow from the conversation: the last calls again, everything about x."""

import re
from dataclasses import replace
from typing import Any

from itsupport.offline.selector.conversation import Done
from itsupport.offline.selector.language.words import listed, stems_of
from itsupport.offline.selector.planning.arguments import fill
from itsupport.offline.selector.planning.earlier import NTH
from itsupport.offline.selector.planning.filling import Value
from itsupport.offline.selector.planning.situation import Situation
from itsupport.offline.selector.question.wishes import Question, Wish
from itsupport.offline.selector.tools.cards import Card

_FOLLOWS = re.compile(
    r"^\W*(?:and|also|but|or|now|then|just|no|what about|how about|i meant|actually|ok|sorry|nah)\b"
    r"|\b(?:what about|how about|same|only|also|too|ones?|them|those|these|meant|instead"
    r"|make (?:it|that)|rather)\b",
    re.IGNORECASE,
)
_ONES = re.compile(r"\b(?:ones?|only|just|same|instead|meant|those|make|rather)\b", re.IGNORECASE)
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


def _repeats(situation: Situation) -> list[Wish]:
    """The calls of the last question again, with new values: "same for …", "only the … ones"."""
    wish = situation.whole
    reading = wish.reading
    values = reading.of("id", "choice", "period", "name", "number")
    asks = reading.has("questions")
    follows = _FOLLOWS.search(reading.text) or _PICKS.search(reading.text)
    picks = follows and values and _ONES.search(NTH.sub(" ", reading.plain))
    own = {one for choice in reading.of("choice") if follows for one in stems_of(choice.of)}
    known = any(one.alternatives for one in wish.terms if one.stem not in own) and not picks
    one_of_them = NTH.search(reading.said) and asks and not picks
    if not (values or reading.has("counts")) or known or one_of_them:
        return []
    if reading.of("id", "name") and asks and not follows:
        return []  # a question about something named is whole: "Who is …?"
    last = next((turn for turn in reversed(situation.turns[:-1]) if turn.calls), None)
    made = [one.name for one in last.calls] if last else []
    if wish.card and wish.card.acts and wish.card.name not in made:
        return []  # something else is to be done
    found: list[Wish] = []
    for done in last.calls if last else ():
        if card := _card_for_repeat(situation, done, wish):
            new = bool(reading.of("id", "name"))
            kept = {one.name for one in card.parameters if not (new and one.kind == "id")}
            defaults: dict[str, Any] = {k: v for k, v in done.arguments.items() if k in kept}
            repeat = replace(wish, card=card, defaults=defaults, repeats=True)
            if repeat not in found:
                found.append(repeat)
    return found


def _card_for_repeat(situation: Situation, done: Done, wish: Wish) -> Card | None:
    """The same tool, or else one about the same things, that takes the new values."""
    toolbox, reading = situation.toolbox, wish.reading
    same, kinds = toolbox.card(done.name), toolbox.main_types
    if same is None or done.failure:
        return None
    ids = {one.of: [Value(one.value, "")] for one in reading.of("id")}
    for card in [same, *(one for one in toolbox.cards if kinds[one.name] == kinds[same.name])]:
        filling = fill(toolbox, card, reading, ids)
        searched = {one.name for one in card.of_kind("search")}
        if set(filling.values) - searched or filling.exclusions:
            return card
        if not reading.of("id", "choice", "period", "name", "number"):
            return card
        if card.ids and any(one.how == "sure" for one in reading.of("name")):
            return card
    return None


def _everything(situation: Situation, wish: Wish) -> list[Wish]:
    """One wish per tool that tells something of its own about a thing."""
    toolbox = situation.toolbox
    types = [one.of for one in wish.reading.of("id")] or sorted(
        toolbox.named_types & set(toolbox.nouns)
    )
    if not types:
        return [wish]
    key = types[0]
    getter = toolbox.getter(key)
    if getter and getter.required:
        return [replace(wish, card=getter)]
    cards = [card for card in toolbox.cards if card.takes(key)]
    chosen = [getter]
    chosen += [card for card in cards if [one.type_key for one in card.required] == [key]]
    for other, nouns in toolbox.nouns.items():
        about = [c for c in cards if toolbox.main_types[c.name] == other != key and not c.required]
        if about:
            chosen.append(max(about, key=lambda card: _plainness(card, nouns)))
    names = dict.fromkeys(card.name for card in chosen if card)
    wish = replace(wish, reading=replace(wish.reading, words=()))
    return [replace(wish, card=toolbox.card(name)) for name in names]


def _plainness(card: Card, nouns: frozenset[str]) -> tuple[int, int]:
    """How little a tool's name says besides the noun; ties go to the wider one."""
    name = stems_of(card.name)
    return sum(s in nouns or s in listed("weak") for s in name) - len(name), len(card.parameters)
