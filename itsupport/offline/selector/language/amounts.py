"""Amounts as people say them: "twelve people", "half an hour", "2.5 kg", "50k".

An amount has a unit where a word next to it is one; units of one dimension are converted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

NUMBERS, _TENS = (
    words.split()
    for words in (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen",
        "twenty thirty forty fifty sixty seventy eighty ninety",
    )
)
_UNITS: dict[str, dict[str, float]] = {
    "time": {
        "s sec second": 1,
        "min minute": 60,
        "h hr hour": 3600,
        "day night": 86400,
        "week": 604800,
        "fortnight": 1209600,
        "month": 2592000,
        "year yr": 31536000,
    },
    "weight": {"g gram gramme": 1, "kg kilo kilogram": 1000, "ton tonne": 1000000},
    "length": {"mm": 0.001, "cm": 0.01, "m metre meter": 1, "km kilometre kilometer": 1000},
    "volume": {"ml": 0.001, "cl": 0.01, "l litre liter": 1},
    "data": {"kb": 0.001, "mb megabyte": 1, "gb gigabyte": 1000, "tb terabyte": 1000000},
    "money": {"€ $ £ euro eur dollar usd pound gbp chf franc buck quid": 1},
    "share": {"% percent": 1},
    "people": {
        "people person guest adult visitor participant attendee passenger traveller diner friend"
        " colleague child kid student boy girl pax seat": 1
    },
}
_MONEY = ["price", "cost", "fee", "salary", "budget", "amount", "fare", "deposit"]
_MEASURED = dict.fromkeys(_MONEY, "euro") | {"capacity": "people", "party": "people"}
_BELOW_100 = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(NUMBERS[:9])}))?|{'|'.join(NUMBERS)})"
SPOKEN = rf"(?:(?:a|{_BELOW_100}) (?:hundred|thousand)(?: and {_BELOW_100})?|{_BELOW_100})"
_PATTERN = re.compile(
    r"\b(?P<half>half an?|(?:a |three )?quarters? of an) (?=hour|day|year|kilo|lit)"
    r"|\b(?P<dozen>half a dozen|a dozen)\b"
    r"|\b(?P<an>an?)(?= (?:hour|minute|day|week|fortnight|month|year)\b)"
    rf"|\b(?P<words>{SPOKEN})\b|\b(?P<single>single)\b"
    r"|(?<![\w.-])(?P<digits>-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d{1,9}(?:\.\d+)?)"
    r"(?:(?P<kilo>k)\b|(?=[a-z]{1,4}\b)(?!st\b|nd\b|rd\b|th\b)|\b)",
    re.IGNORECASE,
)
_PARTS = {"half": 0.5, "a q": 0.25, "qua": 0.25, "thr": 0.75}
_TOLD_ONE = re.compile(
    r"\b(?:at most|at least|(?:more|less|longer|shorter) than|up to|over|under|only|just|exactly"
    r"|for|within)\s+$",
    re.IGNORECASE,
)
_BOUND_ONE = re.compile(
    r"\s+\w+\s+(?:at (?:the )?(?:most|least|longest)|or (?:less|more|longer|so)|tops|max)\b",
    re.IGNORECASE,
)
_AND_A_HALF = re.compile(r"(?:\s*\w+)?\s+and a half\b", re.IGNORECASE)
_NO_MORE = re.compile(r"[^.?!]{0,40}\bnot more\b", re.IGNORECASE)
_NEXT = re.compile(r"\s*-?(?:and a half\s+)?(%|€|\$|£|[A-Za-z]+)")
_OF_US = re.compile(r"\s+of (?:us|you)\b", re.IGNORECASE)
_GROUP_OF = re.compile(
    r"\b(?:group|party|family|team|class|crew|table) (?:of|for) $", re.IGNORECASE
)
_PER = re.compile(
    r"\b(?<!^)(?:per|for each|for every|an?) (?:person|head|guest|child|adult|seat)\b"
    r"|\b(?<!^)per (?:hour|day|night|week|month|year|km|mile|item|piece|unit)\b"
)
_SIGN = re.compile(r"([€$£])\s?$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number at its place, with the word for its unit if it has one."""

    value: float
    unit: str
    start: int
    end: int


def amounts_in(text: str) -> Iterator[Amount]:
    """The numbers in a text, in digits or words; "one" only where it counts something."""
    for match in _PATTERN.finditer(text):
        unit, end = _unit_at(text, match)
        said, before, after = match.group().lower(), text[: match.start()], text[match.end() :]
        told = _TOLD_ONE.search(before) or _BOUND_ONE.match(after)
        counted = told or (unit and said != "a")
        if said in ("one", "a") and not (counted or (said == "one" and _NO_MORE.match(after))):
            continue
        half = 0.5 if _AND_A_HALF.match(after) else 0.0
        yield Amount(_value(match) + half, unit, match.start(), max(match.end(), end))


def _unit_at(text: str, match: re.Match[str]) -> tuple[str, int]:
    """The unit right after or before a number, and where it ends; people are no part of it."""
    after, before = _NEXT.match(text, match.end()), _SIGN.search(text[: match.start()])
    said = after[1].lower() if after else ""
    for unit in (said, said.removesuffix("s")):
        if after and unit in _names():
            return unit, after.end() if dimension_of(unit) != "people" else 0
    people = _OF_US.match(text, match.end()) or _GROUP_OF.search(text[: match.start()])
    return before[1] if before else "person" if people else "", 0


def _value(match: re.Match[str]) -> float:
    if digits := match["digits"]:
        return float(digits.replace(",", "")) * (1000 if match["kilo"] else 1)
    if half := match["half"]:
        return _PARTS["half" if half.lower().startswith("half") else half.lower()[:3]]
    if dozen := match["dozen"]:
        return 6.0 if dozen.lower().startswith("half") else 12.0
    return float(spoken_number((match["words"] or "one").lower()))


def spoken_number(words: str) -> int:
    """The value of "a hundred and five" or "twenty-five"."""
    total, part = 0, 0
    for word in re.findall(r"[a-z]+", words):
        if word in NUMBERS:
            part += NUMBERS.index(word) + 1
        elif word in _TENS:
            part += 10 * (_TENS.index(word) + 2)
        elif word in ("hundred", "thousand"):
            total, part = max(part, 1) * (100 if word == "hundred" else 1000), 0
    return total + part


@cache
def _names() -> dict[str, tuple[str, float]]:
    """For each word of a unit its dimension, and how many of the smallest unit it is."""
    return {
        word: (dimension, factor)
        for dimension, units in _UNITS.items()
        for words, factor in units.items()
        for word in words.split()
    }


def dimension_of(unit: str) -> str:
    """ "time" for "hour"; "" for no unit."""
    return _names().get(unit, ("", 1.0))[0]


def converted(value: float, unit: str, wanted: str) -> float:
    """The value in another unit of its dimension: half an hour in minutes is 30."""
    (one, factor), (other, divisor) = (_names().get(u, ("", 1.0)) for u in (unit, wanted))
    return round(value * factor / divisor, 6) if one and one == other else value


@lru_cache(maxsize=1024)
def unit_in(name: str, description: str) -> str:
    """The unit that a name such as "min_exposure_s" or a description such as "in grams" tells."""
    spoken = _PER.sub("", re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", name).lower()).split()
    spoken = spoken[1:] if spoken[0] in ("min", "max") else spoken
    description = _PER.sub("", description.lower())
    told = re.findall(r"\bin (?:\w+ )?(\w+)\b", description)
    for word in (*reversed(spoken), *told, *re.findall(r"\w+", description)):
        for one in (word, word.removesuffix("s")):
            known = one in _names() and (len(one) > 3 or word in (*spoken, *told))
            if known or one in _MEASURED:
                return one if known else _MEASURED[one]
    return ""
