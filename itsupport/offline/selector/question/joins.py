"""Questions for things that fulfil conditions: "which members have late loans and no deposit".

Each condition is a wish of its own; the ids in their results are joined later.
"""

import re
from dataclasses import replace

from itsupport.offline.selector.question.choosing import Chooser
from itsupport.offline.selector.question.clauses import Span
from itsupport.offline.selector.question.reading import Reading
from itsupport.offline.selector.question.wishes import Join, Question, Wish

_HAVE = re.compile(
    r"\b(?:which|what|how many|list|show(?: me)?|find|any|all|of (?:the )?|do(?: any)?"
    r"|are there(?: any)?|every|names? of(?: the)?)\s+(?P<subject>(?:[\w-]+\s+){1,4}?)"
    r"(?:that\s+|who\s+|which\s+)?(?:currently\s+|still\s+|do\s+)?"
    r"(?:have|has|having|with|without|own|got|had)\s+(?!to\b)(?:both\s+)?"
    r"(?P<rest>(?:(?!,? and (?:who|whom|what|which|how|is|are|when|where)\b)[^?;\n])+)",
    re.IGNORECASE | re.DOTALL,
)
_AND = re.compile(
    r"\s*,?\s+(?:and|but)\s+(?:also\s+)?(?:have\s+|has\s+|with\s+)?|\s+(?=without\b)", re.IGNORECASE
)
_WITHOUT = re.compile(r"\W*(?:no|not|without|never|none|don't|do not|no longer|nothing)\b", re.I)
_SUPERLATIVE = re.compile(r"\b(?:most|fewest|least|highest|lowest|\w+est)\b")


def joined(chooser: Chooser, reading: Reading) -> Question | None:
    """Things that fulfil conditions, each of which another tool's results tell."""
    match = _HAVE.search(reading.plain)
    if not match:
        return None
    words = reading.part(*match.span("subject")).words
    key = chooser.toolbox.type_named([one.stem for one in words[-1:]])
    if key is None or _SUPERLATIVE.search(match["rest"]):
        return None
    conditions = _conditions(chooser, reading, match)
    if not all(_tells(chooser, one, key) for one in conditions):
        return None
    getter, about = chooser.toolbox.getter(key), chooser.wish(reading, match.span("subject"))
    choices = about.reading.of("choice")
    restricted = getter and any(getter.choice(one.of, one.options) for one in choices)
    if getter and (restricted or all(one.negative for one in conditions)):
        conditions.insert(0, replace(about, card=getter))
    join = Join(key, words[-1].text.lower(), tuple(range(len(conditions))))
    return Question(reading, tuple(conditions), None, join)


def _conditions(chooser: Chooser, reading: Reading, match: re.Match[str]) -> list[Wish]:
    opening = reading.plain[match.end("subject") : match.start("rest")].lower()
    found: list[Wish] = []
    for start, end in _parts(reading, match.span("rest")):
        denied = bool(_WITHOUT.match(reading.plain[start:end]))
        negative = denied or (not found and "without" in opening)
        found.append(chooser.wish(reading, (start, end), negative))
    return found


def _parts(reading: Reading, rest: Span) -> list[Span]:
    spans, start = [], rest[0]
    for match in _AND.finditer(reading.plain, *rest):
        spans.append((start, match.start()))
        start = match.end()
    return [*spans, (start, rest[1])]


def _tells(chooser: Chooser, wish: Wish, key: str) -> bool:
    """Whether the results of the wish's tool are other things that carry ids of this type."""
    if wish.card is None or chooser.toolbox.main_types[wish.card.name] == key:
        return False
    return wish.card.takes(key) is not None and not wish.card.required
