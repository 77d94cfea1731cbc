"""The values found for a tool's parameters, and the calls that they make.

What a tool cannot be told ("not closed") is kept as an exclusion for its results.
"""

from dataclasses import dataclass, field
from itertools import product
from typing import Any

from itsupport.offline.selector.cards import Card
from itsupport.offline.selector.schemas import Parameter

_MOST_CALLS = 12


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an argument and where it came from."""

    value: Any
    origin: str


@dataclass
class Filling:
    """The values for each parameter; `exclusions` are (parameter, value) that must not be."""

    values: dict[str, list[Value]] = field(default_factory=dict)
    exclusions: list[tuple[str, str]] = field(default_factory=list)

    def add(self, parameter: Parameter, value: Any, origin: str) -> None:
        known = self.values.setdefault(parameter.name, [])
        if value not in [one.value for one in known]:
            known.append(Value(value, origin))

    def calls(self, card: Card) -> list[dict[str, Value]]:
        """The arguments of each call: one for each combination of values."""
        many = {one.name for one in card.parameters if one.many}
        names = list(self.values)
        lists = [
            [Value([one.value for one in found], found[0].origin)] if name in many else found
            for name, found in self.values.items()
        ]
        return [dict(zip(names, one, strict=True)) for one in product(*lists)][:_MOST_CALLS]
