"""Records that are added while the desk is at work, such as a ticket that a user has just written.

They stay in the memory of this process, or, when `ITSUPPORT_DATABASE` holds a database's URL, in
that database, which several processes may share and which holds the sample data too. What this
leaves out: any meaning of a record.
"""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from itsupport.errors import SupportError
from itsupport.record_store.memory import MemoryStore
from itsupport.state_folder import state_folder

if TYPE_CHECKING:  # a server that needs no database starts without the library for it
    from itsupport.record_store.database import DatabaseStore

DATABASE = "ITSUPPORT_DATABASE"

StoredRecord = dict[str, Any]

_memory = MemoryStore()


def added(kind: str) -> list[StoredRecord]:
    """Copies of all records of one kind, such as "tickets", in the order in which they came."""
    return _store().added(kind)


def add(kind: str, once: str, make: Callable[[int], StoredRecord]) -> StoredRecord:
    """Store what `make` returns and return it, or return what was stored under `once` before.

    `once` says which request this is: the same request, sent again, adds nothing. `make` gets the
    number of the new record: 1 for the first of its kind, then 2, without a gap; it may raise, and
    then nothing is stored. It must be quick and must not come back here.
    """
    return _store().add(kind, once, make)


def forget() -> None:
    """Remove everything that was added, as at a new start."""
    _store().forget()


def shared_database() -> "DatabaseStore | None":
    """The database of `ITSUPPORT_DATABASE`, or None when that is not set.

    Raises `SupportError` when the URL cannot be used or the database cannot be reached.
    """
    url = os.environ.get(DATABASE)
    if not url:
        return None
    from itsupport.record_store.database import database_at

    return database_at(url)


def share_a_database() -> str:
    """The URL of the database; where none is set, from now on a file of this person's own.

    For processes that serve the same: each would give out the same numbers from its own memory.
    """
    if not os.environ.get(DATABASE):
        file = state_folder() / "desk.db"
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file.touch(mode=0o600)  # there are people in it
        except OSError as problem:
            raise SupportError(
                f"The file {file} cannot be made",
                str(problem),
                suggested_actions=[f"Say in {DATABASE} which database the workers share."],
            ) from None
        os.environ[DATABASE] = f"sqlite:///{file.as_posix()}"
    return os.environ[DATABASE]


def _store() -> "MemoryStore | DatabaseStore":
    return shared_database() or _memory
