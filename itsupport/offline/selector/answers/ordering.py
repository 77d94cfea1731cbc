"""What a wish wants of its rows: "over 1,000", "the oldest", "who has the most"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from itsupport.offline.selector.answers.results import Row, ids_in, is_amount, is_number, own_id
from itsupport.offline.selector.language.words import listed, stem, stems_of, synonyms
from itsupport.offline.selector.planning.situation import Situation
from itsupport.offline.selector.question.reading import Reading

_LIMIT = re.compile(
    r"(?:(?P<over>over|above|(?:more|greater|larger|bigger|higher) than|exceeding|at least|from)"
    r"|(?P<under>under|below|less than|fewer than|smaller than|lower than|at most|up to))\W*$",
    re.IGNORECASE,
)


SUPERLATIVE = re.compile(
    r"\b(?:(?P<new>newest|latest|most recent(?:ly)?|youngest|(?:newer|later)(?= one))"
    r"|(?P<old>oldest|earliest|soonest|longest ago|(?:older|earlier)(?= one))"
    r"|(?P<high>highest|biggest|largest|greatest|most expensive|longest|most|top|worst"
    r"|(?:higher|bigger|larger|longer|dearer)(?= one))"
    r"|(?P<low>lowest|smallest|cheapest|least|shortest|fewest"
    r"|(?:lower|smaller|cheaper|shorter)(?= one)))\b"
    r"(?!\s+(?:urgent|critical|common|important|similar))",
    re.IGNORECASE,
)
_DENIED = re.compile(r"(?:\b(?:no|not|never)|n't)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{2}:\d{2}\b")


@dataclass(frozen=True)
class Arranged:
    """The rows that a wish is about, in the order that it asks for; `note` says how in words."""

    rows: list[Row]
    note: str = ""
    leader: str = ""


def arranged(situation: Situation, index: int, rows: list[Row]) -> Arranged:
    """The rows of a wish, limited, sorted or counted by the thing that it asks for."""
    reading = situation.question.wishes[index].reading
    rows, note = limited_rows(rows, reading)
    match = SUPERLATIVE.search(reading.said)
    if not match or len(rows) < 2:
        return Arranged(rows, note)
    if match["high"] or match["low"]:
        key = asked_type(situation, reading, match.start())
        if key and (found := counted_by(situation, rows, key, bool(match["high"]))):
            return found
    ordered, column = _sorted(rows, reading, match)
    if column is None:
        return Arranged(rows, note)
    said = f"{match.group().lower()} by {column.replace('_', ' ')}"
    return Arranged(ordered[: _how_many(reading, match)], said)


def sorted_rows(rows: list[Row], reading: Reading) -> list[Row]:
    """The rows with the one first that is the oldest, the longest, the most …"""
    match = SUPERLATIVE.search(reading.said)
    return _sorted(rows, reading, match)[0] if match and rows else rows


def _sorted(
    rows: list[Row], reading: Reading, match: re.Match[str]
) -> tuple[list[Row], str | None]:
    by_day = match["new"] or match["old"]
    counts = not re.search("larg|big|small|expensive|cheap", match.group(), re.IGNORECASE)
    column = _day_column(rows, reading) if by_day else amount_column(rows, reading.stems, counts)
    age = next((key for key in rows[0] if by_day and "age" in stems_of(key)), None)
    column = column or age
    if column is None:
        return rows, None
    told = [row for row in rows if row.get(column) is not None]
    down = match["old"] if column == age else match["new"]
    told.sort(key=lambda row: row[column], reverse=bool(down or match["high"]))
    return told, column


def amount_column(rows: list[Row], words: Sequence[str], any_number: bool = False) -> str | None:
    """The numeric column whose name shares most with the question; else the first amount."""
    columns = [
        key for key in (rows[0] if rows else ()) if any(is_number(row.get(key)) for row in rows)
    ]
    amounts = [key for key in columns if is_amount(key)]

    words = [one for one in words if one not in listed("totals")]
    said = {*words, *(other for one in words for other in synonyms().get(one, ()))}
    whole = next((key for key in amounts if stems_of(key) == ("total",)), None)
    if whole and {"tax", "includ"} <= set(words):
        return whole

    if not {"pay", "paid", "receiv"} & set(words) or "outstand" in words:
        amounts = [key for key in amounts if "paid" not in stems_of(key)] or amounts

    def shared(key: str) -> int:
        return sum((one in words) + (one in said) for one in stems_of(key))

    best = max(columns if any_number else amounts or columns, key=shared, default=None)
    if best is not None and shared(best):
        return best
    if whole:
        return whole
    return next(iter(amounts or (columns if any_number else [])), None)


def limited_rows(rows: list[Row], reading: Reading) -> tuple[list[Row], str]:
    """The rows within "over 1,000" or "at least 10 seats"."""
    for mention in reading.of("number"):
        match = _LIMIT.search(reading.text[reading.start : mention.start])
        if match and _DENIED.search(reading.text[: reading.start + match.start()]):
            continue
        after = [word.stem for word in reading.words if word.start >= mention.end][:2]
        column = amount_column(rows, after or reading.stems, any_number=bool(after))
        if match and column:
            over = bool(match["over"])
            kept = [
                row
                for row in rows
                if (
                    is_number(row.get(column))
                    and (row[column] > mention.value if over else row[column] < mention.value)
                )
                or (
                    row.get(column) == mention.value
                    and re.search("least|most|up to|from", match.group(), re.I)
                )
            ]
            return (
                kept,
                f"{column.replace('_', ' ')} {match.group().strip().lower()} {mention.value:,g}",
            )
    return rows, ""


def asked_type(situation: Situation, reading: Reading, place: int) -> str | None:
    """The type of the thing that is asked for: "which customer has the most …"."""
    text = reading.text[reading.start : reading.start + place + 1]
    match = re.search(r"\b(?:which|what|who|whose)\b(.*)", text, re.IGNORECASE | re.DOTALL)
    return situation.toolbox.type_named(stems_of(match.group(1))) if match else None


def counted_by(situation: Situation, rows: list[Row], key: str, down: bool) -> Arranged | None:
    """The rows of the thing that has most of them; None when each row is one such thing."""
    owners = [next(iter(ids_in([row], situation.toolbox, key)), "") for row in rows]
    counts = {one: owners.count(one) for one in owners if one}
    if (
        not counts
        or max(counts.values()) == 1
        or any(own_id(row) == owner for row, owner in zip(rows, owners, strict=True))
    ):
        return None
    best = (max if down else min)(counts, key=lambda one: counts[one])
    kept = [row for row, owner in zip(rows, owners, strict=True) if owner == best]
    return Arranged(kept, f"{'most' if down else 'fewest'}: {counts[best]}", best)


def _day_column(rows: list[Row], reading: Reading) -> str | None:
    columns = [
        key for key, value in rows[0].items() if isinstance(value, str) and _ISO_DAY.match(value)
    ]
    return max(
        columns, key=lambda key: sum(one in reading.stems for one in stems_of(key)), default=None
    )


def _how_many(reading: Reading, match: re.Match[str]) -> int | None:
    """How many are wanted: a number beside the word, else one for a singular noun, else all."""
    if reading.of("number"):
        return int(reading.of("number")[0].value) or None
    after = reading.said[match.end() :]
    if re.match(r"\s*(?:ones?\s+)?first\b", after):
        return None
    for word in re.findall(r"[A-Za-z]+", after):
        if stem(word) not in listed("stopwords") and not word.endswith("ed"):
            nouns = re.findall(r"[A-Za-z]+", after)
            return None if any(w.endswith("s") and not w.endswith("ss") for w in nouns[:3]) else 1
    return 1
