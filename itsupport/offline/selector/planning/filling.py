"""The values found for a tool's parameters, and the calls that they make."""

from dataclasses import dataclass, field
from itertools import product
from typing import Any

from itsupport.offline.selector.checking import completed, faults
from itsupport.offline.selector.question.reading import Mention, Reading
from itsupport.offline.selector.tools.cards import Card
from itsupport.offline.selector.tools.schemas import Parameter
from itsupport.offline.selector.tools.toolbox import Toolbox

_MOST_CALLS = 12


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an argument and where it came from."""

    value: Any
    origin: str


@dataclass
class Filling:
    """The values for each parameter; `exclusions` are (parameter, value) that must not be.

    `apart` are two parameters that no call may have both: what has ended, and what ends soon.
    """

    card: Card
    toolbox: Toolbox
    values: dict[str, list[Value]] = field(default_factory=dict)
    exclusions: list[tuple[str, str]] = field(default_factory=list)
    apart: tuple[str, str] | None = None

    def add(self, parameter: Parameter, value: Any, origin: str) -> None:
        if parameter.schema.get("type") == "integer" and isinstance(value, str) and value.isdigit():
            value = int(value)
        if parameter.choices:
            value = next((v for v in parameter.schema["enum"] if str(v) == value), value)
        known = self.values.setdefault(parameter.name, [])
        if value not in [one.value for one in known]:
            known.append(Value(value, origin))

    def free(self, *kinds: str) -> list[Parameter]:
        """The parameters of some kinds that have no value yet."""
        return [one for one in self.card.of_kind(*kinds) if one.name not in self.values]

    def has(self, value: str) -> bool:
        values = [one.value for found in self.values.values() for one in found]
        inner = [one for fields in values if isinstance(fields, dict) for one in fields.values()]
        return value in [*values, *inner]

    @property
    def missing(self) -> Parameter | None:
        """A required parameter without a value, or one of those of which one is needed."""
        for one in self.card.required:
            if one.name not in self.values:
                return one
        needed = self.card.any_of
        return needed[0] if needed and not any(p.name in self.values for p in needed) else None

    def calls(self) -> list[dict[str, Value]]:
        """The arguments of each call: one for each combination of values."""
        left_out = self.apart if self.apart and set(self.apart) <= self.values.keys() else ("",)
        return [call for name in reversed(left_out) for call in self._calls_without(name)][
            :_MOST_CALLS
        ]

    def _calls_without(self, left_out: str) -> list[dict[str, Value]]:
        many = {one.name for one in self.card.parameters if one.many}
        kept = {name: found for name, found in self.values.items() if name != left_out}
        lists = [
            [Value([one.value for one in found], found[0].origin)] if name in many else found
            for name, found in kept.items()
        ]
        return [dict(zip(kept, one, strict=True)) for one in product(*lists)]


def as_said(reading: Reading, mention: Mention) -> str:
    return f"{reading.text[mention.start : mention.end].strip()!r} in the question"


def valid_arguments(card: Card, arguments: dict[str, Value]) -> dict[str, Value]:
    """The arguments without optional ones that the schema would refuse."""
    plain = {name: value.value for name, value in arguments.items()}
    schema = card.tool.parameters
    bad = faults(completed(plain, schema), schema)
    return {name: value for name, value in arguments.items() if name not in bad}
