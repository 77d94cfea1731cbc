"""How alike two records are, and why: points for each thing that they share.

The points of all grounds of a kind of record add up to 1. This file leaves out what the records
are; a domain says which of their fields count, and for how much.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from itsupport.domains.text_search import TextIndex


@dataclass(frozen=True)
class Ground:
    """A field that two records may share, the most points it can give, and its name in words."""

    field: str
    points: float
    label: str


@dataclass(frozen=True)
class Reason:
    """One reason why two records are alike, with the points that it gave."""

    points: float
    text: str


def shared_fields(
    one: Mapping[str, Any], other: Mapping[str, Any], grounds: Sequence[Ground]
) -> list[Reason]:
    """A reason for each field that has values in common, in proportion to all their values."""
    reasons = []
    for ground in grounds:
        mine, theirs = _values(one[ground.field]), _values(other[ground.field])
        if shared := [value for value in mine if value in theirs]:
            share = len(shared) / len({*mine, *theirs})
            reasons.append(Reason(ground.points * share, f"{ground.label}: {', '.join(shared)}"))
    return reasons


def shared_words(index: TextIndex, one: str, other: str, points: float) -> list[Reason]:
    """A reason with the rarest words that the texts of two records share."""
    alike, words = index.likeness(one, other)
    return [Reason(points * alike, f"shared words: {', '.join(words)}")] if words else []


def score(reasons: Sequence[Reason]) -> float:
    """The sum of the points, from 0 to 1."""
    return round(min(sum(reason.points for reason in reasons), 1.0), 3)


def in_words(reasons: Sequence[Reason]) -> list[str]:
    """The reasons as text, the strongest first."""
    strongest_first = sorted(reasons, key=lambda reason: (-reason.points, reason.text))
    return [reason.text for reason in strongest_first]


def _values(value: Any) -> list[str]:
    """A field holds one value, several or none."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
