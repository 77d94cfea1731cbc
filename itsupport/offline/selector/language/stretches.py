"""Parts of months and years and lengths of time: "the first three days of May", "a week ago"."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from itsupport.offline.selector.language.amounts import SPOKEN, spoken_number
from itsupport.offline.selector.language.named_days import (
    MONTH,
    MONTH_YEAR,
    NAMED_DAY,
    range_of,
    stretch_of,
)

Span = tuple[date | None, date | None, int | None]
Reader = Callable[[re.Match[str], date], Span | None]

COUNT = rf"(?P<n>\d{{1,4}}|{SPOKEN}|hundred|an?|couple of|few)"
UNIT = r"(?P<unit>day|week|fortnight|month|quarter|year)s?"
TO = r"\s*(?:and|to|thru|until|till|through|up to|-)\s*(?:the )?"
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365}
_DECADES = ["fifties", "sixties", "seventies", "eighties", "nineties"]
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"


def days_of(match: re.Match[str]) -> int:
    """How many days "three weeks" are."""
    return count_of(match) * _DAYS[match["unit"].lower()]


def count_of(match: re.Match[str]) -> int:
    """How many a word or number says; one where it says none."""
    word = (match.groupdict().get("n") or "a").lower()
    known = {"a": 1, "an": 1, "couple of": 2, "few": 3}
    return int(word) if word.isdigit() else known.get(word) or spoken_number(word)


def _number(said: str) -> int:
    return int(re.sub(r"\D", "", said))


def _days_of_month(match: re.Match[str], today: date) -> Span | None:
    last = range_of(match["last"], today)
    try:
        return (last[0].replace(day=_number(match["first"])), last[0], None) if last else None
    except ValueError:
        return None


def _month_and_days(match: re.Match[str], today: date) -> Span | None:
    year = f" {match['year']}" if match["year"] else ""
    first, last = (range_of(f"{match['month']} {_number(match[n])}{year}", today) for n in "ab")
    return (first[0], last[1], None) if first and last else None


def _first_or_last_days(match: re.Match[str], today: date) -> Span | None:
    whole, days = range_of(match["whole"], today), timedelta(days_of(match) - 1)
    if not whole:
        return None
    last = match["which"].lower() == "last"
    if match["unit"].lower() == "month":
        more = count_of(match) - 1
        first, end = (whole[1].replace(day=1), whole[1]) if last else (whole[0], whole[0])
        first, end = (_months_on(first, -more), end) if last else (first, _months_on(end, more))
        return first, end.replace(day=monthrange(end.year, end.month)[1]), None
    if last:
        return whole[1] - days, whole[1], None
    return whole[0], whole[0] + days, None


def _months_on(day: date, months: int) -> date:
    """The first of the month that is so many months later."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _half(match: re.Match[str], today: date) -> Span | None:
    whole = range_of(match["whole"], today)
    if not whole or (whole[1] - whole[0]).days < 27:
        return None
    is_year = (whole[1] - whole[0]).days > 300
    second = date(whole[0].year, 7, 1) if is_year else whole[0].replace(day=16)
    is_first = match["which"].lower() in ("first", "1st", "1")
    return (whole[0], second - timedelta(1), None) if is_first else (second, whole[1], None)


def _week_from(match: re.Match[str], today: date) -> Span | None:
    named = range_of(match["day"], today)
    return (named[0], named[0] + timedelta(6), None) if named and named[0] == named[1] else None


def _weekend(match: re.Match[str], today: date) -> Span:
    monday, _ = stretch_of((match["which"] or "this").lower(), "week", today)
    return monday + timedelta(5), monday + timedelta(6), None


def _older(match: re.Match[str], today: date) -> Span:
    return None, today - timedelta(days_of(match)), None


def _to_the_end(match: re.Match[str], today: date) -> Span | None:
    first = range_of(match["first"], today)
    if not first:
        return None
    year, month = first[0].year, 12 if match["unit"].lower() == "year" else first[0].month
    return first[0], date(year, month, monthrange(year, month)[1]), None


def _from_month(match: re.Match[str], today: date) -> Span | None:
    """ "From 3 to 9 May" is read elsewhere; this is "the 27th": the one that is nearest."""
    months = (today.replace(day=1) + timedelta(days) for days in (-1, 0, 31))
    said = _number(match["day"])
    days = [one.replace(day=said) for one in months if said <= monthrange(one.year, one.month)[1]]
    word = match["word"].lower()
    if word in ("since", "after", "from"):
        past = [one for one in days if one <= today]
        return (past[-1], None, None) if past else None
    if word in ("until", "till", "before", "by"):
        ahead = [one for one in days if one >= today]
        return (None, ahead[0], None) if ahead else None
    nearest = min(days, key=lambda one: abs((one - today).days), default=None)
    return (nearest, nearest, None) if nearest else None


def _decade(match: re.Match[str], _: date) -> Span:
    said = match["decade"].lower()
    first = 1950 + 10 * _DECADES.index(said) if said in _DECADES else int(said[:4])
    return date(first, 1, 1), date(first + 9, 12, 31), None


def parts_of_periods() -> Iterator[tuple[str, Reader]]:
    """The forms that name more than one day around a named one: they go before shorter ones."""
    opens = r"\b(?:between |from |in |on |during |over |for |of )?(?:the )?"
    whole = (
        rf"(?P<whole>{MONTH_YEAR}|(?:last|this|next) (?:month|year)|(?:the )?year|(?:19|20)\d\d)\b"
    )
    yield (
        rf"\b(?:from )?(?P<first>{NAMED_DAY}){TO}end of (?:that|the|the same) (?:same )?"
        r"(?P<unit>month|year)\b",
        _to_the_end,
    )
    yield (
        rf"{opens}(?P<first>{_DAY}){TO}(?P<last>{_DAY} (?:of )?{MONTH_YEAR})\b",
        _days_of_month,
    )
    yield (
        rf"{opens}(?P<month>{MONTH}) (?P<a>{_DAY}){TO}(?P<b>{_DAY})(?:,? (?P<year>\d{{4}}))?\b",
        _month_and_days,
    )
    decade = rf"(?P<decade>(?:19|20)\d0(?='?s)|{'|'.join(_DECADES)})(?:'?s)?"
    yield rf"\b(?:from|of|in|during) the {decade}\b", _decade
    some_days = rf"(?P<which>first|last) (?:{COUNT} )?(?P<unit>day|week|month)s?"
    yield rf"{opens}{some_days} (?:of|in) {whole}", _first_or_last_days
    yield rf"{opens}(?P<which>first|1st|second|2nd) half (?:of )?{whole}", _half
    yield rf"{opens}h(?P<which>[12]) (?P<whole>20\d\d)\b", _half
    yield rf"{opens}week (?:of|from|starting|beginning)(?: on)? (?P<day>{NAMED_DAY})", _week_from
    yield r"\b(?:on |at |over )?(?:the )?(?:(?P<which>this|last|next|coming) )?weekend\b", _weekend
    yield rf"\b(?:older than|(?:more than|over)(?=[\w ]+ ago\b)) {COUNT} {UNIT}(?: ago)?\b", _older
    yield (
        r"\b(?P<word>since|after|from|until|till|before|by|on) the (?P<day>\d{1,2}(?:st|nd|rd|th))"
        r"(?=\W*$|[,.;?!]|\s+(?:and|at|for|please|with|in)\b)",
        _from_month,
    )
