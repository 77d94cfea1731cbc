"""What results say: their rows, their ids, the names that ids go by.

Only whole values count as ids, never words inside a text: texts in results are data.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from itsupport.offline.selector.conversation import Done, leaves
from itsupport.offline.selector.language.words import listed, stems_of
from itsupport.offline.selector.tools.shapes import Shape, shape_of_examples
from itsupport.offline.selector.tools.toolbox import Toolbox

Row = dict[str, Any]


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
    numbers = [one for one in result.values() if isinstance(one, int) and one is not True]
    for key, value in result.items():
        rows = isinstance(value, list) and value and all(isinstance(one, dict) for one in value)
        if rows and (len(value) in numbers or not _is_record(result)):
            return Listing(key, value)
    empty = [key for key, value in result.items() if value == []]
    counted = any(result.get(key) == 0 for key in ("count", "total", "number"))
    says_none = counted or (not _is_record(result) and (0 in numbers or len(result) <= 2))
    return Listing(empty[0], []) if empty and says_none else None


def _is_record(result: Row) -> bool:
    """Whether a result is about one thing: it carries its own id and more."""
    first = next(iter(result), "")
    return (
        len(result) > 1
        and re.search(
            r"(^|_)(id|no|nr|number|ref|sku|name|title|key|code)$|[a-z](Id|No|Nr|Code|Ref)$", first
        )
        is not None
    )


def rows_of(result: Any) -> list[Row]:
    """The records of a result: its list, else itself."""
    listing = listing_of(result)
    if listing is not None:
        return listing.rows
    return [result] if isinstance(result, dict) and result else []


def inner_rows(result: Any) -> list[Row]:
    """The records of a result; of one thing with a list of others, those others."""
    rows = rows_of(result)
    lists = [one for one in rows[0].values() if _are_rows(one)] if len(rows) == 1 else []
    return lists[0] if len(lists) == 1 else rows


def _are_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def ids_in(results: Iterable[Any], toolbox: Toolbox, key: str) -> list[str]:
    """The distinct ids of one type in results, in order."""
    names = {one.name for one in toolbox.id_parameters.get(key, ())}
    shape = toolbox.shapes.get(key)
    found = []
    for result in results:
        for name, value in leaves(_without_hints(result)):
            fits = shape.fits(value) if shape else name.removesuffix("s") in names or name in names
            if fits and isinstance(value, str | int) and value != "":
                found.append(str(value))
    return list(dict.fromkeys(found))


def _without_hints(result: Any) -> Any:
    if not isinstance(result, dict):
        return result
    return {key: value for key, value in result.items() if key not in ("hint", "hints")}


def hinted_ids(result: Any, toolbox: Toolbox, key: str) -> list[str]:
    """The ids that a tool's own hints propose when it found nothing."""
    hints = (
        [result.get(one) for one in ("hint", "hints", "suggested_actions")]
        if isinstance(result, dict)
        else []
    )
    text = " ".join(str(value) for one in hints for _, value in leaves(one))
    shape = toolbox.shapes.get(key)
    return list(dict.fromkeys(value for _, _, value in shape.mentions(text))) if shape else []


def hinted_words(result: Any) -> list[str]:
    """The words that a tool's hints propose, in quotes: "Did you mean 'printer'?"."""
    hints = [result.get(one) for one in ("hint", "hints")] if isinstance(result, dict) else []
    text = " ".join(str(value) for one in hints for _, value in leaves(one))
    return re.findall(r"(?:mean|or|,) '([^']+)'", text)


def shapes_seen(calls: Iterable[Done], toolbox: Toolbox) -> dict[str, Shape]:
    """The shapes of ids whose schema tells none, from the ids in results."""
    unknown = {one.name: key for key, found in toolbox.id_parameters.items() for one in found}
    values: dict[str, list[str]] = {}
    for done in calls:
        for name, value in leaves(done.result) if unknown else ():
            if name in unknown and unknown[name] not in toolbox.shapes:
                values.setdefault(unknown[name], []).append(str(value))
    found = {key: shape_of_examples(examples) for key, examples in values.items()}
    return {key: shape for key, shape in found.items() if shape}


def own_id(row: Row) -> str | None:
    """The id that a record goes by: its first value whose key says so."""
    for key, value in row.items():
        if re.search(r"(^|_)id$|[a-z]Id$", key) and value is not None:
            return str(value)
    first, value = next(iter(row.items()), ("", None))
    coded = re.search(r"(^|_)(no|nr|ref|sku|code)$|[a-z](No|Nr|Code|Ref)$", first)
    return str(value) if coded and value is not None else None


def name_of(row: Row) -> str | None:
    """What a record is called, for people."""
    for wanted in ("nam", "titl", "subject", "hostnam", "label", "headlin"):
        for key, value in row.items():
            is_name = isinstance(value, str) and stems_of(key)[-1:] == (wanted,)
            if is_name and value and not key.startswith("contact"):
                return str(value)
    return None


def names_by_id(calls: Iterable[Done]) -> dict[str, str]:
    """The name of every record that results told of, by its id."""
    names: dict[str, str] = {}
    for done in calls:
        for row in rows_of(done.result):
            identifier, name = own_id(row), name_of(row)
            if identifier and name:
                names.setdefault(identifier, name)
    return names


def is_amount(key: str) -> bool:
    """Whether a column's name speaks of money."""
    counts = re.search(r"(days|count|hours)", key)
    return bool(listed("amounts") & set(stems_of(key))) and not counts


def is_number(value: Any) -> bool:
    """Whether a value can be added up."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def texts_under(calls: Iterable[Done], stems: tuple[str, ...]) -> Iterator[str]:
    """The texts in results under a key with these words, else under one that ends like it."""
    found = [
        (stems_of(key), v) for one in calls if not one.failure for key, v in leaves(one.result)
    ]
    texts = [(key, value) for key, value in found if isinstance(value, str) and value]
    same = [value for key, value in texts if key == stems]
    yield from same or [
        value for key, value in texts if key[-1:] == stems[-1:] and len(stems[-1]) > 3
    ]
