"""Where the ids for a call come from when the wish itself does not name them.

In this order: a lookup by what else the wish mentions, a record that leads to another, the rest of
the question, earlier results, what the question tells around it, earlier questions, a search.
"""

from collections.abc import Callable
from dataclasses import replace

from itsupport.offline.selector.planning.earlier import (
    earlier_turns,
    earlier_wishes,
    nth_before,
    nth_of_talk,
    rest_of_question,
    subject_of_talk,
)
from itsupport.offline.selector.planning.lookups import by_description, by_lookup, from_background
from itsupport.offline.selector.planning.need import Need, Sources, ids_told
from itsupport.offline.selector.planning.records import by_record
from itsupport.offline.selector.planning.situation import Situation
from itsupport.offline.selector.tools.cards import Card


def sources_for(card: Card, index: int, situation: Situation) -> Sources:
    """The ids for a call of this tool on behalf of a wish."""
    need = Need(card, index, situation)
    own = ids_told(need, need.reading, "named in the question")
    if own:
        need = replace(need, known=frozenset(own.ids))
        if not need.required:
            return own
    steps: tuple[Callable[[Need], Sources | None], ...] = (by_lookup,)
    if not situation.question.wishes[index].repeats:
        steps = (nth_of_talk, by_lookup, by_record, nth_before, rest_of_question, earlier_wishes)
        steps = (*steps, from_background, earlier_turns, by_description, subject_of_talk)
    found = next(filter(None, (source(need) for source in steps)), Sources())
    return replace(found, ids=own.ids | found.ids) if own else found
