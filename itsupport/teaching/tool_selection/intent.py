"""An intent: one thing that people want, and several ways in which they ask for it.

A model passes a variation when it calls the expected tools, with the expected arguments. These
are the types only; the files they come from are read elsewhere.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class ExpectedArguments:
    """One call to one of `tools` must have at least these arguments.

    In a text, `*` stands for anything and case does not matter. None means: left out.
    """

    tools: tuple[str, ...]
    arguments: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Variation:
    """One question, and what a good choice of tools for it is.

    Each entry of `tools` is a tuple of alternatives, of which one must be called. Tools in `may`
    do no harm. Without any entry in `tools`, nothing may be called but those.
    `place` is where it was read, for errors.
    """

    ask: str
    tools: tuple[tuple[str, ...], ...]
    may: tuple[str, ...]
    arguments: tuple[ExpectedArguments, ...]
    minimum_calls: int
    place: str = field(default="", compare=False, repr=False)

    @property
    def allowed(self) -> set[str]:
        """Every tool that may be called."""
        return {tool for alternatives in self.tools for tool in alternatives} | set(self.may)


@dataclass(frozen=True, slots=True)
class Intent:
    """What somebody wants, and the ways to ask for it."""

    name: str
    variations: tuple[Variation, ...]
