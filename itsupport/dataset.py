"""The sample records and the day they are written for.

Records live in `data/*.json`; editing a file is all that it takes to change them. Amounts are
read as `Decimal`, so that sums are exact. What this file leaves out: any meaning of a record.

Two environment variables move it: `ITSUPPORT_TODAY` (a day such as 2025-07-15) and
`ITSUPPORT_DATA` (a folder with your own JSON files).
"""

import json
import os
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from itsupport import record_store
from itsupport.errors import SupportError

Record = TypeVar("Record")

TODAY = date(2025, 6, 30)
"""The day that "overdue" and "expires within 30 days" are counted from, the same in every run."""

DATA_FOLDER = Path(__file__).parent / "data"


def today() -> date:
    """The support desk's day: 2025-06-30, or the day in `ITSUPPORT_TODAY`."""
    chosen = os.environ.get("ITSUPPORT_TODAY")
    if not chosen:
        return TODAY
    try:
        return date.fromisoformat(chosen)
    except ValueError:
        raise SupportError(
            f"ITSUPPORT_TODAY is {chosen!r}, which is not a date",
            "It sets the day that the support desk counts from.",
            suggested_actions=["Write it as year-month-day, for example 2025-07-15, or unset it."],
        ) from None


def records(name: str, shape: type[Record]) -> list[Record]:
    """All records of one kind, for example `records("tickets", Ticket)`.

    Those of the file come first, in its order, then those that were added since (`record_store`).
    `shape` is the TypedDict that every record must have. Raises `SupportError` with the place in
    the file when the file is missing, is not JSON, or a record has another shape.
    The records are shared: read them, never change them.
    """
    filed = file_records(name, shape)
    added = record_store.added(name)
    return [*filed, *_checked_additions(name, filed, added, shape)] if added else filed


def file_records(name: str, shape: type[Record]) -> list[Record]:
    """The records of the file alone."""
    folder = Path(os.environ.get("ITSUPPORT_DATA") or DATA_FOLDER)
    path = folder / f"{name}.json"
    try:
        file = path.stat()
        version = (file.st_mtime_ns, file.st_size)
        content: list[Record] = _read(path, version, shape)  # type: ignore[arg-type]
        return content
    except OSError as problem:
        raise SupportError(
            f"The data file {path.name} cannot be read",
            f"{problem.strerror}: {path.parent.name}/{path.name}",
            suggested_actions=["Put the file back, or unset ITSUPPORT_DATA."],
        ) from None


def _checked_additions(
    name: str, filed: list[Any], added: list[dict[str, Any]], shape: Any
) -> list[Any]:
    """What was added, checked like the file; an id that both have was taken in the file later."""
    taken = {next(iter(record.values())) for record in filed}
    for record in added:
        if (identifier := next(iter(record.values()))) in taken:
            reason = f"A record that was added while the desk was at work is called {identifier}."
            raise _unusable(Path(f"{name}.json"), f"{reason} So is one in the file.")
    try:
        checked: list[Any] = _adapter(shape).validate_python(added)
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        place = _place(added, first["loc"])
        raise SupportError(
            f"An added record of {name} cannot be used",
            f"{place}{first['msg']}.",
            suggested_actions=["Mend or remove it where it is stored (ITSUPPORT_DATABASE)."],
        ) from None
    return checked


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(list[shape])


@cache
def _read(path: Path, _version: tuple[int, int], shape: Any) -> Any:
    """Read once per version of the file: an edit is seen by the next call."""
    try:
        content = json.loads(path.read_text("utf-8"), parse_float=Decimal)
        checked = _adapter(shape).validate_python(content)
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        raise _unusable(path, f"{_place(content, first['loc'])}{first['msg']}.") from None
    except ValueError as problem:
        raise _unusable(path, f"{problem}.") from None
    _refuse_copies(path, checked)
    return checked


def _place(content: Any, steps: tuple[int | str, ...]) -> str:
    """Where in the file, for people: records are counted from 1 and named by their id."""
    if not steps:
        return ""
    number, *fields = steps
    record = content[number]
    name = next(iter(record.values()), "") if isinstance(record, dict) else ""
    inside = " → ".join(str(field) for field in fields)
    return f"At record {int(number) + 1} ({name}){', ' if inside else ''}{inside}: "


def _refuse_copies(path: Path, content: list[dict[str, Any]]) -> None:
    """The first field of a record is its id; a record that was copied must get a new one."""
    seen: dict[Any, int] = {}
    for number, record in enumerate(content, 1):
        identifier = next(iter(record.values()))
        if identifier in seen:
            reason = f"Records {seen[identifier]} and {number} are both called {identifier}."
            raise _unusable(path, reason)
        seen[identifier] = number


def _unusable(path: Path, reason: str) -> SupportError:
    return SupportError(
        f"The data file {path.name} cannot be used",
        reason,
        suggested_actions=["Mend the place that the reason names; compare it with its neighbours."],
    )
