"""Where the ids for a call come from when the wish itself does not name them.

In this order: a name that a lookup resolves, a restriction that another tool can filter by, a
record that leads to another, the rest of the question, earlier results, earlier questions.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from itsupport.offline.arguments import Value
from itsupport.offline.results import ids_in, listing_of, name_of, rows_of
from itsupport.offline.schemas import Parameter, takes_names
from itsupport.offline.toolbox import Card, Toolbox
from itsupport.offline.turns import Done, Turn
from itsupport.offline.wishes import Question, Wish
from itsupport.offline.words import listed

_MOST_IDS = 12
_OPENING = re.compile(
    r"^\W*(?:and|also|what about|how about|who(?:'s| is| are) the|same|now|then)\b", re.IGNORECASE
)
_RELATION = frozenset("of at from by for with does did do has have".split())


@dataclass(frozen=True)
class Step:
    """A call to make or made, for which wish; a "lookup" only serves other calls."""

    card: Card
    arguments: dict[str, Value]
    wish: int
    purpose: str = "answer"
    done: Done | None = None

    @property
    def plain(self) -> dict[str, Any]:
        return {name: value.value for name, value in self.arguments.items()}


@dataclass
class Situation:
    """All that is known when the next step is decided; `steps` grows wish by wish."""

    toolbox: Toolbox
    turns: list[Turn]
    question: Question
    steps: list[Step] = field(default_factory=list)

    @property
    def turn(self) -> Turn:
        return self.turns[-1]

    def step(
        self, card: Card, arguments: dict[str, Value], wish: int, purpose: str = "answer"
    ) -> Step:
        """Note a step; one that was made in this turn, or looked up earlier, is done."""
        plain = {name: value.value for name, value in arguments.items()}
        turns = self.turns[::-1] if purpose == "lookup" else [self.turn]
        made = (turn.finished(card.name, plain) for turn in turns)
        step = Step(card, arguments, wish, purpose, next(filter(None, made), None))
        self.steps.append(step)
        return step


@dataclass(frozen=True)
class Sources:
    """The ids found, by type. `waiting`: other calls come first. `lost`: there are none."""

    ids: dict[str, list[Value]] = field(default_factory=dict)
    waiting: bool = False
    lost: bool = False
    card: Card | None = None
    subject: Value | None = None


def sources_for(card: Card, index: int, situation: Situation) -> Sources:
    """The ids for a call of this tool on behalf of a wish."""
    wish = situation.question.wishes[index]
    own: dict[str, list[Value]] = {}
    for mention in wish.reading.ids:
        if card.takes(mention.type_key):
            value = Value(mention.value, "named in the question")
            own.setdefault(mention.type_key, []).append(value)
    if own:
        return Sources(own)
    if wish.repeats:
        return _name(card, index, situation) or Sources()
    for source in (
        _name,
        _restriction,
        _bridge,
        _sentence,
        _earlier_wishes,
        _earlier_turns,
        _subject,
    ):
        found = source(card, index, situation)
        if found is not None:
            return found
    return Sources()


def resolver(toolbox: Toolbox, type_key: str) -> tuple[Card, Parameter] | None:
    """The tool, and its parameter, that finds ids of this type by a name."""
    for card in toolbox.cards:
        if card.takes(type_key) and toolbox.main_types[card.name] == type_key and not card.required:
            for parameter in card.of_kind("text"):
                if takes_names(parameter):
                    return card, parameter
    return None


def _name(card: Card, index: int, situation: Situation) -> Sources | None:
    wish = situation.question.wishes[index]
    if any(takes_names(one) for one in card.of_kind("text")):
        return None
    acts = any(one.stems[-1] in {"to", "by"} for one in card.of_kind("text"))
    searching = bool(card.of_kind("search"))
    for name in wish.reading.names:
        possessive = wish.reading.text_from(name.end)[:1] in {"'", "’"}
        if searching and not (possessive or (name.sure and name.before in _RELATION)):
            continue
        if acts and name.before in {"by", "to"}:
            continue
        for parameter in card.id_parameters:
            if found := resolver(situation.toolbox, parameter.type_key):
                value = Value(name.value, "a name in the question")
                arguments = {found[1].name: value}
                step = situation.step(found[0], arguments, index, "lookup")
                return _result_of(step, parameter.type_key, situation, f"the id of {name.value}")
    return None


def _restriction(card: Card, index: int, situation: Situation) -> Sources | None:
    """Choices that only another tool can filter by: "orders of premium members"."""
    wish = situation.question.wishes[index]
    others = [c for c in wish.reading.choices if not card.accepts(c)]
    for parameter in card.id_parameters:
        getter = situation.toolbox.getter(parameter.type_key)
        for choice in others if getter and getter is not card else ():
            assert getter is not None
            kept = [
                o for o in getter.parameters if (o.name, o.choices) == (choice.name, choice.choices)
            ]
            if kept and not getter.required and choice.how in ("exact", "inflected"):
                arguments = {kept[0].name: Value(choice.value, "a choice in the question")}
                step = situation.step(getter, arguments, index, "lookup")
                return _result_of(step, parameter.type_key, situation, f"{choice.value} ones")
    return None


def _bridge(card: Card, index: int, situation: Situation) -> Sources | None:
    """A record named by id leads to the ids in it: the order's member, the room's guest."""
    wish = situation.question.wishes[index]
    named = wish.reading.ids
    if not named and index and _is_plain(wish):
        named = situation.question.reading.ids
    for mention in named:
        getter = situation.toolbox.getter(mention.type_key)
        parameter = getter and getter.takes(mention.type_key)
        if not getter or not parameter or getter is card or card.takes(mention.type_key):
            continue
        value = Value(mention.value, "named in the question")
        step = situation.step(getter, {parameter.name: value}, index, "lookup")
        if step.done is None:
            return Sources(waiting=True)
        return _inside(card, wish, step.done, mention.value, situation)
    return None


def _inside(card: Card, wish: Wish, done: Done, identifier: str, situation: Situation) -> Sources:
    """What a record gives to the next call: ids, or its subject to search by."""
    if done.failure:
        return Sources(lost=True)
    origin = f"in the record of {identifier}"
    toolbox = situation.toolbox
    for parameter in sorted(card.id_parameters, key=lambda one: not _named(toolbox, wish, one)):
        if found := ids_in([done.result], toolbox, parameter.type_key):
            return Sources({parameter.type_key: [Value(one, origin) for one in found[:_MOST_IDS]]})
    for type_key in _types_named(toolbox, wish):
        found = ids_in([done.result], toolbox, type_key)
        if found and (getter := toolbox.getter(type_key)):
            values = [Value(one, origin) for one in found[:_MOST_IDS]]
            return Sources({type_key: values}, card=getter)
    rows = rows_of(done.result)
    subject = name_of(rows[0]) if rows else None
    return Sources(subject=Value(subject, f"the subject of {identifier}") if subject else None)


def _sentence(card: Card, index: int, situation: Situation) -> Sources | None:
    """Ids that another part of the same question names."""
    if situation.question.join is not None:
        return None
    found: dict[str, list[Value]] = {}
    for mention in situation.question.reading.ids:
        if card.takes(mention.type_key):
            value = Value(mention.value, "named elsewhere in the question")
            found.setdefault(mention.type_key, []).append(value)
    return Sources(found) if found else None


def _earlier_wishes(card: Card, index: int, situation: Situation) -> Sources | None:
    """Ids in the calls and results of earlier parts of the same question."""
    wish = situation.question.wishes[index]
    if not index or situation.question.join is not None or not _refers_back(card, wish, situation):
        return None
    earlier = [step for step in situation.steps if step.wish < index]
    if any(step.done is None for step in earlier):
        return Sources(waiting=True)
    calls = [step.done for step in earlier if step.done]
    return _in_calls(card, calls, situation, "in the results so far")


def _earlier_turns(card: Card, index: int, situation: Situation) -> Sources | None:
    """Ids that the conversation was about."""
    wish = situation.question.wishes[index]
    opening = index == 0 and _OPENING.search(situation.question.reading.text)
    needed = any(one.required for one in card.id_parameters)
    if not (opening or _has_pronoun(wish) or needed) or not _is_plain(wish, opening or needed):
        return None
    for turn in reversed(situation.turns[:-1]):
        if found := _in_calls(card, turn.calls, situation, "from the conversation"):
            alone = all(len(values) == 1 for values in found.ids.values())
            return found if opening or alone or _has_pronoun(wish) else None
    return None


def _subject(card: Card, index: int, situation: Situation) -> Sources | None:
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


def _in_calls(card: Card, calls: list[Done], situation: Situation, origin: str) -> Sources | None:
    calls = [done for done in calls if not done.failure]
    for parameter in sorted(card.id_parameters, key=lambda one: not one.required):
        type_key = parameter.type_key
        for place in ([done.arguments for done in calls], [done.result for done in calls]):
            if found := ids_in(list(place), situation.toolbox, type_key):
                return Sources({type_key: [Value(one, origin) for one in found[:_MOST_IDS]]})
    return None


def _result_of(step: Step, type_key: str, situation: Situation, origin: str) -> Sources:
    if step.done is None:
        return Sources(waiting=True)
    listing = None if step.done.failure else listing_of(step.done.result)
    rows = listing.rows if listing else [] if step.done.failure else rows_of(step.done.result)
    found = ids_in(rows, situation.toolbox, type_key)
    if not found:
        return Sources(lost=True)
    return Sources({type_key: [Value(one, origin) for one in found[:_MOST_IDS]]})


def _refers_back(card: Card, wish: Wish, situation: Situation) -> bool:
    if not _is_plain(wish, allow_choices=True):
        return False
    definite = re.search(r"\b(?:the|which|what|who)\b", wish.reading.text, re.IGNORECASE)
    named = any(_named(situation.toolbox, wish, one) for one in card.id_parameters)
    return _has_pronoun(wish) or bool(definite and named and not wish.reading.choices)


def _has_pronoun(wish: Wish) -> bool:
    return any(word.stem in listed("pronouns") for word in wish.reading.words)


def _is_plain(wish: Wish, allow_choices: Any = False) -> bool:
    """Whether a wish brings no values of its own that could say whom it is about."""
    reading = wish.reading
    mentions = reading.ids or reading.mails or any(one.sure for one in reading.names)
    return not mentions and (bool(allow_choices) or _has_pronoun(wish) or not reading.choices)


def _named(toolbox: Toolbox, wish: Wish, parameter: Parameter) -> bool:
    return parameter.type_key in _types_named(toolbox, wish)


def _types_named(toolbox: Toolbox, wish: Wish) -> list[str]:
    said = {word.stem for word in wish.reading.words}
    return [key for key, nouns in toolbox.type_nouns.items() if said & nouns]
