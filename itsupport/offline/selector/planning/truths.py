"""Yes and no for a call: "with breakfast", "no breakfast", what a description says they are for."""

import re

from itsupport.offline.selector.language.phrases import phrases_in
from itsupport.offline.selector.language.words import (
    content_of,
    listed,
    says_little,
    stem,
    synonyms,
)
from itsupport.offline.selector.planning.filling import Filling
from itsupport.offline.selector.question.reading import Reading
from itsupport.offline.selector.tools.schemas import Parameter

_REASONS = re.compile(r"\(([^()]*)\)")
_WITHOUT = re.compile(r"\b(?:without|no) (?:an? |any )?(\w+)", re.IGNORECASE)
_LEFT_OUT = re.compile(
    r"\W*(?:leaves? out|excludes?|hides?|skips?|omits?|without|not)\b"
    r"(?: (?:what|those|things|items|that|which|is|are|the|all|already))*\s+(.+)",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:no longer|any ?more|any longer|former(?:ly)?|used to)\b", re.IGNORECASE)
_EITHER = re.compile(r"\b(\w+) or (?:an? )?(\w+)\b", re.IGNORECASE)
_VALUES = re.compile(
    r"\b(true|false)\b(?: (?:for|means|when|if)\b|:|=)?\s*(?:only )?([^.;,]+)", re.IGNORECASE
)
_NAMED = re.compile(r"\b(?:true|false)\b", re.IGNORECASE)


def add_truths(filling: Filling, reading: Reading) -> None:
    """Yes or no: said by the words of the parameter or of its description."""
    for parameter in filling.card.of_kind("truth"):
        told = frozenset(content_of(parameter.description))
        if told and told <= set(reading.stems) and not reading.has("negations"):
            filling.add(parameter, True, "the words of its description")
        elif _is_past(parameter, reading):
            filling.add(parameter, True, "'no longer' in the question")
        elif _is_without(parameter, reading):
            filling.add(parameter, True, "'without' in the question")
        elif _leaves_out(parameter, reading):
            filling.add(parameter, True, "what its description leaves out")
        elif (reason := _reason_in(parameter, reading)) and not reading.has("negations"):
            filling.add(parameter, True, f"{reason!r} in the question")
        if parameter.name not in filling.values:
            _add_by_meaning(filling, parameter, reading)
        if parameter.name not in filling.values:
            _add_by_name(filling, parameter, reading)


def _add_by_meaning(filling: Filling, parameter: Parameter, reading: Reading) -> None:
    """What a description says of both values: "true: only what is on show; false: in storage"."""
    found = _VALUES.findall(parameter.description)
    told = {value.lower(): set(content_of(said)) - filling.card.nouns for value, said in found}
    shared = set.intersection(*told.values()) if len(told) == 2 else set()
    for value, words in told.items():
        if words - shared and words - shared <= set(reading.stems):
            denied = reading.has("negations")
            filling.add(parameter, (value == "true") != denied, "what its description says")
            return


def _is_past(parameter: Parameter, reading: Reading) -> bool:
    """Whether what is past is asked for, too, where that has to be said: "no longer taken"."""
    spoken = f"{' '.join(parameter.stems)} {parameter.description}"
    hides = parameter.stems[0] in listed("avoids")
    return bool(not hides and _PAST.search(spoken) and _PAST.search(reading.said))


def _is_without(parameter: Parameter, reading: Reading) -> bool:
    """Whether the question does without what the description does: "have no tenant"."""
    wanted = {stem(one) for one in _WITHOUT.findall(parameter.description)}
    return bool(wanted & {stem(one) for one in _WITHOUT.findall(reading.said)})


def _leaves_out(parameter: Parameter, reading: Reading) -> bool:
    """Whether what a description leaves out is not wanted: "that isn't lent out"."""
    match = _LEFT_OUT.match(parameter.description)
    told = content_of(match[1]) if match else []
    places = [n for n, word in enumerate(reading.words) if word.stem in told]
    said = {reading.words[n].stem for n in places} == set(told)
    return bool(told) and said and _is_denied(reading, reading.words[places[0]].start)


def _is_denied(reading: Reading, place: int) -> bool:
    """Whether a negation stands in the few words before a place."""
    before = [word for word in reading.words if word.end <= place][-4:]
    return any(w.stem in listed("negations") or w.text.lower() == "nobody" for w in before)


def _reason_in(parameter: Parameter, reading: Reading) -> str:
    """A word of a list in a description: "(students, children)", "with a screen or projector"."""
    said = parameter.description
    lists = [one for one in _REASONS.findall(said) if not _NAMED.search(one)]
    items: list[str] = [item for one in lists for item in re.split(r",|\bor\b|/", one)]
    items += [match[n] for match in _EITHER.finditer(said) for n in (1, 2)]
    for reason in items:
        stems = [one for one in content_of(reason) if not one.isdigit()]
        if len(stems) == 1 and stems[0] in reading.stems:
            return reason.strip()
    return ""


def _add_by_name(filling: Filling, parameter: Parameter, reading: Reading) -> None:
    """The words of the parameter's name: "with breakfast", "no breakfast", "unpaid"."""
    own = [one for one in parameter.stems if not says_little(one)] or parameter.stems[-1:]
    meant = {stem(one) for one in synonyms().get(parameter.noun, ())}
    if meant & set(reading.stems) and not reading.has("negations"):
        filling.add(parameter, True, "what its name stands for in the question")
        return
    avoids = parameter.stems[0] in listed("avoids")
    for n, word in enumerate(reading.words):
        opposite = any(word.stem == f"un{one}" for one in own)
        alike = any(len(one) > 4 and word.stem[:5] == one[:5] for one in own)
        if opposite or alike or {word.stem, *synonyms().get(word.stem, ())} & set(own):
            before = reading.words[max(0, n - 4) : n]
            denied = any(one.stem in listed("negations") for one in before)
            filling.add(parameter, avoids or denied == opposite, f"{word.text!r} in the question")
            return
    for phrase, start, _ in phrases_in(reading.plain[reading.start : reading.end]):
        if set(synonyms()[phrase]) & set(own):
            denied = _is_denied(reading, reading.start + start)
            filling.add(parameter, avoids or not denied, f"{phrase!r} in the question")
            return
