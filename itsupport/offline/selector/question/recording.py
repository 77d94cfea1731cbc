"""What was told is to be recorded: "The lock is jammed, please report that."."""

import re
from collections.abc import Sequence

from itsupport.offline.selector.language.words import stems_of
from itsupport.offline.selector.question.reading import Reading
from itsupport.offline.selector.ranking.ranked import Ranked
from itsupport.offline.selector.tools.cards import Card

RECORDS_IT = re.compile(
    r"[^\w¤]*(?:(?:please|pls|plz|kindly|so|and|(?:can|could|would|will) you)\s+)*"
    r"(?:(?:report|record|log|note|register|enter|save|file|do|write|put|mark|book|arrange|see to)"
    r" (?:it|that|this|them|so)\b|let (?!me\b|us\b)(?:the )?\w+(?: \w+)? know\b)"
    r"(?: (?:down|in|up|on (?:record|file)|for (?:me|us|her|him|them)|as (?:an? )?\w+))*"
    r"[^\w¤]*(?:please|pls|plz)?\W*",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r"[.!;,\n]\s|\s(?:and|so)\s")


def records_it(part: Reading) -> bool:
    """Whether the last clause of a text orders to record what goes before it."""
    text = part.plain[part.start : part.end].strip(" ,.;:?!()")
    last = _CLAUSE_ENDS.split(text)[-1]
    return bool(RECORDS_IT.fullmatch(last)) and last != text


def told_before(part: Reading) -> str:
    """What is told before the clause that orders to record it."""
    said = part.text[part.start : part.end]
    ends = [one.start() for one in _CLAUSE_ENDS.finditer(said.rstrip(" ,.;:?!()"))]
    return said[: ends[-1]].strip() if ends and records_it(part) else ""


def recorders(ranked: Sequence[Ranked], reading: Reading) -> tuple[Ranked, ...]:
    """The tools that change something; those alone of which the text says all they need."""
    acting = tuple(one for one in ranked if one.card.acts and one.score > 0)
    full = tuple(one for one in acting if _is_told_all(one.card, reading))
    return full if any(one.relevant for one in full) else acting


def recorder(ranked: Sequence[Ranked], part: Reading) -> Card | None:
    """For "She's had it. Please record that.": the one tool that records such things."""
    able = [one.card for one in ranked if set(stems_of(one.card.summary)[:1]) & set(part.stems)]
    return able[0] if len(able) == 1 and records_it(part) else None


def _is_told_all(card: Card, reading: Reading) -> bool:
    """Whether a text says a value for each choice and day that a tool needs."""
    chosen = [card.choice(one.of, one.options) for one in reading.of("choice")]
    days = bool(reading.of("period"))
    needed = (one for one in card.required if one.kind in ("choice", "day"))
    return all(one in chosen or (one.kind == "day" and days) for one in needed)
