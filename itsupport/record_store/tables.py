"""The three tables, and how a record is written into one cell: as JSON, its amounts exact.

Records keep the shape that the JSON files give them: the tools check and search them in Python.
What this leaves out: a column for each field, which a database that is searched by SQL would have.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Column, Integer, MetaData, String, Table, UniqueConstraint

TABLES = MetaData()

ADDED = Table(
    "added_records",
    TABLES,
    Column("kind", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("request", String(64), nullable=False),  # the digest of `once`: any text fits
    Column("content", JSON, nullable=False),
    UniqueConstraint("kind", "request"),
)

SAMPLES = Table(
    "sample_records",
    TABLES,
    Column("kind", String, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("content", JSON, nullable=False),
)

SAMPLE_VERSIONS = Table(
    "sample_versions",
    TABLES,
    Column("kind", String, primary_key=True),
    Column("version", String(64), nullable=False),
)

_EXACT = "exact"


def as_json(content: Any) -> str:
    """An amount is written as {"exact": "12.50"}: a JSON number would be read as a float."""
    return json.dumps(content, default=_exact, allow_nan=False)


def from_json(text: str) -> Any:
    """What `as_json` wrote, equal to what it was given."""
    return json.loads(text, object_hook=_amount)


def _exact(value: Any) -> dict[str, str]:
    if isinstance(value, Decimal):
        return {_EXACT: str(value)}
    raise TypeError(f"A {type(value).__name__} cannot be stored in a database")


def _amount(content: dict[str, Any]) -> Any:
    match content:
        case {"exact": str(text)} if len(content) == 1:
            return Decimal(text)
    return content


def rows(kind: str, records: list[Any]) -> list[Mapping[str, Any]]:
    """What to insert into `SAMPLES`."""
    return [
        {"kind": kind, "position": position, "content": record}
        for position, record in enumerate(records, 1)
    ]
