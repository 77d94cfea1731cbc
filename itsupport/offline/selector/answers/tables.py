"""Markdown for values from results: cells, tables, facts, lists. Text in them stays text."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from itsupport.offline.selector.answers.computing import exact
from itsupport.offline.selector.answers.results import Row, is_amount, is_number, name_of, own_id
from itsupport.offline.selector.language.words import listed, stem, stems_of

MOST_ROWS = 12
_MOST_COLUMNS = 8
_LONG = 70
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST = 240
_NO_MONEY = frozenset(
    map(
        stem, ["percent", "percentage", "score", "hours", "days", "rate", "share", "ratio", "count"]
    )
)
_FIRST = frozenset(map(stem, ["total", "balance", "amount", "price", "cost"]))
_FIRST_KEYS = frozenset((one,) for one in _FIRST)
_YEARS = frozenset(
    map(stem, ["year", "born", "died", "built", "founded", "established", "vintage"])
)
_NUMBERED = frozenset(["step", "instruction", "procedur"])
_MARK = re.compile(
    r"^(?P<number>\d{1,9})(?=[.)](?: |$))"  # begins a list, as a sign at the start may
    r"|(?P<mark>^>|^#(?=#{0,5}(?: |$))|^[+-](?=[ -]|$)"
    r"|\\(?=[!-/:-@\[-`{-~]|$)|[|`*~\[\]]|(?<![^\W_])_|_(?![^\W_]))"
)


Naming = Callable[[Any], str]


def plain_name(value: Any) -> str:
    """A value without any name for it."""
    return str(value)


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, on one line; what Markdown leaves alone stays."""
    marked = _MARK.sub(r"\g<number>\\\g<mark>", " ".join(text.split()))
    return marked.replace("&", "&amp;").replace("<", "&lt;")


def heading(key: str) -> str:
    """A key for people: "paid_on" becomes "Paid on"."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key).replace("_", " ").strip()
    return escaped(words[:1].upper() + words[1:])


def _label(key: str) -> str:
    """A key inside a line; a code such as B4 stays as it is."""
    return escaped(key) if re.search(r"\d", key) else heading(key).lower()


def cell(key: str, value: Any, naming: Naming = plain_name, money: bool = False) -> str:
    """A value in a line of text."""
    match value:
        case None | "":
            return "\u2013"
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return number(key, value, money)
        case dict():
            return ", ".join(f"{_label(k)} {cell(k, v)}" for k, v in value.items())
        case list():
            return ", ".join(cell(key, one, naming) for one in value) or "\u2013"
        case _:
            text = re.sub(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)?Z?$", r"\1 \2", naming(value))
            return escaped(text)


def number(key: str, value: Any, money: bool = False) -> str:
    """A number; an amount with its cents. `money`: its neighbours are amounts."""
    if (
        isinstance(value, float)
        and (is_amount(key) or money)
        and not _NO_MONEY & set(stems_of(key))
    ):
        return f"{exact(value):,.2f}"
    is_code = re.search(r"(?:id|number|no|nr|code|key)$", key, re.IGNORECASE)
    plain = is_code or _YEARS & set(stems_of(key))
    return f"{value:,}" if isinstance(value, int) and not plain else str(value)


def table(
    rows: list[Row], wanted: Sequence[str], naming: Naming, longest: int = _LONG
) -> list[str]:
    """The rows as a Markdown table; what is beyond the twelfth is counted."""
    columns = columns_of(rows, wanted, longest)
    own_key = next((key for key in columns if rows[0].get(key) == own_id(rows[0])), None)
    titles = [heading(one if one == own_key else re.sub(r"_id$", "", one)) for one in columns]
    money = any(is_amount(one) for one in columns)
    lines = [
        "| " + " | ".join(titles) + " |",
        "|" + "|".join(" ---: " if _numeric(rows, one) else " --- " for one in columns) + "|",
    ]
    for row in rows[:MOST_ROWS]:
        own = plain_name if name_of(row) else naming
        namings = [own if one == own_key else naming for one in columns]
        cells = [
            cell(key, row.get(key), named, money)
            for key, named in zip(columns, namings, strict=True)
        ]
        lines.append("| " + " | ".join(cells) + " |")
    if len(rows) > MOST_ROWS:
        lines += ["", f"… and {len(rows) - MOST_ROWS} more."]
    return lines


def columns_of(rows: list[Row], wanted: Sequence[str], longest: int = _LONG) -> list[str]:
    """The columns worth showing: the id, the name, what was asked for, then the others."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    own, name = own_id(rows[0]), name_of(rows[0])

    def is_asked(key: str) -> bool:
        is_day = any(_DAY.match(str(row.get(key))) for row in rows)
        when = is_day and listed("times") & set(wanted)
        return bool(set(stems_of(key)) & set(wanted) or when)

    def fits(key: str) -> bool:
        values, asked = [row.get(key) for row in rows], is_asked(key)
        return _is_short(values, _LONGEST if asked else longest, asked)

    shown = [key for key in keys if fits(key)]
    if len(shown) < 4:
        wide = [key for key in keys if _is_short([row.get(key) for row in rows], _LONGEST)]
        shown = [key for key in keys if key in shown or key in wide]

    def place(key: str) -> tuple[int, int]:
        value = rows[0].get(key)
        if own and value == own:
            return 0, 0
        if name and value == name:
            return 1, 0
        rank = 2 if is_asked(key) else 3 if key in wanted or stems_of(key) in _FIRST_KEYS else 4
        return rank, keys.index(key)

    chosen = sorted(shown, key=place)[:_MOST_COLUMNS]
    return sorted(chosen, key=lambda key: place(key) if place(key)[0] < 2 else (2, keys.index(key)))


def facts(record: Row, naming: Naming) -> list[str]:
    """One record: short values as a list, then texts, lists and tables under their names."""
    short = [key for key, value in record.items() if _is_short([value])]
    own = own_id(record)
    money = any(is_amount(key) and isinstance(value, float) for key, value in record.items())
    lines = [
        f"- **{heading(key)}**: {cell(key, value, plain_name if value == own else naming, money)}"
        for key, value in record.items()
        if key in short
    ]
    for key, value in record.items():
        if key not in short and value not in (None, "", [], {}):
            lines += ["", *_long(key, value, naming)]
    return lines


def _long(key: str, value: Any, naming: Naming) -> list[str]:
    title = f"**{heading(key)}**"
    match value:
        case [dict(), *_]:
            return [title, "", *table(value, [], naming, _LONGEST)]
        case list():
            numbered = bool(_NUMBERED & set(stems_of(key)))
            marks = [f"{n}." if numbered else "-" for n in range(1, len(value) + 1)]
            items = zip(marks, value, strict=True)
            return [title, "", *(f"{mark} {cell(key, one, naming)}" for mark, one in items)]
        case dict():
            return [f"{title}: {cell(key, value, naming)}"]
        case _:
            return [f"{title}: {cell(key, value, naming)}"]


def _is_short(values: list[Any], longest: int = _LONG, groups: bool = False) -> bool:
    """Whether values, or `groups` of them, fit into a column: one line, and not all empty."""
    told = [one for one in values if one not in (None, "", [], {})]
    if not told or any(isinstance(one, dict) and not groups for one in told):
        return False
    for one in told:
        if isinstance(one, dict) and any(not _plain(item) for item in one.values()):
            return False
        if isinstance(one, list) and (len(one) > 8 or any(not _plain(item) for item in one)):
            return False
    return max(len(str(one)) for one in told) <= longest


def _plain(value: Any) -> bool:
    return not isinstance(value, list | dict) and len(str(value)) <= 30


def _numeric(rows: list[Row], key: str) -> bool:
    return all(is_number(row.get(key)) or row.get(key) is None for row in rows)
