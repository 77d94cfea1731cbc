"""A record that leads to another: the order's member, the room's guest."""

from collections.abc import Iterable

from itsupport.offline.selector.answers.results import ids_in, name_of, rows_of
from itsupport.offline.selector.conversation import Done
from itsupport.offline.selector.planning.filling import Value
from itsupport.offline.selector.planning.need import Need, Sources
from itsupport.offline.selector.question.reading import Mention


def by_record(need: Need) -> Sources | None:
    """A record named by id leads to the ids in it: the order's member, the room's guest."""
    named = need.reading.of("id")
    if not named and need.index and need.plain:
        types = {one.type_key for one in need.ids}
        wanted = need.said_types & types if types else not need.reading.of("choice")
        own_words = not types and any(
            not term.alternatives for term in need.situation.question.wishes[need.index].terms
        )
        named = need.situation.question.reading.of("id") if wanted and not own_words else []
    return led_to(need, named)


def led_to(need: Need, named: Iterable[Mention]) -> Sources | None:
    """The ids in the record of the first of these that has one."""
    for mention in named:
        getter = need.toolbox.getter(mention.of)
        parameter = getter and getter.takes(mention.of)
        if not getter or not parameter or getter is need.card or need.card.takes(mention.of):
            continue
        arguments = {parameter.name: Value(mention.value, "named in the question")}
        step = need.situation.step(getter, arguments, need.index, "lookup")
        return Sources(waiting=True) if step.done is None else _inside(need, step.done, mention)
    return None


def _inside(need: Need, done: Done, mention: Mention) -> Sources:
    """What a record gives to the next call: ids, or its subject to search by."""
    if done.failure:
        return Sources(lost=True)
    origin, said = f"in the record of {mention.value}", need.said_types
    kind = need.toolbox.main_types[need.card.name]
    getter = need.toolbox.getter(kind) if kind in said and not need.reading.of("choice") else None
    own = ids_in([done.result], need.toolbox, kind) if getter and kind else []
    if kind and not need.card.takes(kind) and (found := need.values(kind, own, origin)):
        return Sources(found.ids, card=getter)
    for parameter in sorted(need.ids, key=lambda one: one.type_key not in said):
        ids = ids_in([done.result], need.toolbox, parameter.type_key)
        if found := need.values(parameter.type_key, ids, origin):
            return found
    for key in need.toolbox.nouns:
        getter = need.toolbox.getter(key) if key in said else None
        if getter and (found := need.values(key, ids_in([done.result], need.toolbox, key), origin)):
            return Sources(found.ids, card=getter)
    rows = rows_of(done.result)
    subject = name_of(rows[0]) if rows else None
    told = Value(subject, f"the subject of {mention.value}") if subject else None
    return Sources(subject=told)
