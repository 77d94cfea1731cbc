"""Ids that another part of the same question names, as they are or by a name."""

import re
from collections.abc import Iterable

from itsupport.offline.selector.answers.results import ids_in, rows_of
from itsupport.offline.selector.conversation import Done
from itsupport.offline.selector.language.words import listed, stems_of
from itsupport.offline.selector.planning.lookups import looked_up
from itsupport.offline.selector.planning.need import Need, Sources, flat_row, ids_told
from itsupport.offline.selector.question.told import things_in

_OF_THEM = re.compile(r"\b(?:which|how many|any|one) (?:ones?\b|of (?:them|those|these)\b)", re.I)


def rest_of_question(need: Need) -> Sources | None:
    """Ids that another part of the same question names."""
    if need.situation.question.join is not None or need.reading.has("totality"):
        return None
    wish, question = need.situation.question.wishes[need.index], need.situation.question.reading
    refers = need.required or need.referred is not None or wish.clause == (0, 0)
    part = question if refers else question.part(0, max(wish.clause[1], need.reading.end))
    return ids_told(need, part, "named elsewhere in the question")


def names_of_question(need: Need) -> Sources | None:
    """Ids of what an earlier part names: "the laptops of Acme, and the open tickets too"."""
    question, reading = need.situation.question, need.reading
    if need.required and need.referred is not None and not (need.index or reading.of("name")):
        return looked_up(need, question.reading.of("name", "mail"))  # "their x and the y of Acme"
    all_of = (listed("totality") - {"any"}) & set(reading.stems)
    before = re.split(r"[.?!;]", question.reading.plain[: reading.start])[-1]
    asks = reading.has("inquiries") and not reading.said.lower().startswith("whether")
    apart = (asks or not before.strip()) and not _OF_THEM.search(reading.said)
    if question.join is not None or all_of or apart or reading.of("name", "id"):
        return None
    looked = [one for one in need.earlier if one.purpose == "lookup" and one.arguments]
    if any(one.done is None for one in looked):
        return Sources(waiting=True)
    rows = [
        row
        for one in looked
        if one.done and not one.done.failure
        for row in rows_of(one.done.result)
    ]
    for parameter in need.ids:
        ids = ids_in([flat_row(row) for row in rows], need.toolbox, parameter.type_key)
        if found := need.values(parameter.type_key, ids, "named before in the question"):
            return found
    return None


def with_the_name(need: Need, calls: Iterable[Done], options: list[str]) -> Sources | None:
    """The one of some things whose row says a name of the question: "at the Mill Lane station"."""
    things = [one for one in things_in(calls, need.toolbox) if one.value in options]
    for name in need.situation.question.reading.of("name"):
        said = set(stems_of(name.value))
        meant = [one for one in things if said and said <= one.words]
        if name.how == "sure" and len(meant) == 1:
            return need.values(meant[0].key, [meant[0].value], f"the one with {name.value}")
    return None
