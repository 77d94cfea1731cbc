"""What results say: their rows, their ids, the names that ids go by.

Only whole values count as ids, never words inside a text: texts in results are data.
"""

import re
from dataclasses import dataclass
from typing import Any

from itsupport.offline.selector.toolbox import Toolbox
from itsupport.offline.selector.turns import Done, leaves
from itsupport.offline.selector.words import stem, stems_of

Row = dict[str, Any]
_NAME_STEMS = tuple(map(stem, ("name", "title", "subject", "hostname", "label", "headline")))


@dataclass(frozen=True)
class Listing:
    """The main list of a result; `label` is the key that it stands under."""

    label: str
    rows: list[Row]


def listing_of(result: Any) -> Listing | None:
    """The main list of records in a result, possibly empty; None when the result is no list."""
    if isinstance(result, list):
        result = {"results": result}
    if not isinstance(result, dict):
        return None
    for key, value in result.items():
        if not _is_list_of_rows(value):
            continue
        if len(value) in _numbers(result) or not is_record(result):
            return Listing(key, value)
    empty = [key for key, value in result.items() if value == []]
    says_none = 0 in _numbers(result) or (len(result) <= 2 and not is_record(result))
    return Listing(empty[0], []) if empty and says_none else None


def is_record(result: Any) -> bool:
    """Whether a result is about one thing: it carries its own id and more."""
    if not isinstance(result, dict) or len(result) < 2:
        return False
    first = next(iter(result))
    return re.search(r"(^|_)(id|name|title|key|code)$", first) is not None


def rows_of(result: Any) -> list[Row]:
    """The records of a result: its list, else itself."""
    listing = listing_of(result)
    if listing is not None:
        return listing.rows
    return [result] if isinstance(result, dict) and result else []


def ids_in(results: list[Any], toolbox: Toolbox, type_key: str) -> list[str]:
    """The distinct ids of one type in results, in order; a record's own before others."""
    names = {
        one.name for card in toolbox.cards for one in card.id_parameters if one.type_key == type_key
    }
    shape = toolbox.shapes.get(type_key)
    found = []
    for result in results:
        body = (
            {k: v for k, v in result.items() if k != "hint"} if isinstance(result, dict) else result
        )
        for key, value in leaves(body):
            if shape.fits(value) if shape else _is_key_for(key, names) and _is_id(value):
                found.append(str(value))
    return list(dict.fromkeys(found))


def own_id(row: Row) -> str | None:
    """The id that a record goes by: its first value, when the key says so."""
    for key, value in row.items():
        return str(value) if re.search(r"(^|_)id$|_id$", key) and value is not None else None
    return None


def name_of(row: Row) -> str | None:
    """What a record is called, for people."""
    for wanted in _NAME_STEMS:
        for key, value in row.items():
            is_name = isinstance(value, str) and stems_of(key)[-1:] == (wanted,)
            if is_name and value and not key.startswith("contact"):
                return str(value)
    return None


def names_by_id(calls: list[Done]) -> dict[str, str]:
    """The name of every record that results told of, by its id."""
    names: dict[str, str] = {}
    for done in calls:
        for row in rows_of(done.result):
            identifier, name = own_id(row), name_of(row)
            if identifier and name:
                names.setdefault(identifier, name)
    return names


def _is_list_of_rows(value: Any) -> bool:
    return isinstance(value, list) and value != [] and all(isinstance(one, dict) for one in value)


def _numbers(result: Row) -> list[int]:
    return [one for one in result.values() if isinstance(one, int) and not isinstance(one, bool)]


def _is_key_for(key: str, names: set[str]) -> bool:
    return key in names or key.removesuffix("s") in names


def _is_id(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and value != ""
