"""Numbers for a call: each goes where its unit, its bounds or the words next to it say."""

import re

from itsupport.offline.selector.language.amounts import converted, dimension_of
from itsupport.offline.selector.language.words import Word, listed, stem, synonyms
from itsupport.offline.selector.planning.filling import Filling, as_said
from itsupport.offline.selector.question.reading import Mention, Reading
from itsupport.offline.selector.tools.cards import Card
from itsupport.offline.selector.tools.schemas import Parameter

_TOP = re.compile(
    r"\b(?:top|first|last|no more than|not more th[ae]n|single|latest|newest|oldest|only|at most"
    r"|up to|max(?:imum)?|limit(?: to)?|just)\s+(?:the\s+)?$",
    re.I,
)
_COMPARED = re.compile(
    r"(?:(?P<least>at least|over|above|(?<!not )(?<!no )more th[ae]n|from"
    r"|(?:older|longer|bigger|larger|higher|heavier|taller) than|starting at|minimum(?: of)?"
    r"|(?:no|not) (?:less|fewer) th[ae]n)"
    r"|at most|under|below|within|up to|maximum(?: of)?"
    r"|(?:less|fewer|cheaper|shorter|younger|smaller|lower|lighter|newer) th[ae]n"
    r"|(?:no|not|never) (?:more|longer|over) (?:th[ae]n)?)[^\w.?!;]*$",
    re.IGNORECASE,
)
_RANGE_OPENS = re.compile(r"\bbetween\W*$", re.IGNORECASE)
_NOT_MORE = re.compile(  # "between 2 and", "don't want to pay more than"
    r"\bbetween\s+\S+(?: \w+)?\s+and\W*$"
    r"|(?:\bnot|\bnever|n't)(?: \w+){1,5} (?:more|longer|over)(?: th[ae]n)?[^\w.?!;]*$",
    re.IGNORECASE,
)
_PART_OF = re.compile(r"\b\d+ (?:out )?of (?:the |our |my )?\d+\b")
_OF_THEM = re.compile(r"\bof (?:them|these|those|which)\b", re.IGNORECASE)
_ENOUGH = re.compile(
    r"(?: \w+)? (?:(?:is|are) (?:enough|plenty|fine)|will do|would do|suffice)\b", re.I
)
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth"]
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)}) (\w+)", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:which|the best|the first|the last|the top|only|just)\s+$", re.IGNORECASE
)
_BOUNDED = re.compile(
    r"[²³\s]*(?:[A-Za-z€$£%]+\s+)?"
    r"(?:(?P<least>at least|(?:or|and) (?:more|longer|older|higher|over|above|up)|minimum|and up)"
    r"|at (?:the )?(?:most|longest)|or (?:less|fewer|under|below|cheaper|shorter)|maximum"
    r"|tops|max\b)",
    re.IGNORECASE,
)
_YEARS_OLD = re.compile(r"[\w-]+?[ -]years?[ -]olds?\b|\d+ ?yo\b", re.IGNORECASE)
_SET = re.compile(r"\b(?:at|to|=|is|of|was|got|with)\s+$", re.IGNORECASE)
_ENDS = re.compile(r"\W*(?:instead\b|points?\b|$|[.,;?!])", re.IGNORECASE)


def add_numbers(filling: Filling, reading: Reading) -> None:
    for match in _ORDINAL.finditer(reading.said):
        for ordered in filling.free("whole"):
            if stem(match[2]) in ordered.stems:
                filling.add(ordered, _ORDINALS.index(match[1].lower()) + 1, match.group())
    free = []
    for mention in reading.of("number"):
        parameter = _numbered(filling.card, reading, mention)
        if parameter and parameter.name not in filling.values:
            filling.add(parameter, _number(parameter, mention), as_said(reading, mention))
        elif parameter is None:
            free.append(mention)
    _add_counted_choices(filling, reading, free)
    needed = [
        p
        for p in filling.card.required
        if p.kind in ("whole", "number") and p.name not in filling.values
    ]
    if len(needed) == 2 and _PART_OF.search(reading.said):
        needed.sort(key=lambda one: not _OF_THEM.search(one.description))
    for parameter in needed:
        for mention in [one for one in free if _may_be(parameter, one)][:1]:
            free.remove(mention)
            filling.add(parameter, _number(parameter, mention), as_said(reading, mention))


def _add_counted_choices(filling: Filling, reading: Reading, free: list[Mention]) -> None:
    """Numbers in words for choices that are numbers: "another twenty" for 5, 10 or 20."""
    for parameter in filling.free("choice"):
        for mention in [one for one in free if f"{one.value:g}" in parameter.choices][:1]:
            free.remove(mention)
            filling.add(parameter, f"{mention.value:g}", as_said(reading, mention))


def _number(parameter: Parameter, mention: Mention) -> int | float:
    """The number in the unit of the parameter."""
    value = converted(mention.value, mention.of, parameter.unit)
    return int(value) if value.is_integer() else value


def _may_be(parameter: Parameter, mention: Mention) -> bool:
    """Whether the unit of a number is none that the parameter cannot have."""
    said, wanted = dimension_of(mention.of), dimension_of(parameter.unit)
    counts = said and parameter.stems[-1] in {"limit", "top", "count", "result"}
    return not counts and (not said or not wanted or said == wanted)


def _bound_told(reading: Reading, mention: Mention) -> frozenset[str]:
    """The words for the bound that a number is: "at least 5", "10 euros or less"."""
    before = _COMPARED.search(reading.text[: mention.start])
    after = _BOUNDED.match(reading.text[mention.end :])
    if _NOT_MORE.search(reading.text[: mention.start]):
        return listed("greatest")
    if _RANGE_OPENS.search(reading.text[: mention.start]):
        return listed("least")
    if before:
        return listed("least") if before["least"] else listed("greatest")
    if after:
        return listed("least") if after["least"] else listed("greatest") | listed("limits")
    return frozenset()


def _numbered(card: Card, reading: Reading, mention: Mention) -> Parameter | None:
    """The parameter that a number is for: by its bound, its unit, the words next to it."""
    numeric = [p for p in card.of_kind("whole", "number") if _may_be(p, mention)]
    alike = [p for p in numeric if dimension_of(mention.of) and p.unit]
    ages = [one for one in card.of_kind("whole", "number") if "age" in one.stems]
    if ages and _YEARS_OLD.match(reading.text[mention.start :]):
        return ages[0]
    near = _near(reading, mention)
    if wanted := _bound_told(reading, mention):
        named = [p for p in numeric if _named(p, near)]
        bounds = [p for p in alike or numeric if wanted & set(p.stems)]
        if found := [p for p in bounds if p in named or not named]:
            return found[0]
        other = listed("greatest") if wanted == listed("least") else listed("least")
        numeric, alike = ([p for p in one if not other & set(p.stems)] for one in (numeric, alike))
    named = [p for one in near for p in numeric if _named(p, [one])]
    named = named or (alike if len(alike) == 1 else [])
    return (
        named[0]
        if named
        else _limit(card, numeric, reading, mention) or _only(numeric, reading, mention)
    )


def _near(reading: Reading, mention: Mention) -> list[str]:
    """The stems of the words next to a number, the nearest first."""
    before = [word.stem for word in reading.words if word.end <= mention.start][-3:]
    after = [word.stem for word in reading.words if word.start >= mention.end][:2]
    near = (*after[:1], *before[::-1], *after[1:])
    return [one for one in near if one not in listed("stopwords")]


def _named(parameter: Parameter, near: list[str]) -> bool:
    return any({one, *synonyms().get(one, ())} & set(parameter.stems) for one in near)


def _only(numeric: list[Parameter], reading: Reading, mention: Mention) -> Parameter | None:
    """The only number that a tool takes, where one is set: "with the mark at 55"."""
    before, after = reading.text[: mention.start], reading.text[mention.end :]
    plain = [p for p in numeric if not (listed("limits") - {"max"}) & set(p.stems)]
    told = _SET.search(before) and _ENDS.match(after) and not mention.of
    return plain[0] if told and len(plain) == 1 else None


def _limit(
    card: Card, numeric: list[Parameter], reading: Reading, mention: Mention
) -> Parameter | None:
    """The parameter for how many there may be: "the top 5", "the 3 latest", "10 tickets"."""
    counted = listed("limits") | card.nouns | {"item", "row", "hit", "entry", "record"}
    limits = [p for p in numeric if listed("limits") & {*p.stems} and p.stems[-1] in counted]
    before = reading.text[: mention.start]
    after = [word for word in reading.words if word.start >= mention.end][:2]
    definite = re.search(r"\b(?:the|these|those|both)\s+$", before, re.I)
    best = {word.stem for word in reading.words if word.start >= mention.end and _is_best(word)}
    if definite and mention.value > 1 and not best:
        return None
    if _COUNTED.search(before) and after and limits and mention.value < 100:
        return limits[0]
    next_to = [word for word in after if _is_best(word) or word.stem in card.nouns]
    over = re.search(r"\b(?:over|under|above|below|than|least)\s+\S{0,2}$", before, re.I)
    top = _TOP.search(before) or _ENOUGH.match(reading.text[mention.end :])
    return limits[0] if limits and not over and (next_to or top or (definite and best)) else None


def _is_best(word: Word) -> bool:
    """Whether a word is a superlative: "latest", "newest"."""
    return word.stem in listed("superlatives") or (word.text.endswith("est") and len(word.text) > 5)
