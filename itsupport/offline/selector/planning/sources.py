"""Where the ids for a call come from when the wish itself does not name them.

In this order: a lookup by what else the wish mentions, a record that leads to another, the rest of
the question, earlier results, what the question tells around it, earlier questions, a search.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from itsupport.offline.selector.conversation import Done
from itsupport.offline.selector.planning.described_search import by_description
from itsupport.offline.selector.planning.earlier import (
    among,
    described_before,
    earlier_turns,
    earlier_wishes,
    most_named,
    nth_before,
    nth_of_talk,
    subject_of_talk,
)
from itsupport.offline.selector.planning.elsewhere import (
    names_of_question,
    rest_of_question,
    with_the_name,
)
from itsupport.offline.selector.planning.lookups import by_lookup, from_background
from itsupport.offline.selector.planning.need import Need, Sources, ids_told
from itsupport.offline.selector.planning.records import by_record
from itsupport.offline.selector.planning.situation import Situation
from itsupport.offline.selector.tools.cards import Card

Source = Callable[[Need], Sources | None]


def sources_for(card: Card, index: int, situation: Situation) -> Sources:
    """The ids for a call of this tool on behalf of a wish."""
    need = Need(card, index, situation)
    own = ids_told(need, need.reading, "named in the question")
    if own:
        need = replace(need, known=frozenset(own.ids))
        if not need.required:
            return own
    steps: tuple[Source, ...] = (by_lookup,)
    if not situation.question.wishes[index].repeats:
        steps = (nth_of_talk, described_before, by_lookup, by_record, nth_before)
        steps = (*steps, rest_of_question, earlier_wishes, names_of_question, from_background)
        steps = (*steps, earlier_turns, by_description, subject_of_talk)
    found = _gathered(steps, need)
    found = only_one(need, found) if card.acts or _the_one(need) else found
    return replace(found, ids=own.ids | found.ids) if own else found


def _gathered(steps: tuple[Source, ...], need: Need) -> Sources:
    """The ids of the first source that has any, and those still needed from the others."""
    found = next(filter(None, (source(need) for source in steps)), Sources())
    rest = replace(need, known=need.known | frozenset(found.ids))
    if not found.ids or found.waiting or found.card or not rest.required:
        return found
    more = _gathered(steps, rest)
    return found if more.lost else replace(more, ids=found.ids | more.ids)


def only_one(need: Need, found: Sources) -> Sources:
    """What is to be changed must be sure: of several things found, the one that is described."""
    key = next((key for key, values in found.ids.items() if len(values) > 1), None)
    if key is None or _speaks_of_many(need, key):
        return found
    done = [step.done for step in need.situation.steps if step.done]
    done += [one for turn in need.situation.turns[:-1] for one in turn.calls]
    options = [str(one.value) for one in found.ids[key]]
    return among(need, done) or _named(need, done, options) or Sources(options=options)


def _named(need: Need, calls: list[Done], options: list[str]) -> Sources | None:
    return most_named(need, calls, options) or with_the_name(need, calls, options)


def _the_one(need: Need) -> bool:
    """Whether one thing is told of that only its owner knows: "similar to the one I closed"."""
    return re.search(r"\bthe one (?:i|we|he|she|they)\b", need.reading.said, re.I) is not None


def _speaks_of_many(need: Need, key: str) -> bool:
    if _the_one(need):
        return False
    nouns = need.toolbox.nouns.get(key, frozenset())
    many = need.reading.names_several(nouns)
    named = [one for one in need.reading.of("id", "name") if one.of not in ("for", "to", "by")]
    return many or need.reading.has("plurals") or len(named) > 1
