"""Filling a tool's parameters from what a wish mentions, each value with its origin.

Two values for one parameter make two calls. What a tool cannot be told ("not closed") is kept as
an exclusion for its results. Where ids come from when none is mentioned is left to `sources.py`.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Any

from itsupport.offline.selector.ranking import is_person, referred_type, resolver
from itsupport.offline.selector.reading import Mention, Reading
from itsupport.offline.selector.schemas import Parameter, without_examples
from itsupport.offline.selector.tools import Card, Toolbox
from itsupport.offline.selector.words import (
    Word,
    common,
    listed,
    says_little,
    stem,
    stems_of,
    synonyms,
)

_MOST_CALLS = 12
_TOP = re.compile(
    r"\b(?:top|first|last|no more than|not more than|single|latest|newest|oldest|only|at most|up to|max(?:imum)?|limit(?: to)?|just)\s+(?:the\s+)?$",
    re.I,
)
_COMPARED = re.compile(
    r"(?:(?P<least>at least|over|above|more than|from|minimum(?: of)?|no less than)"
    r"|at most|under|below|less than|up to|maximum(?: of)?|no more than)\W*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:which|the best|the first|the last|the top|only|just)\s+$", re.IGNORECASE
)
_BOUNDED = re.compile(
    r"\s*(?:[A-Za-z]+\s+)?(?:(?P<least>at least|or more|minimum|and up)|at most|or less|or fewer|maximum|tops|max\b)",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"\b(?:about|on|regarding|concerning|with|mention\w*|contain\w*|describ\w*|for|like|where|when|involving|re)\b",
    re.IGNORECASE,
)
_FACT = re.compile(r"\W*(?:and\s+)?(?:is|was|has|are|were|have)\s+(?!there\b|any\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an argument and where it came from."""

    value: Any
    origin: str


@dataclass
class Filling:
    """The values for each parameter; `exclusions` are (parameter, value) that must not be."""

    card: Card
    toolbox: Toolbox
    values: dict[str, list[Value]] = field(default_factory=dict)
    exclusions: list[tuple[str, str]] = field(default_factory=list)

    def add(self, parameter: Parameter, value: Any, origin: str) -> None:
        if parameter.schema.get("type") == "integer" and isinstance(value, str) and value.isdigit():
            value = int(value)
        if parameter.choices:
            value = next((v for v in parameter.schema["enum"] if str(v) == value), value)
        known = self.values.setdefault(parameter.name, [])
        if value not in [one.value for one in known]:
            known.append(Value(value, origin))

    def has(self, value: str) -> bool:
        return any(value == one.value for found in self.values.values() for one in found)

    @property
    def missing(self) -> Parameter | None:
        """A required parameter without a value, or one of those of which one is needed."""
        for one in self.card.required:
            if one.name not in self.values:
                return one
        needed = self.card.any_of
        return needed[0] if needed and not any(p.name in self.values for p in needed) else None

    def calls(self) -> list[dict[str, Value]]:
        """The arguments of each call: one for each combination of values."""
        many = {one.name for one in self.card.parameters if one.many}
        lists = [
            [Value([one.value for one in found], found[0].origin)] if name in many else found
            for name, found in self.values.items()
        ]
        return [dict(zip(self.values, one, strict=True)) for one in product(*lists)][:_MOST_CALLS]


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
        for value in ids.get(parameter.type_key, ()):
            filling.add(parameter, value.value, value.origin)
    for parameter in card.of_kind("mail"):
        for mention in reading.of("mail"):
            filling.add(parameter, mention.value, "an address in the question")
    _add_periods(filling, reading)
    _add_choices(filling, reading)
    _add_numbers(filling, reading)
    _add_truths(filling, reading)
    _add_texts(filling, reading)
    _add_leftovers(filling, reading)
    _add_search(filling, reading, subject)
    return filling


def _said(reading: Reading, mention: Mention) -> str:
    return f"{reading.text[mention.start : mention.end].strip()!r} in the question"


def _add_choices(filling: Filling, reading: Reading) -> None:
    card = filling.card
    main_type = filling.toolbox.main_types[card.name]
    own_type = card.takes(main_type) if main_type else None
    one_thing = own_type and own_type.name in filling.values
    if _FACT.match(reading.text[reading.start :]) and any(
        p.name in filling.values for p in card.ids
    ):
        return  # "is it …?" wants to know, not to filter
    is_fact = main_type and referred_type(reading, filling.toolbox) == main_type
    spoken_for = {s for one in card.parameters if one.name in filling.values for s in one.stems}
    for mention in reading.of("choice"):
        parameter = card.choice(mention.of, mention.options)
        inexact = (
            mention.how != "exact" and stem(reading.text[mention.start : mention.end]) in spoken_for
        )
        ahead = mention.how != "exact" and any(one.value.ahead for one in reading.of("period"))
        if one_thing and mention.how != "exact":
            continue  # one thing is asked for by its id: little is left to filter
        if parameter and is_fact and not parameter.required:
            continue  # "whether the order has been paid": a fact, not a filter
        if parameter is None or inexact or ahead or not _is_its_place(parameter, mention, reading):
            continue
        rest = [one for one in mention.options if one != mention.value]
        if not mention.negated:
            filling.add(parameter, mention.value, f"{_said(reading, mention)} ({mention.how})")
        elif len(rest) == 1:
            filling.add(parameter, rest[0], f"the only choice besides {_said(reading, mention)}")
        else:
            filling.exclusions.append((parameter.name, mention.value))


def _is_its_place(parameter: Parameter, mention: Mention, reading: Reading) -> bool:
    """Whether "from x" is for an origin and "to x" for a destination."""
    before = next((w.stem for w in reversed(reading.words) if w.end <= mention.start), "")
    ends = [listed("origins"), listed("destinations")]
    said = [before in one for one in ends]
    return (
        not any(said)
        or not any(one & set(parameter.stems) for one in ends)
        or any(ends[n] & set(parameter.stems) for n in (0, 1) if said[n])
    )


def _add_periods(filling: Filling, reading: Reading) -> None:
    periods, days = reading.of("period"), filling.card.of_kind("day")
    for parameter in filling.card.of_kind("whole"):
        for one in periods:
            if one.value.ahead and "day" in parameter.stems:
                filling.add(parameter, one.value.ahead, _said(reading, one))
    _add_years(filling, reading)
    if not days or not periods:
        return
    period, said = periods[0].value, _said(reading, periods[0])
    first = [one for one in days if listed("firsts") & set(one.stems)]
    last = [one for one in days if listed("lasts") & set(one.stems)]
    plain = [one for one in days if one not in first and one not in last]
    for found, day in ((first or plain)[:1], period.first), (last[:1], period.last):
        if found and day:
            filling.add(found[0], _written(found[0], day), said)
    if not first and len(plain) > 1 and not last:
        second = periods[1].value.first if len(periods) > 1 else period.last
        if second and second != period.first:
            filling.add(plain[1], _written(plain[1], second), said)


def _written(parameter: Parameter, day: date) -> str:
    """A day as the schema wants it: the day alone, or with midnight in UTC."""
    with_time = parameter.schema.get("format") == "date-time"
    return f"{day.isoformat()}T00:00:00Z" if with_time else day.isoformat()


def _add_years(filling: Filling, reading: Reading) -> None:
    """Whole years for numbers that mean years: "in 2024", "from 2010 to 2015"."""
    years = [one for one in filling.card.of_kind("whole") if listed("years") & set(one.stems)]
    for mention in reading.of("period") if years else ():
        first, last = mention.value.first, mention.value.last
        for parameter in years:
            ends = bool(listed("lasts") & set(parameter.stems))
            day = last if ends else first
            if day and (len(years) == 1 or first != last or ends or parameter is years[0]):
                filling.add(parameter, day.year, _said(reading, mention))


def _add_numbers(filling: Filling, reading: Reading) -> None:
    free = []
    for mention in reading.of("number"):
        parameter = _numbered(filling.card, reading, mention)
        if parameter and parameter.name not in filling.values:
            filling.add(parameter, _number(mention.value), _said(reading, mention))
        elif parameter is None:
            free.append(mention)
    needed = [
        p
        for p in filling.card.required
        if p.kind in ("whole", "number") and p.name not in filling.values
    ]
    for parameter, mention in zip(needed, free, strict=False):
        filling.add(parameter, _number(mention.value), _said(reading, mention))


def _number(value: float) -> int | float:
    return int(value) if value.is_integer() else value


def _numbered(card: Card, reading: Reading, mention: Mention) -> Parameter | None:
    """The parameter whose words stand next to a number."""
    before = [word for word in reading.words if word.end <= mention.start][-3:]
    after = [word for word in reading.words if word.start >= mention.end][:2]
    near = [word.stem for word in (*after[:1], *before[::-1], *after[1:])]
    near = [one for one in near if one not in listed("stopwords")]
    numeric = card.of_kind("whole", "number")
    if compared := _COMPARED.search(reading.text[: mention.start]):
        wanted = listed("least") if compared["least"] else listed("greatest")
        if bounds := [one for one in numeric if wanted & set(one.stems)]:
            return bounds[0]
    if bounded := _BOUNDED.match(reading.text[mention.end :]):
        wanted = listed("least") if bounded["least"] else listed("greatest") | listed("limits")
        if bounds := [one for one in numeric if wanted & set(one.stems)]:
            return bounds[0]
    for one in near:
        for parameter in numeric:
            if {one, *synonyms().get(one, ())} & set(parameter.stems):
                return parameter
    limits = [one for one in numeric if listed("limits") & set(one.stems)]
    definite = re.search(r"\b(?:the|these|those|both)\s+$", reading.text[: mention.start], re.I)
    if definite and mention.value > 1:
        return None
    if _COUNTED.search(reading.text[: mention.start]) and after and limits and mention.value < 100:
        return limits[0]
    next_to = {word.stem for word in after} & (listed("superlatives") | card.nouns)
    over = re.search(
        r"\b(?:over|under|above|below|than|least)\s+\S{0,2}$", reading.text[: mention.start], re.I
    )
    top = _TOP.search(reading.text[: mention.start])
    return limits[0] if limits and not over and (next_to or top) else None


def _add_truths(filling: Filling, reading: Reading) -> None:
    """Yes or no: said by the words of the parameter, "with breakfast", "no breakfast"."""
    for parameter in filling.card.of_kind("truth"):
        own = [one for one in parameter.stems if not says_little(one)]
        for n, word in enumerate(reading.words):
            opposite = any(word.stem == f"un{one}" for one in own)
            if opposite or (own and {word.stem, *synonyms().get(word.stem, ())} & set(own)):
                denied = any(
                    one.stem in listed("negations") for one in reading.words[max(0, n - 4) : n]
                )
                filling.add(parameter, denied == opposite, f"{word.text!r} in the question")
                break


def _add_texts(filling: Filling, reading: Reading) -> None:
    """Codes by their form, texts after their parameter's words, names where names are taken."""
    texts = filling.card.of_kind("text")
    for mention in reading.of("code"):
        fitting = [one for one in texts if one.takes_code(mention.value)]
        said = [one for one in texts if one.is_coded and set(one.stems) & set(reading.stems)]
        for parameter in (fitting or said)[:1]:
            filling.add(parameter, mention.value, "a code in the question")
    for parameter in texts:
        for literal in parameter.literals:
            denied = literal.startswith("un") and stem(literal[2:]) in reading.stems
            if stem(literal) in reading.stems or (denied and reading.has("negations")):
                filling.add(parameter, literal, "a value that the description names")
    for parameter in texts:
        if parameter.name not in filling.values and (value := _introduced(parameter, reading)):
            filling.add(parameter, value, "the words after its name in the question")
    for parameter in texts:
        if parameter.name not in filling.values:
            for name in _names_for(parameter, reading, filling):
                filling.add(parameter, name, "a name in the question")


def _add_leftovers(filling: Filling, reading: Reading) -> None:
    """A name that nothing else has taken, where only one text can be meant."""
    card, toolbox = filling.card, filling.toolbox
    names = [one for one in reading.of("name") if one.how == "sure" and not filling.has(one.value)]
    names = [n for n in names if not any(resolver(toolbox, p.type_key, n) for p in card.ids)]
    free = [
        one
        for one in card.of_kind("text")
        if one.name not in filling.values and not one.takes_people and not one.is_coded
    ]
    for name in names[:2]:
        ends = [listed("origins"), listed("destinations")]
        near = [p for p in free for end in ends if stem(name.of) in end and end & set(p.stems)]
        for parameter in near[:1] or (free if len(free) == 1 else []):
            filling.add(parameter, name.value, "a name in the question")
            free = [one for one in free if one is not parameter]


def _names_for(parameter: Parameter, reading: Reading, filling: Filling) -> list[str]:
    """The names in a wish that this parameter is for, as far as no other has them."""
    names = reading.of("name")
    known = [one.value for one in names if parameter.shows(one.value)]
    if parameter.takes_people:
        return known or [one.value for one in names if is_person(one) or acts(one, reading)]
    if known and not parameter.takes_names:
        return known
    if not parameter.takes_names and (parameter.is_coded or not parameter.required):
        return []
    named = [one.value for one in names if one.how == "sure"]
    quoted = [one.value for one in reading.of("quote") if len(one.value.split()) < 6]
    return [value for value in named + quoted if not filling.has(value)]


def acts(name: Mention, reading: Reading) -> bool:
    """Whether the name is of somebody who does something: "by Ada", "what Ada works on"."""
    after = [word for word in reading.words if word.start >= name.end][:3]
    before = [word for word in reading.words if word.end <= name.start][-2:]
    works = any(word.stem in listed("work") for word in (*after, *before))
    return works or name.of == "by" or (name.of == "to" and name.how == "sure")


def _introduced(parameter: Parameter, reading: Reading) -> str | None:
    """The value right after the words of the parameter: "tagged vpn", "author Jane Doe"."""
    own = [one for one in parameter.stems if one not in listed("names")] or ["called"]
    for place, word in enumerate(reading.words):
        said = [one.stem for one in reading.words[place + 1 - len(own) : place + 1]]
        shortened = len(own) == 1 and len(word.stem) >= 4 and own[0].startswith(word.stem)
        if said != own and not shortened:
            continue
        value = _value_after(reading, word)
        if value:
            return value
    return None


def _value_after(reading: Reading, word: Word) -> str | None:
    """The name, quote, code or plain word that stands right after a word."""
    between = re.compile(r"(?:is|called|named|of|the|number|no\.?|=|:|\s)*$", re.IGNORECASE)
    for mention in reading.of("name", "quote", "code"):
        if mention.start >= word.end and between.match(reading.text[word.end : mention.start]):
            return str(mention.value)
    match = re.match(
        r"[\s:=]+(?:is |called |named )?([\w-]+(?:\.[\w-]+)*)", reading.text[word.end :]
    )
    if not match or says_little(stem(match.group(1))) or stem(match.group(1)) in synonyms():
        return None
    return None if stem(match.group(1)) in common() else match.group(1)


def _add_search(filling: Filling, reading: Reading, subject: Value | None) -> None:
    searches = filling.card.of_kind("search")
    if not searches:
        return
    parameter = next((one for one in searches if "query" in one.stems), searches[-1])
    named = [one for one in reading.of("name") if one.of in ("called", "named", "by", "titled")]
    named = [one for one in named if one.how == "sure" and not filling.has(one.value)]
    if named and not reading.of("quote"):
        filling.add(parameter, named[0].value, "the name in the question")
    elif quotes := reading.of("quote"):
        filling.add(parameter, quotes[0].value, "quoted in the question")
    elif words := _search_words(filling, reading, parameter.required):
        filling.add(parameter, words, "the remaining words of the question")
    elif subject:
        filling.add(parameter, subject.value, subject.origin)


def _search_words(filling: Filling, reading: Reading, needed: bool) -> str:
    """The words of a wish that are neither a value of their own nor about the tool itself."""
    card = filling.card
    used = set(filling.values) | {name for name, _ in filling.exclusions}
    taken = [m for m in reading.of("choice") if m.of in used]
    taken += reading.of("period") if card.of_kind("day") else []
    taken += reading.of("number")
    origins = {one.origin for found in filling.values.values() for one in found}
    taken += [
        m for m in reading.of("name") if filling.has(m.value) or f"the id of {m.value}" in origins
    ]
    kind = filling.toolbox.main_types[card.name]
    own = _own_words(card) | filling.toolbox.nouns.get(kind or "", frozenset())
    others = [without_examples(one.description) for one in card.parameters if one.kind != "search"]
    described = {one for text in others for one in stems_of(text)}
    kept = [
        word
        for word in reading.words
        if not any(one.start <= word.start and word.end <= one.end for one in taken)
        and not (says_little(word.stem) or word.stem in own)
        and word.stem not in listed("courtesy") | listed("chatter")
        and not filling.has(word.text)
        and (needed or (_is_topical(word, card, reading) and word.stem not in described))
    ]
    return " ".join(one.text for one in kept)


def _is_topical(word: Word, card: Card, reading: Reading) -> bool:
    """Whether a word says what to search for: before the tool's noun, or after "about"."""
    nouns = [other for other in reading.words if other.stem in card.nouns]
    if not nouns or word.start < nouns[0].start:
        return True
    between = reading.text[nouns[0].end : word.start]
    of = not card.ids and re.search(r"\bof\b", between)
    return bool(of or _TOPIC.search(between))


def _own_words(card: Card) -> set[str]:
    """What the tool deals in: the words of its name and parameters, and what stands for them."""
    own = {one for one in card.name_stems if not one.isdigit()} | card.nouns
    own |= {one for parameter in card.parameters for one in parameter.stems}
    return own | {other for one in own for other in synonyms().get(one, ())}
