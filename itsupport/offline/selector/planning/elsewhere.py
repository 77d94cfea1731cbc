"""Ids that another part of the same question names, as they are or by a name."""

import re

from itsupport.offline.selector.answers.results import ids_in, rows_of
from itsupport.offline.selector.language.words import listed
from itsupport.offline.selector.planning.lookups import looked_up
from itsupport.offline.selector.planning.need import Need, Sources, flat_row, ids_told

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
    apart = (reading.has("inquiries") or not before.strip()) and not _OF_THEM.search(reading.said)
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
