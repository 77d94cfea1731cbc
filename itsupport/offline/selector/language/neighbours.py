"""Words that are near each other in meaning, such as "basket" and "cart": knowledge kept as data.

`neighbours.txt` was distilled from a language model when it was made; its README says how. This file
leaves out what is made of it: a near word counts only where no tool knows the word itself.
"""

from functools import cache, lru_cache
from pathlib import Path

SURELY = 0.5
_TRUST = (SURELY, 0.42, 0.34)


@cache
def _lines() -> dict[str, str]:
    text = (Path(__file__).parent / "neighbours.txt").read_text("ascii")
    return dict(line.split("\t", 1) for line in text.splitlines())


@lru_cache(maxsize=4096)
def neighbours(stem: str) -> dict[str, float]:
    """The stems near a stem, each with how far it may be trusted to mean the same."""
    grades = _lines().get(stem, "").split(";")
    return {
        one: trust for grade, trust in zip(grades, _TRUST, strict=False) for one in grade.split()
    }
