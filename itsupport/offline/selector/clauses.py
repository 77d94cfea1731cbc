"""Splitting a question into wishes: "…, and who are the customers?" is a second one.

A clear start of a new clause always splits. Nouns joined by "and" split when each has a tool of
its own. What is not a wish: a list of columns ("with ids and dates"), quotes, tags.
"""

import re
from collections.abc import Iterator

from itsupport.offline.selector.reading import Reading
from itsupport.offline.selector.words import listed, says_little, stems_of, words_of

_STARTS = (
    "who|whom|whose|what|which|where|when|why|how|is|are|was|were|do|does|did|can|could|has|have|"
    "show|list|find|give|tell|get|look|pull|check|compare|search|display|also|then|please"
)
_CLAUSE = re.compile(
    rf"\s*(?:[;!?\n]+|\.(?=\s|$)|,?\s*\b(?:and|then|but|plus)\b,?\s+(?=(?:{_STARTS})\b)"
    rf"|,\s*(?=(?:{_STARTS})\b)|\bor\b\s+(?=(?:\w+s?\s+(?:in|within|before|by|until)\b)))\s*",
    re.IGNORECASE,
)
_JOINT = re.compile(r",\s*(?:and\s+|or\s+)?|\s+(?:and|as well as|plus|&|or)\s+", re.IGNORECASE)
_COLUMNS = re.compile(
    r",?\s*\b(?:with|including|incl\.|showing|plus)\s+(?:their|its|the|all)?\s*"
    r"((?:[\w-]+(?:\s+[\w-]+)?)(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:the\s+)?[\w-]+(?:\s+[\w-]+)?)+)",
    re.IGNORECASE,
)
_COLUMN_STEMS = frozenset(
    ["id", "ids", "subject", "title", "name", "date", "amount", "summary", "owner", "number"]
)

Span = tuple[int, int]


def clauses_of(reading: Reading, attributes: frozenset[str]) -> list[Span]:
    """The places of the clauses in the text, in order, empty ones left out.

    `attributes` are the stems of what records may have, such as the names of parameters.
    """
    text = _without_columns(reading.plain, attributes)
    spans, start = [], 0
    for match in _CLAUSE.finditer(text):
        if len(words_of(text[start : match.start()])) < 2 and match.end() < len(text):
            continue  # a single word opens what follows
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(text)))
    return [span for span in spans if _says_something(reading, text, span)]


def nouns_joined_in(reading: Reading, span: Span) -> Iterator[tuple[Span, Span]]:
    """The ways to cut a clause at "and", "or" or a comma into a left and a right part."""
    text = reading.plain[span[0] : span[1]]
    for match in _JOINT.finditer(text):
        left = (span[0], span[0] + match.start())
        right = (span[0] + match.end(), span[1])
        if _says_something(reading, reading.plain, left) and _says_something(
            reading, reading.plain, right
        ):
            yield left, right


def in_parentheses(reading: Reading, span: Span) -> list[Span]:
    """The items of a list in parentheses, such as "(orders, refunds)"."""
    match = re.search(r"\(([^()]*)\)?", reading.plain[span[0] : span[1]])
    if not match:
        return []
    spans, start = [], span[0] + match.start(1)
    for item in re.split(r"(?:,|\band\b|/)", match.group(1)):
        place = reading.plain.index(item, start)
        spans.append((place, place + len(item)))
        start = place + len(item)
    return [one for one in spans if reading.plain[one[0] : one[1]].strip()]


def columns_in(text: str, attributes: frozenset[str]) -> list[Span]:
    """The lists of columns in a text: "with ids, names and dates"."""
    found = []
    for match in _COLUMNS.finditer(text):
        stems = [stem for stem in stems_of(match.group(1)) if stem not in listed("stopwords")]
        known = sum(stem in attributes or stem in _COLUMN_STEMS for stem in stems)
        if stems and 2 * known >= len(stems) and any(stem in _COLUMN_STEMS for stem in stems):
            found.append((match.start(), match.end()))
    return found


def _without_columns(text: str, attributes: frozenset[str]) -> str:
    for start, end in columns_in(text, attributes):
        text = text[:start] + "," * (end - start) + text[end:]
    return text


def _says_something(reading: Reading, text: str, span: Span) -> bool:
    """Whether a stretch holds a value or a word that tells tools apart."""
    part = reading.part(*span)
    if part.ids or part.mails or part.quotes or part.choices or part.names or part.periods:
        return True
    return any(
        not word.stem.isdigit() and _counts(word.stem) for word in words_of(text[span[0] : span[1]])
    )


def _counts(stem: str) -> bool:
    return not says_little(stem) or stem in listed("courtesy")
