"""The things that earlier results told of, each with its id and the words of its row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from itsupport.offline.selector.answers.results import Row, name_of
from itsupport.offline.selector.conversation import Done, Turn
from itsupport.offline.selector.language.words import stems_of
from itsupport.offline.selector.tools.toolbox import Toolbox


@dataclass(frozen=True)
class Told:
    """A thing that a result told of: its id, the words of its name, and all words of its row."""

    key: str
    value: str
    name: frozenset[str]
    words: frozenset[str]
    times: frozenset[str]


def things_told(turns: Sequence[Turn], toolbox: Toolbox) -> list[list[Told]]:
    """The things in the results of each earlier question, the last question first."""
    found = (things_in(turn.calls, toolbox) for turn in reversed(turns))
    return [things for things in found if things]


def things_in(calls: Iterable[Done], toolbox: Toolbox) -> list[Told]:
    """The things in the results of some calls."""
    rows = [row for one in calls if not one.failure for row in _records(one.result)]
    things = {one.value: one for row in rows if (one := _told(row, toolbox))}
    return list(things.values())


def _records(result: Any) -> Iterator[Row]:
    """Every record in a result, without those inside it."""
    if isinstance(result, list):
        for one in result:
            yield from _records(one)
    elif isinstance(result, dict):
        yield {key: one for key, one in result.items() if not isinstance(one, dict | list)}
        for one in result.values():
            yield from _records(one)


def _told(row: Row, toolbox: Toolbox) -> Told | None:
    thing = _own_thing(row, toolbox)
    if thing is None:
        return None
    texts = [value for value in row.values() if isinstance(value, str) and len(value) < 200]
    times = {one for text in texts for one in re.findall(r"\b\d\d:\d\d\b|\d{4}-\d\d-\d\d", text)}
    words = frozenset(one for text in texts for one in stems_of(text))
    return Told(*thing, frozenset(stems_of(name_of(row) or "")), words, frozenset(times))


def _own_thing(row: Row, toolbox: Toolbox) -> tuple[str, str] | None:
    """The type and the id of the thing that a row is about: its first value that is an id."""
    for column, value in row.items():
        if not isinstance(value, str | int) or value == "":
            continue
        for key, parameters in toolbox.id_parameters.items():
            shape = toolbox.shapes.get(key)
            if shape.fits(value) if shape else any(one.name == column for one in parameters):
                return key, str(value)
    return None
