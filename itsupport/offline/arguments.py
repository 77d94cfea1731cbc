"""Filling a tool's parameters from what a wish mentions, each value with its origin.

Two values for one parameter make two calls. What a tool cannot be told ("not closed") is kept as
an exclusion for its results. This file leaves out where ids come from when none is mentioned.
"""

import re
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from itsupport.offline.choices import ChoiceMention
from itsupport.offline.names import NameMention
from itsupport.offline.reading import Reading
from itsupport.offline.schemas import NAMES, Parameter, takes_names
from itsupport.offline.toolbox import Card
from itsupport.offline.words import Word, listed, says_little, stem, synonyms

_MOST_CALLS = 12
_FIRST = frozenset(
    map(stem, ["after", "since", "from", "start", "begin", "starting", "earliest", "min"])
)
_LAST = frozenset(
    map(stem, ["before", "until", "to", "end", "till", "by", "latest", "max", "ending"])
)
_LIMITS = frozenset(map(stem, ["limit", "max", "maximum", "top", "count", "size", "results", "n"]))
_TOPIC = re.compile(
    r"\b(?:about|on|regarding|concerning|with|mention\w*|contain\w*|describ\w*|for|like|where|when)\b",
    re.IGNORECASE,
)
_TOP = re.compile(r"\b(?:top|first|last|latest|newest|only|at most|up to)\s+(?:the\s+)?$", re.I)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an argument and where it came from."""

    value: Any
    origin: str


@dataclass
class Filling:
    """The values for each parameter; `exclusions` are (parameter, value) that must not be."""

    values: dict[str, list[Value]] = field(default_factory=dict)
    exclusions: list[tuple[str, str]] = field(default_factory=list)

    def add(self, parameter: Parameter, value: Any, origin: str) -> None:
        known = self.values.setdefault(parameter.name, [])
        if value not in [one.value for one in known]:
            known.append(Value(value, origin))

    def calls(self, card: Card) -> list[dict[str, Value]]:
        """The arguments of each call: one for each combination of values."""
        many = {one.name for one in card.parameters if one.many}
        names = list(self.values)
        lists = [
            [Value([one.value for one in found], found[0].origin)] if name in many else found
            for name, found in self.values.items()
        ]
        return [dict(zip(names, one, strict=True)) for one in product(*lists)][:_MOST_CALLS]


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
    _add_texts(card, reading, filling)
    _add_search(card, reading, filling, subject)
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


def _add_texts(card: Card, reading: Reading, filling: Filling) -> None:
    """Texts that follow the words of their parameter, and names for parameters of names."""
    for parameter in card.of_kind("text"):
        if value := _introduced(parameter, reading):
            filling.add(parameter, value, "the words after its name in the question")
    for parameter in card.of_kind("text"):
        if parameter.stems[-1] in {"to", "by"} and parameter.name not in filling.values:
            for name in [one for one in reading.names if _acts(one, reading)]:
                filling.add(parameter, name.value, "a name in the question")
    for parameter in card.of_kind("text"):
        if takes_names(parameter) and parameter.name not in filling.values:
            for name in [one for one in reading.names if one.sure]:
                if not any(name.value == v.value for vs in filling.values.values() for v in vs):
                    filling.add(parameter, name.value, "a name in the question")
            for quote in reading.quotes:
                filling.add(parameter, quote.value, "quoted in the question")


def _acts(name: NameMention, reading: Reading) -> bool:
    """Whether the name is of somebody who does something: "by Ada", "what Ada works on"."""
    after = [word for word in reading.words if word.start >= name.end][:3]
    works = any(word.stem in listed("work") for word in after)
    return works or name.before == "by" or (name.before == "to" and name.sure)


def _introduced(parameter: Parameter, reading: Reading) -> str | None:
    words = reading.words
    own = [one for one in parameter.stems if one not in NAMES] or ["called"]
    for place, word in enumerate(words[:-1]):
        if not _introduces(own, words[: place + 1]):
            continue
        following = [one for one in words[place + 1 :] if one.stem not in listed("stopwords")]
        names = [name for name in reading.names if name.start >= word.end]
        if names and following and names[0].start == following[0].start:
            return names[0].value
        quotes = [quote for quote in reading.quotes if quote.start >= word.end]
        if quotes:
            return quotes[0].value
        if following and _is_value(following[0].text):
            return _with_dashes(reading, following[0].start)
    return None


def _introduces(own: list[str], words: tuple[Any, ...]) -> bool:
    """Whether the last words say the parameter's name; a compound's first part may do."""
    said = [word.stem for word in words[-len(own) :]] if own else []
    if said == own:
        return True
    last = words[-1].stem
    return len(own) == 1 and len(last) >= 4 and last not in NAMES and own[0].startswith(last)


def _is_value(text: str) -> bool:
    return not says_little(stem(text)) and stem(text) not in synonyms()


def _with_dashes(reading: Reading, start: int) -> str:
    match = re.match(r"[\w-]+(?:\.[\w-]+)*", reading.text_from(start))
    return match.group() if match else ""


def _add_search(card: Card, reading: Reading, filling: Filling, subject: Value | None) -> None:
    searches = card.of_kind("search")
    if not searches:
        return
    parameter = next((one for one in searches if "query" in one.stems), searches[-1])
    if reading.quotes:
        filling.add(parameter, reading.quotes[0].value, "quoted in the question")
    elif words := search_words(card, reading, filling, parameter.required):
        filling.add(parameter, words, "the remaining words of the question")
    elif subject:
        filling.add(parameter, subject.value, subject.origin)


def search_words(card: Card, reading: Reading, filling: Filling, needed: bool) -> str:
    """The words of a wish that are neither a value of their own nor about the tool itself."""
    used = {name for name in filling.values} | {name for name, _ in filling.exclusions}
    taken = [(one.start, one.end) for one in reading.choices if one.name in used]
    taken += [(p.start, p.end) for p in reading.periods] if card.of_kind("day") else []
    taken += [(n.start, n.end) for n in reading.names if _is_used(n.value, filling)]
    own = _own_words(card)
    kept = [
        word.text
        for word in reading.words
        if not any(start <= word.start and word.end <= end for start, end in taken)
        and not says_little(word.stem)
        and word.stem not in own
        and word.stem not in listed("courtesy")
        and (needed or _is_topical(word, card, reading))
    ]
    return " ".join(kept)


def _is_topical(word: Word, card: Card, reading: Reading) -> bool:
    """Whether a word says what to search for: before the tool's noun, or after "about"."""
    nouns = [other for other in reading.words if other.stem in card.nouns]
    if not nouns or word.start < nouns[0].start:
        return True
    return bool(_TOPIC.search(reading.text_at(nouns[0].end, word.start)))


def _is_used(value: str, filling: Filling) -> bool:
    return any(value == one.value for found in filling.values.values() for one in found)


def _own_words(card: Card) -> set[str]:
    """What the tool deals in: the words of its name and parameters, and what stands for them."""
    own = {s for s in card.name_stems if not s.isdigit()}
    own |= {s for one in card.parameters for s in one.stems}
    own |= card.nouns
    return own | {other for one in sorted(own) for other in synonyms().get(one, ())}
