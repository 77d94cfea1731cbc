"""Filling a tool's parameters from what a wish mentions, each value with its origin.

Two values for one parameter make two calls. What a tool cannot be told ("not closed") is kept as
an exclusion for its results. Where ids come from when none is mentioned is left to `sources.py`.
"""

import re
from dataclasses import replace

from itsupport.offline.selector.language.words import (
    listed,
    stem,
)
from itsupport.offline.selector.planning.amounts import add_numbers
from itsupport.offline.selector.planning.filling import Filling, Value, as_said
from itsupport.offline.selector.planning.numbers import add_periods, add_times
from itsupport.offline.selector.planning.places import is_its_place, told_its_place
from itsupport.offline.selector.planning.searches import add_search
from itsupport.offline.selector.planning.texts import add_leftovers, add_texts
from itsupport.offline.selector.planning.truths import add_truths
from itsupport.offline.selector.question.reading import Mention, Reading
from itsupport.offline.selector.ranking.references import referred_type
from itsupport.offline.selector.tools.cards import Card, card_of
from itsupport.offline.selector.tools.schemas import Parameter
from itsupport.offline.selector.tools.toolbox import Toolbox

_CLAIMED = re.compile(
    r"\b(?:say|says|said|claim|claims|claimed|insists?|thinks?|believes?|swears?|told (?:us|me))\b"
    r"[^.?!]*\b(?:they|he|she|it|everything|all)(?:'\w+|\s+(?:is|are|was|were|has|have|had))\b[^.?!,]*$",
    re.IGNORECASE,
)
_STATED = re.compile(r"\b(?:is|was|has|has been|is already|was already)\s+$", re.IGNORECASE)
_FACT = re.compile(r"\W*(?:and\s+)?(?:is|was|has|are|were|have)\s+(?!there\b|any\b)", re.IGNORECASE)


def fill(
    toolbox: Toolbox,
    card: Card,
    reading: Reading,
    ids: dict[str, list[Value]],
    subject: Value | None = None,
) -> Filling:
    """The values that a wish gives to a tool.

    `ids` are the ids to use by type; `subject` is what the conversation is about, for a search
    that the wish itself says no words for.
    """
    filling = Filling(card, toolbox)
    for parameter in card.ids:
        for value in _own_ids(card, parameter, ids.get(parameter.type_key, []), reading):
            filling.add(parameter, value.value, value.origin)
    for parameter in card.of_kind("mail"):
        for mention in reading.of("mail"):
            filling.add(parameter, mention.value, "an address in the question")
    add_periods(filling, reading)
    add_times(filling, reading)
    _add_choices(filling, reading)
    add_numbers(filling, reading)
    add_truths(filling, reading)
    add_texts(filling, reading)
    add_leftovers(filling, reading)
    add_search(filling, reading, subject)
    _add_objects(filling, reading)
    return filling


def _own_ids(card: Card, parameter: Parameter, ids: list[Value], reading: Reading) -> list[Value]:
    """The ids for one of several parameters of their type: "from x to y", else in order."""
    alike = [one for one in card.ids if one.type_key == parameter.type_key]
    if len(alike) < 2 or len(ids) != len(alike) or parameter.many:
        return ids
    told = [
        one
        for one in ids
        for mention in reading.of("id")
        if mention.value == one.value and told_its_place(parameter, mention, reading)
    ]
    return told if len(told) == 1 else [ids[alike.index(parameter)]]


def _add_objects(filling: Filling, reading: Reading) -> None:
    """Arguments with fields of their own: each field is filled like an argument."""
    for parameter in filling.card.of_kind("other"):
        if parameter.schema.get("type") == "object" and parameter.schema.get("properties"):
            card = card_of(replace(filling.card.tool, parameters=parameter.schema), "")
            inner = fill(filling.toolbox, card, reading, {})
            if inner.values and inner.missing is None:
                found = {name: one.value for name, one in inner.calls()[0].items()}
                filling.add(parameter, found, "its fields in the question")


def _names_it(parameter: Parameter, mention: Mention, reading: Reading) -> bool:
    """Whether the parameter's own word stands behind a choice: "the west warehouse"."""
    after = next((word.stem for word in reading.words if word.start >= mention.end), "")
    return after in parameter.stems


def _is_claim(mention: Mention, reading: Reading, one_thing: bool) -> bool:
    """Whether a choice is what somebody says: "they say they have paid", "ORD-1 is paid".

    Of one thing that is asked for by its id, little is left to filter.
    """
    before = reading.text[reading.start : mention.start]
    several = " " in reading.text[mention.start : mention.end]
    unsure = mention.how != "exact" and not several
    stated = one_thing and (unsure or _STATED.search(before))
    return bool(stated or _CLAIMED.search(before))


def _add_choices(filling: Filling, reading: Reading) -> None:
    card = filling.card
    main_type = filling.toolbox.main_types[card.name]
    own_type = card.takes(main_type) if main_type else None
    one_thing = own_type and own_type.name in filling.values and not card.acts
    asks_whether = _FACT.match(reading.text[reading.start :]) and any(
        p.name in filling.values for p in card.ids
    )
    is_fact = main_type and referred_type(reading, filling.toolbox) == main_type
    counts_days = any("day" in p.stems and p.name in filling.values for p in card.of_kind("whole"))
    spoken_for = {s for one in card.parameters if one.name in filling.values for s in one.stems}
    for mention in reading.of("choice"):
        parameter = card.choice(mention.of, mention.options)
        if asks_whether and not (parameter and _names_it(parameter, mention, reading)):
            continue  # "is it …?" wants to know, not to filter; "in the west wing" does
        inexact = (
            mention.how != "exact" and stem(reading.text[mention.start : mention.end]) in spoken_for
        )
        ahead = counts_days and mention in _of_periods(reading)
        if _is_claim(mention, reading, bool(one_thing)):
            continue
        if parameter and is_fact and not parameter.required:
            continue  # "whether the order has been paid": a fact, not a filter
        if parameter is None or inexact or ahead or not is_its_place(parameter, mention, reading):
            continue
        for other in card.of_kind("whole"):
            if other.name in filling.values and stem(mention.value) in other.stems:
                filling.apart = parameter.name, other.name
        _add_choice(filling, parameter, mention, as_said(reading, mention))


def _add_choice(filling: Filling, parameter: Parameter, mention: Mention, said: str) -> None:
    """A choice, or the other ones where it is denied: "every day except Sunday"."""
    rest = [one for one in mention.options if one != mention.value]
    if not mention.negated or parameter.stems[0] in listed("avoids"):
        filling.add(parameter, mention.value, f"{said} ({mention.how})")
    elif len(rest) == 1 or parameter.many:
        for other in rest:
            filling.add(parameter, other, f"a choice besides {said}")
    else:
        filling.exclusions.append((parameter.name, mention.value))


def _of_periods(reading: Reading) -> list[Mention]:
    """The choices that say what is to happen soon: "run out" in "run out within 30 days"."""
    choices = [one for one in reading.of("choice") if one.how != "exact"]
    found = []
    for period in [one for one in reading.of("period") if one.value.ahead]:
        before = [one for one in choices if one.end <= period.start]
        places = {one.start for one in before[-1:] or choices[:1]}
        found += [one for one in choices if one.start in places]
    return found
