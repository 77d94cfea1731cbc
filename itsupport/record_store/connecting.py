"""From a URL to an engine: only the two databases that the tests run against, every wait bounded.

What this leaves out: tables, records, and the words for what can go wrong.
"""

import sqlite3
import time
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from itsupport.record_store.problems import unusable, without_driver
from itsupport.record_store.tables import as_json, from_json

SECONDS_TO_CONNECT = 5
SECONDS_TO_WAIT_FOR_A_WRITER = 15
SECONDS_BETWEEN_TRIES = 0.01


def connected(url: str) -> Engine:
    """An engine that has not connected yet. Raises `SupportError` for any other database."""
    address = _address(url)
    try:
        engine = create_engine(
            address,
            connect_args=_limits(address),
            hide_parameters=True,  # an error must not hold what a user wrote
            json_serializer=as_json,
            json_deserializer=from_json,
            pool_pre_ping=True,
        )
    except ModuleNotFoundError as problem:
        raise without_driver(problem.name) from None
    if address.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _several_at_once)
    return engine


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):  # the second for a port that is no number
        raise unusable("It is not written as a database's URL.") from None
    if address.drivername in {"postgres", "postgresql"}:  # as hosting services write it
        address = address.set(drivername="postgresql+psycopg")
    if address.drivername not in {"sqlite", "sqlite+pysqlite", "postgresql+psycopg"}:
        raise unusable(f"The workbook knows no database of the kind {address.drivername!r}.")
    in_memory = not address.database or ":memory:" in address.database
    if address.get_backend_name() == "sqlite" and in_memory:
        raise unusable("SQLite without a file lives in one process and is not shared.")
    return address


def _limits(address: URL) -> dict[str, Any]:
    if address.get_backend_name() == "sqlite":
        return {"timeout": SECONDS_TO_WAIT_FOR_A_WRITER}
    patience = SECONDS_TO_WAIT_FOR_A_WRITER * 1000
    limits = f"-c lock_timeout={patience} -c statement_timeout={patience * 2}"
    return {"connect_timeout": SECONDS_TO_CONNECT, "options": limits}


def _several_at_once(connection: sqlite3.Connection, _record: Any) -> None:
    """SQLite's write-ahead log: readers see the last finished state while somebody writes.

    A killed process loses nothing that was stored. A power cut may lose the last records, never
    the file: waiting for the disk at each record would make writers queue sixty times as long.
    Source: https://www.sqlite.org/pragma.html#pragma_synchronous
    """
    _write_ahead(connection, time.monotonic() + SECONDS_TO_WAIT_FOR_A_WRITER)
    connection.execute("PRAGMA synchronous=NORMAL").close()


def _write_ahead(connection: sqlite3.Connection, until: float) -> None:
    """Try again, for SQLite does not wait here: two that change a new file both hold it as readers.

    Raises `sqlite3.OperationalError` when the file is still locked at `until`.
    """
    while True:
        try:
            return connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError as problem:
            kind = problem.sqlite_errorcode & 0xFF  # the rest says why it is busy
            if kind != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(SECONDS_BETWEEN_TRIES)
