"""Where the ids for a call come from when the wish itself does not name them.

In this order: a name that a lookup resolves, a restriction that another tool can filter by, a
record that leads to another, the rest of the question, earlier results, earlier questions.
"""

from itsupport.offline.selector.cards import Card
from itsupport.offline.selector.earlier import (
    Sources,
    earlier_turns,
    earlier_wishes,
    is_plain,
    names_type,
    subject,
    types_named,
)
from itsupport.offline.selector.filling import Value
from itsupport.offline.selector.names import NameMention
from itsupport.offline.selector.reading import Reading
from itsupport.offline.selector.results import ids_in, listing_of, name_of, rows_of
from itsupport.offline.selector.schemas import Parameter, takes_names
from itsupport.offline.selector.situation import Situation, Step
from itsupport.offline.selector.toolbox import Toolbox
from itsupport.offline.selector.turns import Done
from itsupport.offline.selector.wish import Wish

_MOST_IDS = 12
_RELATION = frozenset(["of", "at", "from", "by", "for", "with", "does", "did", "do", "has", "have"])


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
        earlier_wishes,
        earlier_turns,
        subject,
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
        if searching and not _is_related(name, wish.reading):
            continue
        if acts and name.before in {"by", "to"}:
            continue
        for parameter in card.id_parameters:
            if found := resolver(situation.toolbox, parameter.type_key):
                value = Value(name.value, "a name in the question")
                arguments = {found[1].name: value}
                step = situation.step(found[0], arguments, index, "lookup")
                origin = f"the id of {name.value}"
                result = _result_of(step, parameter.type_key, situation, origin)
                if not result.lost or name.sure or not searching:
                    return result
    return None


def _is_related(name: NameMention, reading: Reading) -> bool:
    """Whether a name says whose things are wanted, and not what to search for."""
    possessive = reading.text_from(name.end)[:1] in {"'", "\u2019"}
    introduced = name.before in _RELATION if name.sure else name.before in {"for", "to"}
    return possessive or introduced


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
    if not named and index and is_plain(wish):
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
    for parameter in sorted(card.id_parameters, key=lambda one: not names_type(toolbox, wish, one)):
        if found := ids_in([done.result], toolbox, parameter.type_key):
            return Sources({parameter.type_key: [Value(one, origin) for one in found[:_MOST_IDS]]})
    for type_key in types_named(toolbox, wish):
        found = ids_in([done.result], toolbox, type_key)
        if found and (getter := toolbox.getter(type_key)):
            values = [Value(one, origin) for one in found[:_MOST_IDS]]
            return Sources({type_key: values}, card=getter)
    rows = rows_of(done.result)
    subject = name_of(rows[0]) if rows else None
    return Sources(subject=Value(subject, f"the subject of {identifier}") if subject else None)


def _sentence(card: Card, _index: int, situation: Situation) -> Sources | None:
    """Ids that another part of the same question names."""
    if situation.question.join is not None:
        return None
    found: dict[str, list[Value]] = {}
    for mention in situation.question.reading.ids:
        if card.takes(mention.type_key):
            value = Value(mention.value, "named elsewhere in the question")
            found.setdefault(mention.type_key, []).append(value)
    return Sources(found) if found else None


def _result_of(step: Step, type_key: str, situation: Situation, origin: str) -> Sources:
    if step.done is None:
        return Sources(waiting=True)
    listing = None if step.done.failure else listing_of(step.done.result)
    rows = listing.rows if listing else [] if step.done.failure else rows_of(step.done.result)
    found = ids_in(rows, situation.toolbox, type_key)
    if not found:
        return Sources(lost=True)
    return Sources({type_key: [Value(one, origin) for one in found[:_MOST_IDS]]})
