"""The content words of a wish, and the words of the tools that they may stand for."""

import re
from dataclasses import dataclass
from functools import lru_cache

from itsupport.offline.selector.language.phrases import phrases_in
from itsupport.offline.selector.language.words import (
    Word,
    listed,
    says_little,
    stems_of,
    synonyms,
)
from itsupport.offline.selector.question.reading import BLANK, Mention, Reading
from itsupport.offline.selector.tools.toolbox import Toolbox

_SYNONYM, _PHRASE = 0.55, 0.75


MOST = re.compile(r"\b(?:most|fewest|number of)\s+((?:\w+\s*){1,2})", re.IGNORECASE)
_GOING = re.compile(r"\s+(?:get|go|come|travel|drive|walk|cycle)\b", re.IGNORECASE)
_LIKE = re.compile(rf"(?<!would )(?<!['’]d )(?<!i )\blike {BLANK}{{4}}", re.IGNORECASE)
_SEATS = frozenset(["office", "offices", "premises", "town", "based", "located", "headquarters"])
_WHERE = re.compile(r"\b(?:where|which (?:town|city|place|street))\b", re.IGNORECASE)
_UNIT = re.compile(r"\d\s?$")
_ABOUT = re.compile(
    r"\b(?:about|regarding|concerning)\s+(?:(?:the|a|an|my|our|their|its)\s+)?$", re.IGNORECASE
)
_OWNED = re.compile(r"\b(?:his|her|their|its)\s+$", re.IGNORECASE)
_OF_WHOM = re.compile(
    r"\b(?:(?:at|for|from|with) (?:that|this|their|his|her)"
    r"|(?:does|do|did|has|have|had) (?:that|this|the|their|his|her))\s+$",
    re.IGNORECASE,
)
_TOLD_MORE = re.compile(r"(?:'s)?\s+(?:who|that|which|whose|behind|of|for|on|in|with|at)\b", re.I)
_WHICH = re.compile(r"\b(?:which|what|how many|any|the) (\w+)", re.IGNORECASE)
_IDLE = re.compile(
    r"\b(?:on (?:file|record|(?:the|our) books)|in (?:the|our) (?:system|books|files|records?)"
    r"|break (?:it|this|that) down(?! by\b)"
    r"|(?:in|under) our (?:care|roof)|in (?:plain|simple) (?:words|english)"
    r"|on the (?:phone|line)|at the (?:desk|counter|door)|in front of me)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a wish, and the words of the tools that it may stand for."""

    stem: str
    alternatives: tuple[tuple[str, float], ...]
    weight: float = 1.0


def terms_of(toolbox: Toolbox, reading: Reading) -> tuple[Term, ...]:
    """The content words of a wish; values such as names, dates and choices are not among them."""
    taken = [
        one
        for one in reading.mentions
        if one.kind in ("period", "time") or (one.kind == "choice" and not _is_told(reading, one))
    ]
    taken += [one for one in reading.of("name") if one.how == "sure" or one.of]
    taken += [one for one in reading.of("number") if not _unit_known(toolbox, reading, one)]
    for one in _IDLE.finditer(reading.plain, reading.start, reading.end):
        taken.append(Mention("quote", one.group(), *one.span()))
    found: dict[str, Term] = {}
    spoken = phrases_in(_LIKE.sub("like this", reading.plain[reading.start : reading.end]))
    for phrase, start, end in spoken:
        trust = _SYNONYM if " " not in phrase.strip() else _PHRASE
        meant = tuple((one, trust) for one in synonyms()[phrase] if one in toolbox.counts)
        asks_how = phrase.startswith("how ") and not _GOING.match(
            reading.plain[reading.start + end : reading.end]
        )
        attribute = any(one in listed("attributes") for one in synonyms()[phrase])
        if meant or asks_how:
            found[phrase] = Term(phrase, meant)
        if meant or asks_how or attribute:
            taken.append(Mention("quote", phrase, reading.start + start, reading.start + end))
    works = toolbox.takes_people and any(one.how == "sure" for one in reading.of("name"))
    known = toolbox.counts.keys() | synonyms().keys()
    for word in reading.words:
        if works and word.stem in listed("work") and not _alternatives(toolbox, word.stem):
            continue  # "on her plate": who does it, not what
        if word.text.lower() in ("called", "named", "titled") and reading.of("name", "code"):
            continue
        inside = any(one.start <= word.start and word.end <= one.end for one in taken)
        following = next((w.stem for w in reading.words if w.start >= word.end), "")
        compound = following in listed("attributes") and not toolbox.type_named([word.stem])
        attribute = compound or (
            word.stem in listed("attributes") and word.stem not in toolbox.counts
        )
        attribute = attribute or (word.text.lower() in _SEATS and bool(_WHERE.search(reading.said)))
        known_here = word.stem in known
        in_choice = [one for one in reading.of("choice") if one.start <= word.start < one.end]
        if (
            inside
            or (in_choice and not known_here)
            or attribute
            or says_little(word.stem)
            or word.stem.isdigit()
            or word.stem in found
            or (not known_here and _UNIT.search(reading.text[: word.start]))
        ):
            continue
        meant = _alternatives(toolbox, word.stem)
        if any(" " in reading.text[one.start : one.end] for one in in_choice):
            meant = tuple(one for one in meant if one[0] == word.stem)  # "past its due date"
        found[word.stem] = Term(word.stem, meant, _weight(toolbox, reading, word))
    return tuple(found.values()) or _of_choices(toolbox, reading)


def _weight(toolbox: Toolbox, reading: Reading, word: Word) -> float:
    """How much a word counts: little where it only says of what or of whom something is."""
    before, key = reading.text[reading.start : word.start], toolbox.type_named([word.stem])
    if key and MOST.search(reading.text[word.end : reading.end]):
        return 0.3  # "which company has the most tickets" wants tickets first
    if key and _OF_WHOM.search(before) and not _TOLD_MORE.match(reading.text[word.end :]):
        return 0.3  # "who can I call at that company": whose, not what
    asked = _WHICH.search(reading.said) if key and _OWNED.search(before) else None
    if asked and toolbox.type_named(stems_of(asked[1])) not in (None, key):
        return 0.3  # "which tickets has his company": whose, not what
    return 0.4 if _ABOUT.search(before) else 1.0


def _of_choices(toolbox: Toolbox, reading: Reading) -> tuple[Term, ...]:
    """Choices that are words of a tool's name, where a wish says nothing else."""
    said = dict.fromkeys(one for m in reading.of("choice") for one in stems_of(m.value))
    named = {one for card in toolbox.cards for one in card.name_stems}
    return tuple(Term(one, _alternatives(toolbox, one)) for one in said if one in named)


def _unit_known(toolbox: Toolbox, reading: Reading, number: Mention) -> bool:
    """Whether a tool speaks of the unit of a number: "5 nights"."""
    return bool(set(stems_of(reading.text[number.start : number.end])) & toolbox.counts.keys())


def _is_told(reading: Reading, choice: Mention) -> bool:
    """Whether the words of a choice say more than its value: "unpaid", "out of warranty"."""
    said = reading.text[choice.start : choice.end].lower()
    return (
        said.startswith("un") or choice.how == "part" or (choice.how == "described" and " " in said)
    )


def _alternatives(toolbox: Toolbox, stem: str) -> tuple[tuple[str, float], ...]:
    found = [(stem, 1.0)] if stem in toolbox.counts else []
    meant = (*synonyms().get(stem, ()), *_spelt_out(toolbox).get(stem, ()))
    meant = (*meant, f"{stem}er" if len(stem) > 3 else "")
    found += [(one, _SYNONYM) for one in dict.fromkeys(meant) if one in toolbox.counts]
    return tuple(found)


@lru_cache(maxsize=16)
def _spelt_out(toolbox: Toolbox) -> dict[str, tuple[str, ...]]:
    """What the letters of ids stand for: "ord" in ORD-7 for an order."""
    letters = {key: shape.parts[0].lower() for key, shape in toolbox.shapes.items()}
    nouns = {key: stems_of(found[0].noun) for key, found in toolbox.id_parameters.items()}
    return {one: nouns[key] for key, one in letters.items() if one.isalpha()}


def is_foreign(toolbox: Toolbox, term: Term) -> bool:
    """Whether a word is of a topic, or a how-to question, that no tool here deals in."""
    unserved = " " in term.stem and not term.alternatives
    return unserved or term.stem in toolbox.foreign
