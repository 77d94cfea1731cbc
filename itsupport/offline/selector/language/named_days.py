"""Days, months, quarters and years by their names, as first and last day."""

import re
from calendar import monthrange
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


MONTH = "(" + "|".join(f"{name}|{name[:3]}" for name in _MONTHS) + r")\.?"


ISO_DAY = r"(\d{4}-\d{2}-\d{2})"


MONTH_YEAR = rf"{MONTH}(?:,? (\d{{4}}))?"


NAMED_DAY = (
    rf"(?:{ISO_DAY}|{MONTH} (\d{{1,2}})(?:st|nd|rd|th)?(?:,? (\d{{4}}))?|"
    rf"(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{MONTH}(?: (\d{{4}}))?|{MONTH_YEAR}|"
    r"(today|now|yesterday|tomorrow)|"
    r"(?:the (?:start|beginning) of )?((?:last|this) (?:year|month|week|quarter))"
    r"|((?:19|20)\d\d))\b"
)
_SOON = 62  # days ahead that a day without a year may lie


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def range_of(text: str, today: date) -> tuple[date, date] | None:
    """First and last day of one named day, month, quarter or year."""
    match = re.fullmatch(NAMED_DAY, text.strip(), re.IGNORECASE)
    if not match:
        return None
    iso, month1, day1, year1, day2, month2, year2, month, year, word, stretch, plain = (
        match.groups()
    )
    if iso:
        day = day_of(iso)
        return (day, day) if day else None
    if month1 or month2:
        return _one_day(month1 or month2, int(day1 or day2), year1 or year2, today)
    if month:
        return _whole_month(_month_number(month), year, today)
    if plain:
        return date(int(plain), 1, 1), date(int(plain), 12, 31)
    if stretch:
        which, unit = stretch.lower().split()
        return stretch_of(which, unit, today)
    day = today + timedelta({"yesterday": -1, "tomorrow": 1}.get(word.lower(), 0))
    return day, day


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
