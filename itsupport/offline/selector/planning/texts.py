"""Free text for a call: codes, names, words after a parameter's name, words to search for.

Rules fill free text least well; what is left over is taken as it stands in the question.
"""

import re

from itsupport.offline.selector.language.words import (
    Word,
    listed,
    says_little,
    stem,
    stems_of,
    synonyms,
)
from itsupport.offline.selector.planning.filling import Filling, Value
from itsupport.offline.selector.planning.places import (
    add_first_and_last_name,
    add_owner_and_repository,
    add_quotes_in_order,
    introduced,
    is_its_place,
    kinds_in,
    place_in,
    whole_place,
)
from itsupport.offline.selector.question.reading import Reading
from itsupport.offline.selector.ranking.references import acts, is_person, resolver
from itsupport.offline.selector.tools.cards import Card
from itsupport.offline.selector.tools.kinds import without_examples
from itsupport.offline.selector.tools.schemas import Parameter

_IS_NAME = re.compile(r"[^!?_\s]+(?: [^!?_\s]+){0,4}")
_BY_NAME = re.compile(r"\bname\b", re.IGNORECASE)
_TOPIC = re.compile(
    r"\b(?:about|on|regarding|concerning|with|mention\w*|contain\w*|describ\w*|for|like|where|when|involving|re)\b",
    re.IGNORECASE,
)


def add_texts(filling: Filling, reading: Reading) -> None:
    """Codes by their form, texts after their parameter's words, names where names are taken."""
    texts = filling.card.of_kind("text")
    _add_codes(filling, reading)
    add_first_and_last_name(filling, reading)
    for parameter in texts:
        for literal in _literals(parameter, reading):
            filling.add(parameter, literal, "a value that the description names")
    for parameter in filling.free("text"):
        value = whole_place(parameter, reading) or introduced(parameter, reading, filling)
        if value := value or place_in(parameter, reading, filling):
            filling.add(parameter, value, "the words after its name in the question")
    for parameter in filling.free("text"):
        for kind in kinds_in(parameter, reading):
            filling.add(parameter, kind, "what the parameter's name stands for")
    add_owner_and_repository(filling, reading)
    add_quotes_in_order(filling, reading)
    for parameter in filling.free("text"):
        for name in _names_for(parameter, reading, filling):
            filling.add(parameter, name, "a name in the question")


def _add_codes(filling: Filling, reading: Reading) -> None:
    texts = filling.card.of_kind("text")
    for mention in reading.of("code"):
        fitting = [one for one in texts if one.takes_code(mention.value)]
        said = [one for one in texts if one.is_coded and set(one.stems) & set(reading.stems)]
        for parameter in (fitting or said)[:1]:
            filling.add(parameter, mention.value, "a code in the question")


def _literals(parameter: Parameter, reading: Reading) -> list[str]:
    """The values that the description names and the wish says, or the opposite of."""
    denied = reading.stems if reading.has("negations") else []
    return [
        one
        for one in parameter.literals
        if stem(one) in reading.stems or (one.startswith("un") and stem(one[2:]) in denied)
    ]


def add_leftovers(filling: Filling, reading: Reading) -> None:
    """A name that nothing else has taken, where only one text can be meant."""
    card, toolbox = filling.card, filling.toolbox
    for parameter in [p for p in filling.free("text") if p.required and "valu" in p.stems]:
        for number in [n for n in reading.of("number") if not filling.has(n.value)][:1]:
            said = reading.text[number.start : number.end]
            filling.add(parameter, said, "a number in the question")
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
    names = [one for one in reading.of("name") if is_its_place(parameter, one, reading)]
    known = [one.value for one in names if parameter.shows(one.value)]
    if parameter.takes_people:
        return known or [one.value for one in names if is_person(one) or acts(one, reading)]
    if known and not parameter.takes_names:
        return known
    if not parameter.takes_names and (parameter.is_coded or not parameter.required):
        return []
    named = [one.value for one in names if one.how == "sure"]
    quoted = [one.value for one in reading.of("quote") if _IS_NAME.fullmatch(one.value)]
    return [value for value in named + quoted if not filling.has(value)]


def add_search(filling: Filling, reading: Reading, subject: Value | None) -> None:
    searches = filling.card.of_kind("search")
    if not searches:
        return
    parameter = next((one for one in searches if "query" in one.stems), searches[-1])
    sure = [n for n in reading.of("name") if n.how == "sure" and not filling.has(n.value)]
    summary = filling.card.summary if parameter.required else ""
    by_name = _BY_NAME.search(f"{parameter.description} | {summary}")
    named = [n for n in sure if by_name or n.of in ("called", "named", "by", "titled")]
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
    done_by = any(p.takes_people and p.name in filling.values for p in card.parameters)
    empty = (
        listed("courtesy")
        | listed("chatter")
        | listed("totals")
        | (listed("work") if done_by else frozenset())
    )
    own = _own_words(card) | filling.toolbox.nouns.get(kind or "", frozenset())
    others = [without_examples(one.description) for one in card.parameters if one.kind != "search"]
    described = {one for text in others for one in stems_of(text)}
    kept = [
        word
        for word in reading.words
        if not any(one.start <= word.start and word.end <= one.end for one in taken)
        and not (says_little(word.stem) or word.stem in own)
        and word.stem not in empty
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
