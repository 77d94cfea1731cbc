"""Added records and sample data in one database that any number of processes share.

SQLite (`sqlite:////whole/path/desk.db`) or PostgreSQL (`postgresql+psycopg://user@host/name`).
Whoever writes waits until it is the only one who does: numbers have no gap, and no request is
stored twice. Readers never wait. What this leaves out: the words for what can go wrong.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select
from sqlalchemy.exc import DBAPIError

from itsupport.errors import SupportError
from itsupport.record_store.connecting import connected
from itsupport.record_store.problems import told_plainly
from itsupport.record_store.tables import ADDED, SAMPLE_VERSIONS, SAMPLES, TABLES, rows

ONE_WRITER = {
    "sqlite": "BEGIN IMMEDIATE",
    "postgresql": "SELECT pg_advisory_xact_lock(1766)",
}
"""What makes a transaction the only one that writes, until it ends."""

SampleFiles = Mapping[str, tuple[str, list[Any]]]
"""For each kind of sample data its version and its records."""


def database_at(url: str) -> "DatabaseStore":
    """One store for each URL in each process: a connection must not cross a fork."""
    with _one_at_a_time:
        this = (url, os.getpid())
        if this not in _open:
            _open[this] = DatabaseStore(url)
        return _open[this]


_open: dict[tuple[str, int], "DatabaseStore"] = {}
_one_at_a_time = Lock()


class DatabaseStore:
    """Safe to use from several threads and processes. Every method may raise `SupportError`."""

    def __init__(self, url: str) -> None:
        """Connect, and make the tables where they are missing."""
        self._url = url
        with told_plainly(url):
            self._engine: Engine = connected(url)
            with self._writing() as connection:
                TABLES.create_all(connection)

    def added(self, kind: str) -> list[dict[str, Any]]:
        """In the order in which they came."""
        wanted = select(ADDED.c.content).where(ADDED.c.kind == kind).order_by(ADDED.c.number)
        with told_plainly(self._url), self._engine.connect() as connection:
            return list(connection.scalars(wanted))

    def add(self, kind: str, once: str, make: Callable[[int], dict[str, Any]]) -> dict[str, Any]:
        """The record under `once`; made and stored when there is none.

        When the connection broke, nobody knows whether the record was stored: `once` makes it
        safe to try again.
        """
        with told_plainly(self._url):
            try:
                return self._add(kind, once, make)
            except DBAPIError as problem:
                if not problem.connection_invalidated:
                    raise
                return self._add(kind, once, make)

    def _add(self, kind: str, once: str, make: Callable[[int], dict[str, Any]]) -> dict[str, Any]:
        request = sha256(once.encode("utf-8", "surrogatepass")).hexdigest()
        this = (ADDED.c.kind == kind) & (ADDED.c.request == request)
        latest = select(func.coalesce(func.max(ADDED.c.number), 0)).where(ADDED.c.kind == kind)
        with self._writing() as connection:
            known = connection.scalar(select(ADDED.c.content).where(this))
            if known is not None:
                return dict(known)
            number = connection.scalars(latest).one() + 1
            new = {"kind": kind, "number": number, "request": request, "content": make(number)}
            connection.execute(insert(ADDED).values(new))
            return dict(connection.scalars(select(ADDED.c.content).where(this)).one())

    def forget(self) -> None:
        """Remove everything that was added; the sample data stays."""
        with told_plainly(self._url), self._writing() as connection:
            connection.execute(delete(ADDED))

    def sample_version(self, kind: str, files: Callable[[], SampleFiles]) -> str:
        """What changes when the sample data of this kind does.

        A new database is filled with `files` first; `SupportError` when it has nothing of `kind`.
        """
        if version := self._sample_version(kind):
            return version
        self.fill(files(), if_empty=True)
        if version := self._sample_version(kind):
            return version
        raise SupportError(
            f"The database holds no {kind}",
            "It was filled when there was no such file.",
            suggested_actions=["Run python -m itsupport database fill."],
        )

    def contents(self) -> dict[str, tuple[int, int]]:
        """For each kind how many records are sample data and how many were added."""
        counts: dict[str, list[int]] = {}
        with told_plainly(self._url), self._engine.connect() as connection:
            for place, table in enumerate((SAMPLES, ADDED)):
                for kind in connection.scalars(select(table.c.kind)):
                    counts.setdefault(kind, [0, 0])[place] += 1
        return {kind: (samples, added) for kind, (samples, added) in sorted(counts.items())}

    def _sample_version(self, kind: str) -> str | None:
        wanted = select(SAMPLE_VERSIONS.c.version).where(SAMPLE_VERSIONS.c.kind == kind)
        with told_plainly(self._url), self._engine.connect() as connection:
            return connection.scalar(wanted)

    def samples(self, kind: str) -> list[Any]:
        """The sample records of one kind, in the order of their file."""
        wanted = select(SAMPLES.c.content).where(SAMPLES.c.kind == kind)
        with told_plainly(self._url), self._engine.connect() as connection:
            return list(connection.scalars(wanted.order_by(SAMPLES.c.position)))

    def fill(self, files: SampleFiles, *, if_empty: bool = False) -> None:
        """Replace the sample data, all of it or nothing; with `if_empty` only where there is none.

        What was added stays.
        """
        with told_plainly(self._url), self._writing() as connection:
            if if_empty and connection.scalar(select(SAMPLE_VERSIONS.c.version).limit(1)):
                return
            connection.execute(delete(SAMPLES))
            connection.execute(delete(SAMPLE_VERSIONS))
            for kind, (version, records) in files.items():
                connection.execute(insert(SAMPLE_VERSIONS).values(kind=kind, version=version))
                if records:
                    connection.execute(insert(SAMPLES), rows(kind, records))

    def close(self) -> None:
        """Give the open connections back; the next use opens new ones."""
        self._engine.dispose()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that is the only one that writes; an exception undoes all of it."""
        with self._engine.begin() as connection:
            connection.exec_driver_sql(ONE_WRITER[self._engine.dialect.name])
            yield connection
