"""Texts by where they stand: "from x to y", "in the kitchen", "acme/website", quotes in order."""

import re

from itsupport.offline.selector.language.words import listed, says_little, stem
from itsupport.offline.selector.planning.filling import Filling
from itsupport.offline.selector.question.reading import Mention, Reading
from itsupport.offline.selector.tools.schemas import Parameter

_OWNED = re.compile(r"(?<![\w/.])([A-Za-z][\w.-]*)/([A-Za-z][\w.-]*\w)(?![\w/])")
_CITY_AND_COUNTRY = re.compile(r"\b[A-Z]\w+(?: [A-Z]\w+)*, [A-Z]\w+(?: [A-Z]\w+)*")
_IN_THE = re.compile(r"\b(?:in|of|for|near|at) the ([a-z]+)\b")


def is_its_place(parameter: Parameter, mention: Mention, reading: Reading) -> bool:
    """Whether "from x" is for an origin and "to x" for a destination."""
    before = next((w.stem for w in reversed(reading.words) if w.end <= mention.start), "")
    ends = [listed("origins"), listed("destinations")]
    said = [before in one for one in ends]
    return (
        not any(said)
        or not any(one & set(parameter.stems) for one in ends)
        or any(ends[n] & set(parameter.stems) for n in (0, 1) if said[n])
    )


def add_owner_and_repository(filling: Filling, reading: Reading) -> None:
    """The two sides of "acme/website", where a tool takes an owner and a repository."""
    free = {one.stems[-1]: one for one in filling.free("text")}
    owner, repository = free.get("owner"), free.get("repo") or free.get("repository")
    match = _OWNED.search(reading.text)
    if owner and repository and match:
        for parameter, value in zip((owner, repository), match.groups(), strict=True):
            filling.add(parameter, value, "a repository in the question")


def add_quotes_in_order(filling: Filling, reading: Reading) -> None:
    """Several quotes or paths for several texts: each has its own, in the order of the schema."""
    free = [one for one in filling.free("text") if one.required]
    quotes = [one.value for one in reading.of("quote") if not filling.has(one.value)]
    if len(free) > 1 and quotes:
        for parameter, value in zip(free, quotes, strict=False):
            filling.add(parameter, value, "quoted in the question")


def whole_place(parameter: Parameter, reading: Reading) -> str | None:
    """The city with its country, where the description wants both: "Oslo, Norway"."""
    if not re.search(r"\bcity(?: and|,) (?:\w+, )*(?:country|state)", parameter.description, re.I):
        return None
    match = _CITY_AND_COUNTRY.search(reading.said)
    return match.group() if match else None


def place_in(parameter: Parameter, reading: Reading, filling: Filling) -> str | None:
    """The word after "in the", where a text is a place: "in the kitchen"."""
    if not listed("places") & set(parameter.stems) or reading.of("id"):
        return None
    for match in _IN_THE.finditer(reading.said):
        word = match.group(1)
        known = stem(word) in filling.card.weights or stem(word) in listed("calendar")
        if not known and not says_little(stem(word)) and not filling.has(word):
            return word
    return None
