"""Tests run against SQLite and against PostgreSQL, each test with a database of its own."""

from contextlib import contextmanager
from itertools import count

import pytest
import sqlalchemy

from itsupport import record_store
from itsupport.record_store.database import database_at
from tests.record_store import postgres

numbers = count(1)


@pytest.fixture(scope="session")
def start_postgres():
    """A function that gives the URL of a server, which is started when first asked for."""
    with postgres.server_on_demand() as start:
        yield start


@contextmanager
def new_database(kind, tmp_path, start_postgres):
    if kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'desk.db'}"
        return
    server, name = sqlalchemy.make_url(start_postgres()), f"desk_{next(numbers)}"
    engine = sqlalchemy.create_engine(server, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
            yield server.set(database=name).render_as_string(hide_password=False)
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path, start_postgres, monkeypatch):
    """A database that nobody has used, as ITSUPPORT_DATABASE."""
    with new_database(request.param, tmp_path, start_postgres) as address:
        monkeypatch.setenv("ITSUPPORT_DATABASE", address)
        yield address
        database_at(address).close()


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def any_store(request, tmp_path, start_postgres, monkeypatch):
    """Each place that records can be kept in, empty."""
    if request.param == "memory":
        record_store.forget()
        yield
        record_store.forget()
        return
    with new_database(request.param, tmp_path, start_postgres) as address:
        monkeypatch.setenv("ITSUPPORT_DATABASE", address)
        yield
        database_at(address).close()
