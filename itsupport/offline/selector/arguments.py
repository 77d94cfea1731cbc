"""Filling a tool's parameters from what a wish mentions, each value with its origin.

Two values for one parameter make two calls. What a tool cannot be told ("not closed") is kept as
an exclusion for its results. This file leaves out where ids come from when none is mentioned.
"""

import re
from typing import Any

from itsupport.offline.selector.cards import Card
from itsupport.offline.selector.choices import ChoiceMention
from itsupport.offline.selector.filling import Filling, Value
from itsupport.offline.selector.reading import Reading
from itsupport.offline.selector.schemas import Parameter
from itsupport.offline.selector.texts import add_search, add_texts
from itsupport.offline.selector.words import listed, stem, synonyms

_FIRST = frozenset(
    map(stem, ["after", "since", "from", "start", "begin", "starting", "earliest", "min"])
)
_LAST = frozenset(
    map(stem, ["before", "until", "to", "end", "till", "by", "latest", "max", "ending"])
)
_LIMITS = frozenset(map(stem, ["limit", "max", "maximum", "top", "count", "size", "results", "n"]))
_IS_IT = re.compile(r"\W*(?:is|was)\s+(?!there\b)", re.IGNORECASE)
_TOP = re.compile(r"\b(?:top|first|last|latest|newest|only|at most|up to)\s+(?:the\s+)?$", re.I)


def fill(
    card: Card,
    reading: Reading,
    ids: dict[str, list[Value]],
    subject: Value | None = None,
    main_type: str | None = None,
) -> Filling:
    """The values that a wish gives to a tool.

    `ids` are the ids to use by type; `subject` is what the conversation is about, for a search
    that the wish itself says no words for; `main_type` is the type of things the tool is about.
    """
    filling = Filling()
    for parameter in card.id_parameters:
        for value in ids.get(parameter.type_key, ()):
            filling.add(parameter, value.value, value.origin)
    for parameter in card.of_kind("mail"):
        for mention in reading.mails:
            filling.add(parameter, mention.value, "an address in the question")
    _add_counts_ahead(card, reading, filling)
    _add_choices(card, reading, filling, main_type)
    _add_periods(card, reading, filling)
    _add_numbers(card, reading, filling)
    add_texts(card, reading, filling)
    add_search(card, reading, filling, subject)
    return filling


def _add_counts_ahead(card: Card, reading: Reading, filling: Filling) -> None:
    """A number of days from today on, such as the next two weeks."""
    for parameter in card.of_kind("whole"):
        if "day" in parameter.stems:
            for period in reading.periods:
                if period.ahead:
                    said = reading.text_at(period.start, period.end)
                    filling.add(parameter, period.ahead, f"{said!r} in the question")


def _add_choices(card: Card, reading: Reading, filling: Filling, main_type: str | None) -> None:
    spoken_for = _words_of_filled(card, filling)
    own_type = card.takes(main_type) if main_type else None
    if own_type and own_type.name in filling.values:
        return  # one thing is asked for by its id: nothing is left to filter
    if _IS_IT.match(reading.text) and any(p.name in filling.values for p in card.id_parameters):
        return  # "is it …?" wants to know, not to filter
    for parameter in card.of_kind("choice"):
        found = [
            one
            for one in reading.choices
            if one.name == parameter.name and one.choices == parameter.choices
        ]
        for one in found:
            word = reading.text_at(one.start, one.end)
            if one.how != "exact" and stem(word) in spoken_for:
                continue
            _add_choice(parameter, one, word, filling)


def _add_choice(parameter: Parameter, one: ChoiceMention, word: str, filling: Filling) -> None:
    rest = [choice for choice in one.choices if choice != one.value]
    if not one.negated:
        filling.add(parameter, one.value, f"{word!r} in the question ({one.how})")
    elif len(rest) == 1:
        filling.add(parameter, rest[0], f"the only choice besides {word!r}")
    else:
        filling.exclusions.append((parameter.name, one.value))


def _words_of_filled(card: Card, filling: Filling) -> set[str]:
    return {s for one in card.parameters if one.name in filling.values for s in one.stems}


def _add_periods(card: Card, reading: Reading, filling: Filling) -> None:
    days = card.of_kind("day")
    if not days or not reading.periods:
        return
    period = reading.periods[0]
    said = f"{reading.text_at(period.start, period.end)!r} in the question"
    first = [one for one in days if _FIRST & set(one.stems)]
    last = [one for one in days if _LAST & set(one.stems)]
    plain = [one for one in days if one not in first and one not in last]
    for parameter, day in ((first or plain)[:1], period.first), (last[:1], period.last):
        if parameter and day:
            filling.add(parameter[0], day.isoformat(), said)
    if len(plain) > 1 and not last and period.last:
        filling.add(plain[1], period.last.isoformat(), said)


def _add_numbers(card: Card, reading: Reading, filling: Filling) -> None:
    for mention in reading.numbers:
        parameter = _numbered(card, reading, mention.start, mention.end)
        if parameter and parameter.name not in filling.values:
            number: Any = float(mention.value)
            number = int(number) if number.is_integer() else number
            filling.add(parameter, number, f"{mention.value!r} in the question")


def _numbered(card: Card, reading: Reading, start: int, end: int) -> Parameter | None:
    """The parameter whose words stand next to a number."""
    before = [word for word in reading.words if word.end <= start][-3:]
    after = [word for word in reading.words if word.start >= end][:2]
    near = {word.stem for word in (*before, *after) if word.stem not in listed("stopwords")}
    near |= {other for one in sorted(near) for other in synonyms().get(one, ())}
    numeric = card.of_kind("whole", "number")
    for parameter in numeric:
        if near & set(parameter.stems):
            return parameter
    text = reading.text_before(start)
    limits = [one for one in numeric if _LIMITS & set(one.stems)]
    next_to = {word.stem for word in after} & (listed("superlatives") | card.nouns)
    return limits[0] if limits and (next_to or _TOP.search(text)) else None
