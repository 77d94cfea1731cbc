"""The words to search for: what a wish says beside its values and what the tool itself is about."""

import re

from itsupport.offline.selector.language.phrases import phrases_in
from itsupport.offline.selector.language.words import (
    Word,
    listed,
    says_little,
    stems_of,
    synonyms,
)
from itsupport.offline.selector.planning.filling import Filling, Value
from itsupport.offline.selector.question.reading import Mention, Reading
from itsupport.offline.selector.tools.cards import Card
from itsupport.offline.selector.tools.kinds import without_examples

_BY_NAME = re.compile(r"\bname\b", re.IGNORECASE)
_MOST_WORDS = 8  # a longer quote is a text to read, not words to look for
_MEASURED = re.compile(r"\b(under|over|below|above)\s+(?=\S?\d)|\d\s+([a-z]+)")
_TOPIC = re.compile(
    r"\b(?:about|on|regarding|concerning|with|mention\w*|contain\w*|describ\w*|for|like|where|when|involving|re)\b",
    re.IGNORECASE,
)


def add_search(filling: Filling, reading: Reading, subject: Value | None) -> None:
    searches = filling.card.of_kind("search")
    if not searches:
        return
    parameter = next((one for one in searches if "query" in one.stems), searches[-1])
    sure = [n for n in reading.of("name") if n.how == "sure" and not filling.has(n.value)]
    summary = filling.card.summary if parameter.required else ""
    by_name = _BY_NAME.search(f"{parameter.description} | {summary}")
    named = [n for n in sure if by_name or n.of in ("called", "named", "by", "titled")]
    quotes = [one for one in reading.of("quote") if len(one.value.split()) <= _MOST_WORDS]
    if named and not quotes:
        filling.add(parameter, named[0].value, "the name in the question")
    elif quotes:
        for quote in quotes if parameter.many else quotes[:1]:
            filling.add(parameter, quote.value, "quoted in the question")
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
    measured = {one for pair in _MEASURED.findall(reading.said) for one in pair}
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
        | listed("superlatives")
        | (listed("work") if done_by else frozenset())
    )
    own = _own_words(card) | filling.toolbox.nouns.get(kind or "", frozenset())
    said = phrases_in(reading.plain[reading.start : reading.end])
    taken += [
        Mention("quote", phrase, reading.start + start, reading.start + end)
        for phrase, start, end in said
        if " * " in phrase and own & set(synonyms()[phrase])
    ]
    others = [without_examples(one.description) for one in card.parameters if one.kind != "search"]
    described = {one for text in others for one in stems_of(text)}
    ends = {one.end for one in reading.of("name")}
    sorts = {one.end for one in taken if one.kind == "choice"}  # "linux boxes"
    kept = [
        word
        for word in reading.words
        if not any(one.start <= word.start and word.end <= one.end for one in taken)
        and not (word.start - 1 in sorts and filling.toolbox.type_named([word.stem]))
        and not (says_little(word.stem) or word.stem in own)
        and not (word.stem in listed("verbs") and word.start - 1 in ends)
        and word.stem not in empty
        and not (
            word.text in measured
            and any(p.kind in ("whole", "number") for p in card.parameters if p.name in used)
        )
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
