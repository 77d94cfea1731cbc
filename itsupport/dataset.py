"""The sample records and the day they are written for.

Records live in `data/*.json`; editing a file is all that it takes to change them. Amounts are
read as `Decimal`, so that sums are exact. What this file leaves out: any meaning of a record.

Two environment variables move it: `ITSUPPORT_TODAY` (a day such as 2025-07-15) and
`ITSUPPORT_DATA` (a folder with your own JSON files).

With a third, `ITSUPPORT_DATABASE`, all processes read from one database instead. It is filled from
the JSON files at first use; after that, what is edited in a file reaches it by `fill_database()`
only (`python -m itsupport database fill`): all processes see the same, whatever files they have.
"""

import json
import os
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256
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
    path = _folder() / f"{name}.json"
    try:
        content: list[Record] = _read(path, _version(path), shape)  # type: ignore[arg-type]
        return content
    except OSError as problem:
        raise SupportError(
            f"The data file {path.name} cannot be read",
            f"{problem.strerror}: {path.parent.name}/{path.name}",
            suggested_actions=["Put the file back, or unset ITSUPPORT_DATA."],
        ) from None


def fill_database() -> list[str]:
    """Put what the JSON files hold now into the database, and say which kinds of record it holds.

    All of it or nothing; records that were added stay. Raises `SupportError` when a file is not
    JSON or `ITSUPPORT_DATABASE` is not set.
    """
    database = record_store.shared_database()
    if database is None:
        raise SupportError(
            "ITSUPPORT_DATABASE is not set",
            "It says which database to fill.",
            suggested_actions=["Set it to a URL such as sqlite:////whole/path/desk.db."],
        )
    files = _all_files()
    database.fill(files)
    return list(files)


def _version(path: Path) -> tuple[int, int] | str:
    """What changes when the file does, or its copy in the database, which is the digest."""
    if database := record_store.shared_database():
        return database.sample_version(path.stem, _all_files)
    file = path.stat()
    return file.st_mtime_ns, file.st_size


def _all_files() -> dict[str, tuple[str, list[Any]]]:
    """Each JSON file of the folder: its name, and the digest of its text with its records."""
    paths = sorted(_folder().glob("*.json"))
    return {path.stem: (sha256(path.read_bytes()).hexdigest(), _parsed(path)) for path in paths}


def _folder() -> Path:
    return Path(os.environ.get("ITSUPPORT_DATA") or DATA_FOLDER)


def _parsed(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8-sig"), parse_float=Decimal)
    except ValueError as problem:
        raise _unusable(path, f"{problem}.") from None


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
def _read(path: Path, version: tuple[int, int] | str, shape: Any) -> Any:
    """Read once per version: an edit is seen by the next call."""
    database = record_store.shared_database() if isinstance(version, str) else None
    content = database.samples(path.stem) if database else _parsed(path)
    try:
        checked = _adapter(shape).validate_python(content)
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        raise _unusable(path, f"{_place(content, first['loc'])}{first['msg']}.") from None
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
