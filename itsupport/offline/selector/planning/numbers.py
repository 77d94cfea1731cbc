"""Days, years and numbers for a call."""

import re
from datetime import date, timedelta

from itsupport.offline.selector.checking import fits
from itsupport.offline.selector.language.amounts import NUMBERS
from itsupport.offline.selector.language.dates import Period
from itsupport.offline.selector.language.words import listed
from itsupport.offline.selector.planning.filling import Filling, as_said
from itsupport.offline.selector.question.reading import Reading
from itsupport.offline.selector.tools.schemas import Parameter

_COUNTS = NUMBERS[:7]
_NIGHTS = re.compile(rf"\b(\d{{1,2}}|{'|'.join(_COUNTS)}) (?:nights?|days?)\b", re.IGNORECASE)
_TIMED = re.compile(r"\dT\d\d:\d\d")


def add_periods(filling: Filling, reading: Reading) -> None:
    periods, days = reading.of("period"), filling.card.of_kind("day")
    for parameter in filling.card.of_kind("whole"):
        for one in periods:
            if one.value.ahead and "day" in parameter.stems:
                filling.add(parameter, one.value.ahead, as_said(reading, one))
    _add_years(filling, reading)
    _add_months(filling, reading)
    if not days or not periods:
        return
    period, said = periods[0].value, as_said(reading, periods[0])
    end = _last_day([one.value for one in periods], reading)
    first = [one for one in days if listed("firsts") & set(one.stems)]
    last = [one for one in days if listed("lasts") & set(one.stems)]
    plain = [one for one in days if one not in first and one not in last]
    both = len(days) == 2 and all(one.required for one in days) and period.first != end
    if both and days[0] not in last:
        first, last, plain = [days[0]], [days[1]], []
    begins = period.first or (end if filling.card.acts and not first else None)
    for found, day in ((first or plain)[:1], begins), (last[:1], end):
        if found and day:
            filling.add(found[0], _written(found[0], day, reading), said)
    if not first and len(plain) > 1 and not last:
        second = periods[1].value.first if len(periods) > 1 else end
        if second and second != period.first:
            filling.add(plain[1], _written(plain[1], second, reading), said)


def _last_day(periods: list[Period], reading: Reading) -> date | None:
    """The last day: of the second stretch, or the day that "for two nights" leads to."""
    period, nights = periods[0], _NIGHTS.search(reading.text)
    if not period.first or period.last not in (None, period.first):
        return period.last
    if not nights:
        return periods[1].last if len(periods) > 1 else period.last
    said = nights[1].lower()
    return period.first + timedelta(int(said) if said.isdigit() else _COUNTS.index(said) + 1)


def _add_months(filling: Filling, reading: Reading) -> None:
    """Whole months and quarters, where a pattern wants them like 2025-06 or 2025-Q2."""
    for one in reading.of("period"):
        month = one.value.first.isoformat()[:7] if one.value.first else ""
        for parameter in filling.card.of_kind("text"):
            told = (month, *_quarter(one.value)) if parameter.schema.get("pattern") else ()
            fitting = [said for said in told if fits(said, parameter.schema, {})]
            fitting += [month] if month and parameter in filling.card.months else []
            for said in fitting[:1]:
                filling.add(parameter, said, as_said(reading, one))


def _quarter(period: Period) -> tuple[str, ...]:
    """The ways to write a stretch that is a quarter of a year."""
    first, last = period.first, period.last
    if not first or not last or not 88 < (last - first).days < 93 or first.month % 3 != 1:
        return ()
    number = (first.month + 2) // 3
    return f"{first.year}-Q{number}", f"{first.year}Q{number}"


def _written(parameter: Parameter, day: date, reading: Reading) -> str:
    """A day as the schema wants it: the day alone, or with the time told, else midnight."""
    example = next(iter(parameter.examples), "")
    if parameter.schema.get("format") != "date-time" and not _TIMED.search(example):
        return day.isoformat()
    told = next((one.value for one in reading.of("time")), "00:00")
    zone = "" if example and not example.endswith("Z") else "Z"
    return f"{day.isoformat()}T{told}:00{zone}"


def add_times(filling: Filling, reading: Reading) -> None:
    """Times of day for the parameters that take one, in their order; else the full hours."""
    for parameter, one in zip(filling.card.of_kind("time"), reading.of("time"), strict=False):
        filling.add(parameter, one.value, as_said(reading, one))
    hours = [one for one in filling.card.of_kind("whole") if _is_hour(one)]
    for parameter, one in zip(hours, reading.of("time"), strict=False):
        hour, _, minute = one.value.partition(":")
        if minute == "00" and not filling.card.of_kind("time"):
            filling.add(parameter, int(hour), as_said(reading, one))


def _is_year(parameter: Parameter) -> bool:
    """Whether a whole number is a year: by its name, or by its description and its bounds."""
    told = re.search(r"\byear\b", parameter.description, re.IGNORECASE)
    bounded = 1000 <= int(parameter.schema.get("minimum") or 0) < 2100
    return parameter.kind == "whole" and bool(told and bounded)


def _is_hour(parameter: Parameter) -> bool:
    """Whether a whole number is an hour of the day, not a number of hours."""
    name = parameter.name.lower()
    return name.endswith("hour") and int(parameter.schema.get("maximum") or 24) <= 24


def _add_years(filling: Filling, reading: Reading) -> None:
    """Whole years for numbers that mean years: "in 2024", "from 2010 to 2015"."""
    years = [one for one in filling.card.parameters if one.takes_years or _is_year(one)]
    for mention in reading.of("period") if years else ():
        first, last = mention.value.first, mention.value.last
        for parameter in years:
            ends = bool(listed("lasts") & set(parameter.stems))
            day = last if ends else first
            if day and (len(years) == 1 or first != last or ends or parameter is years[0]):
                filling.add(parameter, day.year, as_said(reading, mention))
