"""Days and stretches of time as people say them: "last quarter", "since March", "next 30 days".

Everything is counted from a given day, never from the clock.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from itsupport.offline.selector.language.named_days import (
    ISO_DAY,
    MONTH,
    MONTH_YEAR,
    NAMED_DAY,
    day_of,
    range_of,
    stretch_of,
)

_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split()  # noqa: SIM905
)
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_COUNT = r"(\d{1,4}|an?|couple of|few|" + "|".join(_NUMBERS) + ")"
_UNIT = r"(day|week|fortnight|month|quarter|year)s?"
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365}


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both included; None where it is open. It stands at text[start:end].

    `ahead` is the number of days for a stretch that begins today and looks forward.
    """

    first: date | None
    last: date | None
    start: int
    end: int
    ahead: int | None = None


def periods_in(text: str, today: date) -> list[Period]:
    """The stretches of time in a text, in order; where two overlap, the first form known wins."""
    found: list[Period] = []
    for pattern, read in _FORMS:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            if (span := read(match, today)) is not None:
                first, last, ahead = span
                found.append(Period(first, last, match.start(), match.end(), ahead))
    return sorted(found, key=lambda period: period.start)


def day_stated_in(text: str) -> date | None:
    """The day of a sentence such as "Today is 2025-06-30"."""
    match = re.search(rf"(?:today|current date|date)\b\D{{0,30}}{ISO_DAY}", text, re.IGNORECASE)
    return day_of(match.group(1)) if match else None


_Span = tuple[date | None, date | None, int | None]


def _count(word: str) -> int:
    if word.isdigit():
        return int(word)
    word = word.lower()
    return {"a": 1, "an": 1, "couple of": 2, "few": 3}.get(word) or _NUMBERS.index(word) + 1


def _between(match: re.Match[str], today: date) -> _Span | None:
    first, last = range_of(match["first"], today), range_of(match["last"], today)
    return (first[0], last[1], None) if first and last else None


def _since(match: re.Match[str], today: date) -> _Span | None:
    named = range_of(match["day"], today)
    if not named:
        return None
    later = match["word"].lower() == "after" and named[0] != named[1]
    return (named[1] + timedelta(1) if later else named[0]), None, None


def _until(match: re.Match[str], today: date) -> _Span | None:
    named = range_of(match["day"], today)
    if not named:
        return None
    before = match["word"].lower() in {"before", "prior to", "earlier than"}
    earlier = before and named[0] != named[1]
    return None, (named[0] - timedelta(1) if earlier else named[1]), None


def _back(match: re.Match[str], today: date) -> _Span:
    return today - timedelta(_count(match["n"] or "a") * _DAYS[match["unit"].lower()]), today, None


def _ahead(match: re.Match[str], today: date) -> _Span:
    days = _count(match["n"] or "a") * _DAYS[match["unit"].lower()]
    return today, today + timedelta(days), days


def _named_stretch(match: re.Match[str], today: date) -> _Span:
    first, last = stretch_of(match["which"].lower(), match["unit"].lower(), today)
    return first, last, (last - today).days if last > today else None


def _quarter(match: re.Match[str], today: date) -> _Span:
    year = int(match["year"] or today.year)
    named = match.groupdict()
    order = ["first", "second", "third", "fourth"]
    number = (
        int(named["n"])
        if named.get("n")
        else (order.index(w) + 1 if (w := named["word"].lower()) in order else 4)
    )
    month = 3 * number
    return date(year, month - 2, 1), date(year, month, monthrange(year, month)[1]), None


def _weekday(match: re.Match[str], today: date) -> _Span:
    """The next such day from today on."""
    ahead = (_WEEKDAYS.index(match["name"].lower()) - today.weekday()) % 7
    day = today + timedelta(ahead)
    return day, day, None


def _days_of_month(match: re.Match[str], today: date) -> _Span | None:
    last = range_of(match["last"], today)
    try:
        return (last[0].replace(day=int(match["first"])), last[0], None) if last else None
    except ValueError:
        return None


def _exactly(match: re.Match[str], today: date) -> _Span | None:
    named = range_of(match["day"], today)
    return (named[0], named[1], None) if named else None


_N = _COUNT.replace("(", "(?P<n>", 1)
_U = _UNIT.replace("(", "(?P<unit>", 1)


def _forms() -> Iterator[tuple[str, Callable[[re.Match[str], date], _Span | None]]]:
    day = rf"(?P<day>{NAMED_DAY})"
    to = r"\s*(?:and|to|thru|until|till|through|up to|-)\s*"
    pair = rf"(?P<first>{NAMED_DAY}){to}(?P<last>{NAMED_DAY})"
    yield rf"\b(?:between|from)\s+{pair}", _between
    yield pair, _between
    yield rf"\b(?:in|over|during|for|within)?\s*(?:the )?(?:last|past|previous) {_N} {_U}\b", _back
    yield rf"\b{_N} {_U} ago\b", _back
    yield (
        rf"\b(?:in|over|during|within|for)?\s*(?:the )?(?:next|coming|following) {_N} {_U}\b",
        _ahead,
    )
    yield rf"\b(?:within|in) (?:the )?{_N} {_U}\b", _ahead
    yield rf"\b(?P<word>since|after|from|starting)\s+{day}", _since
    yield rf"\b(?P<word>before|prior to|earlier than|until|till|up to|by)\s+{day}", _until
    yield (
        rf"\b(?:in |during |over )?(?:the )?(?P<which>last|previous|past|this|current|next) {_U}\b",
        _named_stretch,
    )
    yield r"\b(?:in |during )?(?:the )?q(?P<n>[1-4])(?:[ /-]*(?P<year>20\d\d))?\b", _quarter
    yield (
        rf"\b(?P<first>\d{{1,2}})\s*(?:and|to|until|-)\s*(?P<last>\d{{1,2}} {MONTH_YEAR})",
        _days_of_month,
    )
    yield (
        r"\b(?:in |during )?(?:the )?(?P<word>first|second|third|fourth|last) quarter"
        r"(?: of)?(?: (?P<year>20\d\d))\b",
        _quarter,
    )
    yield (
        r"\b(?:in |on |during |of |for |dated |about )?(?:the )?"
        rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}(?: \d{{4}})?"
        rf"|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?)\b",
        _exactly,
    )
    yield rf"\b(?:in|on|during|of|for|dated|meant|about)\s+{day}", _exactly
    yield rf"\b(?P<day>{MONTH} \d{{4}})\b", _exactly
    yield rf"\b(?P<day>{ISO_DAY}|today|yesterday|tomorrow)\b", _exactly
    yield rf"\b(?:on |this |next )?(?P<name>{'|'.join(_WEEKDAYS)})\b", _weekday


_FORMS = tuple(_forms())
