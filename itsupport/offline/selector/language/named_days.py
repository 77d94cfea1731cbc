"""Days, months, quarters and years by their names, as first and last day."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


MONTH = "(" + "|".join(f"{name}|{name[:3]}" for name in _MONTHS) + r"|sept)\.?"
ISO_DAY = r"(\d{4}-\d{2}-\d{2})"
MONTH_YEAR = rf"{MONTH}(?:,? (\d{{4}}))?"
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_FEASTS = {
    "new years eve": (12, 31),
    "new years day": (1, 1),
    "valentines day": (2, 14),
    "halloween": (10, 31),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
}
_APOSTROPHES = "|".join(_FEASTS).replace("s ", "'?s ")
FEASTS = rf"(?:the )?({_APOSTROPHES})(?:,? (\d{{4}}))?"
_SOON = 62  # days ahead that a day without a year may lie
_Days = tuple[date, date]
_Reader = Callable[[tuple[str, ...], date], _Days | None]


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def day_stated_in(text: str) -> date | None:
    """The day of a sentence such as "Today is 2025-06-30"."""
    match = re.search(rf"(?:today|current date|date)\b\D{{0,30}}{ISO_DAY}", text, re.IGNORECASE)
    return day_of(match.group(1)) if match else None


def range_of(text: str, today: date) -> _Days | None:
    """First and last day of one named day, month, quarter or year."""
    for pattern, read in _NAMED:
        if match := re.fullmatch(pattern, text.strip(), re.IGNORECASE):
            return read(match.groups(), today)
    return None


def _written_day(said: tuple[str, ...], _: date) -> _Days | None:
    """Of "27.12.2026" or "12/27/2026"; "3/4/2026" may be either."""
    first, sign, second, year = said
    if sign == "/" and first != second and max(int(first), int(second)) <= 12:
        return None
    day, month = (second, first) if int(second) > 12 else (first, second)
    found = day_of(f"{year}-{month:>02}-{day:>02}")
    return (found, found) if found else None


def _relative_day(said: tuple[str, ...], today: date) -> _Days:
    steps = {"day before yesterday": -2, "yesterday": -1, "tomorrow": 1, "day after tomorrow": 2}
    day = today + timedelta(steps.get(said[0].lower(), 0))
    return day, day


def _weekday(said: tuple[str, ...], today: date) -> _Days:
    """The next such day from today on, or the last one before today."""
    ahead = (WEEKDAYS.index(said[1].lower()) - today.weekday()) % 7
    day = today + timedelta(ahead - 7 if (said[0] or "").lower() in ("last", "past") else ahead)
    return day, day


def _end_of(said: tuple[str, ...], today: date) -> _Days | None:
    """The first or the last day of a month or year."""
    whole = range_of(said[1], today)
    if not whole:
        return None
    day = whole[1] if said[0].lower() in ("end", "last day") else whole[0]
    return day, day


def _stretch(said: tuple[str, ...], today: date) -> _Days:
    which, unit = said[0].lower().split()
    return stretch_of(which, unit, today)


def _feast(said: tuple[str, ...], today: date) -> _Days | None:
    month, day = _FEASTS[said[0].lower().replace("'", "")]
    return _one_day(_MONTHS[month - 1], day, said[1], today)


def _one_day(month: str, day: int, year: str | None, today: date) -> tuple[date, date] | None:
    number = _month_number(month)
    try:
        named = date(int(year) if year else today.year, number, day)
    except ValueError:
        return None
    if not year and (named - today).days > _SOON:
        named = named.replace(year=today.year - 1)
    return named, named


def _month_number(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))


def _whole_month(month: int, year: str | None, today: date) -> tuple[date, date]:
    """A month without a year is the last one, or the next one when it begins soon."""
    ahead = (date(today.year, month, 1) - today).days > _SOON
    chosen = int(year) if year else today.year - ahead
    return date(chosen, month, 1), date(chosen, month, monthrange(chosen, month)[1])


def stretch_of(which: str, unit: str, today: date) -> tuple[date, date]:
    step = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0}.get(which, 1)
    if unit == "day":
        return today + timedelta(step), today + timedelta(step)
    if unit == "week":
        monday = today - timedelta(today.weekday()) + timedelta(7 * step)
        return monday, monday + timedelta(6)
    if unit == "year":
        return date(today.year + step, 1, 1), date(today.year + step, 12, 31)
    size = 3 if unit == "quarter" else 1
    number = today.year * 12 + (today.month - 1) // size * size + step * size
    first = date(number // 12, number % 12 + 1, 1)
    end = number + size - 1
    return first, date(end // 12, end % 12 + 1, monthrange(end // 12, end % 12 + 1)[1])


_STRETCH = r"((?:last|this|next) (?:year|month|week|quarter))"
_THE_MONTH = r"(?:the )?(month|year)"
_THE_MONTH_OF = rf"(?:month of )?{MONTH_YEAR}"
_YEAR = r"(?:year )?((?:19|20)\d\d)"
_NAMED: tuple[tuple[str, _Reader], ...] = (
    (ISO_DAY, lambda said, _: (day, day) if (day := day_of(said[0])) else None),
    (r"(\d{1,2})([./])(\d{1,2})[./](\d{4})", _written_day),
    (
        rf"{MONTH} (?:the )?(\d{{1,2}})(?:st|nd|rd|th)?(?:,? (\d{{4}}))?",
        lambda said, today: _one_day(said[0], int(said[1]), said[2], today),
    ),
    (
        rf"(?:the )?(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{MONTH}(?:,? (\d{{4}}))?",
        lambda said, today: _one_day(said[1], int(said[0]), said[2], today),
    ),
    (_THE_MONTH_OF, lambda said, today: _whole_month(_month_number(said[0]), said[1], today)),
    (r"(today|now|yesterday|tomorrow)", _relative_day),
    (r"(?:the )?(day (?:after tomorrow|before yesterday))", _relative_day),
    (
        r"(?:the )?(start|beginning|end|first(?: day)?|last day) of "
        rf"((?:the )?(?:{MONTH_YEAR}|{_STRETCH}|month|year))",
        _end_of,
    ),
    (_STRETCH, _stretch),
    (_THE_MONTH, lambda said, today: stretch_of("this", said[0].lower(), today)),
    (_YEAR, lambda said, _: (date(int(said[0]), 1, 1), date(int(said[0]), 12, 31))),
    (
        rf"(?:(last|past|this|next|coming) )?({'|'.join(WEEKDAYS)})"
        r"(?:,? the \d{1,2}(?:st|nd|rd|th)(?! of))?",
        _weekday,
    ),
    (FEASTS, _feast),
)
NAMED_DAY = rf"(?:{'|'.join(form for form, _ in _NAMED if form != _THE_MONTH)})\b"
