"""Questions for things that fulfil conditions: "which members have late loans and no deposit".

Each condition is a wish of its own; the ids in their results are joined later.
"""

import re
from dataclasses import replace

from itsupport.offline.selector.cards import Card
from itsupport.offline.selector.clauses import Span
from itsupport.offline.selector.reading import Reading
from itsupport.offline.selector.toolbox import Toolbox
from itsupport.offline.selector.wish import Join, Question, Wish, wish_at
from itsupport.offline.selector.words import words_of

_EVERYTHING = re.compile(
    r"\b(everything|anything|all (?:there is|we (?:know|have))|all about|full picture|overview"
    r"|complete picture|whole story)\b",
    re.IGNORECASE,
)
_HAVE = re.compile(
    r"\b(?:which|what|how many|list|show(?: me)?|find|any|all)\s+(?P<subject>(?:[\w-]+\s+){1,4}?)"
    r"(?:that\s+|who\s+|which\s+)?(?:currently\s+)?(?:have|has|having|with|own|got|had)\s+"
    r"(?:both\s+)?(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_AND = re.compile(
    r"\s*,?\s+(?:and|but)\s+(?:also\s+)?(?:have\s+|has\s+|with\s+)?|\s+(?=without\b)", re.IGNORECASE
)
_WITHOUT = re.compile(r"^\W*(?:no|not|without|never|none|don't|do not|no longer)\b", re.IGNORECASE)


def joined_question(reading: Reading, toolbox: Toolbox) -> Question | None:
    match = _HAVE.search(reading.plain)
    if not match:
        return None
    subject, rest = match.span("subject"), match.span("rest")
    type_key = _type_named(toolbox, reading, subject)
    if type_key is None:
        return None
    conditions = [
        wish_at(reading, toolbox, span, bool(_WITHOUT.match(reading.plain[span[0] : span[1]])))
        for span in _conditions(reading, rest)
    ]
    if not conditions or not all(_tells(toolbox, one, type_key) for one in conditions):
        return None
    getter = toolbox.getter(type_key)
    about = wish_at(reading, toolbox, subject)
    needs_all = all(one.negative for one in conditions)
    if getter and (needs_all or _takes_choice(getter, about)):
        conditions.insert(0, replace(about, card=getter))
    noun = words_of(reading.plain[slice(*subject)])[-1].text.lower()
    join = Join(type_key, noun, tuple(range(len(conditions))))
    return Question(reading, tuple(conditions), join)


def _conditions(reading: Reading, rest: Span) -> list[Span]:
    spans, start = [], rest[0]
    for match in _AND.finditer(reading.plain, *rest):
        spans.append((start, match.start()))
        start = match.end()
    return [*spans, (start, rest[1])]


def _type_named(toolbox: Toolbox, reading: Reading, span: Span) -> str | None:
    last = [word for word in reading.words if span[0] <= word.start and word.end <= span[1]][-1:]
    for type_key, nouns in toolbox.type_nouns.items():
        if last and last[0].stem in nouns:
            return type_key
    return None


def _tells(toolbox: Toolbox, wish: Wish, type_key: str) -> bool:
    """Whether the results of the wish's tool are other things that carry ids of this type."""
    if wish.card is None or toolbox.main_types[wish.card.name] == type_key:
        return False
    parameter = wish.card.takes(type_key)
    return parameter is not None and not wish.card.required


def _takes_choice(card: Card, wish: Wish) -> bool:
    return any(card.accepts(one) for one in wish.reading.choices)
