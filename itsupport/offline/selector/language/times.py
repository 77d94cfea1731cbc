"""Times of day as people say them: "3:30 pm", "half past ten", "quarter to nine", "noon"."""

import re
from collections.abc import Iterator

from itsupport.offline.selector.language.amounts import NUMBERS

_HOURS = NUMBERS[:12]
_MINUTES = {"five": 5, "ten": 10, "twenty": 20, "twenty-five": 25, "quarter": 15, "half": 30}
_HOUR = rf"(?P<hour>\d{{1,2}}|{'|'.join(_HOURS)})"
_HALF = (
    r"(?:\s*(?P<half>[ap])\.?m\b\.?|(?: o'?clock)?(?P<part> in the (?:morning|afternoon|evening)"
    r"| at night| this (?:morning|afternoon|evening)| sharp)?)"
)
_FORMS = (
    r"(?<![\w:.-])(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?![\w:]|[.]\d)(?<=:\d\d)" + _HALF,
    r"(?<![\w:.-])(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?m\b\.?",
    r"\b(?P<minutes>five|ten|twenty-five|twenty|(?:a )?quarter|half|\d{1,2} minutes)"
    rf" (?P<way>past|to|after|before) {_HOUR}\b{_HALF}",
    rf"\b{_HOUR} (?P<clock>o'?clock\b){_HALF}",
    rf"\b(?<![-.,/])(?P<hour>[1-9]|1[0-2]|{'|'.join(_HOURS)})"
    r"(?P<part> in the (?:morning|afternoon|evening)| at night)\b",
    r"\b(?P<name>noon|midday|midnight)\b",
)
_COUNTS = ("five", "ten", "twenty")
_TIMED = re.compile(r"\b(?:at|by|until|till|from|before|after|since|around)\s+$", re.IGNORECASE)
_EARLY = re.compile(r"\b(?:wake|waking|alarm|breakfast|sunrise|get up|early)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:from|between)\s+(\d{1,2})\s*(?:and|to|until|till|-)\s*$", re.IGNORECASE)


def times_in(text: str) -> Iterator[tuple[str, int, int]]:
    """The times in a text as hours and minutes, in order, with their places."""
    found: list[tuple[int, int, int, bool]] = []
    for form in _FORMS:
        for match in re.finditer(form, text, re.IGNORECASE):
            if _is_range(match, text):
                continue
            if not any(match.start() < end and start < match.end() for start, end, *_ in found):
                minutes, sure = _minutes(match)
                found.append((*match.span(), minutes, sure))
    last, early = 0, 0 if _EARLY.search(text) else 420
    for start, end, minutes, sure in sorted(found):
        if opened := _BEFORE.search(text[:start]):
            yield _written(_earlier(int(opened[1]) * 60, minutes)), *opened.span(1)
        later = minutes + 720 if not sure and minutes < max(last, early) else minutes
        last = later
        yield _written(later), start, end


def _is_range(match: re.Match[str], text: str) -> bool:
    """Whether "five to ten" counts things: no word before it says that it is a time."""
    said = match.groupdict()
    counts = said.get("way") in ("to", "after", "before") and said["minutes"].lower() in _COUNTS
    return bool(counts) and not _TIMED.search(text[: match.start()])


def _minutes(match: re.Match[str]) -> tuple[int, bool]:
    """The minutes since midnight, and whether the half of the day is told."""
    found = match.groupdict()
    if name := found.get("name"):
        return (0 if name.lower() == "midnight" else 720), True
    said = found["hour"].lower()
    hour = int(said) if said.isdigit() else _HOURS.index(said) + 1
    half = (found.get("half") or "").lower() or _half_of(found.get("part") or "")
    hour = hour % 12 + 12 * (half == "p") if half else hour
    minutes = int(found.get("minute") or 0)
    if way := found.get("way"):
        past = re.sub(r"^a | minutes$", "", found["minutes"].lower())
        shift = int(past) if past.isdigit() else _MINUTES[past]
        minutes += shift if way.lower() in ("past", "after") else -shift
    return (hour * 60 + minutes) % 1440, bool(half or found.get("minute") or hour > 12)


def _half_of(part: str) -> str:
    return "a" if "morning" in part else "p" if part and "sharp" not in part else ""


def _earlier(first: int, second: int) -> int:
    """The first time of "from 2 to 4 pm": in the same half of the day."""
    return first + 720 if first < 720 <= second and first + 720 < second else first


def _written(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
