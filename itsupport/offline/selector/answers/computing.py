"""Computing with results: joins over ids, sums, exact amounts.

Everything comes from rows of results only, money exactly.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from itsupport.offline.selector.answers.ordering import (
    SUPERLATIVE,
    amount_column,
    arranged,
    asked_type,
    counted_by,
    limited_rows,
)
from itsupport.offline.selector.answers.results import (
    Row,
    ids_in,
    is_amount,
    is_number,
    listing_of,
    rows_of,
)
from itsupport.offline.selector.conversation import Done
from itsupport.offline.selector.language.phrases import phrases_in
from itsupport.offline.selector.language.words import (
    listed,
    says_little,
    stems_of,
    synonyms,
)
from itsupport.offline.selector.planning.situation import Situation
from itsupport.offline.selector.question.reading import BLANK

_ASKS_SUMS = re.compile(
    r"\bhow much\b|\bwhat (?:did|do|have|had) (?:we|they|i|you|it)\b", re.IGNORECASE
)
_ADDED = re.compile(rf"{BLANK}\s*(?:plus|\+)\s*{BLANK}", re.IGNORECASE)
Exclusions = dict[int, list[tuple[str, str]]]


def kept_rows(done: Done, exclusions: list[tuple[str, str]], only: Sequence[str] = ()) -> list[Row]:
    """The rows of a result that the question is about; none for a failure.

    `only` are values that rows must have, if any row has them.
    """
    rows = [] if done.failure else rows_of(done.result)
    rows = [row for row in rows if not any(row.get(name) == value for name, value in exclusions)]
    for value in only:
        rows = [row for row in rows if value in row.values()] or rows
    return rows


def joined_ids(situation: Situation, exclusions: Exclusions) -> list[str]:
    """The ids that occur in the results of every condition, and in none of a negative one."""
    join = situation.question.join
    assert join is not None
    kept: list[str] | None = None
    for index in sorted(join.wishes, key=lambda n: situation.question.wishes[n].negative):
        rows = _raw_rows(situation, index, exclusions)
        wish = situation.question.wishes[index]
        found = ids_in(limited_rows(rows, wish.reading)[0], situation.toolbox, join.type_key)
        if wish.negative:
            kept = [one for one in kept or [] if one not in found]
        else:
            kept = found if kept is None else [one for one in kept if one in found]
    return kept or []


def _raw_rows(situation: Situation, index: int, exclusions: Exclusions) -> list[Row]:
    made = [s for s in situation.steps if s.wish == index and s.purpose == "answer" and s.done]
    return [row for s in made if s.done for row in kept_rows(s.done, exclusions.get(index, []))]


def rows_found(situation: Situation, index: int, exclusions: Exclusions | None = None) -> list[Row]:
    """The rows that answer an earlier wish, the ones that it did not ask for left out."""
    rows = _raw_rows(situation, index, exclusions or {})
    return arranged(situation, index, rows).rows


def leader_type(situation: Situation) -> tuple[str | None, list[str]]:
    """The type and ids of the thing that has the most, when a question asks for it."""
    for index, wish in enumerate(situation.question.wishes):
        match = SUPERLATIVE.search(wish.reading.said)
        key = asked_type(situation, wish.reading, match.start()) if match else None
        rows = _raw_rows(situation, index, {})
        if match and key and (match["high"] or match["low"]):
            found = counted_by(situation, rows, key, bool(match["high"]))
            if found:
                return key, [found.leader]
    return None, []


def words_for(situation: Situation, index: int) -> list[str]:
    """The words that say what is wanted of the rows; of a single wish all words of the question.

    A phrase such as "have to pay" counts as what it stands for.
    """
    question = situation.question
    reading = question.reading if len(question.wishes) == 1 else question.wishes[index].reading
    told, start = phrases_in(reading.text[reading.start : reading.end]), reading.start
    words = [
        word.stem
        for word in reading.words
        if not any(first <= word.start - start < end for _, first, end in told)
    ]
    added = ["sum"] if _ADDED.search(reading.plain, reading.start, reading.end) else []
    return words + added + [one for phrase, _, _ in told for one in synonyms()[phrase]]


def summed(rows: list[Row], words: Sequence[str]) -> tuple[str, Decimal] | None:
    """The sum of the column that the question speaks of, with the column's name."""
    column = amount_column(rows, words)
    if column is None:
        return None
    amounts = (exact(row[column]) for row in rows if is_number(row.get(column)))
    return column, sum(amounts, Decimal())


def sums_told(done: Done | None, question: str) -> list[tuple[str, Any]]:
    """The sums that a result itself tells beside its rows, where a question asks for them."""
    result = done.result if done and _ASKS_SUMS.search(question) else None
    found = result.items() if isinstance(result, dict) and len(rows_of(result)) > 1 else ()
    return [
        (key, value)
        for key, value in found
        if is_number(value) and is_amount(key) and len(stems_of(key)) > 1
    ]


def told_beside(
    done: Done | None, question: str, known: Sequence[tuple[str, Any]] = ()
) -> list[tuple[str, Any]]:
    """What a result tells beside its rows of what a question speaks of: a water temperature."""
    result = done.result if done else None
    found = result.items() if isinstance(result, dict) and listing_of(result) else ()
    said = {one for one in stems_of(question) if not says_little(one)}
    said |= {other for one in said for other in synonyms().get(one, ())}
    counts = listed("counts") | {"number"}
    return [
        (key, value)
        for key, value in found
        if value not in (None, "")
        and (key, value) not in known
        and not isinstance(value, list | dict)
        and said & set(stems_of(key)) - counts
        and not {"id", "total"} & set(stems_of(key))  # what was given, and sums: see above
    ]


def exact(value: Any) -> Decimal:
    """A number of a result as an exact amount."""
    return Decimal(str(value))
