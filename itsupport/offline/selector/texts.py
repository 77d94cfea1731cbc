"""Free text for a call: names, words after a parameter's name, the words to search for.

Rules fill free text least well; what is left over is taken as it stands in the question.
"""

import re
from typing import Any

from itsupport.offline.selector.cards import Card, without_examples
from itsupport.offline.selector.filling import Filling, Value
from itsupport.offline.selector.names import NameMention
from itsupport.offline.selector.reading import Reading
from itsupport.offline.selector.schemas import NAMES, Parameter, takes_names
from itsupport.offline.selector.words import Word, listed, says_little, stem, stems_of, synonyms

_TOPIC = re.compile(
    r"\b(?:about|on|regarding|concerning|with|mention\w*|contain\w*|describ\w*|for|like|where|when)\b",
    re.IGNORECASE,
)


def add_texts(card: Card, reading: Reading, filling: Filling) -> None:
    """Texts that follow the words of their parameter, and names for parameters of names."""
    for parameter in card.of_kind("text"):
        if value := _introduced(parameter, reading):
            filling.add(parameter, value, "the words after its name in the question")
    for parameter in card.of_kind("text"):
        if parameter.name not in filling.values:
            for name in _names_for(parameter, reading, filling):
                filling.add(parameter, name, "a name in the question")


def _names_for(parameter: Parameter, reading: Reading, filling: Filling) -> list[str]:
    """The names in a wish that this parameter is for, as far as no other has them."""
    if parameter.stems[-1] in {"to", "by"}:
        return [one.value for one in reading.names if _acts(one, reading)]
    if not takes_names(parameter):
        return []
    named = [one.value for one in reading.names if one.sure]
    quoted = [one.value for one in reading.quotes]
    return [value for value in named + quoted if not _is_used(value, filling)]


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


def add_search(card: Card, reading: Reading, filling: Filling, subject: Value | None) -> None:
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
    used = set(filling.values) | {name for name, _ in filling.exclusions}
    taken = [(one.start, one.end) for one in reading.choices if one.name in used]
    taken += [(p.start, p.end) for p in reading.periods] if card.of_kind("day") else []
    origins = {one.origin for found in filling.values.values() for one in found}
    taken += [
        (one.start, one.end)
        for one in reading.names
        if _is_used(one.value, filling) or f"the id of {one.value}" in origins
    ]
    own = _own_words(card)
    others = [without_examples(one.description) for one in card.parameters if one.kind != "search"]
    described = {s for text in others for s in stems_of(text)}
    kept = [
        word.text
        for word in reading.words
        if not any(start <= word.start and word.end <= end for start, end in taken)
        and not says_little(word.stem)
        and word.stem not in own
        and word.stem not in listed("courtesy")
        and not _is_used(word.text, filling)
        and (needed or (_is_topical(word, card, reading) and word.stem not in described))
    ]
    return " ".join(kept)


def _is_topical(word: Word, card: Card, reading: Reading) -> bool:
    """Whether a word says what to search for: before the tool's noun, or after "about"."""
    nouns = [other for other in reading.words if other.stem in card.nouns]
    if not nouns or word.start < nouns[0].start:
        return True
    between = reading.text_at(nouns[0].end, word.start)
    of = not card.id_parameters and re.search(r"\bof\b", between)
    return bool(of or _TOPIC.search(between))


def _is_used(value: str, filling: Filling) -> bool:
    return any(value == one.value for found in filling.values.values() for one in found)


def _own_words(card: Card) -> set[str]:
    """What the tool deals in: the words of its name and parameters, and what stands for them."""
    own = {s for s in card.name_stems if not s.isdigit()}
    own |= {s for one in card.parameters for s in one.stems}
    own |= card.nouns
    return own | {other for one in sorted(own) for other in synonyms().get(one, ())}
