"""Days told by another one that was spoken of before: "and the day after?", "a week later"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from itsupport.offline.selector.language.dates import Period

_NEXT_TO = re.compile(
    r"\b(?:on )?(?:the |a )?(?:(?:following|next) day|(?P<unit>day|week) (?:after|later"
    r"|(?P<back>before)))(?=\W*(?:$|[.?!]))",
    re.IGNORECASE,
)


def days_next_to(text: str, day: date | None) -> Iterator[Period]:
    """The days in a text that are counted from a day; none without it."""
    if day is None:
        return
    for match in _NEXT_TO.finditer(text):
        away = timedelta(7 if (match["unit"] or "").lower() == "week" else 1)
        one = day - away if match["back"] else day + away
        yield Period(one, one, *match.span())
