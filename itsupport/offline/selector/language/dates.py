"""Days and stretches of time as people say them: "last quarter", "since March", "next 30 days".

Everything is counted from a given day, never from the clock.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from itsupport.offline.selector.language.named_days import (
    FEASTS,
    ISO_DAY,
    MONTH,
    NAMED_DAY,
    WEEKDAYS,
    range_of,
    stretch_of,
)
from itsupport.offline.selector.language.stretches import (
    COUNT,
    TO,
    UNIT,
    Reader,
    Span,
    days_of,
    parts_of_periods,
)

_ONWARDS = re.compile(
    r"\s*(?:on\b|onwards?\b|or (?:later|newer|younger)|and (?:later|up|newer))", re.I
)
_ANY_DAYS = date(2001, 2, 3), date(2040, 9, 20)
_PLAIN_WEEKDAY = re.compile("|".join(WEEKDAYS), re.IGNORECASE)


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

    @property
    def is_years(self) -> bool:
        """Whether it is made of whole years: "in 1990", "from 1985 to 1990"."""
        days = [str(one)[5:] for one in (self.first, self.last) if one]
        return days in (["01-01"], ["12-31"], ["01-01", "12-31"])


def periods_in(text: str, today: date | None) -> list[Period]:
    """The stretches of time in a text, in order; where two overlap, the first form known wins.

    Where nobody has said what day it is, those that are the same on any day.
    """
    if today is None:
        some, other = (periods_in(text, one) for one in _ANY_DAYS)
        return [one for one in some if one in other]
    found: list[Period] = []
    for pattern, read in _FORMS:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            if (span := read(match, today)) is not None:
                first, last, ahead = span
                found.append(Period(first, last, match.start(), match.end(), ahead))
    return sorted(found, key=lambda period: period.start)


def _between(match: re.Match[str], today: date) -> Span | None:
    first, last = range_of(match["first"], today), range_of(match["last"], today)
    if not first or not last:
        return None
    week = 7 if 0 < (first[0] - last[1]).days < 7 else 0  # from Monday to Friday
    return first[0], last[1] + timedelta(week), None


def _since(match: re.Match[str], today: date) -> Span | None:
    named = range_of(match["day"], today)
    if not named:
        return None
    whole = named[0] != named[1]
    if (
        match["word"].lower() == "from"
        and whole
        and not _ONWARDS.match(match.string[match.end() :])
    ):
        return named[0], named[1], None
    later = match["word"].lower() == "after" and named[0] != named[1]
    if _PLAIN_WEEKDAY.fullmatch(match["day"]) and match["word"].lower() in ("since", "after"):
        named = named[0] - timedelta(7), named[1] - timedelta(7)
    return (named[1] + timedelta(1) if later else named[0]), None, None


def _until(match: re.Match[str], today: date) -> Span | None:
    """Up to a day; "by now" tells none."""
    named = range_of(match["day"], today)
    if not named or match["day"].lower() == "now":
        return None
    before = match["word"].lower() in {"before", "prior to", "earlier than"}
    earlier = before and named[0] != named[1]
    last = named[0] - timedelta(1) if earlier else named[1]
    return None, last, (last - today).days if last > today else None


def _back(match: re.Match[str], today: date) -> Span:
    return today - timedelta(days_of(match)), today, None


def _ahead(match: re.Match[str], today: date) -> Span:
    days = days_of(match)
    return today, today + timedelta(days), days


def _named_stretch(match: re.Match[str], today: date) -> Span:
    if match["unit"].lower() == "fortnight":
        return _ahead(match, today) if match["which"].lower() == "next" else _back(match, today)
    first, last = stretch_of(match["which"].lower(), match["unit"].lower(), today)
    return first, last, (last - today).days if last > today else None


def _quarter(match: re.Match[str], today: date) -> Span:
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


def _exactly(match: re.Match[str], today: date) -> Span | None:
    named = range_of(match["day"], today)
    return (named[0], named[1], None) if named else None


def _forms() -> Iterator[tuple[str, Reader]]:
    day = rf"(?P<day>{NAMED_DAY})"
    pair = rf"(?:the )?(?P<first>{NAMED_DAY}){TO}(?P<last>{NAMED_DAY})"
    yield from parts_of_periods()
    yield (
        r"\b(?:in |during )?(?:the )?(?P<word>first|second|third|fourth|last) quarter"
        r"(?: of)?(?: (?P<year>20\d\d))\b",
        _quarter,
    )
    yield rf"\b(?:between|from)\s+{pair}", _between
    yield pair, _between
    yield (
        rf"\b(?:in|over|during|for|within)?\s*(?:the )?(?:last|past|previous) {COUNT} {UNIT}\b",
        _back,
    )
    yield rf"\b{COUNT} {UNIT} ago\b", _back
    yield (
        rf"\b(?:in|over|during|within|for)?\s*(?:the )?(?:next|coming|following) {COUNT} {UNIT}\b",
        _ahead,
    )
    yield rf"\b(?:within|in(?! a day\b)) (?:the )?{COUNT} {UNIT}\b", _ahead
    yield rf"\b(?:within|in|over|during) the (?:next|coming) {UNIT}\b", _ahead
    yield rf"\b(?:within|in|over|during) the past {UNIT}\b", _back
    yield r"\b(?P<day>(?:the )?day (?:after tomorrow|before yesterday))\b", _exactly
    yield rf"\b(?:on |in )?(?:the )?{day},? (?:or|and) (?:before|earlier)(?P<word>)\b", _until
    yield rf"\b(?:on |in )?(?:the )?{day},? (?:or|and) (?:after|later|onwards?)(?P<word>)\b", _since
    yield rf"\b(?P<word>since|after|from|starting)\s+(?:the )?{day}", _since
    yield rf"\b(?P<word>before|prior to|earlier than|until|till|up to|by)\s+(?:the )?{day}", _until
    yield (
        r"\b(?:in |during |over )?(?:the )?"
        rf"(?P<which>last|previous|past|this|current|next) {UNIT}\b",
        _named_stretch,
    )
    yield r"\b(?:in |during )?(?:the )?q(?P<n>[1-4])(?:[ /-]*(?P<year>20\d\d))?\b", _quarter
    yield (
        r"\b(?:in |on |during |of |for |dated |about )?(?:the )?"
        rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}(?: \d{{4}})?"
        rf"|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?)\b",
        _exactly,
    )
    yield (
        rf"\b(?:in|on(?!\s+may\b)|during|of|for|dated|meant|about|night of)\s+(?:the )?{day}",
        _exactly,
    )
    yield rf"\b(?P<day>{MONTH} \d{{4}})\b", _exactly
    alone = rf"{ISO_DAY}|today|yesterday|tomorrow"
    yield rf"\b(?P<day>{alone}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}|{FEASTS})\b", _exactly
    yield rf"\b(?:on )?(?P<day>(?:(?:last|this|next) )?(?:{'|'.join(WEEKDAYS)}))\b", _exactly


_FORMS = tuple(_forms())
