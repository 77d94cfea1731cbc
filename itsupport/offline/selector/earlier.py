"""Ids that come from what was said and found before: earlier wishes, earlier questions."""

import re
from dataclasses import dataclass, field
from typing import Any

from itsupport.offline.selector.cards import Card
from itsupport.offline.selector.filling import Value
from itsupport.offline.selector.results import ids_in, name_of, own_id, rows_of
from itsupport.offline.selector.schemas import Parameter
from itsupport.offline.selector.situation import Situation
from itsupport.offline.selector.toolbox import Toolbox
from itsupport.offline.selector.turns import Done
from itsupport.offline.selector.wish import Wish
from itsupport.offline.selector.words import listed

_MOST_IDS = 12
_OPENING = re.compile(
    r"^\W*(?:and|also|what about|how about|who(?:'s| is| are) the|same|now|then)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Sources:
    """The ids found, by type. `waiting`: other calls come first. `lost`: there are none."""

    ids: dict[str, list[Value]] = field(default_factory=dict)
    waiting: bool = False
    lost: bool = False
    card: Card | None = None
    subject: Value | None = None


def earlier_wishes(card: Card, index: int, situation: Situation) -> Sources | None:
    """Ids in the calls and results of earlier parts of the same question."""
    wish = situation.question.wishes[index]
    if not index or situation.question.join is not None or not _refers_back(card, wish, situation):
        return None
    earlier = [step for step in situation.steps if step.wish < index]
    if any(step.done is None for step in earlier):
        return Sources(waiting=True)
    calls = [step.done for step in earlier if step.done]
    return _in_calls(card, calls, situation, "in the results so far")


def earlier_turns(card: Card, index: int, situation: Situation) -> Sources | None:
    """Ids that the conversation was about."""
    wish = situation.question.wishes[index]
    opening = index == 0 and _OPENING.search(situation.question.reading.text)
    needed = any(one.required for one in card.id_parameters)
    if not (opening or _has_pronoun(wish) or needed) or not is_plain(wish, opening or needed):
        return None
    for turn in reversed(situation.turns[:-1]):
        found = _owners(card, turn.calls, situation) if _has_pronoun(wish) else None
        found = found or _in_calls(card, turn.calls, situation, "from the conversation")
        if found:
            alone = all(len(values) == 1 for values in found.ids.values())
            return found if opening or alone or _has_pronoun(wish) else None
    return None


def subject(card: Card, index: int, situation: Situation) -> Sources | None:
    """What the conversation was about last, for a search without words of its own."""
    wish = situation.question.wishes[index]
    unknown = [term for term in wish.terms if not term.alternatives]
    if not card.of_kind("search") or card.id_parameters or unknown or wish.reading.choices:
        return None
    for turn in reversed(situation.turns[:-1]):
        rows = [row for done in turn.calls if not done.failure for row in rows_of(done.result)]
        if len(rows) == 1 and (subject := name_of(rows[0])):
            return Sources(subject=Value(subject, "the subject of the conversation"))
    return None


def _owners(card: Card, calls: list[Done], situation: Situation) -> Sources | None:
    """The things that the rows themselves are about: "their" means those, not what is in them."""
    rows = [row for done in calls if not done.failure for row in rows_of(done.result)]
    own = [{key: value} for row in rows for key, value in row.items() if str(value) == own_id(row)]
    for parameter in [one for one in card.id_parameters if one.required] or card.id_parameters:
        if found := ids_in(list(own), situation.toolbox, parameter.type_key):
            values = [Value(one, "from the conversation") for one in found[:_MOST_IDS]]
            return Sources({parameter.type_key: values})
    return None


def _in_calls(card: Card, calls: list[Done], situation: Situation, origin: str) -> Sources | None:
    calls = [done for done in calls if not done.failure]
    for parameter in sorted(card.id_parameters, key=lambda one: not one.required):
        type_key = parameter.type_key
        for place in ([done.arguments for done in calls], [done.result for done in calls]):
            if found := ids_in(list(place), situation.toolbox, type_key):
                return Sources({type_key: [Value(one, origin) for one in found[:_MOST_IDS]]})
    return None


def _refers_back(card: Card, wish: Wish, situation: Situation) -> bool:
    if not is_plain(wish, allow_choices=True):
        return False
    definite = re.search(r"\b(?:the|which|what|who)\b", wish.reading.text, re.IGNORECASE)
    named = any(names_type(situation.toolbox, wish, one) for one in card.id_parameters)
    return _has_pronoun(wish) or bool(definite and named and not wish.reading.choices)


def _has_pronoun(wish: Wish) -> bool:
    return any(word.stem in listed("pronouns") for word in wish.reading.words)


def is_plain(wish: Wish, allow_choices: Any = False) -> bool:
    """Whether a wish brings no values of its own that could say whom it is about."""
    reading = wish.reading
    mentions = reading.ids or reading.mails or any(one.sure for one in reading.names)
    return not mentions and (bool(allow_choices) or _has_pronoun(wish) or not reading.choices)


def names_type(toolbox: Toolbox, wish: Wish, parameter: Parameter) -> bool:
    return parameter.type_key in types_named(toolbox, wish)


def types_named(toolbox: Toolbox, wish: Wish) -> list[str]:
    said = {word.stem for word in wish.reading.words}
    return [key for key, nouns in toolbox.type_nouns.items() if said & nouns]
